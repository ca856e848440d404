import type { Chat } from '../../connectors/chat/chat.js';
import { backoffMs } from '../../domain/backoff.js';
import type { Clock } from '../../domain/clock.js';
import type { Log } from '../../domain/log.js';
import type { NoticeRule } from '../../mapping/mapping.js';
import type { Reading } from './cause.js';
import type { Links } from './links.js';
import type { DestinationState, NoticeMarks } from './notice-marks.js';
import { planMessages } from './plan-messages.js';

/** A destination of the mapping file, and the way there. */
export interface NoticeDestination extends Pick<
  NoticeRule,
  'name' | 'type' | 'topics' | 'everyMinutes'
> {
  readonly chat: Chat;
}

export interface TellParts {
  readonly marks: NoticeMarks;
  readonly links: Links;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly onSent: (destination: string, outcome: 'sent' | 'later' | 'refused') => void;
}

const BACKOFF = { baseMs: 60_000, capMs: 60 * 60_000 };
/** Longer waits are cut: a chat that says "in a year" is asked again tomorrow. */
const LONGEST_WAIT_MS = 24 * 60 * 60_000;
const MINUTE_MS = 60_000;

/**
 * Tells one destination what it has not been told. A message is remembered right after it was taken: a process that is
 * killed in between leads to one repeat with the same id. What fails waits, with everything behind it, as long as the other
 * side asks for and longer each time; nothing else does.
 */
export async function tellDestination(
  { name, topics, everyMinutes, chat }: NoticeDestination,
  readings: readonly Reading[],
  parts: TellParts,
  signal: AbortSignal,
): Promise<void> {
  const { marks, links, clock, log } = parts;
  let state = await marks.state(name);
  const now = clock.now();
  if (state.pause !== null && state.pause.until > now) return;
  const told = await marks.told(name);
  const { messages, forgotten } = planMessages(
    { topics, everyMs: everyMinutes * MINUTE_MS },
    readings,
    told,
    state,
    { now, operationsUrl: links.operations() },
  );
  if (forgotten.length > 0) await marks.saveTold(name, [], forgotten);
  for (const { message, open, over } of messages) {
    signal.throwIfAborted();
    const outcome = await chat.send(message, signal);
    parts.onSent(name, outcome.kind);
    if (outcome.kind === 'sent') {
      await marks.saveTold(
        name,
        open.map(({ key, topic, title, since, url }) => ({
          key,
          topic,
          title,
          since,
          url,
          toldAt: now,
        })),
        over,
      );
      state = { sentAt: { ...state.sentAt, [message.topic]: now }, pause: null };
      await marks.saveState(name, state);
      continue;
    }
    const pause = pauseAfter(outcome, state, parts);
    log.warn(
      { destination: name, reason: outcome.reason, until: pause.until },
      'a notice could not be sent and is tried again',
    );
    await marks.saveState(name, { ...state, pause });
    return;
  }
}

function pauseAfter(
  outcome: { readonly reason: string; readonly retryAfterMs?: number | null },
  { pause }: DestinationState,
  { clock, random }: Pick<TellParts, 'clock' | 'random'>,
): NonNullable<DestinationState['pause']> {
  const failures = (pause?.failures ?? 0) + 1;
  const waitMs = Math.max(
    backoffMs(failures - 1, BACKOFF, random()),
    Math.min(outcome.retryAfterMs ?? 0, LONGEST_WAIT_MS),
  );
  return { until: new Date(clock.now().getTime() + waitMs), failures, reason: outcome.reason };
}
