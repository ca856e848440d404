import { z } from 'zod';
import type { ContractListPage, SpotDraft } from '../connectors/spotdraft/types.js';
import type { Clock } from '../domain/clock.js';
import type { ContractId } from '../domain/contract-id.js';
import { ForbiddenError, UpstreamRejectedError } from '../domain/errors.js';
import type { Log } from '../domain/log.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import type { Settings, Store } from '../store/store.js';
import { projectContracts } from './project-contracts.js';
import type { Reconciler } from './reconciler.js';
import type { WriteBack, WriteOutcome } from './write-back.js';

export interface BackfillProgress {
  readonly phase: 'reading' | 'checking' | 'writing';
  readonly done: number;
  /** Null while it isn't known. */
  readonly total: number | null;
}

export interface BackfillReport {
  /** Contracts that SpotDraft listed. */
  readonly contracts: number;
  readonly linked: number;
  /** Contracts we knew that SpotDraft no longer has. */
  readonly deleted: number;
  /** CRM records that were not as they should be, and now are. */
  readonly written: number;
  /** CRM records that could not be written, with the reason. */
  readonly failed: readonly { readonly id: ContractId; readonly reason: string }[];
}

export interface BackfillParts {
  readonly store: Store;
  readonly spotdraft: SpotDraft;
  readonly writeBack: WriteBack;
  readonly reconciler: Reconciler;
  readonly clock: Clock;
  readonly log: Log;
  readonly onProgress: (progress: BackfillProgress) => void;
  readonly signal?: AbortSignal;
}

/** Windows with more contracts than this are halved: rows shift less between the pages of a small window. */
const WINDOW_MAX = 1_000;
const PAGE = 100;
const WRITE_CHUNK = 200;
/** Before SpotDraft existed. */
const EPOCH = new Date('2016-01-01T00:00:00Z');
const BACKFILLED = 'backfilled';

const marker = z.object({ at: z.iso.datetime() });

/** When the last complete backfill began; null before the first. From then on the link index is complete. */
export async function backfilledAt(settings: Settings): Promise<Date | null> {
  const text = await settings.get(BACKFILLED);
  return text === null ? null : new Date(marker.parse(JSON.parse(text)).at);
}

/**
 * Rebuilds projection and link index from SpotDraft, then brings the CRM in line. Runs in the background lane beside a
 * working server; may be repeated at any time.
 */
