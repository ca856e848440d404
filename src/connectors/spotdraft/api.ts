import type { z } from 'zod';
import type { Clock } from '../../domain/clock.js';
import {
  AmbiguousOutcomeError,
  DealdraftError,
  InputError,
  NotFoundError,
  RateLimitedError,
  UpstreamContractError,
  UpstreamUnavailableError,
} from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import type { RateBudget, RatePermit } from './rate-budget.js';
import { createDeadline, type Deadline, type Exchange, type Transport } from './transport.js';
import type { CallOptions } from './types.js';
import { readRefusal, toRefusalError } from './upstream-error.js';

/** One call of SpotDraft's public API. */
export interface ApiCall {
  /** Names the call in errors, logs and metrics, without values: `GET /contracts/{id}/status`. */
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below `/api/v2.1/public`, percent-encoded, with its query; the trailing slash exactly as documented. */
  readonly path: string;
  readonly body?: object;
  /** A read may be repeated. A write is repeated only when it was refused unprocessed (429). */
  readonly effect: 'read' | 'write';
  /** What it is about, for the message of a 404: `contract T-12`. */
  readonly subject?: string;
  /** Upper bound of attempts; 4 without it. */
  readonly maxAttempts?: number;
  readonly options: CallOptions;
}

/** The calling rules of the API in one place: headers, permits, deadline, retries, and errors by class. */
export interface Api {
  /**
   * @throws NotFoundError for 404, and what the interface `SpotDraft` lists.
   */
  ask<T>(call: ApiCall, wire: z.ZodType<T>): Promise<T>;
  /** As `ask`, but null for 404. */
  find<T>(call: ApiCall, wire: z.ZodType<T>): Promise<T | null>;
  /** For calls whose answer has no body worth reading. */
  run(call: ApiCall): Promise<void>;
}

export interface ApiDependencies {
  readonly origin: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly transport: Transport;
  readonly budget: RateBudget;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly timeoutMs: number;
  /** After every attempt; `status` is null when no answer came. */
  readonly onCall: (info: {
    readonly operation: string;
    readonly status: number | null;
    readonly durationMs: number;
  }) => void;
}

const PREFIX = '/api/v2.1/public';
const MAX_ATTEMPTS = 4;
const BACKOFF_BASE_MS = 250;
const BACKOFF_CAP_MS = 4_000;

type Answer = Extract<Exchange, { kind: 'answer' }>;
type Failure = Extract<Exchange, { kind: 'failure' }>;

