import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { verifySignature } from '../../src/webhooks/verify-signature.js';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 400 });
const key = fc.uint8Array({ minLength: 1, maxLength: 64 });

function sign(body: Uint8Array, secret: Uint8Array): string {
  return createHmac('sha512', secret).update(body).digest('hex');
}

function flipped(original: Uint8Array, at: number, bit: number): Uint8Array {
  const changed = Uint8Array.from(original);
  const place = at % changed.length;
  changed[place] = (changed[place] ?? 0) ^ (1 << bit);
  return changed;
}

const toBase64 = (secret: Uint8Array) => Buffer.from(secret).toString('base64');

it('verifies what was signed, under any of several keys', () => {
  fc.assert(
    fc.property(bytes, key, key, (body, secret, other) => {
      const keys = [toBase64(other), toBase64(secret)];
      expect(verifySignature(body, sign(body, secret), keys)).toEqual({ valid: true });
    }),
  );
});

it('never verifies a body with a changed bit', () => {
  fc.assert(
    fc.property(bytes, key, fc.nat(), fc.nat(7), (body, secret, at, bit) => {
      const check = verifySignature(flipped(body, at, bit), sign(body, secret), [toBase64(secret)]);
      expect(check).toEqual({ valid: false, reason: 'mismatch' });
    }),
  );
});

it('never verifies a signature with a changed character', () => {
  fc.assert(
    fc.property(bytes, key, fc.nat(127), fc.string({ minLength: 1, maxLength: 2 }), (...args) => {
      const [body, secret, at, text] = args;
      const signature = sign(body, secret);
      const changed = signature.slice(0, at) + text + signature.slice(at + 1);
      fc.pre(changed !== signature);
      expect(verifySignature(body, changed, [toBase64(secret)]).valid).toBe(false);
    }),
  );
});

it('refuses any other header without an exception', () => {
  const header = fc.oneof(
    fc.string(),
    fc.array(fc.string(), { maxLength: 3 }),
    fc.constant(undefined),
  );
  fc.assert(
    fc.property(bytes, key, header, (body, secret, value) => {
      expect(verifySignature(body, value, [toBase64(secret)]).valid).toBe(false);
    }),
  );
});
