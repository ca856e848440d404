import { createHash } from 'node:crypto';
import type { ChatLine, ChatMessage } from '../../connectors/chat/chat.js';
import { isWithin } from '../../domain/is-within.js';
import { NOTICE_TOPICS } from '../../domain/notice-topic.js';
import type { NoticeTopic } from '../../domain/notice-topic.js';
import type { Cause, Reading } from './cause.js';
import type { DestinationState, Told } from './notice-marks.js';

/** What one message says, and what is remembered once it was sent. */
export interface PlannedMessage {
  readonly message: ChatMessage;
  readonly open: readonly Cause[];
  /** Keys of what is over. */
  readonly over: readonly string[];
}

export interface Plan {
  readonly messages: readonly PlannedMessage[];
  /** Keys of what nobody waits to hear the end of. */
  readonly forgotten: readonly string[];
}

/** Lines in one message; the operations page has the rest. */
const MAX_LINES = 15;
const DAY_MS = 24 * 60 * 60_000;
/** A matter of so long ago is left without an end. */
const FORGET_AFTER_MS = 30 * DAY_MS;

const HEADLINES: Readonly<Record<NoticeTopic, string>> = {
  parked: 'Work that was given up',
  mismatch: 'Signed terms that differ from the deal',
  blocked: 'Deals that should not be closed won',
  declined: 'Signatures declined',
  silence: 'Webhook deliveries',
  credentials: 'Credentials and systems',
  paused: 'Systems that have not answered for long',
  archive: 'The archive',
  automation: 'Contracts that make themselves',
  repairs: 'Repair passes',
};

/**
 * One message a topic, with what is new and what is over; none while the last one of the topic is younger than the rule's
 * window, so that many things of one kind come together.
 */
export function planMessages(
  rule: { readonly topics: readonly NoticeTopic[]; readonly everyMs: number },
  readings: readonly Reading[],
  told: readonly Told[],
  { sentAt }: DestinationState,
  context: { readonly now: Date; readonly operationsUrl: string | null },
): Plan {
  const { now, operationsUrl } = context;
  const known = new Set(told.map(({ key }) => key));
  const causes = readings.flatMap((reading) => reading.causes);
  const present = new Set(causes.map(({ key }) => key));
  const complete = new Set(
    readings.filter(({ isComplete }) => isComplete).flatMap(({ topics }) => topics),
  );
  const isOld = ({ toldAt }: Told) => now.getTime() - toldAt.getTime() >= FORGET_AFTER_MS;
  const gone = told.filter(({ key }) => !present.has(key));
  const over = gone.filter((each) => complete.has(each.topic) && !isOld(each));
  const messages = NOTICE_TOPICS.flatMap((topic): readonly PlannedMessage[] => {
    const last = sentAt[topic];
    if (last !== undefined && isWithin(rule.everyMs, last.getTime(), now.getTime())) return [];
    const open = rule.topics.includes(topic)
      ? causes.filter((cause) => cause.topic === topic && !known.has(cause.key))
      : [];
    const ended = over.filter((each) => each.topic === topic);
    if (open.length + ended.length === 0) return [];
    const lines = [...open.map(openLine), ...ended.map(solvedLine)];
    const shown = lines.slice(0, MAX_LINES);
    return [
      {
        open,
        over: ended.map(({ key }) => key),
        message: {
          id: idOf(lines),
          topic,
          headline: `${HEADLINES[topic]}: ${countText(open.length, ended.length)}`,
          lines: shown,
          more: lines.length - shown.length,
          operationsUrl,
          sentAt: now,
        },
      },
    ];
  });
  return { messages, forgotten: gone.filter(isOld).map(({ key }) => key) };
}

function countText(open: number, solved: number): string {
  return [...(open > 0 ? [`${open} new`] : []), ...(solved > 0 ? [`${solved} solved`] : [])].join(
    ', ',
  );
}

function openLine({ key, title, cause, todo, since, url }: Cause): ChatLine {
  return { key, state: 'open', title, cause, todo, since, url };
}

function solvedLine({ key, title, since, url }: Told): ChatLine {
  return { key, state: 'solved', title, cause: null, todo: null, since, url };
}

function idOf(lines: readonly ChatLine[]): string {
  const says = lines.map(({ key, state, since }) => [key, state, since?.toISOString() ?? null]);
  return createHash('sha256').update(JSON.stringify(says)).digest('base64url').slice(0, 22);
}
