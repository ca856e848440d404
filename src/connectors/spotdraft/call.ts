import type { z } from 'zod';
import type { CallLabel } from '../../domain/activity.js';
import { backoffMs } from '../../domain/backoff.js';
import type { Clock } from '../../domain/clock.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { DocumentBytes } from '../../domain/document.js';
import {
  AmbiguousOutcomeError,
  InputError,
  NotFoundError,
  CongestionError,
  UpstreamContractError,
  UpstreamUnavailableError,
} from '../../domain/errors.js';
import type { Lane } from '../../domain/lane.js';
import type { Log } from '../../domain/log.js';
import { CallerLeftError } from '../../domain/request-scope.js';
import { bodyWithFile } from './file-body.js';
import type { FileForm } from './file-form.js';
import { OPERATIONS, SILENT_REFUSALS } from './generated/operations.js';
import {
  contractOf,
  pathOf,
  queryOf,
  subjectOf,
  type OperationName,
  type Query,
  type RequestOf,
} from './request.js';
import type { RateBudget, RatePermit } from './rate-budget.js';
import { readRefusal } from './refusal.js';
import { retryAfterMs } from '../http/retry-after.js';
import type { StreamedBody } from '../http/outbound.js';
import { createDeadline, type Deadline, type Exchange, type Transport } from './transport.js';
import {
  formOf,
  meaningOf,
  speakerOf,
  toAnswerError,
  toUnreadableError,
  type AnswerMeaning,
  type Speaker,
} from './upstream-error.js';
import { parseWellFormedJson, wellFormedValue } from '../../domain/well-formed.js';
import { noted } from '../../domain/said.js';

/** For whom and for how long a call is made. */
export interface CallOptions {
  readonly lane: Lane;
  readonly signal?: AbortSignal;
  /** Acts as this workspace member (`user-email`); without it as the credential's own user. */
  readonly actingEmail?: string;
  /**
   * Awaited before each attempt, when its permit is taken and nothing has left: what comes next may have been received.
   * A rejection ends the call, unsent, with that error.
   */
  readonly beforeSend?: () => Promise<void>;
}

interface HowToCall {
  /** What it is about, for the message of a 404: `template 12`. A contract names itself. */
  readonly subject?: string;
  /** Upper bound of attempts; 4 without it. */
  readonly maxAttempts?: number;
  /** Goes, in base64, to where the body says `FILE_CONTENT`. */
  readonly file?: DocumentBytes;
  readonly options: CallOptions;
}

/** Ids, query and body as the operation takes them, and how to call it. */
export type CallOf<Name extends OperationName> = RequestOf<Name> & HowToCall;

/** The calling rules of the API in one place: headers, permits, deadline, retries, and errors by class. */
export interface Caller {
  /**
   * Makes one call of the public API and reads its answer by `answer`; without it there is none worth reading.
   * @throws NotFoundError for 404, InputError for a malformed id before any call, and what `SpotDraft` lists.
   */
  call<Name extends OperationName, T>(
    name: Name,
    how: CallOf<Name> & { readonly answer: z.ZodType<T> },
  ): Promise<T>;
  call<Name extends OperationName>(name: Name, how: CallOf<Name>): Promise<void>;
  /** As `call`, but null for 404. */
  find<Name extends OperationName, T>(
    name: Name,
    how: CallOf<Name> & { readonly answer: z.ZodType<T> },
  ): Promise<T | null>;
  /**
   * As `call`, for an operation that answers with a file, of at most 16 MiB. The bytes say whether it is one: their content
   * type is declared as that of JSON.
   */
  download<Name extends OperationName>(
    name: Name,
    how: CallOf<Name> & { readonly form: FileForm },
  ): Promise<Buffer>;
  /** The `Date` of SpotDraft's last answer; null before the first. */
  lastAnswerDate(): Date | null;
}

