import { z } from 'zod';
import { instant } from '../../../store/instant.js';
import type { Settings } from '../../../store/settings.js';

/**
 * Passes tell whoever archives documents of every contract that SpotDraft updated, because its document may be another one; each
 * of these costs a question to SpotDraft. So it is kept which updates were told of already. Times are SpotDraft's.
 */
interface ToldUpdates {
  /** Of all updates from here … */
  readonly from: Date;
  /** … to here. */
  readonly to: Date;
}

const TOLD = 'archive-told';
/** SpotDraft's index of updates may lag. */
const OVERLAP_MS = 5 * 60_000;

const toldJson = z.object({ scope: z.string(), from: instant, to: instant });

async function readTold(settings: Settings, scope: string): Promise<ToldUpdates | null> {
  const text = await settings.get(TOLD);
  const told = text === null ? undefined : toldJson.safeParse(JSON.parse(text)).data;
  return told?.scope === scope ? told : null;
}

/** From when on updates are news, for a pass that looks at all since `since`. */
export async function newsSince(settings: Settings, scope: string, since: Date): Promise<Date> {
  const told = await readTold(settings, scope);
  if (told === null || since < told.from || since > told.to) return since;
  return new Date(Math.max(since.getTime(), told.to.getTime() - OVERLAP_MS));
}

/** A pass has told of all updates from `since` to `at`. With a gap to what was told before, it stands alone. */
export async function saveTold(
  settings: Settings,
  scope: string,
  { since, at }: { readonly since: Date; readonly at: Date },
): Promise<void> {
  const told = await readTold(settings, scope);
  const joins = told !== null && since <= told.to && at >= told.from;
  const from = joins && told.from < since ? told.from : since;
  const to = joins && told.to > at ? told.to : at;
  await settings.set(
    TOLD,
    JSON.stringify({ scope, from: from.toISOString(), to: to.toISOString() }),
  );
}
