import { randomBytes } from 'node:crypto';

/** One approval of an app by a user. */
interface Approval {
  readonly userId: string;
  readonly scopes: readonly string[];
}

/** A sixth approval of the same app by the same user silently ends the oldest. */
const APPROVALS_PER_USER = 5;

/** Refresh tokens, oldest first. Without rotation a token stays the same however often it is used. */
export class RefreshTokens {
  readonly #byToken = new Map<string, Approval>();

  constructor(private readonly rotates: boolean) {}

  issue(approval: Approval): string {
    const ofUser = [...this.#byToken].filter(([, { userId }]) => userId === approval.userId);
    for (const [token] of ofUser.slice(0, Math.max(0, ofUser.length - APPROVALS_PER_USER + 1)))
      this.#byToken.delete(token);
    const token = `5Aep861${randomBytes(48).toString('base64url')}`;
    this.#byToken.set(token, approval);
    return token;
  }

  /** @returns the approval, with a `successor` where tokens rotate; `null` for a token that is not good (any more). */
  use(token: string): (Approval & { readonly successor: string | null }) | null {
    const approval = this.#byToken.get(token);
    if (approval === undefined) return null;
    if (!this.rotates) return { ...approval, successor: null };
    this.#byToken.delete(token);
    return { ...approval, successor: this.issue(approval) };
  }

  /** @returns whether there was such a token */
  revoke(token: string): boolean {
    return this.#byToken.delete(token);
  }
}
