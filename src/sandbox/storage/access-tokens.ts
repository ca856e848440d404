import { randomBytes } from 'node:crypto';

import type { StorageClock } from './storage-clock.js';

/** The access tokens an emulator has given out, each with whose it is. */
export class AccessTokens<Owner> {
  readonly #tokens = new Map<string, { readonly owner: Owner; readonly endsAtMs: number }>();
  #issued = 0;

  constructor(
    private readonly clock: StorageClock,
    private readonly prefix: string,
  ) {}

  /** How many were given out since the start. */
  get issued(): number {
    return this.#issued;
  }

  issue(owner: Owner, lifeTimeMs: number): string {
    this.#issued += 1;
    const token = `${this.prefix}${randomBytes(24).toString('base64url')}`;
    this.#tokens.set(token, { owner, endsAtMs: this.clock.now().getTime() + lifeTimeMs });
    return token;
  }

  /** Whose the token of an `Authorization` header is, and whether it still holds; null for one that was never given out. */
  find(authorization: string | undefined): { owner: Owner; expired: boolean } | null {
    const token = /^Bearer (\S+)$/iu.exec(authorization ?? '')?.[1];
    const found = token === undefined ? undefined : this.#tokens.get(token);
    if (found === undefined) return null;
    return { owner: found.owner, expired: found.endsAtMs <= this.clock.now().getTime() };
  }

  /** Every token is dead from now on, as after a change of the app's rights. */
  revokeAll(): void {
    this.#tokens.clear();
  }
}
