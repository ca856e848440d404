import type { CrmRow, ObjectDescription } from '../../connectors/crm.js';
import { isSameInCrm } from './same-in-crm.js';

/**
 * The members of `row` that differ from what the CRM is known to hold, or null when none does. Without a known row
 * everything differs. The external id is left out when it is equal: whoever upserts adds it.
 * @param description of the rows' object; null where the CRM gives none.
 */
export function changedFields(
  row: CrmRow,
  confirmed: CrmRow | null,
  description: ObjectDescription | null,
): CrmRow | null {
  const changed = Object.entries(row).filter(
    ([name, value]) =>
      confirmed === null ||
      !isSameInCrm(description?.fields.get(name), value, confirmed[name] ?? null),
  );
  return changed.length === 0 ? null : Object.fromEntries(changed);
}