export async function runBackfill(parts: BackfillParts): Promise<BackfillReport> {
  const { store, spotdraft, clock, log, onProgress, signal } = parts;
  const call =
    signal === undefined
      ? ({ lane: 'background' } as const)
      : ({ lane: 'background', signal } as const);
  const startedAt = clock.now();
  const seen = new Set<ContractId>();
  const lostDeals = new Set<OpportunityId>();
  let total: number | null = null;

  async function savePage(page: ContractListPage, readAt: Date): Promise<void> {
    for (const deal of await projectContracts(store.contracts, page.contracts, readAt))
      lostDeals.add(deal);
    for (const { id } of page.contracts) seen.add(id);
    onProgress({ phase: 'reading', done: seen.size, total });
  }

  async function walk(
    window: { readonly createdFrom?: Date; readonly createdBefore?: Date },
    first: ContractListPage,
    readAt: Date,
  ): Promise<void> {
    await savePage(first, readAt);
    let page = first;
    for (let number = 2; page.hasMore; number += 1) {
      const pageReadAt = clock.now();
      page = await spotdraft.listContracts({ ...window, page: number, limit: PAGE }, call);
      await savePage(page, pageReadAt);
    }
  }

  /** Walks a closed window of creation times, halving it while it holds too many for calm paging. */
  async function walkWindow(createdFrom: Date, createdBefore: Date): Promise<void> {
    // Without a lower bound the first window also has what an import dated before SpotDraft existed.
    const window =
      createdFrom.getTime() === EPOCH.getTime()
        ? { createdBefore }
        : { createdFrom, createdBefore };
    const readAt = clock.now();
    const first = await spotdraft.listContracts({ ...window, page: 1, limit: PAGE }, call);
    total ??= first.total;
    const middle = new Date((createdFrom.getTime() + createdBefore.getTime()) / 2);
    if (first.total <= WINDOW_MAX || middle.getTime() <= createdFrom.getTime() + 1_000) {
      await walk(window, first, readAt);
      return;
    }
    await walkWindow(createdFrom, middle);
    await walkWindow(middle, createdBefore);
  }

  try {
    await walkWindow(EPOCH, new Date(startedAt.getTime() + 60_000));
  } catch (error) {
    // Workspaces without filters by time (FACTS 10, "List filters v2.1"): one walk over everything.
    if (!(error instanceof UpstreamRejectedError) || seen.size > 0) throw error;
    log.warn(
      { err: error },
      'SpotDraft refused the filter by creation time; walking the whole list',
    );
    const readAt = clock.now();
    const first = await spotdraft.listContracts({ page: 1, limit: PAGE }, call);
    total = first.total;
    await walk({}, first, readAt);
  }

  const failed: { id: ContractId; reason: string }[] = [];
  async function noteFailures(outcomes: ReadonlyMap<ContractId, WriteOutcome>): Promise<void> {
    failed.push(...failuresOf(outcomes));
    const again = [...outcomes].filter(([, outcome]) => !outcome.ok && outcome.retryable);
    if (again.length > 0) await store.queue.mark(again.map(([id]) => id));
  }

  /** One that SpotDraft refuses to show is reported and does not end the backfill. */
  async function checkUnseen(
    chunk: readonly ContractId[],
  ): Promise<ReadonlyMap<ContractId, WriteOutcome>> {
    try {
      return await parts.reconciler.reconcile(chunk, { ...call, compareWith: 'crm' });
    } catch (error) {
      const [only] = chunk;
      if (chunk.length > 1 || only === undefined || !(error instanceof ForbiddenError)) throw error;
      return new Map([[only, { ok: false, retryable: false, reason: error.message }]]);
    }
  }

  // What we know and the walk did not show: deleted, or moved between two pages while we walked.
  const known = await allIds(store);
  const unseen = known.filter((id) => !seen.has(id));
  let deleted = 0;
  for (let i = 0; i < unseen.length; i += PAGE) {
    const chunk = unseen.slice(i, i + PAGE);
    onProgress({ phase: 'checking', done: i, total: unseen.length });
    await noteFailures(await checkUnseen(chunk));
    const states = await store.contracts.get(chunk);
    deleted += [...states.values()].filter(({ contract }) => contract.status === 'DELETED').length;
  }
  await store.settings.set(BACKFILLED, JSON.stringify({ at: startedAt.toISOString() }));

  const ids = [...seen].sort();
  let written = 0;
  for (let i = 0; i < ids.length || (i === 0 && lostDeals.size > 0); i += WRITE_CHUNK) {
    signal?.throwIfAborted();
    onProgress({ phase: 'writing', done: i, total: ids.length });
    const result = await parts.writeBack.write({
      contractIds: ids.slice(i, i + WRITE_CHUNK),
      dealIds: i === 0 ? [...lostDeals] : [],
      compareWith: 'crm',
    });
    written += result.written;
    await noteFailures(result.outcomes);
  }
  onProgress({ phase: 'writing', done: ids.length, total: ids.length });

  const linked = await store.contracts.count({ linked: true });
  log.info(
    { contracts: seen.size, linked, deleted, written, failed: failed.length },
    'backfill finished',
  );
  return { contracts: seen.size, linked, deleted, written, failed };
}

async function allIds(store: Store): Promise<ContractId[]> {
  const ids: ContractId[] = [];
  for (;;) {
    const after = ids.at(-1);
    const page = await store.contracts.ids(
      after === undefined ? { limit: 1_000 } : { limit: 1_000, after },
    );
    ids.push(...page);
    if (page.length < 1_000) return ids;
  }
}

function failuresOf(
  outcomes: ReadonlyMap<ContractId, WriteOutcome>,
): { id: ContractId; reason: string }[] {
  return [...outcomes].flatMap(([id, outcome]) =>
    outcome.ok ? [] : [{ id, reason: outcome.reason }],
  );
}
