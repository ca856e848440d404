import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBackfill } from '../../../src/sync/index.js';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

/** A call of SpotDraft for each contract: far more than its ten a second. */
// Nobody shares another's reading of notes, however many ask.
const GREEDY = '{ contracts(first: 40) { nodes { notes { id } } } }';
/** The same of what is asked once for all who wait for it at the same time. */
const GREEDY_OF_SHARED = '{ contracts(first: 40) { nodes { recipients { email } } } }';
const GREEDY_REQUESTS = 3;

/** How often one caller asks, and after how long they hang up. */
const ASKS_EVERY_MS = 150;
const HANGS_UP_AFTER_MS = 300;
const ASKED_BEFORE = 8;
/** Three seconds of what SpotDraft allows: counted in calls, since a busy machine makes any second longer. */
const OTHERS_WITHIN_CALLS = 30;

const isLive = ({ deleted }: { readonly deleted: boolean }) => !deleted;

/** Contracts of one deal. */
const CROWD = 20;

let world: World;
beforeAll(async () => {
  world = await startWorld({ worker: false });
  const { control } = world.spotdraft;
  for (const { id } of control.list().filter(isLive).slice(-CROWD)) {
    control.relink(id, { id: crowded() });
  }
  await runBackfill({ ...world.app, onProgress: () => undefined });
});
afterAll(() => world[Symbol.asyncDispose]());

