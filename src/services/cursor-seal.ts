import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { InputError } from '../domain/errors.js';

/** Closes cursors that stand at a row which the caller may not see, and ids of live events: decoded, they would tell of it. */
export interface CursorSeal {
  seal(cursor: string): string;
  /** The cursor in a sealed one; any other text as it is. @throws InputError for a broken seal. */
  open(text: string): string;
}

const PREFIX = 's_';
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const MAX_LENGTH = 2_000;

/** @param secret any that all processes of one store share and keep; a new one ends the lists that are being read. */
export function createCursorSeal(secret: string): CursorSeal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'dealdraft: sealed cursors', 32));
  return {
    seal(cursor) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv);
      const text = [cipher.update(cursor, 'utf8'), cipher.final()];
      return PREFIX + Buffer.concat([iv, cipher.getAuthTag(), ...text]).toString('base64url');
    },
    open(text) {
      if (!text.startsWith(PREFIX)) return text;
      const sealed = Buffer.from(text.slice(PREFIX.length, MAX_LENGTH), 'base64url');
      try {
        const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, IV_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        const rest = sealed.subarray(IV_BYTES + TAG_BYTES);
        return Buffer.concat([decipher.update(rest), decipher.final()]).toString('utf8');
      } catch {
        throw new InputError('"after" is not a cursor of this API. Pass an endCursor as it came.');
      }
    },
  };
}
