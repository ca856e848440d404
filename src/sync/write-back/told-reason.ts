import type { RowFailureCause, RowResult } from '../../connectors/crm.js';
import { DealdraftError } from '../../domain/errors.js';
import { noted } from '../../domain/said.js';

/**
 * What readers of a contract are told of a failure. A neighbour's own words are for operators: they may name other records,
 * which not everybody who sees this contract may see.
 */
const REMEDY: Readonly<Record<RowFailureCause, string>> = {
  lock: noted`Another change holds it; it is tried again by itself.`,
  allowance: noted`The CRM takes no more calls for now; it is tried again by itself.`,
  credentials: noted`The CRM does not let dealdraft in; an operator has to renew its access.`,
  outage: noted`The CRM takes no changes at the moment; it is tried again by itself.`,
  passing: noted`It is tried again by itself.`,
  permission: noted`A CRM admin has to give dealdraft the right to change this record.`,
  'missing-field': noted`The mapping file and the fields of the CRM have to agree; ask the operator of dealdraft.`,
  validation: noted`A rule or a field of the CRM stands against what would be written; ask your CRM admin.`,
  other: noted`Ask the operator of dealdraft, who sees what the CRM said.`,
};

/** Of a refused row: by its code, which says what kind of refusal it is and no more. */
export function toldOfRow(
  objectName: string,
  { code, fields, cause }: Extract<RowResult, { ok: false }>,
): string {
  const where = fields.length > 0 ? `${code}: ${fields.join(', ')}` : code;
  return noted`The CRM refused the ${objectName} record (${where}). ${REMEDY[cause]}`;
}

/** Of a call that failed; nothing where the words are our own. */
export function toldOfError(error: unknown): { readonly told?: string } {
  if (!(error instanceof DealdraftError) || error.service === undefined) return {};
  const code = error.upstreamCode === undefined ? '' : ` (${error.upstreamCode})`;
  const what =
    error.service === 'spotdraft'
      ? noted`SpotDraft could not be asked about it${code}.`
      : noted`The CRM could not be read or written for it${code}.`;
  const todo = error.retryable
    ? noted`It is tried again by itself.`
    : noted`Ask the operator of dealdraft, who sees what was said.`;
  return { told: `${what} ${todo}` };
}

/** Why a run failed, for operators and for readers. */
export function whyOf(error: unknown): { readonly reason: string; readonly told?: string } {
  const reason =
    error instanceof DealdraftError
      ? error.message
      : noted`Unexpected error; the log has its details.`;
  return { reason, ...toldOfError(error) };
}
