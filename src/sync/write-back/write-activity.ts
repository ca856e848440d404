import type { CrmRow, RowResult } from '../../connectors/crm.js';
import type { NewActivity } from '../../domain/activity.js';
import { DealdraftError } from '../../domain/errors.js';
import { toContractId } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import { toOpportunityId } from '../../domain/opportunity-id.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { ConfirmedRow } from '../../store/contract-details.js';
import { mayLandLate } from './late-writes.js';
import { toldOfError } from './told-reason.js';
import { failureOf } from './write-outcome.js';
import { noted } from '../../domain/said.js';

/** A record that was to be written, and what was known of it before. */
export interface WrittenRow {
  readonly objectName: string;
  readonly row: CrmRow & { readonly id: string };
  readonly known: ConfirmedRow | undefined;
  /** `known` was read from the CRM just before. */
  readonly isRead: boolean;
  readonly contractIds: readonly ContractId[];
  readonly opportunityId?: OpportunityId | null;
}

/** @param ended the CRM's word on the row, or what was thrown instead of one */
export function writeActivity(
  written: WrittenRow,
  ended: { readonly result: RowResult | undefined } | { readonly error: unknown },
): NewActivity {
  const { objectName, row, known, isRead, contractIds } = written;
  const { id, ...fields } = row;
  const [onlyContract, ...others] = contractIds;
  return {
    kind: 'CRM_WRITE',
    system: 'salesforce',
    operation: objectName,
    contractId: toContractId(id) ?? (others.length === 0 ? (onlyContract ?? null) : null),
    opportunityId: toOpportunityId(id) ?? written.opportunityId ?? null,
    changes: Object.entries(fields).map(([field, after]) => ({
      field,
      before: known?.[field] ?? null,
      after: after ?? null,
      ...(isRead ? { isRead } : {}),
    })),
    ...('error' in ended ? ofError(ended.error) : ofResult(objectName, ended.result)),
  };
}

type Ending = Pick<NewActivity, 'outcome' | 'failed' | 'error' | 'told'>;

function ofResult(objectName: string, result: RowResult | undefined): Ending {
  if (result?.ok === true) return { outcome: result.created ? 'created' : 'written' };
  const { reason, told } = failureOf(objectName, result);
  return { outcome: 'refused', failed: true, error: reason, told: told ?? null };
}

function ofError(error: unknown): Ending {
  return {
    outcome: mayLandLate(error) ? 'unclear' : 'refused',
    failed: true,
    error: error instanceof DealdraftError ? error.message : noted`The call failed.`,
    told: toldOfError(error).told ?? null,
  };
}
