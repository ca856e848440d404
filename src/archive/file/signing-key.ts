import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';

/** Files of settings often hold a PEM in one line with \n written out. What OpenSSL says of a wrong one helps nobody. */
const pemText = (given: string) => `${given.replaceAll('\\n', '\n').trim()}\n`;

/** An RSA key without a passphrase, as PKCS #8; null when it is none. */
export function readPrivateKey(given: string): string | null {
  let key: KeyObject;
  try {
    key = createPrivateKey(pemText(given));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return null;
  }
  return key.asymmetricKeyType === 'rsa'
    ? key.export({ type: 'pkcs8', format: 'pem' }).toString()
    : null;
}

export const privateKey = z
  .string('write an RSA private key in PEM form')
  .transform((given, context) => {
    const pem = readPrivateKey(given);
    if (pem !== null) return pem;
    context.addIssue(
      given.includes('ENCRYPTED')
        ? 'is protected by a passphrase; give the key without one'
        : 'must be an RSA private key in PEM form',
    );
    return z.NEVER;
  });

export const certificate = z
  .string('write a certificate in PEM form')
  .transform((given, context) => {
    try {
      return new X509Certificate(pemText(given)).toString();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      context.addIssue('must be a certificate in PEM form (-----BEGIN CERTIFICATE-----)');
      return z.NEVER;
    }
  });

/** Whether they are two halves of one. */
export function belongTogether(certificatePem: string, privateKeyPem: string): boolean {
  return new X509Certificate(certificatePem).checkPrivateKey(createPrivateKey(privateKeyPem));
}
