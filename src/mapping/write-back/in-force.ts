import type { ObjectDescription } from '../../connectors/crm.js';
import type { ContractWriteback, OpportunityWriteback } from '../mapping.js';

/** What is written to an org as it is described: without the optional fields that it lacks, or that dealdraft may not see. */
export function inForce<Part extends ContractWriteback | OpportunityWriteback>(
  writeback: Part,
  description: ObjectDescription | null,
): Part {
  const { fields, optional } = writeback;
  if (optional.size === 0) return writeback;
  const kept = [...fields].filter(
    ([name]) => !optional.has(name) || description?.fields.has(name) === true,
  );
  return { ...writeback, fields: new Map(kept) };
}
