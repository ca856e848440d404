import type { RecordPath } from '../../../connectors/crm.js';
import type { ContractId } from '../../../domain/contract-id.js';
import type { KeyPointer } from '../../../domain/contract.js';
import { DealdraftError, UpstreamContractError } from '../../../domain/errors.js';
import type { OpportunityId } from '../../../domain/opportunity-id.js';
import { dealReader } from '../../../mapping/index.js';
import type { ReadableDeal } from '../../../mapping/index.js';
import { dateIn } from '../../../mapping/expression/time-zone.js';
import type { StoredContract } from '../../../store/contracts.js';
import { pauseCauseOf } from '../../../work/pauses.js';
import { storedPages } from '../../projection/stored-pages.js';
import { isToBeAsked, nextLook } from './candidates.js';
import type { RenewalCandidate } from './candidates.js';
import { daysBefore } from './end-date.js';
import { makeRenewals } from './make-renewals.js';
import type { DueContract, DueRenewal } from './make-renewals.js';
import type { RenewalParts } from './renewal-parts.js';
import { renewalRule } from './renewal-ledger.js';
import type { RenewalState } from './renewal-ledger.js';
import { endOf } from './renewal-row.js';

export interface RenewalReport {
  readonly contracts: number;
  readonly due: readonly DueRenewal[];
  readonly undated: number;
  /** Contracts that could not be read this time; the next pass tries again. */
  readonly unread: ReadonlySet<ContractId>;
}

const ACCOUNT: RecordPath = ['AccountId'];
/** One contract that SpotDraft never answers for is no outage. */
const FAILURES_OF_OUTAGE = 3;

/** Goes over all executed contracts that a rule is for. Asks nobody where nothing is new and nothing is due. */
export async function runRenewals(
  parts: RenewalParts,
  { dryRun, signal }: { readonly dryRun: boolean; readonly signal: AbortSignal },
): Promise<RenewalReport> {
  const { mapping, store } = parts;
  const reports: RenewalReport[] = [];
  for (const typeId of mapping.renewals.keys()) {
    const executed = { statuses: ['EXECUTED'], typeId, linked: true } as const;
    for await (const page of storedPages(store.contracts, executed)) {
      signal.throwIfAborted();
      reports.push(await renewContracts(parts, page, { dryRun, isChanged: false, signal }));
    }
  }
  return {
    contracts: reports.reduce((sum, { contracts }) => sum + contracts, 0),
    due: reports.flatMap(({ due }) => due),
    undated: reports.reduce((sum, { undated }) => sum + undated, 0),
    unread: new Set(reports.flatMap(({ unread }) => [...unread])),
  };
}

/**
 * Makes the renewals of these contracts that are due.
 *
 * @param isChanged they were read anew, so that what is known of their end counts no more
 */
