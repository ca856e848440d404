import type { Clock } from '../../domain/clock.js';
import type { ChatType } from '../../domain/notice-topic.js';
import { createOutbound } from '../http/outbound.js';
import type { Exchange } from '../http/outbound.js';
import { retryAfterMs } from '../http/retry-after.js';
import type { Chat, ChatMessage, SendOutcome } from './chat.js';
import { jsonBody, signatureHeaders } from './json.js';
import { slackBody } from './slack.js';
import { teamsBody } from './teams.js';
import { noted } from '../../domain/said.js';

export interface ChatConfig {
  readonly type: ChatType;
  /** A secret itself: who has it may write there. */
  readonly url: string;
  /** Signs what is sent as JSON; null for the others. */
  readonly secret: string | null;
}

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 64 * 1024;
const BODIES = { slack: slackBody, teams: teamsBody, json: jsonBody } as const;

/** Opens no connection yet. */
export function createChat(
  { type, url, secret }: ChatConfig,
  { clock, timeoutMs = TIMEOUT_MS }: { readonly clock: Clock; readonly timeoutMs?: number },
): Chat {
  const outbound = createOutbound({ connections: 1, maxAnswerBytes: MAX_ANSWER_BYTES });

  return {
    async send(message: ChatMessage, signal): Promise<SendOutcome> {
      const body = BODIES[type](message);
      const exchange = await outbound.exchange({
        method: 'POST',
        url,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'dealdraft',
          ...(secret === null ? {} : signatureHeaders(body, secret, message.sentAt)),
        },
        body,
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        label: { operation: 'POST' },
      });
      signal.throwIfAborted();
      return outcomeOf(exchange, clock);
    },
    close: () => outbound.destroy(),
  };
}

/** Why it was not sent is said by status alone: what the other side answers may quote the address. */
function outcomeOf(exchange: Exchange, clock: Clock): SendOutcome {
  if (exchange.kind === 'failure') {
    return { kind: 'later', reason: noted`No answer (${exchange.reason}).`, retryAfterMs: null };
  }
  const { status, headers } = exchange;
  if (status >= 200 && status < 300) return { kind: 'sent' };
  if (status === 429 || status >= 500 || status === 408) {
    return {
      kind: 'later',
      reason: noted`It answers ${status}.`,
      retryAfterMs: retryAfterMs(headers, clock),
    };
  }
  if (status >= 300 && status < 400) {
    return {
      kind: 'refused',
      reason: noted`It sends elsewhere (${status}), where nothing is sent: the address would go there. Correct the URL.`,
    };
  }
  return {
    kind: 'refused',
    reason: noted`It refuses the message (${status}). The webhook may be gone, or its address another one.`,
  };
}
