import { z } from 'zod';

import { correlationIdFor } from '../../domain/cause.js';
import type { Delivery, DeliveryFilter, Inbox, WaitingDelivery } from '../inbox.js';
import { msOf } from './connection.js';
import type { RedisConnection } from './connection.js';
import { gatherTurn } from './gather-turn.js';
import {
  ACCEPT,
  COUNTS,
  LAST_RECEIVED,
  PICK,
  PRUNE,
  REKEY,
  REPLAY,
  SETTLE,
  SETTLE_PARKED,
  SPAN,
  WAITING,
  WALK,
} from './inbox-scripts.js';
import { dateField, dirtyKeyReply, jsonField, nothingReply, numberField } from './replies.js';

/** Deliveries that one script may look at or delete: above it, everybody else would wait for Redis noticeably. */
const WALK_BUDGET = 1_000;
const PRUNE_BUDGET = 100;
/** Deliveries that one script may store: a millisecond or two of Redis. */
const MAX_TOGETHER = 32;
const STATES = ['waiting', 'applied', 'ignored', 'parked'] as const;

const deliveryFields = [
  'id',
  'receivedAt',
  'bodySha256',
  'semanticKey',
  'activity',
  'key',
  'identity',
  'body',
  'state',
  'reason',
] as const;
const text = z.string().nullable();
const identity = z
  .object({ title: text, typeId: text, externalId: text, kind: text, status: text })
  .nullable();
const delivery = z.object({
  id: numberField,
  receivedAt: dateField,
  bodySha256: z.string(),
  semanticKey: z.string(),
  activity: z.string(),
  key: dirtyKeyReply.nullable(),
  identity: jsonField(identity),
  body: z.string(),
  state: z.enum(STATES),
  reason: text,
});
const deliveryReply = z
  .array(text)
  .transform((values): unknown =>
    Object.fromEntries(deliveryFields.map((name, i) => [name, values[i] ?? null])),
  )
  .pipe(delivery);
const deliveriesReply = z.array(deliveryReply);
const waitingReply = z
  .tuple([numberField, dateField, z.string(), jsonField(identity)])
  .transform(([id, receivedAt, activity, told]): WaitingDelivery => ({
    id,
    receivedAt,
    activity,
    identity: told,
  }));

const acceptedReply = z.array(z.tuple([z.number(), z.number()]));
const idsReply = z.array(numberField);
const spanReply = z.tuple([z.number().nullable(), z.number().nullable()]);

/** What the script takes of one delivery, in its order. */
type DeliveryArguments = readonly (string | number)[];

