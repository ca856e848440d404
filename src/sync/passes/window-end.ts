import type { Contract } from '../../domain/contract.js';

/** One page of a window's contracts, and what is known of the window. */
export interface WindowSample {
  /** In the order of SpotDraft's answer. */
  readonly contracts: readonly Contract[];
  /** Which page of the window it is, from 1. */
  readonly page: number;
  readonly pageSize: number;
  /** Contracts of the window. */
  readonly total: number;
  readonly from: Date;
  readonly end: Date;
}

type Order = 'oldest first' | 'newest first' | 'none';

/** SpotDraft promises no order, and keeps one all the same: what a page shows of it makes a guess better, and nothing rests on it. */
export function orderOf(contracts: readonly Contract[]): Order {
  const times = timesOf(contracts);
  const sorted = times.toSorted((a, b) => a - b);
  const isLike = (others: readonly number[]) =>
    times.every((time, index) => time === others[index]);
  if (times.length < 2 || sorted[0] === sorted.at(-1)) return 'none';
  if (isLike(sorted)) return 'oldest first';
  return isLike(sorted.toReversed()) ? 'newest first' : 'none';
}

/**
 * Guesses before when `wanted` of the window's contracts were created. From a page in order by the pace at which its contracts were
 * made, else by its contracts as a sample of all. A wrong guess costs a call and no contract.
 */
export function guessEnd(sample: WindowSample, wanted: number): Date {
  const times = timesOf(sample.contracts).sort((a, b) => a - b);
  const newest = times.at(-1);
  if (newest === undefined) return middleOf(sample.from, sample.end);
  const order = orderOf(sample.contracts);
  if (order === 'none') {
    const index = Math.floor((wanted / Math.max(1, sample.total)) * times.length);
    return new Date(times[index] ?? newest);
  }
  const others = sample.pageSize * (sample.page - 1);
  const older = order === 'oldest first' ? others : sample.total - others - sample.contracts.length;
  // The pace of the middle half: a few of long ago, such as imports, say nothing of it.
  const [low, high] = [Math.floor(times.length / 4), Math.ceil((times.length - 1) * 0.75)];
  const middleHalf = times.slice(low, high + 1);
  const [lowMs, highMs] = [Math.min(...middleHalf), Math.max(...middleHalf)];
  const paceMs = (highMs - lowMs) / Math.max(1, high - low);
  const atPace = highMs + (wanted - older - high) * paceMs;
  const younger = sample.total - older - times.length;
  if (wanted <= older + times.length || younger <= 0) return new Date(atPace);
  // Few in the first months say little of the years that followed: the sooner of the two guesses.
  const share = (wanted - older - times.length) / younger;
  return new Date(Math.min(atPace, newest + share * (sample.end.getTime() - newest)));
}

export function middleOf(from: Date, end: Date): Date {
  return new Date((from.getTime() + end.getTime()) / 2);
}

/** Without those whose time is not known, or is before there was any SpotDraft. */
function timesOf(contracts: readonly Contract[]): number[] {
  return contracts
    .map(({ createdAt }) => Date.parse(createdAt))
    .filter((time) => time >= EPOCH.getTime());
}

/** Before SpotDraft existed. */
export const EPOCH = new Date('2016-01-01T00:00:00Z');