export interface CallerParts {
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

/** One call, ready to be sent. */
interface Prepared extends HowToCall {
  /** Names the call in errors, logs and metrics, without values: `GET /contracts/{id}/status`. */
  readonly operation: OperationName;
  readonly method: (typeof OPERATIONS)[OperationName]['method'];
  /** A read may be repeated. A write is repeated only when it was refused unprocessed (429). */
  readonly effect: 'read' | 'write';
  readonly path: string;
  readonly body: string | StreamedBody | null;
  readonly tells: 'nothing' | 'json' | FileForm;
  /** The contract that its path names. */
  readonly contractId: ContractId | null;
}

type AnyCall = HowToCall & {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Query;
  readonly body?: object;
  readonly answer?: z.ZodType;
  readonly form?: FileForm;
};

type Answer = Extract<Exchange, { kind: 'answer' }>;
type Failure = Extract<Exchange, { kind: 'failure' }>;

const MAX_ATTEMPTS = 4;
const FILE_BYTES_PER_MS = 500;
const BACKOFF = { baseMs: 400, capMs: 4_000 };

export function createCaller(parts: CallerParts): Caller {
  const { origin, clientId, clientSecret, transport, budget, clock, log, random } = parts;

  let answeredAt: Date | null = null;
  const secretInJson = JSON.stringify(clientSecret).slice(1, -1);

  /** An upstream that quotes our secret in its complaint must not put it before people or into logs. */
  function masked(text: string): string {
    return text.replaceAll(secretInJson, '***').replaceAll(clientSecret, '***');
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
        throw new InputError(
          noted`The e-mail address to act as in SpotDraft has unusable characters.`,
        );
      }
      headers['user-email'] = options.actingEmail;
    }
    return headers;
  }

  /**
   * An interactive caller is waiting in front of a screen, so the wait for a permit counts against its deadline.
   * Others wait for their first permit as long as their signal allows; SpotDraft is not slow while we queue.
   */
  async function acquirePermit(call: Prepared, deadline: Deadline): Promise<RatePermit> {
    try {
      const permit = await budget.acquire(
        call.options.lane,
        anySignal(deadline.signal, call.options.signal),
      );
      deadline.start();
      return permit;
    } catch (error) {
      if (!deadline.signal.aborted || call.options.signal?.aborted === true) throw error;
      throw new CongestionError(
        noted`The workspace's allowance of SpotDraft calls is used up at the moment. Try again shortly.`,
        { ...detailsOf(call), retryAfterMs: 1_000, cause: error },
      );
    }
  }

  async function attemptOnce(
    call: Prepared,
    headers: Readonly<Record<string, string>>,
    deadline: Deadline,
    attempt: number,
  ): Promise<Exchange> {
    const permit = await acquirePermit(call, deadline);
    const startedAtMs = clock.now().getTime();
    try {
      await call.options.beforeSend?.();
      const exchange = await transport.exchange({
        method: call.method,
        path: call.path,
        headers,
        body: call.body,
        signal: anySignal(deadline.signal, call.options.signal),
        label: labelOf(call, attempt),
      });
      if (exchange.kind === 'answer' && isOwnWord(call, exchange)) {
        answeredAt = dateOf(exchange) ?? answeredAt;
      }
      parts.onCall({
        operation: call.operation,
        status: exchange.kind === 'answer' ? exchange.status : null,
        durationMs: clock.now().getTime() - startedAtMs,
      });
      return exchange;
    } finally {
      permit.settle();
    }
  }

  async function perform(call: Prepared): Promise<Answer> {
    const headers = headersOf(call.options);
    const deadline = createDeadline(clock, timeoutOf(call));
    if (call.options.lane === 'interactive') deadline.start();
    try {
      for (let attempt = 1; ; attempt += 1) {
        const exchange = await attemptOnce(call, headers, deadline, attempt);
        const { meaning, again } = judge(call, exchange);
        if (exchange.kind === 'answer' && meaning === 'answer') return exchange;
        logFailure(call, exchange, meaning, attempt);
        const toldMs = exchange.kind === 'answer' ? retryAfterMs(exchange.headers, clock) : null;
        const waitMs = toldMs ?? backoffMs(attempt - 1, BACKOFF, random());
        const isWorthIt =
          again && attempt < (call.maxAttempts ?? MAX_ATTEMPTS) && waitMs < deadline.remainingMs();
        if (!isWorthIt) throw toError(call, exchange, waitMs);
        await waitBeforeRetry(call, exchange, waitMs, deadline);
      }
    } finally {
      deadline.stop();
    }
  }

  async function waitBeforeRetry(
    call: Prepared,
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

  /** A file takes its time on the line, beside what any call may take. */
  function timeoutOf({ body }: Prepared): number {
    const sizeBytes = typeof body === 'object' && body !== null ? body.sizeBytes : 0;
    return parts.timeoutMs + sizeBytes / FILE_BYTES_PER_MS;
  }

  function logFailure(
    call: Prepared,
    exchange: Exchange,
    meaning: AnswerMeaning['meaning'],
    attempt: number,
  ): void {
    const { operation } = call;
    if (exchange.kind === 'failure') {
      const { reason, cause, sent } = exchange;
      const fields = { operation, attempt, failure: reason, code: networkCode(cause), sent };
      if (cause instanceof CallerLeftError) log.debug(fields, 'SpotDraft call dropped');
      else log.warn(fields, 'SpotDraft call failed');
      return;
    }
    const { status, text } = exchange;
    const { code } = readRefusal(masked(text));
    // Often a plain answer ("no such contract"); what it means is decided above.
    if (meaning === 'absent') {
      log.debug({ operation, attempt, status, upstreamCode: code }, 'SpotDraft answered 404');
      return;
    }
    const isStrange = !isOwnWord(call, exchange);
    log.warn(
      {
        operation,
        attempt,
        status,
        upstreamCode: code,
        ...(isStrange ? { body: formOf(text) } : {}),
      },
      'SpotDraft call failed',
    );
  }

  function toError(call: Prepared, exchange: Exchange, waitMs: number): Error {
    if (exchange.kind === 'failure') return toFailureError(call, exchange);
    const { meaning } = judge(call, exchange);
    if (meaning === 'answer') throw new Error('an answer is no error');
    return toAnswerError(meaning, {
      operation: call.operation,
      status: exchange.status,
      text: masked(exchange.text),
      subject: call.subject,
      impersonated: call.options.actingEmail !== undefined,
      origin,
      redirectedTo: redirectPath(exchange, origin),
      waitMs,
    });
  }

  function toFailureError(call: Prepared, failure: Failure): Error {
    const details = { ...detailsOf(call), cause: failure.cause };
    const callerGaveUp = failure.reason === 'aborted' && call.options.signal?.aborted === true;
    if (call.effect === 'write' && failure.sent) {
      return new AmbiguousOutcomeError(
        noted`SpotDraft's answer to a change was lost; it has to be looked up before it is tried again.`,
        details,
      );
    }
    if (callerGaveUp) return failure.cause;
    switch (failure.reason) {
      case 'aborted':
        return new UpstreamUnavailableError(
          noted`SpotDraft did not answer within ${Math.round(timeoutOf(call) / 1000)} s.`,
          details,
        );
      case 'closed':
        return new UpstreamUnavailableError(noted`dealdraft is shutting down.`, details);
      case 'network':
        return new UpstreamUnavailableError(
          noted`SpotDraft could not be reached at ${origin} (${networkCode(failure.cause)}).`,
          details,
        );
      case 'too-large':
        return new UpstreamContractError(
          noted`SpotDraft's answer to ${call.operation} is too large.`,
          details,
        );
    }
  }

  function prepare(operation: OperationName, how: AnyCall): Prepared {
    const { method, effect } = OPERATIONS[operation];
    const { path = {}, query, body, answer, form, file, ...rest } = how;
    const subject = how.subject ?? subjectOf(operation, path);
    return {
      operation,
      method,
      effect,
      path: pathOf(operation, path) + queryOf(query),
      contractId: contractOf(operation, path),
      body: body === undefined ? null : bodyOf(body, file),
      tells: form ?? (answer === undefined ? 'nothing' : 'json'),
      ...rest,
      ...(subject === undefined ? {} : { subject }),
    };
  }

  function call<Name extends OperationName, T>(
    name: Name,
    how: CallOf<Name> & { readonly answer: z.ZodType<T> },
  ): Promise<T>;
  function call<Name extends OperationName>(name: Name, how: CallOf<Name>): Promise<void>;
  async function call(name: OperationName, how: AnyCall): Promise<unknown> {
    const prepared = prepare(name, how);
    const { status, text } = await perform(prepared);
    if (how.answer === undefined) return undefined;
    const parsed = how.answer.safeParse(parseWellFormedJson(text));
    if (parsed.success) return parsed.data;
    const where = parsed.error.issues
      .slice(0, 3)
      .map((issue) => `${issue.path.join('.') || 'body'}: ${issue.code}`)
      .join(', ');
    log.warn({ operation: name, status, where }, 'unreadable answer');
    throw toUnreadableError(prepared.effect, { operation: name, status }, where);
  }

  return {
    call,
    download: async (name, how) => (await perform(prepare(name, how))).bytes,
    async find(name, how) {
      try {
        return await call(name, how);
      } catch (error) {
        if (error instanceof NotFoundError) return null;
        throw error;
      }
    },
    lastAnswerDate: () => answeredAt,
  };
}

