import { AsyncLocalStorage } from 'node:async_hooks';
import { randomFillSync } from 'node:crypto';
import type { ActivityContract } from './activity.js';
import type { OpportunityId } from './opportunity-id.js';

/** What some work is done for: the request, the delivery or the pass that it goes back to. */
export interface Cause {
  /** 32 lower-case hex digits: the trace id of a W3C `traceparent`. The same in every process that works for it. */
  readonly correlationId: string;
  /** Where it goes back to a request that came with a `traceparent`: the span of ours that answers it, and the one it came from. */
  readonly span?: { readonly id: string; readonly parentId: string };
  /** Who asked for it; null for what nobody asked for. */
  readonly actor: string | null;
  /** What it is about, where that is one contract, or one deal. */
  readonly contractId?: ActivityContract | null;
  readonly opportunityId?: OpportunityId | null;
  /** Of work on several keys together: the correlation of each. */
  readonly ofKeys?: ReadonlyMap<string, string>;
}

/** Carried beside the calls, as the scope of a request is: whatever is done on the way belongs to it. */
const storage = new AsyncLocalStorage<Cause>();

export function runBecauseOf<Result>(cause: Cause, action: () => Result): Result {
  return storage.run(cause, action);
}

/** Null for work whose beginning nobody marked. */
export function currentCause(): Cause | null {
  return storage.getStore() ?? null;
}

/** What work on a key belongs to that is asked for here. */
export function correlationIdFor(key: string): string | null {
  const cause = storage.getStore();
  return cause?.ofKeys?.get(key) ?? cause?.correlationId ?? null;
}

/** Of work that begins by itself, unless an earlier one asked for it. */
export function newCause(correlationId: string = randomHex(16)): Cause {
  return { correlationId, actor: null };
}

/**
 * The header that tells a neighbour which request of ours a call belongs to; each call is a span of its own.
 * @see https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function traceparent(): string {
  const { correlationId } = currentCause() ?? newCause();
  return `00-${correlationId}-${randomHex(8)}-01`;
}

/** What such a header says, else null: what does not fit is as good as none. */
export function parseTraceparent(
  header: unknown,
): { readonly traceId: string; readonly parentId: string } | null {
  if (typeof header !== 'string') return null;
  const [, traceId = '', parentId = ''] =
    /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(?:-|$)/u.exec(
      header,
    ) ?? [];
  return traceId === '' ? null : { traceId, parentId };
}

/** What names a request where it came from: its trace, or its id at a proxy, if that has 32 hex digits (a UUID has them). */
export type RequestHeaders = Readonly<Record<string, unknown>>;

/** By which a request is found again: as it was named before it came to us, else by a name of ours. */
export function correlationIdOf(headers: RequestHeaders): string {
  return (
    parseTraceparent(headers['traceparent'])?.traceId ??
    hexOfRequestId(headers['x-request-id']) ??
    randomHex(16)
  );
}

/** Of a request that is known by this id, and may have come with such a header. */
export function causeOfRequest(correlationId: string, headers: RequestHeaders): Cause {
  const given = parseTraceparent(headers['traceparent']);
  const cause = newCause(correlationId);
  return given === null
    ? cause
    : { ...cause, span: { id: randomHex(8), parentId: given.parentId } };
}

function hexOfRequestId(header: unknown): string | null {
  if (typeof header !== 'string' || !/^[0-9a-f-]{32,36}$/iu.test(header)) return null;
  const hex = header.replaceAll('-', '').toLowerCase();
  return /^(?!0{32})[0-9a-f]{32}$/u.test(hex) ? hex : null;
}

/** The span that all else of a correlation of ours lies in, wherever it is told of. */
export function entrySpanId(correlationId: string): string {
  const id = correlationId.slice(0, 16);
  return /[1-9a-f]/u.test(id) ? id : correlationId.slice(16);
}

/** One question to the generator serves many ids: asked for each, it costs more than the rest of them. */
const pool = Buffer.alloc(4_096);
let used = pool.length;

function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.toString('hex', used - bytes, used);
}
