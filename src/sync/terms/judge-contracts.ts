import type { ChangedDeal, Crm } from '../../connectors/crm.js';
import type { KeyPointers } from '../../connectors/spotdraft/key-pointers.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { Clock } from '../../domain/clock.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { Contract, KeyPointer } from '../../domain/contract.js';
import { confirmedTermsOf } from '../../domain/deal-link.js';
import { DealdraftError } from '../../domain/errors.js';
import type { Lane } from '../../domain/lane.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { TermConfirmation } from '../../domain/term-check.js';
import { dealReader, judgeTerms, needsKeyPointers } from '../../mapping/index.js';
import type { Mapping, ReadableDeal } from '../../mapping/index.js';
import type { Store } from '../../store/store.js';
import { PausedError, pauseCauseOf } from '../../work/pauses.js';
import type { Pauses } from '../../work/pauses.js';
import { chunksOf } from '../projection/stored-ids.js';
import { isJudged, isLookedForAgain, pointersDigest, readKeptTerms } from './kept-terms.js';
import type { KeptTerms } from './kept-terms.js';
import { forgetTerms, keepTerms } from './keep-terms.js';
import type { Kept } from './keep-terms.js';

export interface JudgeRequest {
  readonly lane: Lane;
  readonly signal?: AbortSignal;
  /**
   * Whose key pointers SpotDraft is asked for, beside those of contracts whose own were never read: everybody's, of these alone,
   * or of nobody else.
   */
  readonly fresh?: 'all' | ReadonlySet<ContractId>;
}

export interface JudgedContracts {
  /** Whose results differ from what they were. */
  readonly changed: ReadonlySet<ContractId>;
  /** Who could not be judged, and why: what was known of them stays. */
  readonly failures: ReadonlyMap<ContractId, unknown>;
}

/** Holds executed contracts against their deals and keeps what came of it. */
export interface TermJudge {
  /** Whether there is any check; nothing is read or kept without one. */
  readonly isOn: boolean;
  /**
   * Costs one CRM call for 200 contracts, and one SpotDraft call for each whose key pointers are asked for. Contracts that are not
   * executed, or linked to no deal, have nothing to be judged, and lose what they had. Never throws for a system that does not
   * answer: those contracts are failures, and nothing was decided about them.
   */
  judge(contracts: readonly Contract[], request: JudgeRequest): Promise<JudgedContracts>;
}

export interface TermJudgeParts {
  readonly store: Pick<Store, 'marks' | 'contracts'>;
  readonly crm: Pick<Crm, 'changedDeals' | 'describe' | 'dealObject' | 'lastAnswerDate'>;
  readonly spotdraft: KeyPointers;
  readonly mapping: Pick<Mapping, 'checks' | 'timeZone'>;
  readonly pauses: Pick<Pauses, 'active'>;
  readonly clock: Clock;
}

/** As many as one CRM call reads. */
const CHUNK = 200;
/** Answers take longer than permits: so many contracts are asked for at a time. */
const AT_ONCE = 5;

type LinkedContract = Contract & { readonly opportunityId: OpportunityId };

/** A contract with what is known of it before it is judged. */
interface Candidate {
  readonly contract: LinkedContract;
  readonly deal: ChangedDeal;
  readonly record: ReadableDeal;
  /** What the CRM changes from now on carries a later time: it tells whole seconds. */
  readonly isSettled: boolean;
  readonly before: KeptTerms | null;
}

