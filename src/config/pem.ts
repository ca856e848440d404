import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { validityOf, validityOfKey } from '../domain/validity.js';
import type { Validity } from '../domain/validity.js';

/**
 * A key in PEM form, brought into the form that signing and verifying ask for (SPKI, PKCS #8): people also have
 * certificates and the older PKCS #1.
 */
export const pem = (kind: 'public' | 'private') =>
  z.string().transform((given, context) => {
    const text = pemText(given);
    const problem = keyProblem(kind, text);
    if (problem !== null) {
      context.addIssue(problem);
      return z.NEVER;
    }
    return kind === 'public'
      ? createPublicKey(text).export({ type: 'spki', format: 'pem' }).toString()
      : createPrivateKey(text).export({ type: 'pkcs8', format: 'pem' }).toString();
  });

/** Until when the certificate is good that a variable holds, or that stands beside the key in it; null where there is none. */
export function certificateOf(kind: 'public' | 'private', given: string): Validity | null {
  const text = pemText(given);
  return kind === 'public' ? validityOf(text) : validityOfKey(text, createPrivateKey(text));
}

/** Environment files often hold a PEM in one line with \n written out. */
function pemText(given: string): string {
  return `${given.replaceAll('\\n', '\n').trim()}\n`;
}

const MIN_RSA_BITS = 2048;

/** Why a PEM can't be used, found at the start rather than at the first token. */
function keyProblem(kind: 'public' | 'private', text: string): string | null {
  if (kind === 'public' && text.includes('PRIVATE KEY'))
    return 'holds a private key; give the public one, and keep the private one where tokens are signed';
  if (text.includes('ENCRYPTED')) return 'is protected by a passphrase; give the key without one';
  let key: KeyObject;
  try {
    key = kind === 'public' ? createPublicKey(text) : createPrivateKey(text);
  } catch (error) {
    // What OpenSSL says of it helps nobody, and the text may be a secret.
    if (!(error instanceof Error)) throw error;
    return kind === 'public'
      ? 'must be a public key in PEM form (RSA, or EC on the curve P-256)'
      : 'must be an RSA private key in PEM form';
  }
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa') {
    return modulusLength >= MIN_RSA_BITS
      ? null
      : `is an RSA key of ${modulusLength} bits; ${MIN_RSA_BITS} are the least`;
  }
  if (kind === 'private') return 'must be an RSA private key in PEM form';
  return key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1'
    ? null
    : 'must be a public key in PEM form (RSA, or EC on the curve P-256)';
}
