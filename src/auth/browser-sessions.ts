import { createHash, randomBytes } from 'node:crypto';

export interface SignedInUser {
  /** The CRM's own user name. */
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
}

/** Where sessions are kept; the store's part for them fits. */
export interface SessionKeeper {
  create(session: {
    readonly tokenSha256: string;
    readonly user: SignedInUser;
    readonly lifetimeMs: number;
    readonly idleMs: number;
  }): Promise<void>;
  find(tokenSha256: string): Promise<SignedInUser | null>;
  delete(tokenSha256: string): Promise<void>;
}

export interface BrowserSessions {
  /** Begins a session. The token is for the cookie; the store knows its hash only. */
  start(user: SignedInUser): Promise<string>;
  /** Who is signed in with this token, or null. Asking counts as use. */
  find(token: string): Promise<SignedInUser | null>;
  end(token: string): Promise<void>;
}

/** A working day; then the person signs in anew. */
const LIFETIME_MS = 8 * 60 * 60_000;
const IDLE_MS = 60 * 60_000;

/** 256 random bits, so that a plain hash keeps them: there is nothing to guess from. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export function createBrowserSessions(keeper: SessionKeeper): BrowserSessions {
  return {
    async start(user) {
      const token = randomBytes(32).toString('base64url');
      await keeper.create({
        tokenSha256: hashOf(token),
        user,
        lifetimeMs: LIFETIME_MS,
        idleMs: IDLE_MS,
      });
      return token;
    },
    find: async (token) => (TOKEN.test(token) ? keeper.find(hashOf(token)) : null),
    end: async (token) => {
      if (TOKEN.test(token)) await keeper.delete(hashOf(token));
    },
  };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}