export async function renewContracts(
  parts: RenewalParts,
  contracts: readonly StoredContract[],
  {
    dryRun,
    isChanged,
    signal,
  }: { readonly dryRun: boolean; readonly isChanged: boolean; readonly signal: AbortSignal },
): Promise<RenewalReport> {
  const { mapping, ledger, store, log } = parts;
  const now = await store.now();
  const today = dateIn(mapping.timeZone, now);
  const asked = (await candidatesAmong(parts, contracts)).filter((each) =>
    isToBeAsked(each, { today, now, isChanged }),
  );
  if (asked.length === 0)
    return { contracts: contracts.length, due: [], undated: 0, unread: new Set() };
  const deals = await dealsOf(parts, asked, signal);
  const states = new Map<ContractId, RenewalState>();
  const due: DueContract[] = [];
  const unread = new Set<ContractId>();
  let outages = 0;
  for (const candidate of asked) {
    signal.throwIfAborted();
    const deal = deals.get(candidate.dealId);
    // Gone, or not for dealdraft to see: without it there is nothing to renew.
    if (deal === undefined) continue;
    try {
      const judged = await judge(candidate, deal);
      if ('candidate' in judged) due.push(judged);
      else states.set(candidate.stored.contract.id, judged);
    } catch (error) {
      if (!(error instanceof DealdraftError)) throw error;
      const { id } = candidate.stored.contract;
      const isOfSystem = pauseCauseOf(error) !== null;
      if (isOfSystem) outages += 1;
      if (outages >= FAILURES_OF_OUTAGE) throw error;
      if (isOfSystem || error.retryable || error instanceof UpstreamContractError) {
        unread.add(id);
        log.warn(
          { err: error, contractId: id },
          'when a contract ends could not be read; the next pass tries again',
        );
      } else {
        // What SpotDraft refuses of one contract says nothing of the others.
        states.set(id, undated(candidate, error.message));
      }
    }
  }
  if (!dryRun) await ledger.saveStates(states);
  return {
    contracts: contracts.length,
    due: await makeRenewals(parts, due, { now, dryRun, signal }),
    undated: [...states.values()].filter(({ state }) => state === 'undated').length,
    unread,
  };

  function undated({ rule, known }: RenewalCandidate, reason: string): RenewalState {
    const tries = known?.state === 'undated' && !isChanged ? known.tries + 1 : 1;
    return {
      state: 'undated',
      rule: renewalRule(rule),
      reason,
      tries,
      nextAt: nextLook(now, tries),
    };
  }

  async function judge(
    candidate: RenewalCandidate,
    deal: ReadableDeal,
  ): Promise<DueContract | RenewalState> {
    const { stored, rule, known } = candidate;
    const { contract } = stored;
    const find = async (keyPointers: readonly KeyPointer[]) =>
      endOf(rule, { contract, keyPointers, deal }, { now, timeZone: mapping.timeZone });
    const kept =
      known === null && rule.readsKeyPointers
        ? await store.contracts.keyPointers(contract.id)
        : null;
    let keyPointers = kept ?? (await readKeyPointers(parts, candidate));
    let found = await find(keyPointers);
    const isDue = () => 'endDate' in found && today >= daysBefore(found.endDate, rule.noticeDays);
    // What the store has may be behind, and a deal is made only once.
    if (kept !== null && (isDue() || 'reason' in found)) {
      keyPointers = await readKeyPointers(parts, candidate);
      found = await find(keyPointers);
    }
    if ('reason' in found) return undated(candidate, found.reason);
    const { endDate } = found;
    if (!isDue()) return { state: 'waits', rule: renewalRule(rule), endDate };
    const { AccountId: account } = deal.record;
    const accountId = typeof account === 'string' ? account : null;
    return { contract, keyPointers, deal, candidate, endDate, accountId };
  }
}

async function candidatesAmong(
  { mapping, ledger }: RenewalParts,
  contracts: readonly StoredContract[],
): Promise<readonly RenewalCandidate[]> {
  const states = await ledger.states(contracts.map(({ contract }) => contract.id));
  return contracts.flatMap((stored): RenewalCandidate[] => {
    const { id, type, status, opportunityId } = stored.contract;
    const rule = mapping.renewals.get(type.id);
    if (rule === undefined || status !== 'EXECUTED' || opportunityId === null) return [];
    const known = states.get(id) ?? null;
    return known?.state === 'made' ? [] : [{ stored, rule, dealId: opportunityId, known }];
  });
}

async function dealsOf(
  { crm, allowance }: RenewalParts,
  candidates: readonly RenewalCandidate[],
  signal: AbortSignal,
): Promise<ReadonlyMap<OpportunityId, ReadableDeal>> {
  const ids = [...new Set(candidates.map(({ dealId }) => dealId))];
  const paths = [
    ...new Map(
      [ACCOUNT, ...candidates.flatMap(({ rule }) => rule.dealPaths)].map((path) => [
        JSON.stringify(path),
        path,
      ]),
    ).values(),
  ];
  await allowance.admit('background', signal);
  const found = await crm.changedDeals({ ids, paths, limit: ids.length });
  const readable = await dealReader(crm, paths);
  return new Map(found.map(({ id, record }) => [id, readable(record)]));
}

async function readKeyPointers(
  { spotdraft, store }: RenewalParts,
  { stored, rule }: RenewalCandidate,
): Promise<readonly KeyPointer[]> {
  if (!rule.readsKeyPointers) return [];
  const { id } = stored.contract;
  const keyPointers = await spotdraft.getKeyPointers(id, { lane: 'background' });
  await store.contracts.saveKeyPointers(id, keyPointers);
  return keyPointers;
}