function labelOf({ operation, contractId, options }: Prepared, attempt: number): CallLabel {
  const { actingEmail: actor } = options;
  return { operation, attempt, contractId, ...(actor === undefined ? {} : { actor }) };
}

function bodyOf(body: object, file: DocumentBytes | undefined): string | StreamedBody {
  const json = JSON.stringify(wellFormedValue(body));
  return file === undefined ? json : bodyWithFile(json, file);
}

function judge(call: Prepared, exchange: Exchange): AnswerMeaning {
  if (exchange.kind === 'failure') {
    const isRead = call.effect === 'read';
    return {
      meaning: isRead || !exchange.sent ? 'unavailable' : 'unclear',
      again: isRead && exchange.reason === 'network',
    };
  }
  return meaningOf(exchange.status, speakerIn(call, exchange), call.effect);
}

function speakerIn({ operation, tells }: Prepared, { status, bytes, text }: Answer): Speaker {
  // Not for a refusal: it is JSON whatever was asked for.
  if (typeof tells === 'object' && status < 400) return tells.is(bytes) ? 'spotdraft' : 'stranger';
  const silentRefusals = SILENT_REFUSALS[operation] ?? [];
  return speakerOf(status, text, { tellsSomething: tells === 'json', silentRefusals });
}

/** A stranger's answer tells nothing of SpotDraft, its clock included. */
function isOwnWord(call: Prepared, answer: Answer): boolean {
  return speakerIn(call, answer) === 'spotdraft';
}

function detailsOf(call: Prepared) {
  return { service: 'spotdraft', operation: call.operation } as const;
}

function dateOf({ headers }: Answer): Date | null {
  const date = new Date(typeof headers['date'] === 'string' ? headers['date'] : Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** Path only: a redirect's query may carry anything. */
function redirectPath(answer: Answer, origin: string): string | null {
  if (answer.status < 300 || answer.status > 399) return null;
  const location = answer.headers['location'];
  if (typeof location !== 'string' || !URL.canParse(location, origin))
    return noted`an unnamed place`;
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
