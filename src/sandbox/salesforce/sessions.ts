import { randomBytes } from 'node:crypto';

import { SalesforceError } from './errors.js';

export interface Session {
  readonly token: string;
  readonly userId: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly startedAtMs: number;
  expiresAtMs: number;
}

/** Opaque access tokens, each bound to one user; use extends a session, as the real timeout policy does. */
export class Sessions {
  readonly #byToken = new Map<string, Session>();

  constructor(
    private readonly orgId: string,
    private readonly ttlMs: number,
    private readonly now: () => Date,
  ) {}

  start(userId: string, clientId: string, scopes: readonly string[]): Session {
    const startedAtMs = this.now().getTime();
    const token = `${this.orgId.slice(0, 15)}!AQE${randomBytes(48).toString('base64url')}`;
    const session = {
      token,
      userId,
      clientId,
      scopes,
      startedAtMs,
      expiresAtMs: startedAtMs + this.ttlMs,
    };
    this.#byToken.set(token, session);
    return session;
  }

  /** The live session of a token, or `null`. */
  find(token: string): Session | null {
    const session = this.#byToken.get(token);
    return session !== undefined && session.expiresAtMs > this.now().getTime() ? session : null;
  }

  /** @throws SalesforceError INVALID_SESSION_ID */
  use(token: string | null): Session {
    const session = token === null ? null : this.find(token);
    if (session === null)
      throw new SalesforceError('INVALID_SESSION_ID', 'Session expired or invalid');
    session.expiresAtMs = this.now().getTime() + this.ttlMs;
    return session;
  }

  revoke(token: string): void {
    this.#byToken.delete(token);
  }

  /** Ends all sessions, or those of one user. @returns how many were alive */
  expire(userId?: string): number {
    let ended = 0;
    for (const session of this.#byToken.values()) {
      if (userId !== undefined && session.userId !== userId) continue;
      if (this.find(session.token) !== null) ended += 1;
      this.#byToken.delete(session.token);
    }
    return ended;
  }
}

/** The token of an Authorization header; both `Bearer` and the older `OAuth` are accepted. */
export function bearerToken(header: string | undefined): string | null {
  return /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(header ?? '')?.[1] ?? null;
}
