import type {
  ContractListPage,
  ContractListQuery,
  Contracts,
} from '../../connectors/spotdraft/contracts.js';
import type { CallOptions, Reachability } from '../../connectors/spotdraft/types.js';
import type { Clock } from '../../domain/clock.js';
import type { Contract } from '../../domain/contract.js';
import type { ContractId } from '../../domain/contract-id.js';
import { UpstreamRejectedError } from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import type { ContractStore, Look } from '../../store/contracts.js';

export interface WalkedPage {
  readonly contracts: readonly Contract[];
  /** Begun before it was asked for: what the rows say is at least as new. */
  readonly look: Look;
  /** How many of its contracts no earlier page of the same window had. */
  readonly fresh: number;
  /** Contracts of the whole walk, as far as SpotDraft says at its start. */
  readonly total: number;
}

export interface WalkParts {
  readonly contracts: Pick<ContractStore, 'beginLook'>;
  readonly spotdraft: Contracts & Pick<Reachability, 'lastAnswerDate'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal?: AbortSignal;
  /** A contract may come more than once; the last time is the newest. */
  readonly onPage: (page: WalkedPage) => Promise<void> | void;
}

type Window = Pick<ContractListQuery, 'createdFrom' | 'createdBefore' | 'updatedSince'>;

/** Windows with more contracts than this are halved: rows shift less between the pages of a small window. */
const WINDOW_MAX = 1_000;
const PAGE = 100;
/** Before SpotDraft existed. */
const EPOCH = new Date('2016-01-01T00:00:00Z');
/** A contract may be missing from the list for a while after it was made. */
const VISIBLE_AFTER_MS = 60_000;
/** While rows move between pages, a window is walked again; one that never comes to rest is left to the next walk. */
const MAX_PASSES = 5;

/**
 * Walks every contract of the workspace in closed windows of creation time, oldest first.
 *
 * @param options.from continues a walk whose windows before this time are done
 * @param options.onWindow every contract created before `doneBefore` has been on a page
 */
export async function walkAllContracts(
  parts: WalkParts,
  options: {
    readonly from?: Date;
    readonly onWindow?: (doneBefore: Date) => Promise<void>;
  } = {},
): Promise<void> {
  const { clock, log } = parts;
  const from = options.from ?? EPOCH;
  let total: number | null = null;
  const done = { hasWindow: false };
  // SpotDraft's own time. Ours is never held against its dates: without its word we only guess where to halve.
  let begunAt: Date | null = null;

  /** Without a lower bound the first window also has what an import dated before SpotDraft existed. */
  const boundsOf = (createdFrom: Date, createdBefore: Date | null): Window => ({
    ...(createdFrom <= EPOCH ? {} : { createdFrom }),
    ...(createdBefore === null ? {} : { createdBefore }),
  });

  /** @param createdBefore null for the last window, which also has what is made meanwhile. */
  async function walkWindow(
    createdFrom: Date,
    createdBefore: Date | null,
    firstPage?: ReadPage,
  ): Promise<void> {
    const window = boundsOf(createdFrom, createdBefore);
    const first = firstPage ?? (await readPage(parts, window, 1));
    const end = createdBefore ?? begunAt ?? clock.now();
    const middle = new Date((createdFrom.getTime() + end.getTime()) / 2);
    if (
      first.page.total <= WINDOW_MAX ||
      middle.getTime() <= Math.max(createdFrom.getTime(), EPOCH.getTime()) + 1_000
    ) {
      await walkPages(parts, window, first, total);
      done.hasWindow = true;
      const doneBefore = createdBefore ?? settledBefore(createdFrom);
      if (doneBefore !== null) await options.onWindow?.(doneBefore);
      return;
    }
    await walkWindow(createdFrom, middle);
    await walkWindow(middle, createdBefore);
  }

  /** Up to when the last window, which has no end, surely shows everything. */
  function settledBefore(createdFrom: Date): Date | null {
    if (begunAt === null) return null;
    return new Date(Math.max(createdFrom.getTime(), begunAt.getTime() - VISIBLE_AFTER_MS));
  }

  try {
    const first = await readPage(parts, boundsOf(from, null), 1);
    total = first.page.total;
    begunAt = parts.spotdraft.lastAnswerDate();
    await walkWindow(from, null, first);
  } catch (error) {
    if (!refusesFilter(error) || done.hasWindow) throw error;
    log.warn({ err: error }, 'SpotDraft refused a filter by time; walking the whole list');
    await walkPages(parts, {}, await readPage(parts, {}, 1), null);
  }
}

/** Walks the contracts that SpotDraft says were updated at `since` or later. */
export async function walkUpdatedContracts(parts: WalkParts, since: Date): Promise<void> {
  const window = { updatedSince: since };
  const first = await readPage(parts, window, 1).catch((error: unknown) => {
    if (!refusesFilter(error)) throw error;
    return null;
  });
  if (first === null) {
    parts.log.warn({}, 'SpotDraft refused the filter by time of update; walking every contract');
    await walkAllContracts(parts);
    return;
  }
  await walkPages(parts, window, first, null);
}

interface ReadPage {
  readonly page: ContractListPage;
  readonly look: Look;
}

async function readPage(parts: WalkParts, window: Window, number: number): Promise<ReadPage> {
  const options: CallOptions =
    parts.signal === undefined
      ? { lane: 'background' }
      : { lane: 'background', signal: parts.signal };
  const look = await parts.contracts.beginLook();
  const page = await parts.spotdraft.listContracts(
    { ...window, page: number, limit: PAGE },
    options,
  );
  return { page, look };
}

/**
 * All pages of one window. SpotDraft promises no order, so a row that moves to an earlier page while we walk pushes
 * another over the edge of the page that we have just read. It is noticed by the count: a window is walked again until
 * as many contracts were seen as it ever had, or a pass shows none that is new.
 */
async function walkPages(
  parts: WalkParts,
  window: Window,
  first: ReadPage,
  total: number | null,
): Promise<void> {
  const seen = new Set<ContractId>();
  let most = 0;
  let next: ReadPage | null = first;
  for (let pass = 1; pass <= MAX_PASSES; pass += 1) {
    let freshOfPass = 0;
    for (let number = 1; ; number += 1) {
      const { page, look }: ReadPage = next ?? (await readPage(parts, window, number));
      next = null;
      most = Math.max(most, page.total);
      const before = seen.size;
      for (const { id } of page.contracts) seen.add(id);
      const fresh = seen.size - before;
      freshOfPass += fresh;
      await parts.onPage({
        contracts: page.contracts,
        look,
        fresh,
        total: total ?? page.total,
      });
      if (!page.hasMore) break;
    }
    if (seen.size >= most || (pass > 1 && freshOfPass === 0)) return;
  }
  parts.log.warn(
    { passes: MAX_PASSES, seen: seen.size, total: most },
    "SpotDraft's list did not come to rest; what was missed is for the next pass",
  );
}

/** Workspaces without filters by time. */
function refusesFilter(error: unknown): boolean {
  return error instanceof UpstreamRejectedError;
}
