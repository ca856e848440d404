import { z } from 'zod';
import { InputError } from '../domain/errors.js';

const instant = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

/** What `--since` says of work to be done. @throws InputError when it is no time, or one that nothing can be of yet. */
export function parseSince(text: string): Date {
  if (!instant.safeParse(text).success) {
    throw new InputError(
      `--since ${text.slice(0, 40)} is not a time: it is written like 2026-11-21T08:00:00Z or 2026-11-21.`,
    );
  }
  const since = new Date(text);
  if (since.getTime() > Date.now()) {
    throw new InputError(
      `--since ${text} lies ahead, so nothing would be looked at: give the time from which on it is done.`,
    );
  }
  return since;
}
