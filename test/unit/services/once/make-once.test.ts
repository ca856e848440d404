import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reader } from '../../../../src/auth/caller.js';
import { systemClock } from '../../../../src/domain/clock.js';
import type { Clock } from '../../../../src/domain/clock.js';
import {
  AmbiguousOutcomeError,
  UpstreamRejectedError,
  UpstreamUnavailableError,
} from '../../../../src/domain/errors.js';
import { silentLog } from '../../../../src/domain/log.js';
import { makeOnce } from '../../../../src/services/once/make-once.js';
import type { MakeOnceParts, ThingWish } from '../../../../src/services/once/make-once.js';
import { createCreationSettler } from '../../../../src/sync/index.js';
import type { LookFor } from '../../../../src/sync/index.js';
import { openTempStore } from '../../../support/temp-store.js';
import type { TempStore } from '../../../support/temp-store.js';

const PRIYA: Reader = { kind: 'user', username: 'priya@acme.test', email: 'priya@acme.test' };
const TOM: Reader = { kind: 'user', username: 'tom@acme.test', email: 'tom@acme.test' };
const lost = new AmbiguousOutcomeError('lost', { service: 'spotdraft' });

let temp: TempStore;
/** What SpotDraft has. */
let things: string[];
/** How it answers the next calls; made and told when there is nothing here. */
let fates: ('lost after' | 'refused' | 'down')[];

beforeEach(async () => {
  temp = await openTempStore(systemClock);
  things = [];
  fates = [];
});
afterEach(() => temp[Symbol.asyncDispose]());

/** Waits pass fifty times as fast. */
const clock: Clock = {
  now: () => systemClock.now(),
  sleep: (ms, signal) => systemClock.sleep(ms / 50, signal),
};

function parts(lookFor: LookFor | null = findThing): MakeOnceParts {
  const common = { store: temp.store, clock, log: silentLog };
  return {
    ...common,
    settler: createCreationSettler({
      ...common,
      kinds: [{ kind: 'thing', lookFor }],
      onSettled: () => undefined,
    }),
    actingUsers: {
      act: (reader, call) =>
        call({
          lane: 'interactive',
          ...(reader.kind === 'user' ? { actingEmail: reader.username } : {}),
        }),
    },
  };
}

/** Whatever is there beyond what was there before. */
const findThing: LookFor = async ({ subject }) => {
  const index = Number(subject);
  return things.length > index ? String(index) : null;
};

const wish = (input: string, key?: string): ThingWish<{ id: number }> => ({
  kind: 'thing',
  what: 'a thing',
  scope: ['T-1'],
  input,
  ...(key === undefined ? {} : { idempotencyKey: key }),
  subject: async () => String(things.length),
  async send({ beforeSend, actingEmail }) {
    await beforeSend?.();
    const fate = fates.shift();
    if (fate === 'refused') {
      throw new UpstreamRejectedError('No.', {
        service: 'spotdraft',
        upstreamCode: 'SD_PUBLIC_00009',
        fieldMessages: { line_one: ['Too long.'] },
      });
    }
    if (fate === 'down') throw new UpstreamUnavailableError('down', { service: 'spotdraft' });
    things.push(`${input} by ${actingEmail}`);
    if (fate === 'lost after') throw lost;
    return { id: things.length - 1 };
  },
  idOf: ({ id }) => String(id),
});

test('makes it as the person, and a repeat within a minute is the same wish', async () => {
  expect(await makeOnce(parts(), PRIYA, wish('a'))).toEqual({
    done: true,
    id: '0',
    made: { id: 0 },
    created: true,
  });
  expect(await makeOnce(parts(), PRIYA, wish('a'))).toEqual({
    done: true,
    id: '0',
    made: null,
    created: false,
  });
  expect(things).toEqual(['a by priya@acme.test']);
});

test('the same input with its members in another order is the same wish', async () => {
  await makeOnce(parts(), PRIYA, { ...wish('a'), input: { fields: { one: 1, two: 2 } } });
  await makeOnce(parts(), PRIYA, { ...wish('a'), input: { fields: { two: 2, one: 1 } } });
  expect(things).toHaveLength(1);
});

test('other input, and the same of somebody else, are other wishes', async () => {
  await makeOnce(parts(), PRIYA, wish('a'));
  await makeOnce(parts(), PRIYA, wish('b'));
  await makeOnce(parts(), TOM, wish('a'));
  expect(things).toHaveLength(3);
});

describe('with a key of the caller', () => {
  test('the same wish is asked twice at once, and one thing is made', async () => {
    const both = await Promise.all([
      makeOnce(parts(), PRIYA, wish('a', 'k')),
      makeOnce(parts(), PRIYA, wish('a', 'k')),
    ]);
    expect(both.map((one) => one.done && one.id)).toEqual(['0', '0']);
    expect(things).toHaveLength(1);
  });

  test('other input is refused', async () => {
    await makeOnce(parts(), PRIYA, wish('a', 'k'));
    expect(await makeOnce(parts(), PRIYA, wish('b', 'k'))).toMatchObject({
      done: false,
      userErrors: [{ field: ['idempotencyKey'], code: 'IDEMPOTENCY_MISMATCH' }],
    });
  });

  test('a key of another person is another wish', async () => {
    await makeOnce(parts(), PRIYA, wish('a', 'k'));
    await makeOnce(parts(), TOM, wish('a', 'k'));
    expect(things).toHaveLength(2);
  });

  test.each(['', '   ', '\u200b', 'k'.repeat(201)])('"%s" is none', async (key) => {
    expect(await makeOnce(parts(), PRIYA, wish('a', key))).toMatchObject({
      done: false,
      userErrors: [{ field: ['idempotencyKey'], code: 'INVALID_INPUT' }],
    });
    expect(things).toEqual([]);
  });
});

test('a lost answer is looked for, and what was there before is not taken for it', async () => {
  things.push('an older one');
  fates = ['lost after'];
  expect(await makeOnce(parts(), PRIYA, wish('a'))).toMatchObject({
    done: true,
    id: '1',
    made: null,
  });
  expect(things).toHaveLength(2);
});

test('where nothing can be looked for, a lost answer stays uncertain and is not repeated', async () => {
  fates = ['lost after'];
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    expect(await makeOnce(parts(null), PRIYA, wish('a'))).toMatchObject({
      done: false,
      userErrors: [
        {
          code: 'CREATION_UNCERTAIN',
          message: expect.stringContaining('look for it in SpotDraft'),
        },
      ],
    });
  }
  expect(things).toHaveLength(1);
});

test("SpotDraft's refusal keeps its words, its code and the path of the input, and frees the wish", async () => {
  fates = ['refused'];
  expect(await makeOnce(parts(), PRIYA, wish('a'))).toEqual({
    done: false,
    userErrors: [
      {
        field: ['lineOne'],
        code: 'SPOTDRAFT_REFUSED',
        message: 'SpotDraft: Too long.',
        spotdraftCode: 'SD_PUBLIC_00009',
      },
    ],
  });
  expect(await makeOnce(parts(), PRIYA, wish('a'))).toMatchObject({ created: true });
});

test('what never left is an error, and frees the wish', async () => {
  fates = ['down'];
  await expect(makeOnce(parts(), PRIYA, wish('a'))).rejects.toMatchObject({
    code: 'NOTHING_CREATED',
  });
  expect(await makeOnce(parts(), PRIYA, wish('a'))).toMatchObject({ created: true });
});
