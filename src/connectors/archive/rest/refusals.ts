import type { Clock } from '../../../domain/clock.js';
import { retryAfterMs } from '../../http/retry-after.js';
import { DestinationError } from '../destination.js';
import type { DestinationFault } from '../destination.js';
import type { RestAnswer } from './rest-client.js';
import { noted } from '../../../domain/said.js';

/** What a vendor's code means, and what to do about it; `text` is a whole sentence or two for an admin. */
export interface Refusal {
  readonly fault: DestinationFault;
  readonly text: string;
}

/** By the vendor's own code. */
export type Refusals = Readonly<Record<string, Refusal>>;

interface VendorWords {
  /** As people call it: `Box`. */
  readonly title: string;
  readonly refusals: Refusals;
  readonly clock: Clock;
  /** Codes from the most telling one to the least: what is inside tells more than what is around. */
  readonly codesOf: (answer: RestAnswer) => readonly string[];
  /** Beside the header, where the body says it too. */
  readonly retryAfterMsOf?: (answer: RestAnswer) => number | null;
}

const LONGEST_RETRY_AFTER_MS = 10 * 60 * 1000;
const SHOWN_CODE = /^[A-Za-z0-9_.:/-]{1,80}$/u;

/**
 * Makes of a refusal what callers can act on: by its code where the table has it, else by its status. An answer without a code
 * is not the vendor's own word, so that it says nothing about a file. Codes alone go into messages, never what the vendor
 * wrote beside them.
 */
export function createRefuse({
  title,
  refusals,
  clock,
  codesOf,
  retryAfterMsOf,
}: VendorWords): (answer: RestAnswer, operation: string) => DestinationError {
  return (answer, operation) => {
    const codes = codesOf(answer).filter((code) => SHOWN_CODE.test(code));
    const known = codes.find((code) => Object.hasOwn(refusals, code));
    const code = known ?? codes[0];
    const refusal =
      (known === undefined ? undefined : refusals[known]) ??
      (code === undefined ? byStranger(title, answer.status) : byStatus(title, answer.status));
    const waitMs = retryAfterMs(answer.headers, clock) ?? retryAfterMsOf?.(answer) ?? null;
    const shown = code === undefined ? `HTTP ${answer.status}` : `${code}, HTTP ${answer.status}`;
    return new DestinationError(`${refusal.text} (${shown})`, {
      fault: refusal.fault,
      operation,
      status: answer.status,
      ...(code === undefined ? {} : { upstreamCode: code }),
      retryAfterMs: waitMs === null ? null : Math.min(waitMs, LONGEST_RETRY_AFTER_MS),
    });
  };
}

/** What a status means whoever sends it: all of it is about the destination as a whole. */
function byStranger(title: string, status: number): Refusal {
  if (status === 429) return { fault: 'throttled', text: noted`${title} asks for a pause.` };
  // Some say it in a header alone.
  if (status === 401) {
    return {
      fault: 'sign-in',
      text: noted`${title} did not accept the sign-in. Check its credentials.`,
    };
  }
  if (status === 408 || status >= 500) {
    return {
      fault: 'unavailable',
      text: noted`${title} has trouble of its own; it is tried again.`,
    };
  }
  return { fault: 'unavailable', text: noted`What answered is not ${title}, as a proxy may do.` };
}

/** Of an answer with a code that nobody knows. */
function byStatus(title: string, status: number): Refusal {
  if (status === 403) {
    return {
      fault: 'permission',
      text: noted`${title} does not allow it. Check the rights of the app.`,
    };
  }
  if (status === 404) return { fault: 'gone', text: noted`${title} does not find it.` };
  if (status === 423) return { fault: 'busy', text: noted`${title} has the file locked.` };
  if (status === 507) return { fault: 'full', text: noted`${title} has no room left.` };
  const isOfAnybody = [401, 408, 429].includes(status) || status < 400 || status >= 500;
  if (isOfAnybody) return byStranger(title, status);
  return { fault: 'refused', text: noted`${title} refused the request.` };
}
