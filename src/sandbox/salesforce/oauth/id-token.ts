import { createHash, generateKeyPair } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

import { exportJWK, SignJWT } from 'jose';
import type { JWK } from 'jose';

const KEY_ID = '240';
/** An ID token says who just signed in; it is not a session. */
const LIFETIME_S = 120;

/** Signs ID tokens. The key is made when it is first needed, because most uses of the sandbox need none. */
export class IdTokenSigner {
  #keys: Promise<{ publicKey: KeyObject; privateKey: KeyObject }> | null = null;

  /** The public key as `jwks_uri` shows it. */
  async publicJwk(): Promise<JWK> {
    const { publicKey } = await this.#keyPair();
    return { ...(await exportJWK(publicKey)), kid: KEY_ID, alg: 'RS256', use: 'sig' };
  }

  async sign(token: {
    readonly issuer: string;
    readonly audience: string;
    /** Identity URL of the user. */
    readonly subject: string;
    readonly nonce: string | null;
    readonly accessToken: string;
    readonly now: Date;
  }): Promise<string> {
    const { privateKey } = await this.#keyPair();
    const issuedAtS = Math.floor(token.now.getTime() / 1000);
    return new SignJWT({
      at_hash: createHash('sha256')
        .update(token.accessToken)
        .digest()
        .subarray(0, 16)
        .toString('base64url'),
      ...(token.nonce === null ? {} : { nonce: token.nonce }),
    })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: KEY_ID })
      .setIssuer(token.issuer)
      .setAudience(token.audience)
      .setSubject(token.subject)
      .setIssuedAt(issuedAtS)
      .setExpirationTime(issuedAtS + LIFETIME_S)
      .sign(privateKey);
  }

  #keyPair(): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> {
    this.#keys ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
    return this.#keys;
  }
}
