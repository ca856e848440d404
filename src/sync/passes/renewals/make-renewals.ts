import type { Crm, CrmRow, RowResult } from '../../../connectors/crm.js';
import { newCause, runBecauseOf } from '../../../domain/cause.js';
import type { ContractId } from '../../../domain/contract-id.js';
import { UpstreamUnavailableError } from '../../../domain/errors.js';
import { toOpportunityId } from '../../../domain/opportunity-id.js';
import type { OpportunityId } from '../../../domain/opportunity-id.js';
import { RENEWAL_OF } from '../../../mapping/file/compile-renewals.js';
import type { EndingContract } from '../../../mapping/renewals/renewal-view.js';
import type { RenewalCandidate } from './candidates.js';
import { nextLook } from './candidates.js';
import { daysBefore } from './end-date.js';
import { renewalRule } from './renewal-ledger.js';
import type { RenewalState } from './renewal-ledger.js';
import { renewalRow } from './renewal-row.js';
import type { RenewalParts } from './renewal-parts.js';
import { noted } from '../../../domain/said.js';

/** A contract whose renewal is to be made now. */
export interface DueContract extends EndingContract {
  readonly candidate: RenewalCandidate;
  readonly endDate: string;
  readonly accountId: string | null;
}

/** What became of a contract that was due. */
export interface DueRenewal {
  readonly contractId: ContractId;
  readonly endDate: string;
  readonly noticeDate: string;
  /** Null in a dry run, where it failed, and where it was made before and is gone. */
  readonly opportunityId: OpportunityId | null;
  /** Why it could not be made. */
  readonly problem: string | null;
}

/**
 * Makes the deals that renew these contracts, in calls of 200: by an external id that is unique, so that none is made twice and
 * none is changed. Contracts whose deal the CRM has, or had, get no other.
 */
export async function makeRenewals(
  parts: RenewalParts,
  due: readonly DueContract[],
  {
    now,
    dryRun,
    signal,
  }: { readonly now: Date; readonly dryRun: boolean; readonly signal: AbortSignal },
): Promise<readonly DueRenewal[]> {
  if (due.length === 0) return [];
  const { crm, allowance, ledger } = parts;
  await allowance.admit('background', signal);
  const ids = due.map(({ contract }) => contract.id);
  const ever = await crm.everKeys(crm.dealObject, RENEWAL_OF, ids);
  const there = await renewalsByContract(
    crm,
    ids.filter((id) => ever.has(id)),
  );
  const deals = await crm.describe(crm.dealObject);
  if (deals === null) {
    throw new UpstreamUnavailableError(
      noted`The CRM describes no ${crm.dealObject} to dealdraft.`,
      {
        service: 'salesforce',
      },
    );
  }
  const results: DueRenewal[] = [];
  const states = new Map<ContractId, RenewalState>();
  const wanted: { readonly at: DueContract; readonly row: CrmRow }[] = [];
  for (const at of due) {
    const { id } = at.contract;
    if (ever.has(id)) {
      states.set(id, { state: 'made', opportunityId: there.get(id) ?? null });
      continue;
    }
    const fitted = await renewalRow(at.candidate.rule, at, { now, deals });
    if ('problem' in fitted) fail(at, fitted.problem);
    else if (dryRun) tell(at, null, null);
    else wanted.push({ at, row: fitted.row });
  }
  if (wanted.length > 0) {
    const rows = wanted.map(({ row }) => row);
    const made = await crm.createRows(crm.dealObject, rows);
    for (const [index, { at }] of wanted.entries()) await settle(at, made[index]);
  }
  if (!dryRun) await ledger.saveStates(states);
  return results;

  function tell(at: DueContract, opportunityId: OpportunityId | null, problem: string | null) {
    const { endDate, contract, candidate } = at;
    const noticeDate = daysBefore(endDate, candidate.rule.noticeDays);
    results.push({ contractId: contract.id, endDate, noticeDate, opportunityId, problem });
  }

  function fail(at: DueContract, reason: string): void {
    const { known, rule } = at.candidate;
    const prior = known?.state === 'failed' ? known : null;
    const tries = prior === null ? 1 : prior.tries + 1;
    states.set(at.contract.id, {
      state: 'failed',
      rule: renewalRule(rule),
      endDate: at.endDate,
      reason,
      tries,
      nextAt: nextLook(now, tries),
    });
    tell(at, null, reason);
    if (!dryRun && prior?.reason !== reason) note(parts, at, null, reason);
  }

  async function settle(at: DueContract, result: RowResult | undefined): Promise<void> {
    const { id } = at.contract;
    if (result === undefined) return;
    if (result.ok) {
      const opportunityId = toOpportunityId(result.id ?? '');
      states.set(id, { state: 'made', opportunityId });
      tell(at, opportunityId, null);
      note(parts, at, opportunityId, null);
      return;
    }
    if (result.isTaken === true) {
      const opportunityId = (await renewalsByContract(crm, [id])).get(id);
      if (opportunityId !== undefined) {
        states.set(id, { state: 'made', opportunityId });
        return;
      }
      // Then another field is the one that is taken.
    } else if (result.retryable) return;
    fail(at, noted`Salesforce refused the renewal: ${result.message} (${result.code})`);
  }
}

function note(
  { record, onOutcome }: RenewalParts,
  { contract, candidate }: DueContract,
  opportunityId: OpportunityId | null,
  error: string | null,
): void {
  onOutcome?.(error === null ? 'made' : 'failed');
  runBecauseOf({ ...newCause(), actor: 'renewal' }, () =>
    record?.({
      kind: 'CREATION',
      system: 'salesforce',
      operation: 'renewal',
      contractId: contract.id,
      opportunityId: opportunityId ?? candidate.dealId,
      ...(error === null
        ? { outcome: 'created' }
        : { outcome: 'refused', failed: true, error, told: error }),
    }),
  );
}

async function renewalsByContract(
  crm: Pick<Crm, 'readRows' | 'dealObject'>,
  ids: readonly ContractId[],
): Promise<ReadonlyMap<ContractId, OpportunityId>> {
  if (ids.length === 0) return new Map();
  const rows = await crm.readRows(crm.dealObject, RENEWAL_OF, ids, ['Id']);
  return new Map(
    ids.flatMap((id) => {
      const found = toOpportunityId(String(rows.get(id)?.['Id'] ?? ''));
      return found === null ? [] : [[id, found] as const];
    }),
  );
}
