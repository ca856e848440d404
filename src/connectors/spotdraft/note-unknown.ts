import type { Log } from '../../domain/log.js';

/** Logs a value that this version does not know, once per value, so that a busy list does not flood the log. */
export type NoteUnknown = (kind: string, raw: string) => void;

const MAX_REMEMBERED = 500;

export function createNoteUnknown(log: Log): NoteUnknown {
  const seen = new Set<string>();
  return (kind, raw) => {
    const key = `${kind}:${raw.slice(0, 60)}`;
    if (seen.has(key) || seen.size >= MAX_REMEMBERED) return;
    seen.add(key);
    log.warn({ kind, raw: raw.slice(0, 60) }, 'SpotDraft sent a value this version does not know');
  };
}
