import { z } from 'zod';
import type { DealPosition } from '../../../connectors/crm.js';
import type { ContractId } from '../../../domain/contract-id.js';
import type { Contract } from '../../../domain/contract.js';
import type { OpportunityId } from '../../../domain/opportunity-id.js';
import { tryParseJson } from '../../../domain/well-formed.js';
import { markPages } from '../../../store/mark-pages.js';
import type { Store } from '../../../store/store.js';
import { chunksOf, storedIds } from '../../projection/stored-ids.js';
import { toContractId } from '../../../domain/contract-id.js';
import { forgetTerms } from '../../terms/keep-terms.js';
import {
  OPEN_TERMS,
  TERMS,
  isJudged,
  isLookedForAgain,
  readKeptTerms,
} from '../../terms/kept-terms.js';
import type { JudgeRequest, TermJudge } from '../../terms/judge-contracts.js';
import { outcomesOfJudging } from '../../terms/judge-outcomes.js';
import type { PassParts } from '../pass-parts.js';

export interface TermSweep {
  /** Everything that is executed, whatever changed. */
  readonly everything: boolean;
  /** SpotDraft updated these: their key pointers may be others, and the delivery that says so may be lost. */
  readonly updated: ReadonlySet<ContractId>;
  readonly signal?: AbortSignal;
}

type SweepParts = Pick<PassParts, 'store' | 'crm' | 'clock' | 'log' | 'mapping'> & {
  readonly terms: TermJudge;
};

const SWEPT = 'terms-swept';
const swept = z.object({
  /** By the CRM's clock: of what it changed before that, all was looked at. */
  at: z.iso.datetime(),
  rules: z.string(),
});

/** What the CRM commits late carries an earlier time. */
const OVERLAP_MS = 5 * 60_000;
const DEALS_A_CALL = 2_000;
const CHUNK = 200;
const PAGE = 1_000;
const NOBODY: ReadonlySet<ContractId> = new Set();

/**
 * Judges the terms of contracts anew whose deal the CRM changed since the last sweep, those that SpotDraft updated, and those of which a
 * value was missing that may be there by now. When nothing changed that costs one CRM call, whatever the number of contracts, and none
 * of SpotDraft. With other rules than last time, everything is judged.
 *
 * @returns the contracts of which people see something else than before; their records are to be compared.
 * @throws what stops a whole system: the next sweep begins where this one did.
 */
export async function sweepTerms(
  parts: SweepParts,
  { everything, updated, signal }: TermSweep,
): Promise<ReadonlySet<ContractId>> {
  const { store, terms, mapping } = parts;
  if (!terms.isOn) return forgetAll(store);
  const changed = new Set<ContractId>();
  const { fingerprint: rules } = mapping.checks;
  const last = swept.safeParse(tryParseJson((await store.settings.get(SWEPT)) ?? '')).data;
  const request: JudgeRequest = {
    lane: 'background',
    ...(signal === undefined ? {} : { signal }),
  };

  /** @param fresh whose key pointers may be others than are known */
  async function judge(ids: Iterable<ContractId>, fresh: ReadonlySet<ContractId>) {
    for (const chunk of chunksOf([...ids], CHUNK)) {
      signal?.throwIfAborted();
      const judged = await terms.judge(await judgedOf(store, chunk), { ...request, fresh });
      for (const id of judged.changed) changed.add(id);
      await tryAgain(parts, outcomesOfJudging(judged.failures, new Map()));
    }
  }

  if (everything || last?.rules !== rules) {
    // Before anything is read: what changes meanwhile is for the next sweep.
    const at = parts.crm.lastAnswerDate() ?? parts.clock.now();
    for await (const ids of storedIds(store)) await judge(ids, updated);
    await forgetStrangers(store, changed);
    await saveSwept(at, rules);
  } else {
    const since = new Date(Date.parse(last.at) - OVERLAP_MS);
    let at: Date | null = null;
    const fresh = new Set([...updated, ...(await lookedForAgain(parts))]);
    // A deal that changed may have a contract that was updated: both are seen to by one question.
    const due = new Set(fresh);
    for await (const deals of changedDeals(parts, since)) {
      at ??= parts.crm.lastAnswerDate();
      for (const { id } of await unseenOf(store, deals)) due.add(id);
    }
    await judge(due, fresh);
    if (at !== null) await saveSwept(at, rules);
  }
  return changed;

  async function saveSwept(at: Date, by: string): Promise<void> {
    await store.settings.set(SWEPT, JSON.stringify({ at: at.toISOString(), rules: by }));
  }
}

