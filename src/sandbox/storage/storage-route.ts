import type { IncomingHttpHeaders } from 'node:http';

/** One request as an emulator's handler sees it. */
export interface StorageCall {
  readonly method: string;
  /** The whole target as it came: undecoded, with its query. */
  readonly target: string;
  /** The segments the route's pattern names, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turns, in their own spelling, for signatures. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

export interface StorageAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON; a text as it is, with the content type that `headers` give it. */
  readonly body?: Buffer | string | object;
}

export interface StorageRoute {
  readonly method: string;
  /** A path with `:name` for one segment and a `*` at its end for the rest, or an expression over the undecoded path. */
  readonly path: string | RegExp;
  /** How calls are counted; the path where it is a text. */
  readonly name?: string;
  readonly handle: (call: StorageCall) => StorageAnswer | Promise<StorageAnswer>;
}

/** Thrown by a handler, or by what it calls, to answer at once. */
export class StorageRefusal extends Error {
  constructor(readonly answer: StorageAnswer) {
    super(`refused with ${answer.status}`);
  }
}

interface MatchedRoute {
  readonly route: StorageRoute;
  readonly params: Readonly<Record<string, string>>;
}

export class StorageRouter {
  readonly #routes: readonly (StorageRoute & { readonly expression: RegExp })[];

  constructor(routes: readonly StorageRoute[]) {
    this.#routes = routes.map((route) => ({
      ...route,
      expression: typeof route.path === 'string' ? toExpression(route.path) : route.path,
    }));
  }

  /** Null where no route fits, or where the path can't be decoded. */
  match(method: string, target: string): MatchedRoute | null {
    const path = target.split('?')[0] ?? '';
    for (const route of this.#routes) {
      if (route.method !== method) continue;
      const found = route.expression.exec(path);
      if (found === null) continue;
      const params = decodeAll(found.groups ?? {});
      return params === null ? null : { route, params };
    }
    return null;
  }

  nameOf(method: string, target: string): string {
    const route = this.match(method, target)?.route;
    return route?.name ?? (typeof route?.path === 'string' ? route.path : 'unknown');
  }
}

function toExpression(path: string): RegExp {
  const source = path
    .split('/')
    .map((segment) => {
      if (segment === '*') return '(?<rest>.*)';
      if (segment.startsWith(':')) return `(?<${segment.slice(1)}>[^/]+)`;
      return segment.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
    })
    .join('/');
  return new RegExp(`^${source}$`, 'u');
}

function decodeAll(
  groups: Readonly<Record<string, string | undefined>>,
): Record<string, string> | null {
  try {
    return Object.fromEntries(
      Object.entries(groups).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, decodeURIComponent(value)]],
      ),
    );
  } catch {
    return null;
  }
}