export function createApi(dependencies: ApiDependencies): Api {
  const { origin, clientId, clientSecret, transport, budget, clock, log, random } = dependencies;

  const secretInJson = JSON.stringify(clientSecret).slice(1, -1);

  /** An upstream that quotes our secret in its complaint must not put it before people or into logs. */
  function refusalOf(answer: Answer) {
    return readRefusal(answer.text.replaceAll(secretInJson, '***').replaceAll(clientSecret, '***'));
  }

  function headersOf(options: CallOptions): Record<string, string> {
    const headers: Record<string, string> = {
      accept: 'application/json',
      'content-type': 'application/json',
      'client-id': clientId,
      'client-secret': clientSecret,
    };
    if (options.actingEmail !== undefined) {
      if (!/^[\x21-\x7e]{3,320}$/u.test(options.actingEmail)) {
        throw new InputError('The e-mail address to act as in SpotDraft has unusable characters.');
      }
      headers['user-email'] = options.actingEmail;
    }
    return headers;
  }

  /**
   * An interactive caller is waiting in front of a screen, so the wait for a permit counts against its deadline.
   * Others wait for their first permit as long as their signal allows; SpotDraft is not slow while we queue.
   */
  async function acquirePermit(call: ApiCall, deadline: Deadline): Promise<RatePermit> {
    try {
      const permit = await budget.acquire(
        call.options.lane,
        anySignal(deadline.signal, call.options.signal),
      );
      deadline.start();
      return permit;
    } catch (error) {
      if (!deadline.signal.aborted || call.options.signal?.aborted === true) throw error;
      throw new RateLimitedError(
        "The workspace's allowance of SpotDraft calls is used up at the moment. Try again shortly.",
        { ...detailsOf(call), retryAfterMs: 1_000, cause: error },
      );
    }
  }

  async function attemptOnce(
    call: ApiCall,
    headers: Readonly<Record<string, string>>,
    deadline: Deadline,
  ): Promise<Exchange> {
    const permit = await acquirePermit(call, deadline);
    const startedAtMs = clock.now().getTime();
    try {
      const exchange = await transport.exchange({
        method: call.method,
        path: PREFIX + call.path,
        headers,
        body: call.body === undefined ? null : JSON.stringify(call.body),
        signal: anySignal(deadline.signal, call.options.signal),
      });
      dependencies.onCall({
        operation: call.operation,
        status: exchange.kind === 'answer' ? exchange.status : null,
        durationMs: clock.now().getTime() - startedAtMs,
      });
      return exchange;
    } finally {
      permit.settle();
    }
  }

  async function perform(call: ApiCall): Promise<Answer> {
    const headers = headersOf(call.options);
    const deadline = createDeadline(clock, dependencies.timeoutMs);
    if (call.options.lane === 'interactive') deadline.start();
    try {
      for (let attempt = 1; ; attempt += 1) {
        const exchange = await attemptOnce(call, headers, deadline);
        if (exchange.kind === 'answer' && exchange.status >= 200 && exchange.status < 300) {
          return exchange;
        }
        logFailure(call, exchange, attempt);
        const backoffMs = backoff(attempt, random);
        const waitMs =
          exchange.kind === 'answer' ? (retryAfterMs(exchange, clock) ?? backoffMs) : backoffMs;
        const again =
          isRepeatable(call, exchange) &&
          attempt < (call.maxAttempts ?? MAX_ATTEMPTS) &&
          waitMs < deadline.remainingMs();
        if (!again) throw toError(call, exchange, waitMs);
        await waitBeforeRetry(call, exchange, waitMs, deadline);
      }
    } finally {
      deadline.stop();
    }
  }

  async function waitBeforeRetry(
    call: ApiCall,
    exchange: Exchange,
    waitMs: number,
    deadline: Deadline,
  ): Promise<void> {
    try {
      await clock.sleep(waitMs, anySignal(deadline.signal, call.options.signal));
    } catch (error) {
      if (call.options.signal?.aborted === true) throw error;
      throw toError(call, exchange, waitMs);
    }
  }

  function logFailure(call: ApiCall, exchange: Exchange, attempt: number): void {
    // 404 is often a plain answer ("no such contract"); what it means is decided above.
    const quiet = exchange.kind === 'answer' && exchange.status === 404;
    const fields = {
      operation: call.operation,
      attempt,
      ...(exchange.kind === 'answer'
        ? { status: exchange.status, upstreamCode: refusalOf(exchange).code }
        : { failure: exchange.reason, code: networkCode(exchange.cause), sent: exchange.sent }),
    };
    if (quiet) log.debug(fields, 'SpotDraft answered 404');
    else log.warn(fields, 'SpotDraft call failed');
  }

  function toError(call: ApiCall, exchange: Exchange, waitMs: number): Error {
    if (exchange.kind === 'failure') return toFailureError(call, exchange);
    const { status } = exchange;
    const details = { ...detailsOf(call), status };
    if (status === 429) {
      return new RateLimitedError('SpotDraft asks to slow down. Try again shortly.', {
        ...details,
        retryAfterMs: Math.max(waitMs, 1_000),
      });
    }
    if (status >= 500 || status === 408) {
      return call.effect === 'write'
        ? new AmbiguousOutcomeError(
            `SpotDraft failed (${status}) on a change it may have made; it has to be looked up before it is tried again.`,
            details,
          )
        : new UpstreamUnavailableError(`SpotDraft is failing at the moment (${status}).`, details);
    }
    if (status < 400) {
      return new UpstreamContractError(
        `SpotDraft redirected ${call.operation} to ${redirectPath(exchange, origin)}. Redirects are not followed: ` +
          'check that SPOTDRAFT_BASE_URL is the https origin of your region.',
        details,
      );
    }
    return toRefusalError(refusalOf(exchange), {
      operation: call.operation,
      status,
      subject: call.subject,
      impersonated: call.options.actingEmail !== undefined,
      origin,
    });
  }

  function toFailureError(call: ApiCall, failure: Failure): Error {
    const details = { ...detailsOf(call), cause: failure.cause };
    const callerGaveUp = failure.reason === 'aborted' && call.options.signal?.aborted === true;
    if (call.effect === 'write' && failure.sent) {
      return new AmbiguousOutcomeError(
        "SpotDraft's answer to a change was lost; it has to be looked up before it is tried again.",
        details,
      );
    }
    if (callerGaveUp) return failure.cause;
    switch (failure.reason) {
      case 'aborted':
        return new UpstreamUnavailableError(
          `SpotDraft did not answer within ${dependencies.timeoutMs / 1000} s.`,
          details,
        );
      case 'closed':
        return new UpstreamUnavailableError('dealdraft is shutting down.', details);
      case 'network':
        return new UpstreamUnavailableError(
          `SpotDraft could not be reached at ${origin} (${networkCode(failure.cause)}).`,
          details,
        );
      case 'too-large':
        return new UpstreamContractError(
          `SpotDraft's answer to ${call.operation} is too large.`,
          details,
        );
    }
  }

  async function ask<T>(call: ApiCall, wire: z.ZodType<T>): Promise<T> {
    const answer = await perform(call);
    const parsed = wire.safeParse(jsonOf(answer.text));
    if (parsed.success) return parsed.data;
    const where = parsed.error.issues
      .slice(0, 3)
      .map((issue) => `${issue.path.join('.') || 'body'}: ${issue.code}`)
      .join(', ');
    const details = { ...detailsOf(call), status: answer.status };
    log.warn({ operation: call.operation, status: answer.status, where }, 'unreadable answer');
    // The change was made; only what it led to could not be read.
    if (call.effect === 'write') {
      throw new AmbiguousOutcomeError(
        `SpotDraft made a change and answered ${call.operation} in an unknown form (${where}); it has to be looked up.`,
        details,
      );
    }
    throw new UpstreamContractError(
      `SpotDraft answered ${call.operation} in an unknown form (${where}).`,
      details,
    );
  }

  return {
    ask,
    async find(call, wire) {
      try {
        return await ask(call, wire);
      } catch (error) {
        if (error instanceof NotFoundError) return null;
        throw error;
      }
    },
    async run(call) {
      await perform(call);
    },
  };
}

