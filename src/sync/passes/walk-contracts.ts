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
import { EPOCH, guessEnd, middleOf, orderOf } from './window-end.js';

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

/** Windows with more contracts than this are made smaller: rows shift less between the pages of a small window. */
const WINDOW_MAX = 1_000;
/** A window is meant to hold no more, since a guess that is too large by far costs a call. */
const WINDOW_AIM = 830;
/** What a guess is commonly wrong by: one contract more than full pages have costs a call, too. */
const GUESS_SLACK = 30;
/** No window is narrower. */
const WINDOW_MIN_MS = 1_000;
/** How much wider than the last window the next may be. */
const MAX_STRETCH = 8;
const PAGE = 100;
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

  const now = () => begunAt ?? clock.now();
  const earliestOf = (createdFrom: Date) =>
    new Date(Math.max(createdFrom.getTime(), EPOCH.getTime()));

  const isTooLarge = (createdFrom: Date, { createdBefore, first }: Asked): boolean =>
    first.page.total > WINDOW_MAX &&
    middleOf(createdFrom, createdBefore ?? now()).getTime() >
      earliestOf(createdFrom).getTime() + WINDOW_MIN_MS;

  const ask = async (createdFrom: Date, createdBefore: Date | null): Promise<Asked> => ({
    createdBefore,
    first: await readPage(parts, boundsOf(createdFrom, createdBefore), 1),
  });

  /** The same window with an earlier end, so that it holds few enough. */
  async function narrow(createdFrom: Date, window: Asked): Promise<Asked> {
    let asked = window;
    let isGuessedAgain = false;
    let before: ReadPage | undefined;
    while (isTooLarge(createdFrom, asked)) {
      const { first, createdBefore } = asked;
      const { total: count } = first.page;
      const earliest = earliestOf(createdFrom);
      const end = createdBefore ?? now();
      let [page, contracts] = [1, first.page.contracts];
      if (
        createdBefore === null &&
        count >= 2 * WINDOW_MAX &&
        orderOf(contracts) !== 'oldest first'
      ) {
        // Where the newest come first, the last full page is of the oldest, with whom the walk begins.
        page = Math.floor(count / PAGE);
        before = await readPage(parts, boundsOf(createdFrom, null), page);
        ({ contracts } = before.page);
      }
      const sample = { contracts, page, pageSize: PAGE, total: count, from: earliest, end };
      const guess = guessEnd(sample, aimFor(count));
      const middle = middleOf(earliest, end);
      const isUsable = guess < end && (!isGuessedAgain || guess < middle);
      asked = await ask(createdFrom, wholeSecond(isUsable ? guess : middle, earliest));
      isGuessedAgain = true;
    }
    return before === undefined ? asked : { ...asked, before };
  }

  /** Null for the last window, which also has what is made meanwhile. */
  function nextEnd(createdFrom: Date, rest: number, paceMs: number | null): Date | null {
    if (rest <= WINDOW_MAX) return null;
    const end = now();
    const leftMs = end.getTime() - createdFrom.getTime();
    // An end too soon costs a page that is not full, one too late a call for nothing.
    const share = paceMs === null ? 1 / 2 : aimFor(rest) / rest;
    const atPace = paceMs === null ? Infinity : aimFor(rest) * paceMs;
    const guess = new Date(createdFrom.getTime() + Math.min(share * leftMs, atPace));
    const whole = wholeSecond(guess, createdFrom);
    return whole < end ? whole : null;
  }

  /** One window after the other; each has as many contracts as the pace of the one before lets expect. */
  async function walkWindows(from: Date, first: ReadPage): Promise<void> {
    let createdFrom = from;
    let rest = first.page.total;
    let window: Asked = { createdBefore: null, first };
    for (;;) {
      const narrowed: Asked = await narrow(createdFrom, window);
      const { createdBefore } = narrowed;
      const walked = await walkPages(parts, boundsOf(createdFrom, createdBefore), narrowed, total);
      done.hasWindow = true;
      const doneBefore = createdBefore ?? settledBefore(createdFrom);
      if (doneBefore !== null) await options.onWindow?.(doneBefore);
      if (createdBefore === null) return;
      rest -= walked.size;
      const paceMs = paceOf(walked, earliestOf(createdFrom), createdBefore);
      createdFrom = createdBefore;
      window = await ask(createdFrom, nextEnd(createdFrom, rest, paceMs));
    }
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
    await walkWindows(from, first);
  } catch (error) {
    if (!refusesFilter(error) || done.hasWindow) throw error;
    log.warn({ err: error }, 'SpotDraft refused a filter by time; walking the whole list');
    await walkPages(parts, {}, { first: await readPage(parts, {}, 1) }, null);
  }
}