/** Pages of what the CRM changed; at least one, which costs a call. */
async function* changedDeals(
  { crm }: SweepParts,
  since: Date,
): AsyncGenerator<readonly DealPosition[]> {
  let after: DealPosition | undefined;
  for (;;) {
    const page: readonly DealPosition[] = await crm.changedDeals({
      paths: [],
      since,
      limit: DEALS_A_CALL,
      ...(after === undefined ? {} : { after }),
    });
    yield page;
    after = page.at(-1);
    if (page.length < DEALS_A_CALL) return;
  }
}

async function judgedOf(
  { contracts }: Pick<Store, 'contracts'>,
  ids: readonly ContractId[],
): Promise<readonly Contract[]> {
  if (ids.length === 0) return [];
  const stored = await contracts.get(ids);
  return [...stored.values()].map(({ contract }) => contract).filter(isJudged);
}

/** Contracts of these deals that were not judged by what the deal is now. */
async function unseenOf(
  store: Pick<Store, 'contracts' | 'marks'>,
  deals: readonly DealPosition[],
): Promise<readonly Contract[]> {
  const unseen: Contract[] = [];
  for (const chunk of chunksOf(deals, CHUNK)) {
    const changedAt = new Map<OpportunityId, string>(
      chunk.map((deal) => [deal.id, deal.changedAt.toISOString()]),
    );
    const byDeal = await store.contracts.byOpportunity([...changedAt.keys()]);
    const judged = [...byDeal.values()]
      .flat()
      .map(({ contract }) => contract)
      .filter((contract) => isJudged(contract));
    const kept = await readKeptTerms(
      store.marks,
      judged.map(({ id }) => id),
    );
    unseen.push(
      ...judged.filter(({ id, opportunityId }) => {
        const before = kept.get(id)?.dealChangedAt ?? null;
        return before === null || before !== changedAt.get(opportunityId);
      }),
    );
  }
  return unseen;
}

/** Contracts of which a value was missing, and whose time to be asked for it again has come. */
async function lookedForAgain({
  store,
  clock,
}: Pick<SweepParts, 'store' | 'clock'>): Promise<readonly ContractId[]> {
  const due: ContractId[] = [];
  const now = clock.now();
  for await (const ids of judgedIds(store, OPEN_TERMS)) {
    for (const [id, kept] of await readKeptTerms(store.marks, ids)) {
      if (isLookedForAgain(kept, now)) due.push(id);
    }
  }
  return due;
}

async function* judgedIds(
  { marks }: Pick<Store, 'marks'>,
  scope: string,
): AsyncGenerator<readonly ContractId[]> {
  for await (const page of markPages(marks, scope, PAGE)) {
    yield page.flatMap(({ key }) => toContractId(key) ?? []);
  }
}

/** Results of contracts that nobody knows any more, or that are no longer executed. */
async function forgetStrangers(store: Store, changed: Set<ContractId>): Promise<void> {
  for await (const ids of judgedIds(store, TERMS)) {
    const present = new Set((await judgedOf(store, ids)).map(({ id }) => id));
    const gone = ids.filter((id) => !present.has(id));
    for (const id of await forgetTerms(store.marks, gone)) changed.add(id);
  }
}

/** The mapping has no checks any more: nothing stands against anything. */
async function forgetAll(store: Pick<Store, 'marks'>): Promise<ReadonlySet<ContractId>> {
  if ((await store.marks.count(TERMS)) === 0) return NOBODY;
  const forgotten = new Set<ContractId>();
  for await (const ids of judgedIds(store, TERMS)) {
    for (const id of await forgetTerms(store.marks, ids)) forgotten.add(id);
  }
  return forgotten;
}

/** What failed of one contract alone is for the worker, which waits as long as it takes. */
async function tryAgain(
  { store, log }: Pick<SweepParts, 'store' | 'log'>,
  outcomes: ReturnType<typeof outcomesOfJudging>,
): Promise<void> {
  const again: ContractId[] = [];
  for (const [id, outcome] of outcomes) {
    if (outcome.retryable) again.push(id);
    else log.warn({ contractId: id, reason: outcome.reason }, 'signed terms not checked');
  }
  if (again.length > 0) await store.queues.sync.mark(again);
}
