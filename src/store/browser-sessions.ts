export interface NewBrowserSession {
  /** Lower-case hex SHA-256 of the token in the browser's cookie. The token itself is nowhere. */
  readonly tokenSha256: string;
  readonly user: SessionUser;
  /** It ends this long after its start, however much it is used. */
  readonly lifetimeMs: number;
  /** It ends this long after its last use. */
  readonly idleMs: number;
}

export interface SessionUser {
  /** The CRM's own user name. */
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
}

/** People who signed in with their browser. Sessions that ended are gone, and their rows are removed along the way. */
export interface BrowserSessions {
  create(session: NewBrowserSession): Promise<void>;
  /**
   * Who the session is of, or null when it ended or never was. Counts as use; that is written down once in a sixtieth of
   * the idle time, so that a session may end so much early and not every read costs a write.
   */
  find(tokenSha256: string): Promise<SessionUser | null>;
  /** Harmless when it ended before. */
  delete(tokenSha256: string): Promise<void>;
}
