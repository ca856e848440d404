import { verify, constants } from 'node:crypto';

/** What a JWT says; nothing of it is checked yet. */
export interface SignedToken {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  isSignedBy(publicKeyPem: string): boolean;
}

/** Algorithms as node:crypto names their digests; PS256 pads otherwise. */
const DIGESTS: Readonly<Record<string, string>> = {
  RS256: 'RSA-SHA256',
  RS384: 'RSA-SHA384',
  RS512: 'RSA-SHA512',
  PS256: 'RSA-SHA256',
};

/** Null for what is no JWT. */
export function readSignedToken(text: string): SignedToken | null {
  const [head, body, signature, ...more] = text.split('.');
  if (head === undefined || body === undefined || signature === undefined || more.length > 0) {
    return null;
  }
  const header = parsePart(head);
  const claims = parsePart(body);
  if (header === null || claims === null) return null;
  return {
    header,
    claims,
    isSignedBy: (publicKeyPem) => {
      const algorithm = String(header.alg);
      const digest = DIGESTS[algorithm];
      if (digest === undefined) return false;
      const key = algorithm.startsWith('PS')
        ? {
            key: publicKeyPem,
            padding: constants.RSA_PKCS1_PSS_PADDING,
            saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
          }
        : publicKeyPem;
      return verify(
        digest,
        Buffer.from(`${head}.${body}`),
        key,
        Buffer.from(signature, 'base64url'),
      );
    },
  };
}

function parsePart(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : null;
  } catch {
    return null;
  }
}