export function createTermJudge(parts: TermJudgeParts): TermJudge {
  const { store, crm, spotdraft, mapping, pauses, clock } = parts;
  const rules = mapping.checks;
  const isOn = rules.checks.length > 0;

  async function readDeals(
    ids: readonly OpportunityId[],
    { lane }: JudgeRequest,
  ): Promise<ReadonlyMap<OpportunityId, ChangedDeal>> {
    const pause = lane === 'interactive' ? null : await pauses.active('salesforce');
    if (pause !== null) {
      throw new PausedError(pause.reason, {
        service: 'salesforce',
        operation: 'checks of signed terms',
        retryAfterMs: Math.max(1, pause.until.getTime() - clock.now().getTime()),
      });
    }
    const deals = await crm.changedDeals({ paths: rules.paths, ids, limit: CHUNK });
    return new Map(deals.map((deal) => [deal.id, deal]));
  }

  /** As they are now, or as they were read last; null where the checks of this contract need none. */
  async function keyPointersOf(
    { contract, before }: Candidate,
    { lane, signal, fresh }: JudgeRequest,
    now: Date,
  ): Promise<{ readonly values: readonly KeyPointer[]; readonly isFresh: boolean }> {
    const { id } = contract;
    const isAsked =
      fresh === 'all' ||
      fresh?.has(id) === true ||
      before === null ||
      isLookedForAgain(before, now);
    const known = isAsked ? null : await store.contracts.keyPointers(id);
    // They are saved a moment after what was decided by them.
    const isLatest =
      known !== null && [undefined, pointersDigest(known)].includes(before?.pointers?.digest);
    if (isLatest) return { values: known, isFresh: false };
    const call: CallOptions = { lane, ...(signal === undefined ? {} : { signal }) };
    return { values: await spotdraft.getKeyPointers(id, call), isFresh: true };
  }

  /** What somebody confirmed, as the contract itself tells and as we knew it: SpotDraft may show what was noted late. */
  function confirmedOf({ contract, before }: Candidate): ReadonlyMap<string, TermConfirmation> {
    const known = (before?.checks ?? []).flatMap(({ name, confirmed }) =>
      confirmed === null ? [] : [[name, confirmed] as const],
    );
    const all = new Map<string, TermConfirmation>(known);
    for (const [name, told] of confirmedTermsOf(contract.externalMetadata)) {
      const before = all.get(name);
      if (before === undefined || before.at < told.at) all.set(name, told);
    }
    return all;
  }

  async function judgeOne(
    candidate: Candidate,
    request: JudgeRequest,
    look: number,
  ): Promise<Kept> {
    const { contract, deal, record, isSettled } = candidate;
    const now = clock.now();
    const options = { timeZone: mapping.timeZone, now };
    const isNeeded = await needsKeyPointers(rules, { contract, deal: record }, options);
    const pointers = isNeeded ? await keyPointersOf(candidate, request, now) : null;
    const checks = await judgeTerms(
      rules,
      {
        contract,
        keyPointers: pointers?.values ?? null,
        deal: record,
        confirmed: confirmedOf(candidate),
      },
      options,
    );
    const kept = await keepTerms(
      store.marks,
      contract,
      {
        checks,
        opportunityId: deal.id,
        look,
        pointers:
          pointers?.isFresh === true
            ? { look, digest: pointersDigest(pointers.values) }
            : (candidate.before?.pointers ?? null),
        dealChangedAt: isSettled ? deal.changedAt.toISOString() : null,
        rules: rules.fingerprint,
        again: null,
      },
      { now, isFresh: pointers?.isFresh ?? true },
    );
    // Kept after what was decided by them: what an earlier look showed does not come back by the back door.
    if (kept.isKept && pointers?.isFresh === true) {
      await store.contracts.saveKeyPointers(contract.id, pointers.values);
    }
    return kept;
  }

  /** @returns those that somebody else judged meanwhile, by a later look and older key pointers or the other way round. */
  async function judgeChunk(
    contracts: readonly LinkedContract[],
    request: JudgeRequest,
    into: { readonly changed: Set<ContractId>; readonly failures: Map<ContractId, unknown> },
  ): Promise<readonly LinkedContract[]> {
    const ids = contracts.map(({ id }) => id);
    const { number: look } = await store.contracts.beginLook();
    const before = await readKeptTerms(store.marks, ids);
    const dealIds = new Set(contracts.map(({ opportunityId }) => opportunityId));
    let outage: DealdraftError | null = null;
    let deals: ReadonlyMap<OpportunityId, ChangedDeal> = new Map();
    let readable: Awaited<ReturnType<typeof dealReader>>;
    let readAtMs = 0;
    try {
      deals = await readDeals([...dealIds], request);
      readAtMs = crm.lastAnswerDate()?.getTime() ?? 0;
      readable = await dealReader(crm, rules.paths);
    } catch (error) {
      for (const id of ids) into.failures.set(id, error);
      return [];
    }
    const gone: ContractId[] = [];
    const mixed: LinkedContract[] = [];
    const candidates = contracts.flatMap((contract): Candidate[] => {
      const deal = deals.get(contract.opportunityId);
      if (deal !== undefined) {
        const record = readable(deal.record);
        const isSettled = readAtMs >= deal.changedAt.getTime() + 1_000;
        return [{ contract, deal, record, isSettled, before: before.get(contract.id) ?? null }];
      }
      gone.push(contract.id);
      return [];
    });
    for (const together of chunksOf(candidates, AT_ONCE)) {
      await Promise.all(
        together.map(async (candidate) => {
          const { id } = candidate.contract;
          try {
            // While a system does not answer, one contract's wait is enough.
            if (outage !== null) throw outage;
            request.signal?.throwIfAborted();
            const { isChanged, isMixed } = await judgeOne(candidate, request, look);
            if (isChanged) into.changed.add(id);
            if (isMixed) mixed.push(candidate.contract);
          } catch (error) {
            if (error instanceof DealdraftError && pauseCauseOf(error) !== null) outage ??= error;
            into.failures.set(id, error);
          }
        }),
      );
    }
    for (const id of await forgetTerms(store.marks, gone)) into.changed.add(id);
    return mixed;
  }

  return {
    isOn,
    async judge(contracts, request) {
      const changed = new Set<ContractId>();
      const failures = new Map<ContractId, unknown>();
      const into = { changed, failures };
      if (!isOn) return into;
      const judged = contracts.filter(isJudged);
      const others = contracts.filter((contract) => !isJudged(contract));
      const lost = await forgetTerms(
        store.marks,
        others.map(({ id }) => id),
      );
      for (const id of lost) changed.add(id);
      for (const chunk of chunksOf(judged, CHUNK)) {
        let fresh = request.fresh;
        let open: readonly LinkedContract[] = chunk;
        while (open.length > 0) {
          open = await judgeChunk(
            open,
            fresh === undefined ? request : { ...request, fresh },
            into,
          );
          fresh = 'all';
        }
      }
      return into;
    },
  };
}
