import { notACursor } from '../../domain/cursor-refusals.js';
import { createSeal } from '../../domain/seal.js';

/**
 * Closes cursors that stand at a row which the caller may not see, and ids of live events: decoded, they would tell of it; and those
 * whose place nobody but us may choose, since another costs calls.
 */
export interface CursorSeal {
  seal(cursor: string): string;
  /** The cursor in a sealed one; any other text as it is. @throws InputError for a broken seal. */
  open(text: string): string;
  /** The same where there are no others. @throws InputError for any other text, too. */
  openSealed(text: string): string;
}

const PREFIX = 's_';
const MAX_LENGTH = 2_000;

/** @param secret any that all processes of one store share and keep; a new one ends the lists that are being read. */
export function createCursorSeal(secret: string): CursorSeal {
  const seal = createSeal(secret, 'sealed cursors');
  const isSealed = (text: string) => text.startsWith(PREFIX);
  function openSealed(text: string): string {
    const cursor = isSealed(text) ? seal.open(text.slice(PREFIX.length, MAX_LENGTH)) : null;
    if (cursor === null) throw notACursor();
    return cursor;
  }
  return {
    seal: (cursor) => PREFIX + seal.seal(cursor),
    open: (text) => (isSealed(text) ? openSealed(text) : text),
    openSealed,
  };
}
