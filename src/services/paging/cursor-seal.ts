import { notACursor } from '../../domain/cursor-refusals.js';
import { createSeal } from '../../domain/seal.js';

/** Closes cursors that stand at a row which the caller may not see, and ids of live events: decoded, they would tell of it. */
export interface CursorSeal {
  seal(cursor: string): string;
  /** The cursor in a sealed one; any other text as it is. @throws InputError for a broken seal. */
  open(text: string): string;
}

const PREFIX = 's_';
const MAX_LENGTH = 2_000;

/** @param secret any that all processes of one store share and keep; a new one ends the lists that are being read. */
export function createCursorSeal(secret: string): CursorSeal {
  const seal = createSeal(secret, 'sealed cursors');
  return {
    seal: (cursor) => PREFIX + seal.seal(cursor),
    open(text) {
      if (!text.startsWith(PREFIX)) return text;
      const cursor = seal.open(text.slice(PREFIX.length, MAX_LENGTH));
      if (cursor === null) throw notACursor();
      return cursor;
    },
  };
}
