import type { Outbound, OutboundRequest } from './outbound.js';

interface FetchInit {
  readonly method?: string;
  readonly headers?: Headers | Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | null;
}

/** Statuses whose answers can't have a body, by the fetch standard. */
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * The way out in the form of `fetch`, for libraries that ask for one. Whole answers of any status; redirects are handed
 * over as they are.
 *
 * @throws the signal's reason when it aborts, else a NetworkFailure.
 */
export function createFetch(
  outbound: Outbound,
  timeoutMs: number,
): (url: string, init: FetchInit) => Promise<Response> {
  return async (url, init) => {
    const deadline = AbortSignal.timeout(timeoutMs);
    const exchange = await outbound.exchange({
      method: methodOf(init.method),
      url,
      headers: Object.fromEntries(new Headers(init.headers)),
      body: bodyOf(init.body),
      signal: init.signal == null ? deadline : AbortSignal.any([deadline, init.signal]),
    });
    if (exchange.kind === 'failure') throw exchange.cause;
    const { status, body } = exchange;
    const headers = new Headers();
    for (const [name, value] of Object.entries(exchange.headers)) {
      // The body is unpacked by now, so neither says anything about it any more.
      if (name === 'content-encoding' || name === 'content-length') continue;
      for (const one of typeof value === 'string' ? [value] : (value ?? []))
        headers.append(name, one);
    }
    return new Response(WITHOUT_BODY.has(status) ? null : new Uint8Array(body), {
      status,
      headers,
    });
  };
}

function methodOf(method = 'GET'): OutboundRequest['method'] {
  if (method === 'GET' || method === 'POST') return method;
  throw new TypeError(`${method} is not a method that a library needs here`);
}

function bodyOf(body: unknown): string | Uint8Array | null {
  if (body === undefined || body === null) return null;
  if (typeof body === 'string' || body instanceof Uint8Array) return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new TypeError('only texts and bytes are sent this way');
}
