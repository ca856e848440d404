import { CallCounter } from '../http/call-counter.js';
import { SalesforceError } from './errors.js';

const KEPT_QUERIES = 200;

/** What the sandbox was asked: calls by route, the last queries, and how much of the daily allocation is spent. */
export class ApiUsage {
  readonly calls = new CallCounter();
  #soql: string[] = [];
  #used = 0;

  constructor(readonly max: number) {}

  get used(): number {
    return this.#used;
  }

  /** One more API call. @throws SalesforceError REQUEST_LIMIT_EXCEEDED once the allocation is spent. */
  spend(): void {
    if (this.#used >= this.max)
      throw new SalesforceError('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
    this.#used += 1;
  }

  /** As if other integrations of the org had spent calls, or calls of a day ago had left the window. */
  setUsed(calls: number): void {
    this.#used = calls;
  }

  recordSoql(soql: string): void {
    this.#soql.push(soql);
    if (this.#soql.length > KEPT_QUERIES) this.#soql.shift();
  }

  report(): { total: number; byRoute: Readonly<Record<string, number>>; soql: readonly string[] } {
    const { total, byRoute } = this.calls.report();
    return { total, byRoute, soql: [...this.#soql] };
  }

  /** Forgets calls and queries; the daily allocation stays spent. */
  clearCalls(): void {
    this.calls.reset();
    this.#soql = [];
  }

  reset(): void {
    this.clearCalls();
    this.#used = 0;
  }
}
