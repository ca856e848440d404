import type { Clock } from '../../domain/clock.js';
import { CongestionError, DealdraftError, UpstreamUnavailableError } from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import type { CrmPrincipal } from '../crm.js';
import { currentScope } from '../../domain/request-scope.js';
import { createCallGate } from '../http/call-gate.js';
import type { Outbound } from '../http/outbound.js';
import { isSessionRefused, SalesforceRefusal, strange, toDomainError } from './failures.js';
import type { Session, Sessions } from './sessions.js';
import type { HttpAnswer } from './transport.js';
import { createReads } from './requests.js';
import type { RequestContent, SalesforceRequests } from './requests.js';
import { NoAnswerError } from './transport.js';
import { noted } from '../../domain/said.js';

/** One finished call, for metrics; sign-ins are not among them. */
export interface SalesforceCall {
  /** Method and path pattern, e.g. `GET /query`; no values. */
  readonly operation: string;
  readonly principal: CrmPrincipal['kind'];
  /** Absent when no answer came. */
  readonly status?: number;
  readonly durationMs: number;
}

export interface SalesforceRequest extends RequestContent {
  /** Reads are repeated once when Salesforce does not answer; writes are left to the caller. */
  readonly isRead: boolean;
  readonly signal?: AbortSignal;
}

export interface SalesforceClient {
  readonly apiVersion: string;
  /**
   * Sends one call as the principal and returns the parsed body. Bounded by `timeoutMs` over all attempts; a sign-in that has
   * to come first has a deadline of its own, and so has our own work's wait for its turn.
   *
   * @param read gives what the body means, or null for one that Salesforce does not answer to this call: whoever sent it
   *   is a stranger, which is met as any other.
   */
  call<T>(
    principal: CrmPrincipal,
    request: SalesforceRequest,
    read: (body: unknown) => T | null,
  ): Promise<T>;
  session(principal: CrmPrincipal): Promise<Session>;
  usage(): { readonly used: number; readonly limit: number } | null;
  /** The `Date` of the last answer; null before the first. */
  lastAnswerDate(): Date | null;
}

export interface SalesforceClientOptions {
  readonly sessions: Sessions;
  readonly outbound: Outbound;
  readonly apiVersion: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly timeoutMs: number;
  readonly onCall?: ((call: SalesforceCall) => void) | undefined;
}

/** A place among the calls under way, and how long its call may take. */
interface Turn {
  readonly leave: () => void;
  readonly signal: AbortSignal;
}

const NEVER = new AbortController().signal;
const REPEAT_DELAY_MS = 200;
/** Salesforce lets 25 long requests of an org run at once, and refuses further ones of whoever asks next. */
const CALLS_AT_ONCE = 20;

