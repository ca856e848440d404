import { Connection } from 'jsforce';
import type { Dispatcher } from 'undici';
import type { Clock } from '../../domain/clock.js';
import { DealdraftError, UpstreamUnavailableError } from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import type { CrmPrincipal } from '../crm.js';
import { SalesforceRefusal, toDomainError } from './failures.js';
import type { Session, Sessions } from './sessions.js';
import type { HttpAnswer } from './transport.js';
import { CallTransport } from './transport.js';

/** One finished call, for metrics; sign-ins are not among them. */
export interface SalesforceCall {
  /** Method and path pattern, e.g. `GET /query`; no values. */
  readonly operation: string;
  readonly principal: CrmPrincipal['kind'];
  /** Absent when no answer came. */
  readonly status?: number;
  readonly durationMs: number;
}

export interface SalesforceRequest {
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** From the version's root (`/query?q=…`), or `/services/data/…`. Never a whole URL: the token goes with it. */
  readonly path: string;
  readonly body?: unknown;
  /** Reads are repeated once when Salesforce does not answer; writes are left to the caller. */
  readonly isRead: boolean;
  readonly signal?: AbortSignal;
}

export interface SalesforceClient {
  readonly apiVersion: string;
  /**
   * Sends one call as the principal and returns the parsed body. Bounded by `timeoutMs` over all attempts, a sign-in
   * that has to come first has a deadline of its own.
   */
  call(principal: CrmPrincipal, request: SalesforceRequest): Promise<unknown>;
  session(principal: CrmPrincipal): Promise<Session>;
  usage(): { readonly used: number; readonly limit: number } | null;
}

export interface SalesforceClientOptions {
  readonly sessions: Sessions;
  readonly dispatcher: Dispatcher;
  readonly apiVersion: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly timeoutMs: number;
  readonly onCall?: ((call: SalesforceCall) => void) | undefined;
}

const REPEAT_DELAY_MS = 200;

export function createSalesforceClient(options: SalesforceClientOptions): SalesforceClient {
  const { sessions, dispatcher, apiVersion, clock, log, timeoutMs, onCall } = options;
  const connections = new WeakMap<Session, Connection>();
  let usage: { used: number; limit: number } | null = null;

  /**
   * One connection per token, without jsforce's refresh: that repeats the call at the old instance's URL, and again
   * for every further 401, without an end.
   */
  function connectionOf(session: Session): Connection {
    let connection = connections.get(session);
    if (connection === undefined) {
      connection = new Connection({
        instanceUrl: session.instanceUrl,
        accessToken: session.accessToken,
        version: apiVersion,
        callOptions: { client: 'dealdraft' },
      });
      connections.set(session, connection);
    }
    return connection;
  }

  async function send(
    session: Session,
    principal: CrmPrincipal,
    request: SalesforceRequest,
    signal: AbortSignal,
  ): Promise<unknown> {
    const startedAtMs = performance.now();
    let answered: HttpAnswer | undefined;
    const transport = new CallTransport({
      dispatcher,
      operation: request.operation,
      signal,
      onAnswer: (answer) => {
        answered = answer;
        usage = usageOf(answer) ?? usage;
      },
    });
    try {
      return await connectionOf(session).request(
        {
          method: request.method,
          url: request.path,
          headers: { 'content-type': 'application/json', accept: 'application/json' },
          ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        },
        { transport },
      );
    } finally {
      onCall?.({
        operation: request.operation,
        principal: principal.kind,
        ...(answered === undefined ? {} : { status: answered.status }),
        durationMs: performance.now() - startedAtMs,
      });
    }
  }

  async function call(principal: CrmPrincipal, request: SalesforceRequest): Promise<unknown> {
    let session = await unlessAborted(sessions.get(principal), request);
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal =
      request.signal === undefined ? deadline : AbortSignal.any([deadline, request.signal]);
    let mayRenew = true;
    let mayRepeat = request.isRead;
    for (;;) {
      try {
        return await send(session, principal, request, signal);
      } catch (error) {
        if (error instanceof SalesforceRefusal && error.status === 401 && mayRenew) {
          mayRenew = false;
          log.info(
            { principal: principal.kind, operation: request.operation, code: error.code },
            'Salesforce session refused, signing in again',
          );
          session = await unlessAborted(sessions.renew(principal, session), request);
          continue;
        }
        const failure = toFailure(error, principal, request.operation);
        const repeats = mayRepeat && isPassing(failure) && !signal.aborted;
        if (!repeats) throw failure;
        mayRepeat = false;
        await pause(signal, failure);
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
  };
}

/** A sign-in is shared with other calls and goes on; the caller who gave up does not wait for it. */
async function unlessAborted<T>(work: Promise<T>, request: SalesforceRequest): Promise<T> {
  const { signal, operation } = request;
  if (signal === undefined) return work;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => {
    reject(
      new UpstreamUnavailableError('Salesforce did not answer in time.', {
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
  return new UpstreamUnavailableError('The call to Salesforce failed.', {
    service: 'salesforce',
    operation,
    cause: error,
  });
}

/** No answer, or one of the edge: what a second attempt may get past. A code of Salesforce's own takes longer. */
function isPassing(failure: Error): boolean {
  return failure instanceof UpstreamUnavailableError && failure.upstreamCode === undefined;
}

function usageOf(answer: HttpAnswer): { used: number; limit: number } | null {
  const match = /api-usage=(\d+)\/(\d+)/.exec(answer.headers['sforce-limit-info'] ?? '');
  return match === null ? null : { used: Number(match[1]), limit: Number(match[2]) };
}
