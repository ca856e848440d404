import { createHash } from 'node:crypto';
import { z } from 'zod';
import { instant } from '../../store/instant.js';
import { NOTICE_TOPICS } from '../../domain/notice-topic.js';
import { tryParseJson } from '../../domain/well-formed.js';
import type { Marks } from '../../store/marks.js';
import type { Cause } from './cause.js';

/** A cause that was told and is not over yet. */
export interface Told extends Omit<Cause, 'cause' | 'todo'> {
  readonly toldAt: Date;
}

/** How a destination stands. */
export interface DestinationState {
  /** When the last message of a topic was sent. */
  readonly sentAt: Readonly<Partial<Record<string, Date>>>;
  /** Null while it takes messages. */
  readonly pause: {
    readonly until: Date;
    readonly failures: number;
    readonly reason: string;
  } | null;
}

export interface NoticeMarks {
  told(destination: string): Promise<readonly Told[]>;
  /** At once, so that nothing is told twice and nothing forgotten. */
  saveTold(destination: string, told: readonly Told[], over: readonly string[]): Promise<void>;
  state(destination: string): Promise<DestinationState>;
  saveState(destination: string, state: DestinationState): Promise<void>;
}

const STATES = 'notices';
const PAGE = 500;
const LONGEST_KEY = 150;

const toldWire = z.object({
  key: z.string(),
  topic: z.enum(NOTICE_TOPICS),
  title: z.string(),
  since: instant.nullable(),
  url: z.string().nullable(),
  toldAt: instant,
});
const stateWire = z.object({
  sentAt: z.record(z.string(), instant),
  pause: z.object({ until: instant, failures: z.number(), reason: z.string() }).nullable(),
});

const UNTOLD: DestinationState = { sentAt: {}, pause: null };

/** What each destination was told, in the store: it outlives restarts and is shared by all processes. */
export function createNoticeMarks(marks: Marks): NoticeMarks {
  return {
    async told(destination) {
      const found: Told[] = [];
      let after: string | undefined;
      do {
        const page = await marks.page(scopeOf(destination), {
          first: PAGE,
          ...(after === undefined ? {} : { after }),
        });
        for (const { value } of page) {
          const parsed = toldWire.safeParse(tryParseJson(value));
          if (parsed.success) found.push(parsed.data);
        }
        after = page.length < PAGE ? undefined : page.at(-1)?.key;
      } while (after !== undefined);
      return found;
    },
    async saveTold(destination, told, over) {
      const scope = scopeOf(destination);
      await marks.put(
        scope,
        told.map((each) => ({ key: markKey(each.key), value: JSON.stringify(each) })),
      );
      await marks.remove(scope, over.map(markKey));
    },
    async state(destination) {
      const value = (await marks.get(STATES, [destination])).get(destination);
      return value === undefined
        ? UNTOLD
        : (stateWire.safeParse(tryParseJson(value)).data ?? UNTOLD);
    },
    async saveState(destination, state) {
      await marks.put(STATES, [{ key: destination, value: JSON.stringify(state) }]);
    },
  };
}

function scopeOf(destination: string): string {
  return `notices:${destination}`;
}

function markKey(key: string): string {
  return key.length <= LONGEST_KEY ? key : createHash('sha256').update(key).digest('base64url');
}