export function createInbox(connection: RedisConnection): Inbox {
  /** Walks what a filter without ids asks for, in as many scripts as that takes. */
  async function walk<T>(
    filter: DeliveryFilter,
    reply: z.ZodType<readonly T[]>,
    options: { readonly hasKey?: boolean; readonly onlyIds?: boolean },
  ): Promise<T[]> {
    const found: T[] = [];
    const { since, until } = filter;
    const isTimed = since !== undefined || until !== undefined;
    const [from, to] = isTimed
      ? await connection.run(SPAN, spanReply, msOrOpen(since), msOrOpen(until))
      : [null, null];
    const { indexes, isExact } = planWalk(filter);
    const isNarrowed = isTimed || filter.activities !== undefined;
    let before = String(Math.min(filter.beforeId ?? Infinity, to ?? Infinity));
    if (before === 'Infinity') before = '+inf';
    do {
      const limit = filter.limit - found.length;
      const [page, next] = await connection.run(
        WALK,
        z.tuple([reply, z.string()]),
        filterArgument(filter, {
          ...options,
          limit,
          budget: WALK_BUDGET,
          mustCheck: isNarrowed || !isExact || options.hasKey === true,
          from: from ?? '-inf',
        }),
        before,
        ...indexes,
      );
      found.push(...page);
      before = next;
    } while (before !== '');
    return found;
  }

  const accept = gatherTurn(connection, MAX_TOGETHER, (some: readonly DeliveryArguments[]) =>
    connection.run(ACCEPT, acceptedReply, ...some.flat()),
  );

  return {
    accept: async (sent) => {
      const [id, repeated] = await accept([
        msOf(sent.receivedAt),
        sent.bodySha256,
        sent.semanticKey,
        sent.activity,
        sent.key ?? '',
        JSON.stringify(sent.identity),
        sent.body,
        sent.reason ?? 'needs no work',
        correlationIdFor(sent.key ?? '') ?? '',
      ]);
      return { id, repeated: repeated === 1 };
    },
    waiting: async (key) => connection.run(WAITING, z.array(waitingReply), key),
    rekey: async (ids, key) =>
      connection.run(REKEY, nothingReply, key, correlationIdFor(key) ?? '', ...ids),
    settle: async (key, throughId, { state, reason }) =>
      connection.run(
        SETTLE,
        nothingReply,
        key,
        throughId,
        state,
        ...(reason === null ? [] : [reason]),
      ),
    settleParked: async (keys) =>
      keys.length === 0 ? 0 : connection.run(SETTLE_PARKED, z.number(), ...keys),
    replay: async (filter) => {
      const nothing = { replayed: 0, nextBeforeId: null };
      if (asksForNothing(filter)) return nothing;
      const { limit } = filter;
      const correlation = correlationIdFor('') ?? '';
      const found =
        filter.ids === undefined
          ? await walk(filter, idsReply, { hasKey: true, onlyIds: true })
          : idsBelow(filter.ids, filter.beforeId);
      if (found.length === 0) return nothing;
      const replayed = await connection.run(
        REPLAY,
        z.array(z.number()),
        filterArgument(filter, { limit, hasKey: true, correlation }),
        ...found,
      );
      const seen = filter.ids === undefined ? found : replayed;
      const last = seen.length < limit ? undefined : seen.at(-1);
      return { replayed: replayed.length, nextBeforeId: last ?? null };
    },
    countReplayable: async (filter) => {
      const all = { ...filter, limit: Number.MAX_SAFE_INTEGER };
      if (asksForNothing(all)) return 0;
      if (filter.ids === undefined) {
        return (await walk(all, idsReply, { hasKey: true, onlyIds: true })).length;
      }
      const argument = filterArgument(all, { limit: filter.ids.length, hasKey: true });
      const found = await connection.run(
        PICK,
        deliveriesReply,
        argument,
        ...idsBelow(filter.ids, undefined),
      );
      return found.length;
    },
    prune: async ({ before, limit }) => {
      let pruned = 0;
      while (pruned < limit) {
        const most = Math.min(limit - pruned, PRUNE_BUDGET);
        const some = await connection.run(PRUNE, z.number(), msOf(before), most);
        pruned += some;
        if (some < most) break;
      }
      return pruned;
    },
    counts: async () => {
      const [received, waiting, applied, ignored, parked] = await connection.run(
        COUNTS,
        z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()]),
        ...STATES,
      );
      return { received, waiting, applied, ignored, parked };
    },
    list: async (filter) => {
      if (asksForNothing(filter)) return [];
      if (filter.ids === undefined) return walk<Delivery>(filter, deliveriesReply, {});
      const argument = filterArgument(filter, { limit: filter.limit });
      const ids = idsBelow(filter.ids, filter.beforeId);
      return connection.run(PICK, deliveriesReply, argument, ...ids);
    },
    get: async (id) => {
      const values = await connection.send(
        z.array(text),
        'HMGET',
        `inbox:delivery:${id}`,
        ...deliveryFields,
      );
      return values[0] === null ? null : deliveryReply.parse(values);
    },
    lastReceivedAt: async () => connection.run(LAST_RECEIVED, dateField.nullable()),
  };
}

function asksForNothing({ ids, keys, states, activities, limit }: DeliveryFilter): boolean {
  return limit < 1 || [ids, keys, states, activities].some((values) => values?.length === 0);
}

/** The indexes to walk together, and whether they hold nothing but what the filter's keys and states ask for. */
function planWalk(filter: DeliveryFilter): {
  readonly indexes: readonly string[];
  readonly isExact: boolean;
} {
  const states = filter.states && [...new Set(filter.states)];
  const keys = filter.keys && [...new Set(filter.keys)];
  if (keys !== undefined) {
    const areWaiting = states?.length === 1 && states[0] === 'waiting';
    return {
      indexes: keys.map((key) => (areWaiting ? `inbox:waiting:${key}` : `inbox:key:${key}`)),
      isExact: areWaiting || states === undefined,
    };
  }
  if (states === undefined) return { indexes: ['inbox:all'], isExact: true };
  return { indexes: states.map((state) => `inbox:state:${state}`), isExact: true };
}

/** The filter as the scripts take it. */
function filterArgument(
  { states, keys, activities, since, until }: DeliveryFilter,
  options: Readonly<Record<string, number | boolean | string>>,
): string {
  const setOf = (values: readonly string[]) =>
    Object.fromEntries(values.map((value) => [value, true]));
  return JSON.stringify({
    ...options,
    states: states && setOf(states),
    keys: keys && setOf(keys),
    activities: activities && setOf(activities),
    since: since && msOf(since),
    until: until && msOf(until),
  });
}

/** Each once, newest first. */
function idsBelow(ids: readonly number[], beforeId: number | undefined): number[] {
  return [...new Set(ids)].filter((id) => id < (beforeId ?? Infinity)).sort((a, b) => b - a);
}

function msOrOpen(date: Date | undefined): number | string {
  return date === undefined ? '' : msOf(date);
}
