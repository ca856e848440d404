import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { AUDIENCE } from './world.js';

export interface OrgTokenParts {
  readonly orgId?: unknown;
  readonly subject?: string;
  readonly audience?: string | null;
  readonly alg?: string;
  readonly key?: KeyObject | Uint8Array;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Seconds from now; null for a token without `exp`. */
  readonly expiresInS?: number | null;
  readonly notBeforeInS?: number;
}

/** A Salesforce org as a signer of short tokens for its users. */
export function createOrgSigner(orgId: string, user: string) {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });

  async function token(parts: OrgTokenParts = {}): Promise<string> {
    const nowS = Math.floor(Date.now() / 1_000);
    const { expiresInS = 120, notBeforeInS, audience = AUDIENCE } = parts;
    const jwt = new SignJWT({
      sub: parts.subject ?? user,
      ...('orgId' in parts ? { org_id: parts.orgId } : { org_id: orgId }),
      ...(audience === null ? {} : { aud: audience }),
      ...(expiresInS === null ? {} : { exp: nowS + expiresInS }),
      ...(notBeforeInS === undefined ? {} : { nbf: nowS + notBeforeInS }),
      ...parts.claims,
    });
    return jwt
      .setProtectedHeader({ alg: parts.alg ?? 'RS256', typ: 'JWT', ...parts.header })
      .sign(parts.key ?? keys.privateKey);
  }

  return {
    orgId,
    token,
    publicKey: keys.publicKey,
    publicKeyPem: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

export type OrgSigner = ReturnType<typeof createOrgSigner>;
