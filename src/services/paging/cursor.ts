import { createHash } from 'node:crypto';
import { z } from 'zod';
import { cursorOfAnotherList, notACursor } from '../../domain/cursor-refusals.js';
import { tryParseJson } from '../../domain/well-formed.js';

const cursorWire = z
  .tuple([
    z.string().length(12),
    z.union([z.string().max(300), z.number(), z.null()]),
    z.string().max(40),
  ])
  .rest(z.union([z.string().max(40), z.number(), z.null()]));

/** A place in a list: the last row's sort value and id. Opaque to callers. */
export interface Cursor {
  readonly value: string | number | null;
  readonly id: string;
  /** What else a list needs to find the place again. */
  readonly more?: readonly (string | number | null)[];
}

/**
 * What a cursor is good for: the list, its order and its filter. A cursor of one question makes no sense in another,
 * so it carries this and is refused elsewhere.
 */
export function listFingerprint(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 12);
}

export function encodeCursor(fingerprint: string, { value, id, more = [] }: Cursor): string {
  return Buffer.from(JSON.stringify([fingerprint, value, id, ...more])).toString('base64url');
}

/** @throws InputError when the text is no cursor, or one of another list. */
export function decodeCursor(fingerprint: string, text: string): Cursor {
  const result = cursorWire.safeParse(
    tryParseJson(Buffer.from(text.slice(0, 2_000), 'base64url').toString('utf8')),
  );
  if (!result.success) {
    throw notACursor();
  }
  const [from, value, id, ...more] = result.data;
  if (from !== fingerprint) {
    throw cursorOfAnotherList();
  }
  return more.length === 0 ? { value, id } : { value, id, more };
}
