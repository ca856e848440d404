import type { FastifyInstance } from 'fastify';

import { isControlUrl } from './faults.js';

export interface CallReport {
  readonly total: number;
  /** Keyed by method and route pattern, as in `GET /api/v2.1/public/contracts/`. */
  readonly byRoute: Readonly<Record<string, number>>;
  /** The largest number of calls that arrived within any one second. */
  readonly maxInOneSecond: number;
}

/** Counts calls per route and the densest second among them. */
export class CallCounter {
  readonly #byRoute = new Map<string, number>();
  readonly #lastSecondMs: number[] = [];
  #total = 0;
  #maxInOneSecond = 0;

  /** @param atMs a monotonic time in milliseconds */
  record(method: string, route: string, atMs: number = performance.now()): void {
    const key = `${method} ${route}`;
    this.#byRoute.set(key, (this.#byRoute.get(key) ?? 0) + 1);
    this.#total += 1;
    this.#lastSecondMs.push(atMs);
    while ((this.#lastSecondMs[0] ?? atMs) <= atMs - 1000) this.#lastSecondMs.shift();
    this.#maxInOneSecond = Math.max(this.#maxInOneSecond, this.#lastSecondMs.length);
  }

  report(): CallReport {
    return {
      total: this.#total,
      byRoute: Object.fromEntries([...this.#byRoute].sort(([a], [b]) => (a < b ? -1 : 1))),
      maxInOneSecond: this.#maxInOneSecond,
    };
  }

  reset(): void {
    this.#byRoute.clear();
    this.#lastSecondMs.length = 0;
    this.#total = 0;
    this.#maxInOneSecond = 0;
  }
}

interface Counting {
  readonly isCounted?: (url: string) => boolean;
  /** The name of what no registered route answers; `null` for none. */
  readonly routeOf?: (method: string, url: string) => Promise<string | null>;
}

/** Counts every request of `app` except the control routes; a request that has no name counts as `unknown`. */
export function installCallCounter(
  app: FastifyInstance,
  counter: CallCounter,
  { isCounted = () => true, routeOf = async () => null }: Counting = {},
): void {
  app.addHook('onRequest', async ({ method, url, routeOptions }) => {
    if (isControlUrl(url) || !isCounted(url)) return;
    counter.record(method, routeOptions.url ?? (await routeOf(method, url)) ?? 'unknown');
  });
}

/** `GET` and `DELETE /__sandbox/calls`. */
export function registerCallRoutes(app: FastifyInstance, counter: CallCounter): void {
  app.get('/__sandbox/calls', async () => counter.report());
  app.delete('/__sandbox/calls', async (_request, reply) => {
    counter.reset();
    return reply.code(204).send();
  });
}