export function createSalesforceClient(options: SalesforceClientOptions): SalesforceClient {
  const { sessions, outbound, apiVersion, clock, log, timeoutMs, onCall } = options;
  const requestParts = { outbound, apiVersion, clock };
  const reads = createReads(requestParts);
  let writes: Promise<SalesforceRequests> | null = null;
  const gate = createCallGate(CALLS_AT_ONCE);
  let usage: { used: number; limit: number } | null = null;
  let answeredAt: Date | null = null;

  /** The library behind writes takes a third of a second to load, and many a process writes nothing. */
  async function loadWrites(): Promise<SalesforceRequests> {
    const { createJsforceRequests } = await import('./jsforce-requests.js');
    return createJsforceRequests(requestParts);
  }

  async function send<T>(
    session: Session,
    principal: CrmPrincipal,
    request: SalesforceRequest,
    signal: AbortSignal,
    read: (body: unknown) => T | null,
  ): Promise<T> {
    const requests = request.isRead ? reads : await (writes ??= loadWrites());
    const startedAtMs = performance.now();
    let answered: HttpAnswer | undefined;
    let parsed: unknown;
    try {
      parsed = await requests.send(session, request, {
        signal,
        onAnswer: (answer) => {
          answered = answer;
          usage = usageOf(answer) ?? usage;
          answeredAt = dateOf(answer) ?? answeredAt;
        },
      });
    } finally {
      onCall?.({
        operation: request.operation,
        principal: principal.kind,
        ...(answered === undefined ? {} : { status: answered.status }),
        durationMs: performance.now() - startedAtMs,
      });
    }
    const result = read(parsed);
    if (result === null) {
      throw strange(
        answered?.status ?? 200,
        noted`${request.operation} with something else than that`,
      );
    }
    return result;
  }

  /**
   * Takes a turn among our own calls. People wait in front of a screen, so it counts against their deadline, and leaves half of
   * it to the call: a timeout after that is Salesforce's. What nobody waits for takes as long as it takes.
   */
  async function takeTurn(request: SalesforceRequest): Promise<Turn> {
    const { signal = NEVER, operation } = request;
    const entered = signal.aborted ? null : gate.tryEnter();
    if (entered !== null) return turnWithin(timeoutMs, entered, request.signal);
    const isOwnWork = currentScope() === null;
    const patience = isOwnWork ? NEVER : AbortSignal.timeout(timeoutMs / 2);
    const asked = isOwnWork ? null : AbortSignal.timeout(timeoutMs);
    try {
      const leave = await gate.enter(AbortSignal.any([patience, signal]));
      const deadline = asked ?? AbortSignal.timeout(timeoutMs);
      return { leave, signal: AbortSignal.any([deadline, signal]) };
    } catch (cause) {
      if (!patience.aborted && !signal.aborted) throw cause; // the caller has left
      throw new CongestionError(
        noted`More calls to Salesforce are waiting than it answers at the moment. Try again shortly.`,
        { service: 'salesforce', operation, retryAfterMs: 1_000, cause },
      );
    }
  }

  async function call<T>(
    principal: CrmPrincipal,
    request: SalesforceRequest,
    read: (body: unknown) => T | null,
  ): Promise<T> {
    const session = await unlessAborted(sessions.get(principal), request);
    const { leave, signal } = await takeTurn(request);
    try {
      return await attempt(session, principal, request, signal, read);
    } finally {
      leave();
    }
  }

  async function attempt<T>(
    first: Session,
    principal: CrmPrincipal,
    request: SalesforceRequest,
    signal: AbortSignal,
    read: (body: unknown) => T | null,
  ): Promise<T> {
    let session = first;
    let mayRenew = true;
    let mayRepeat = request.isRead;
    for (;;) {
      try {
        return await send(session, principal, request, signal, read);
      } catch (error) {
        const failure = toFailure(error, principal, request.operation);
        const isRefused = error instanceof SalesforceRefusal && isSessionRefused(error);
        if (!isRefused && mayRepeat && isPassing(failure) && !signal.aborted) {
          mayRepeat = false;
          await pause(signal, failure);
          continue;
        }
        if (!mayRenew || signal.aborted || !mayMove(error, request)) throw failure;
        mayRenew = false;
        const renewed = await unlessAborted(
          sessions.renew(principal, session, isRefused ? 'refused' : 'astray'),
          request,
        );
        if (renewed === null) throw failure;
        log.info(
          { principal: principal.kind, operation: request.operation, reason: failure.message },
          'Salesforce session renewed',
        );
        session = renewed;
      }
    }
  }

  async function pause(signal: AbortSignal, failure: Error): Promise<void> {
    try {
      await clock.sleep(REPEAT_DELAY_MS, signal);
    } catch {
      throw failure; // the time is up; what happened before says more than that
    }
  }

  return {
    apiVersion,
    call,
    session: (principal) => sessions.get(principal),
    usage: () => usage,
    lastAnswerDate: () => answeredAt,
  };
}

/**
 * The turn of a call that found room. Its deadline ends with it: one that is left to itself fires all the same, seconds later, and
 * signals that follow others cost as much as the rest of a call's making.
 */
function turnWithin(timeoutMs: number, leave: () => void, signal: AbortSignal | undefined): Turn {
  const deadline = new AbortController();
  const timer = setTimeout(() => {
    deadline.abort(new DOMException('the time is up', 'TimeoutError'));
  }, timeoutMs);
  timer.unref();
  return {
    leave: () => {
      clearTimeout(timer);
      leave();
    },
    signal: signal === undefined ? deadline.signal : AbortSignal.any([deadline.signal, signal]),
  };
}

/** A sign-in is shared with other calls and goes on; the caller who gave up does not wait for it. */
async function unlessAborted<T>(work: Promise<T>, request: SalesforceRequest): Promise<T> {
  const { signal, operation } = request;
  if (signal === undefined) return work;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => {
    reject(
      new UpstreamUnavailableError(noted`Salesforce did not answer in time.`, {
        service: 'salesforce',
        operation,
      }),
    );
  };
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([aborted, work]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function toFailure(error: unknown, principal: CrmPrincipal, operation: string): Error {
  if (error instanceof SalesforceRefusal) return toDomainError(error, operation, principal);
  if (error instanceof DealdraftError) return error;
  return new UpstreamUnavailableError(noted`The call to Salesforce failed.`, {
    service: 'salesforce',
    operation,
    cause: error,
  });
}

/** No answer, or one of the edge: what a second attempt may get past. A code of Salesforce's own takes longer. */
function isPassing(failure: Error): boolean {
  return failure instanceof UpstreamUnavailableError && failure.upstreamCode === undefined;
}

/**
 * Whether the call may go to where a new sign-in leads: an org moves, and then its old host is gone, redirects, or belongs to
 * somebody else. A write that may have been carried out is left to the caller.
 */
function mayMove(error: unknown, request: SalesforceRequest): boolean {
  if (error instanceof SalesforceRefusal) {
    const isAstray = error.code === null && (request.isRead || error.status < 500);
    return isAstray || isSessionRefused(error);
  }
  return error instanceof NoAnswerError && (request.isRead || !error.sent);
}

function dateOf({ headers }: HttpAnswer): Date | null {
  const date = new Date(headers['date'] ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}

function usageOf(answer: HttpAnswer): { used: number; limit: number } | null {
  const match = /api-usage=(\d+)\/(\d+)/.exec(answer.headers['sforce-limit-info'] ?? '');
  return match === null ? null : { used: Number(match[1]), limit: Number(match[2]) };
}
