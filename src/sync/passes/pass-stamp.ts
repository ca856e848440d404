import { z } from 'zod';
import { instant } from '../../store/instant.js';
import type { Settings } from '../../store/settings.js';
import { isWithin } from '../../domain/is-within.js';

/** When a pass over both systems began, told by two clocks that are never compared with each other. */
export interface PassStamp {
  /** By SpotDraft's clock: whatever it dates before this was seen. */
  readonly at: Date;
  /** By the clock of the store: the next pass is due so long after it. */
  readonly begunAt: Date;
}

/** The last complete backfill, and the passes since: one that left no gap, and one that compared everything. */
export const BACKFILLED = 'backfilled';
export const RECONCILED = 'reconciled';
export const COMPARED_ALL = 'compared-all';

const stampJson = z
  .object({ at: instant, begunAt: instant.optional() })
  .transform(({ at, begunAt }): PassStamp => ({ at, begunAt: begunAt ?? at }));

export async function readStamp(settings: Settings, name: string): Promise<PassStamp | null> {
  const text = await settings.get(name);
  return text === null ? null : stampJson.parse(JSON.parse(text));
}

export async function saveStamp(
  settings: Settings,
  name: string,
  { at, begunAt }: PassStamp,
): Promise<void> {
  await settings.set(
    name,
    JSON.stringify({ at: at.toISOString(), begunAt: begunAt.toISOString() }),
  );
}

/** A backfill stands for both kinds of passes; those before it are forgotten, so that no two times have to be compared. */
export async function saveBackfilled(settings: Settings, stamp: PassStamp): Promise<void> {
  await saveStamp(settings, BACKFILLED, stamp);
  await settings.delete(RECONCILED);
  await settings.delete(COMPARED_ALL);
}

/** Whether the next pass has to begin. One that would have begun later than now was dated by a clock that was wrong. */
export function isDue(stamp: PassStamp | null, everyMs: number, now: Date): boolean {
  if (everyMs <= 0 || stamp === null) return false;
  return !isWithin(everyMs, stamp.begunAt.getTime(), now.getTime());
}