/** A window of which the first page was read. */
interface Asked {
  /** Null for the window that also has what is made meanwhile. */
  readonly createdBefore: Date | null;
  readonly first: ReadPage;
  /** What was read for the sake of its end, and has contracts of it. */
  readonly before?: ReadPage;
}

/** What the next window should hold when this many are left: windows that are alike, with full pages. */
function aimFor(rest: number): number {
  const windows = Math.max(2, Math.ceil(rest / WINDOW_AIM));
  const full = Math.ceil(rest / windows / PAGE) * PAGE;
  if (windows > 2) return Math.min(full - GUESS_SLACK, WINDOW_AIM);
  // Of the last two, both are to be within full pages.
  return full - (Math.ceil(rest / PAGE) * PAGE - rest) / 2;
}

/** Later than `earliest`, which is where the window begins. */
function wholeSecond(time: Date, earliest: Date): Date {
  const ms = Math.max(time.getTime(), earliest.getTime() + WINDOW_MIN_MS);
  return new Date(Math.ceil(ms / 1_000) * 1_000);
}

/** How long it took until the next contract was made, at most so that the next window is not far wider; null when none was. */
function paceOf(walked: WalkedWindow, from: Date, end: Date): number | null {
  if (walked.size === 0) return null;
  const oldestMs = Math.max(walked.oldestMs, from.getTime());
  const durationMs = Math.max(end.getTime() - oldestMs, WINDOW_MIN_MS);
  return durationMs / Math.max(walked.size, WINDOW_AIM / MAX_STRETCH);
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
  await walkPages(parts, window, { first }, null);
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

interface WalkedWindow {
  /** Contracts seen. */
  readonly size: number;
  /** When the oldest of them was made. */
  readonly oldestMs: number;
}

/**
 * All pages of one window. SpotDraft promises no order, so a row that moves to an earlier page while we walk pushes
 * another over the edge of the page that we have just read. It is noticed by the count: a window is walked again until
 * as many contracts were seen as it ever had, or a pass shows none that is new.
 */
async function walkPages(
  parts: WalkParts,
  window: Window,
  { first, before }: Pick<Asked, 'first' | 'before'>,
  total: number | null,
): Promise<WalkedWindow> {
  const seen = new Set<ContractId>();
  let oldestMs = Infinity;
  let most = 0;
  let next: ReadPage | null = first;

  /** Answers how many of them are new. */
  async function take(contracts: readonly Contract[], { look, page }: ReadPage): Promise<number> {
    const seenBefore = seen.size;
    for (const { id, createdAt } of contracts) {
      seen.add(id);
      oldestMs = Math.min(oldestMs, Date.parse(createdAt));
    }
    const fresh = seen.size - seenBefore;
    await parts.onPage({ contracts, look, fresh, total: total ?? page.total });
    return fresh;
  }

  if (before !== undefined) {
    const ofWindow = before.page.contracts.filter(({ createdAt }) => isWithin(window, createdAt));
    await take(ofWindow, before);
  }
  for (let pass = 1; pass <= MAX_PASSES; pass += 1) {
    let freshOfPass = 0;
    for (let number = 1; ; number += 1) {
      const read: ReadPage = next ?? (await readPage(parts, window, number));
      const { page } = read;
      next = null;
      most = Math.max(most, page.total);
      freshOfPass += await take(page.contracts, read);
      // What was read before the window's end was known stands for its last page.
      if (before !== undefined && pass === 1 && seen.size >= most) break;
      if (!page.hasMore) break;
    }
    if (seen.size >= most || (pass > 1 && freshOfPass === 0)) break;
    if (pass === MAX_PASSES) {
      parts.log.warn(
        { passes: MAX_PASSES, seen: seen.size, total: most },
        "SpotDraft's list did not come to rest; what was missed is for the next pass",
      );
    }
  }
  return { size: seen.size, oldestMs };
}

function isWithin({ createdFrom, createdBefore }: Window, createdAt: string): boolean {
  const time = Date.parse(createdAt);
  return (
    (createdFrom === undefined || time >= createdFrom.getTime()) &&
    (createdBefore === undefined || time < createdBefore.getTime())
  );
}

/** Workspaces without filters by time. */
function refusesFilter(error: unknown): boolean {
  return error instanceof UpstreamRejectedError;
}