/** Whether an error is SpotDraft's refusal with one of these statuses. */
export function isRefusedWith(error: unknown, ...statuses: readonly number[]): boolean {
  return (
    error instanceof DealdraftError &&
    error.service === 'spotdraft' &&
    error.status !== undefined &&
    statuses.includes(error.status)
  );
}

function detailsOf(call: ApiCall) {
  return { service: 'spotdraft', operation: call.operation } as const;
}

function isRepeatable(call: ApiCall, exchange: Exchange): boolean {
  if (exchange.kind === 'answer' && exchange.status === 429) return true;
  if (call.effect === 'write') return false;
  if (exchange.kind === 'failure') return exchange.reason === 'network';
  return [408, 500, 502, 503, 504].includes(exchange.status);
}

/** Full jitter: anywhere between nothing and the exponential bound. */
function backoff(attempt: number, random: () => number): number {
  return random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** attempt);
}

/** `Retry-After` in either of its forms, in milliseconds from now. */
function retryAfterMs(answer: Answer, clock: Clock): number | null {
  const header = answer.headers['retry-after'];
  if (typeof header !== 'string') return null;
  if (/^\d{1,6}(?:\.\d+)?$/u.test(header.trim())) return Number(header) * 1_000;
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - clock.now().getTime());
}

/** Path only: a redirect's query may carry anything. */
function redirectPath(answer: Answer, origin: string): string {
  const location = answer.headers['location'];
  if (typeof location !== 'string' || !URL.canParse(location, origin)) return 'an unnamed place';
  const target = new URL(location, origin);
  return (target.origin === origin ? '' : target.origin) + target.pathname;
}

function networkCode(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.name;
}

function anySignal(deadline: AbortSignal, caller: AbortSignal | undefined): AbortSignal {
  return caller === undefined ? deadline : AbortSignal.any([deadline, caller]);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // the schema then says that the body is missing
  }
}
