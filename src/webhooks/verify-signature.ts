import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

export type SignatureCheck =
  | { readonly valid: true }
  | { readonly valid: false; readonly reason: 'missing' | 'malformed' | 'mismatch' };

/**
 * Checks SpotDraft's signature: lower-case hex HMAC-SHA512 of the raw body, keyed with a base64-decoded key.
 * Any one of `base64Keys` may fit; every comparison takes the same time.
 *
 * @see SpotDraft developer portal, "Webhook security" (checked 2026-11)
 */
export function verifySignature(
  rawBody: Uint8Array,
  header: string | readonly string[] | undefined,
  base64Keys: readonly string[],
): SignatureCheck {
  if (header === undefined || header === '') return { valid: false, reason: 'missing' };
  if (typeof header !== 'string' || !/^[0-9a-f]{128}$/.test(header)) {
    return { valid: false, reason: 'malformed' };
  }
  const given = Buffer.from(header, 'hex');
  let valid = false;
  for (const key of base64Keys) {
    const expected = createHmac('sha512', secretKey(key)).update(rawBody).digest();
    if (timingSafeEqual(given, expected)) valid = true;
  }
  return valid ? { valid: true } : { valid: false, reason: 'mismatch' };
}

/** A workspace has one key, or two while it changes. */
const MAX_KEYS = 16;
const keys = new Map<string, KeyObject>();

/** Each key is made ready once: made of bytes for every delivery, it costs more than the signature itself. */
function secretKey(base64: string): KeyObject {
  let key = keys.get(base64);
  if (key === undefined) {
    if (keys.size >= MAX_KEYS) keys.clear();
    key = createSecretKey(base64, 'base64');
    keys.set(base64, key);
  }
  return key;
}
