import { X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** From when to when a certificate is good. */
export interface Validity {
  readonly from: Date;
  readonly until: Date;
}

const CERTIFICATES = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu;

/** Of the first certificate in a PEM text; null where there is none that can be read. */
export function validityOf(pem: string): Validity | null {
  const [first] = certificatesIn(pem);
  return first === undefined ? null : toValidity(first);
}

/** Of that certificate in a PEM text that belongs to a private key; null where none does. */
export function validityOfKey(pem: string, key: KeyObject): Validity | null {
  const own = certificatesIn(pem).find((certificate) => certificate.checkPrivateKey(key));
  return own === undefined ? null : toValidity(own);
}

function certificatesIn(pem: string): readonly X509Certificate[] {
  return (pem.match(CERTIFICATES) ?? []).flatMap((text) => {
    try {
      return [new X509Certificate(text)];
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return [];
    }
  });
}

function toValidity({ validFromDate, validToDate }: X509Certificate): Validity {
  return { from: validFromDate, until: validToDate };
}
