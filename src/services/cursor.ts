import { createHash } from 'node:crypto';
import { z } from 'zod';
import { InputError } from '../domain/errors.js';
import type { PageRequest } from './services.js';

const cursorWire = z.tuple([
  z.string().length(12),
  z.union([z.string().max(300), z.number(), z.null()]),
  z.string().max(40),
]);

/** A place in a list: the last row's sort value and id. Opaque to callers. */
export interface Cursor {
  readonly value: string | number | null;
  readonly id: string;
}

/**
 * What a cursor is good for: the list, its order and its filter. A cursor of one question makes no sense in another,
 * so it carries this and is refused elsewhere.
 */
export function listFingerprint(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 12);
}

export function encodeCursor(fingerprint: string, { value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([fingerprint, value, id])).toString('base64url');
}

/** @throws InputError when the text is no cursor, or one of another list. */
export function decodeCursor(fingerprint: string, text: string): Cursor {
  const result = cursorWire.safeParse(
    parseJson(Buffer.from(text.slice(0, 2_000), 'base64url').toString('utf8')),
  );
  if (!result.success) {
    throw new InputError('"after" is not a cursor of this API. Pass an endCursor as it came.');
  }
  const [from, value, id] = result.data;
  if (from !== fingerprint) {
    throw new InputError(
      '"after" belongs to another list, order or filter. Start that list without "after".',
    );
  }
  return { value, id };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const MAX_FIRST = 100;

/** @throws InputError unless 1 <= first <= 100. */
export function checkPage(page: PageRequest): void {
  if (!Number.isInteger(page.first) || page.first < 1 || page.first > MAX_FIRST) {
    throw new InputError(`"first" is ${page.first}; it must be 1 to ${MAX_FIRST}.`);
  }
}