function ask(caller: 'service' | 'admin', query: string, signal: AbortSignal | null = null) {
  return fetch(`${world.app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...world.as(caller) },
    body: JSON.stringify({ query }),
    signal,
  });
}

const calls = () => world.spotdraft.calls.report().total;

/** Callers waiting for a permit, as the server's metrics say. */
async function waiting(): Promise<number> {
  const text = await (await fetch(`${world.app.url}/metrics`)).text();
  const [, count] =
    /^dealdraft_spotdraft_calls_waiting\{lane="interactive"\} (\d+)$/mu.exec(text) ?? [];
  return Number(count);
}

/** Has one caller ask for much more than the rate allows, and leave when `until` has ended. */
async function besideGreedyCaller(
  until: () => Promise<void>,
  query = GREEDY,
  waitingFor = 60,
): Promise<void> {
  const leaving = new AbortController();
  const requests = Array.from({ length: GREEDY_REQUESTS }, () =>
    ask('service', query, leaving.signal).catch(() => null),
  );
  try {
    await eventually(async () => {
      expect(await waiting()).toBeGreaterThan(waitingFor);
    });
    await until();
  } finally {
    leaving.abort();
    await Promise.all(requests);
  }
}

describe('one caller never starves another', () => {
  it('who asks for one thing waits for one turn, not for everything asked before', async () => {
    const id = world.spotdraft.control.list()[0]!.id;
    await besideGreedyCaller(async () => {
      const before = calls();
      const answer = await ask('admin', `{ contract(id: "${id}") { keyPointers { id } } }`);
      expect(await answer.json()).toEqual({
        data: { contract: { keyPointers: expect.any(Array) as unknown } },
      });
      // What was under way, and a turn or two of the other.
      expect(calls() - before).toBeLessThan(20);
      expect(await waiting()).toBeGreaterThan(20);
    });
  });

  it.each([
    ['for one caller', GREEDY, 60],
    ['for all who ask for it', GREEDY_OF_SHARED, 15],
  ])('what waits %s is dropped when they have hung up', async (_forWhom, query, waitingFor) => {
    await besideGreedyCaller(async () => undefined, query, waitingFor);
    const atLeaving = calls();
    await eventually(async () => {
      expect(await waiting()).toBe(0);
    });
    expect(calls() - atLeaving).toBeLessThan(20);
  });
});

const aliases = (count: number, field: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => `a${i}: ${field(i)}`).join(' ');
const LISTED = '{ contracts(first: 100) { nodes { keyPointers { id } } } }';
const sent = (query: string) => (signal: AbortSignal) => ask('service', query, signal);
let unknown = 900_000;

const LOOPS: readonly (readonly [string, (signal: AbortSignal) => Promise<unknown>])[] = [
  [
    'facts of the 20 contracts of a deal under 60 aliases',
    (signal) => {
      const fields = aliases(60, () => 'keyPointers { id }');
      return sent(`{ opportunity(id: "${crowded()}") { contracts { ${fields} } } }`)(signal);
    },
  ],
  [
    'as many of them as are allowed',
    (signal) => {
      const fields = 'keyPointers { id } recipients { email } notes { id }';
      return sent(`{ opportunity(id: "${crowded()}") { contracts { ${fields} } } }`)(signal);
    },
  ],
  [
    'hundreds of unknown templates',
    sent(`{ ${aliases(240, (i) => `template(id: "${800_000 + i}") { id }`)} }`),
  ],
  [
    'as many unknown templates as are allowed',
    (signal) =>
      sent(`{ ${aliases(48, () => `template(id: "${(unknown += 1)}") { id }`)} }`)(signal),
  ],
  ['as many facts as are allowed', sent(LISTED)],
  [
    'the same by GET',
    (signal) =>
      fetch(`${world.app.url}/graphql?query=${encodeURIComponent(LISTED)}`, {
        headers: world.as('service'),
        signal,
      }),
  ],
  [
    'the same as events',
    (signal) =>
      fetch(`${world.app.url}/graphql/stream?query=${encodeURIComponent(LISTED)}`, {
        headers: world.as('service'),
        signal,
      }),
  ],
  [
    'as many lists of deals as are allowed',
    sent(`{ ${aliases(6, () => 'opportunities(first: 100) { totalCount nodes { id } }')} }`),
  ],
  [
    'syncs of contracts',
    (signal) => {
      const ids = world.spotdraft.control.list().slice(0, 6);
      const fields = aliases(6, (i) => `syncContract(id: "${ids[i]!.id}") { userErrors { code } }`);
      return sent(`mutation { ${fields} }`)(signal);
    },
  ],
  [
    'documents',
    (signal) =>
      Promise.all(
        world.spotdraft.control
          .list()
          .slice(0, 20)
          .map(({ id }) =>
            fetch(`${world.app.url}/documents/${id}`, {
              headers: world.as('service'),
              redirect: 'manual',
              signal,
            }),
          ),
      ),
  ],
];

/** Deals that an order form can be made of: amount, account and a primary contact. */
function completeDeals(): string[] {
  const { store } = world.salesforce.control.org;
  const withContact = new Set(
    store
      .rows('OpportunityContactRole')
      .filter(({ IsPrimary }) => IsPrimary === true)
      .map(({ OpportunityId }) => OpportunityId),
  );
  return store
    .rows('Opportunity')
    .filter(({ Id, Amount, AccountId }) => Amount && AccountId && withContact.has(Id))
    .map(({ Id }) => String(Id));
}

/** The deal that has the contracts of many. */
function crowded(): string {
  return completeDeals().at(-1)!;
}

it('a deal may have more contracts than an operation is priced for, and is answered whole', async () => {
  const query = `{ opportunity(id: "${crowded()}") { contracts { id keyPointers { id } } } }`;
  const answer = (await (await ask('admin', query)).json()) as {
    data: { opportunity: { contracts: { keyPointers: unknown[] }[] } };
  };
  const { contracts } = answer.data.opportunity;
  expect(contracts.length).toBeGreaterThanOrEqual(CROWD);
  expect(contracts.every(({ keyPointers }) => Array.isArray(keyPointers))).toBe(true);
});

describe('another person\u2019s contract is there within three seconds of calls while one caller goes on asking, and hanging up, for', () => {
  it.each(LOOPS)('%s', async (name, attack) => {
    let asked = 0;
    const over = new AbortController();
    const loop = setInterval(() => {
      asked += 1;
      const signal = AbortSignal.any([over.signal, AbortSignal.timeout(HANGS_UP_AFTER_MS)]);
      void attack(signal).catch(() => null);
    }, ASKS_EVERY_MS);
    try {
      await eventually(() => {
        expect(asked).toBeGreaterThan(ASKED_BEFORE);
      });
      const deal = completeDeals()[LOOPS.findIndex(([each]) => each === name)];
      const before = calls();
      const answer = await ask(
        'admin',
        `mutation { createContract(input: { opportunityId: "${deal}", templateId: "1204" }) { contract { id } userErrors { code } } }`,
      );
      expect(await answer.json()).toEqual({
        data: {
          createContract: { contract: { id: expect.any(String) as string }, userErrors: [] },
        },
      });
      expect(calls() - before).toBeLessThanOrEqual(OTHERS_WITHIN_CALLS);
    } finally {
      clearInterval(loop);
      over.abort();
    }
  });
});
