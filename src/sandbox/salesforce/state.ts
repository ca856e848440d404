import { createCrmSeed } from '../seed/crm-seed.js';
import { parseFaultRule } from '../http/fault-rules.js';
import { FaultKit } from '../http/faults.js';
import { Instance } from './instance.js';
import { createOrg } from './org.js';
import type { Org } from './org.js';
import type { SalesforceSandboxOptions } from './options.js';
import { RowOrder } from './row-order.js';
import { Sessions } from './sessions.js';
import type { FieldSecurity } from './sharing.js';
import { ApiUsage } from './usage.js';

const TWO_HOURS_MS = 2 * 60 * 60 * 1000;

/** Everything behind the HTTP surface, shared by the API, the control routes and the in-process controls. */
export class SandboxState {
  readonly faults: FaultKit;
  readonly usage: ApiUsage;
  readonly sessions: Sessions;
  /** Where the API is; `move` takes it elsewhere. */
  readonly instance = new Instance();
  /** Whether queries hand rows out in another order each time. */
  readonly rowOrder: RowOrder;
  readonly now: () => Date;
  readonly #settings: Parameters<typeof createOrg>[0];
  #org: Org;

  constructor(options: SalesforceSandboxOptions) {
    this.now = options.now ?? (() => new Date());
    this.faults = new FaultKit(this.now);
    const today = this.now();
    const seed =
      options.seed === 'none'
        ? createCrmSeed({ deals: 0, today })
        : (options.seed ?? createCrmSeed({ today }));
    this.rowOrder = new RowOrder(options.shufflesRows ?? false);
    this.#settings = {
      seed,
      rowOrder: this.rowOrder,
      multiCurrency: options.multiCurrency ?? true,
      datedRates: options.datedRates ?? false,
      statePicklists: options.statePicklists ?? true,
      customFields: options.customFields ?? {},
      fieldSecurity: options.fieldSecurity ?? {},
      now: this.now,
    };
    this.#org = createOrg(this.#settings);
    this.sessions = new Sessions(
      seed.organizationId,
      options.sessionTtlMs ?? TWO_HOURS_MS,
      this.now,
    );
    this.usage = new ApiUsage(options.dailyApiLimit ?? 100_000);
    for (const fault of options.faults ?? []) this.addFault(fault);
  }

  get org(): Org {
    return this.#org;
  }

  /** Back to the seed and the first host, without faults, calls or spent allocation. Sessions go on: their users are the same. */
  reset(): void {
    this.#org = createOrg(this.#settings);
    this.faults.clear();
    this.usage.reset();
    this.rowOrder.reset();
    this.instance.reset();
  }

  /**
   * Adds a transport fault or a fault of the CRM itself, told apart by `kind`.
   *
   * @throws Error saying what is wrong with the rule.
   */
  addFault(input: unknown): void {
    const kind =
      typeof input === 'object' && input !== null && 'kind' in input ? input.kind : undefined;
    if (kind === 'row-error' || kind === 'request-limit') {
      this.org.faults.add(input);
      return;
    }
    const rule = parseFaultRule(input);
    const answers = rule.kind === 'status' || rule.kind === 'status-after-commit';
    const status = answers && rule.body === undefined ? rule.status : undefined;
    this.faults.add(status === undefined ? rule : { ...rule, body: defaultFaultBody(status) });
  }

  clearFaults(): void {
    this.faults.clear();
    this.org.faults.clear();
  }

  /** Ends all sessions, or one user's. @returns how many were alive */
  expireSessions(username?: string): number {
    if (username === undefined) return this.sessions.expire();
    const user = this.userByName(username);
    return user === undefined ? 0 : this.sessions.expire(String(user.Id));
  }

  /** @returns false for a username nobody has. */
  deactivateUser(username: string): boolean {
    const user = this.userByName(username);
    if (user === undefined) return false;
    this.org.store.update(user, { IsActive: false });
    return true;
  }

  setFieldSecurity(username: string, security: FieldSecurity): void {
    this.org.access.setFieldSecurity(username, security);
  }

  userByName(username: string): ReturnType<Org['store']['find']> {
    const wanted = username.toLowerCase();
    return this.org.store
      .rows('User')
      .find((user) => String(user.Username).toLowerCase() === wanted);
  }
}

/** Overload and maintenance come as a page, refusals as the API's array. */
function defaultFaultBody(status: number): unknown {
  if (status >= 502)
    return '<html><head><title>Service Unavailable</title></head><body>We are down for maintenance.</body></html>';
  const errorCode =
    status >= 500
      ? 'UNKNOWN_EXCEPTION'
      : status === 401
        ? 'INVALID_SESSION_ID'
        : 'UNKNOWN_EXCEPTION';
  return [{ message: `Fault: HTTP ${status}`, errorCode }];
}
