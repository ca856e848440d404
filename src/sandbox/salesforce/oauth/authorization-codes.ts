import { randomBytes } from 'node:crypto';

/** What a person agreed to on the authorize page, waiting for the app to fetch it. */
export interface Authorization {
  readonly userId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly nonce: string | null;
  /** S256 challenge; `null` when the app did without PKCE. */
  readonly codeChallenge: string | null;
}

/** Salesforce gives the app this long. */
const LIFETIME_MS = 15 * 60 * 1000;

/** Codes of the web server flow: good once, and not for long. */
export class AuthorizationCodes {
  readonly #byCode = new Map<string, Authorization & { readonly expiresAtMs: number }>();

  constructor(private readonly now: () => Date) {}

  issue(authorization: Authorization): string {
    this.#forgetExpired();
    const code = `aPrx${randomBytes(40).toString('base64url')}==`;
    this.#byCode.set(code, {
      ...authorization,
      expiresAtMs: this.now().getTime() + LIFETIME_MS,
    });
    return code;
  }

  /** Spends the code. `null` when it was spent before, has expired or never was. */
  redeem(code: string): Authorization | null {
    const found = this.#byCode.get(code);
    this.#byCode.delete(code);
    return found !== undefined && found.expiresAtMs > this.now().getTime() ? found : null;
  }

  #forgetExpired(): void {
    const nowMs = this.now().getTime();
    for (const [code, { expiresAtMs }] of this.#byCode)
      if (expiresAtMs <= nowMs) this.#byCode.delete(code);
  }
}
