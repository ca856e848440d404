import { z } from 'zod';
import { instant } from '../../../store/instant.js';
import type { Settings } from '../../../store/settings.js';

/**
 * Whom passes tell of every contract that SpotDraft updated, because something may be another one of which the update says nothing: its
 * document, its key pointers. Each of these costs a question to SpotDraft, so it is kept which updates were told of already.
 */
export interface Follower {
  readonly name: 'archive' | 'key-pointers';
  /** A follower with another scope has been told of nothing yet. */
  readonly scope: string;
}

/** Times are SpotDraft's. */
interface ToldUpdates {
  /** Of all updates from here … */
  readonly from: Date;
  /** … to here. */
  readonly to: Date;
}

/** SpotDraft's index of updates may lag. */
const OVERLAP_MS = 5 * 60_000;

const toldJson = z.object({ scope: z.string(), from: instant, to: instant });

const settingOf = ({ name }: Follower) => `${name}-told`;

async function readTold(settings: Settings, follower: Follower): Promise<ToldUpdates | null> {
  const text = await settings.get(settingOf(follower));
  const told = text === null ? undefined : toldJson.safeParse(JSON.parse(text)).data;
  return told?.scope === follower.scope ? told : null;
}

/** From when on updates are news, for a pass that looks at all since `since`. */
export async function newsSince(
  settings: Settings,
  follower: Follower,
  since: Date,
): Promise<Date> {
  const told = await readTold(settings, follower);
  if (told === null || since < told.from || since > told.to) return since;
  return new Date(Math.max(since.getTime(), told.to.getTime() - OVERLAP_MS));
}

/** Up to when everything was told; null when nothing ever was. */
export async function toldUntil(settings: Settings, follower: Follower): Promise<Date | null> {
  return (await readTold(settings, follower))?.to ?? null;
}

/** A pass has told of all updates from `since` to `at`. With a gap to what was told before, it stands alone. */
export async function saveTold(
  settings: Settings,
  follower: Follower,
  { since, at }: { readonly since: Date; readonly at: Date },
): Promise<void> {
  const told = await readTold(settings, follower);
  const joins = told !== null && since <= told.to && at >= told.from;
  const from = joins && told.from < since ? told.from : since;
  const to = joins && told.to > at ? told.to : at;
  await settings.set(
    settingOf(follower),
    JSON.stringify({ scope: follower.scope, from: from.toISOString(), to: to.toISOString() }),
  );
}
