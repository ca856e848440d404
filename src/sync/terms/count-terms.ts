import type { Clock } from '../../domain/clock.js';
import { ExpiringCache } from '../../domain/expiring-cache.js';
import type { Severity, TermState } from '../../domain/term-check.js';
import { markPages } from '../../store/mark-pages.js';
import type { Marks } from '../../store/marks.js';
import { TERMS, parseKeptTerms } from './kept-terms.js';

/** How many checks came to what. A difference that somebody confirmed counts as that. */
export interface TermCount {
  readonly state: TermState | 'CONFIRMED';
  readonly severity: Severity;
  readonly count: number;
}

const PAGE = 500;
/** All results are read for it, so it is asked for seldom. */
const COUNTED_FOR_MS = 60_000;

/** Counts what is kept, once a minute at most; empty where nothing was judged. */
export function createTermCounts(
  marks: Pick<Marks, 'page' | 'count'>,
  clock: Clock,
): () => Promise<readonly TermCount[]> {
  const kept = new ExpiringCache<readonly TermCount[]>({ clock, maxEntries: 1 });
  return async () =>
    (await marks.count(TERMS)) === 0
      ? []
      : kept.fill('', () => countTerms(marks), { ttlMs: COUNTED_FOR_MS });
}

async function countTerms(marks: Pick<Marks, 'page'>): Promise<readonly TermCount[]> {
  const counts = new Map<string, TermCount>();
  for await (const page of markPages(marks, TERMS, PAGE)) {
    for (const { value } of page) {
      for (const { state, severity, confirmed } of parseKeptTerms(value)?.checks ?? []) {
        const told = state !== 'MATCH' && confirmed !== null ? 'CONFIRMED' : state;
        const key = `${told} ${severity}`;
        const count = (counts.get(key)?.count ?? 0) + 1;
        counts.set(key, { state: told, severity, count });
      }
    }
  }
  return [...counts.values()];
}
