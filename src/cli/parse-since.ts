import { z } from 'zod';
import { InputError } from '../domain/errors.js';

const instant = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

/** What `--since` says. @throws InputError when it is no time. */
export function parseSince(text: string): Date {
  if (!instant.safeParse(text).success) {
    throw new InputError(
      `--since ${text.slice(0, 40)} is not a time: it is written like 2026-11-21T08:00:00Z or 2026-11-21.`,
    );
  }
  return new Date(text);
}
