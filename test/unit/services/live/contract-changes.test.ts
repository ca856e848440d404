import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reader } from '../../../../src/auth/caller.js';
import type { Crm, CrmPrincipal } from '../../../../src/connectors/crm.js';
import { parseContractId } from '../../../../src/domain/contract-id.js';
import type { ContractId } from '../../../../src/domain/contract-id.js';
import {
  ForbiddenError,
  NotFoundError,
  UpstreamUnavailableError,
} from '../../../../src/domain/errors.js';
import { silentLog } from '../../../../src/domain/log.js';
import { parseOpportunityId } from '../../../../src/domain/opportunity-id.js';
import type { OpportunityId } from '../../../../src/domain/opportunity-id.js';
import { createContractChanges } from '../../../../src/services/live/contract-changes.js';
import type {
  ContractChange,
  ContractChangeStream,
} from '../../../../src/services/live/contract-changes.js';
import type { Store } from '../../../../src/store/store.js';
import { contract } from '../../../contract/store/samples.js';
import { ManualClock } from '../../../support/manual-clock.js';
import { openTempStore } from '../../../support/temp-store.js';
import type { TempStore } from '../../../support/temp-store.js';
import { lookAt } from '../../../support/look-at.js';

const dealOf = (number: number) => parseOpportunityId(`006${String(number).padStart(12, '0')}`);
const user = (name: string): Reader => ({ kind: 'user', username: name, email: null });
const SERVICE: Reader = { kind: 'integration', keyName: 'crm' };
const A = dealOf(1);
const B = dealOf(2);

let clock: ManualClock;
let store: Store;
let temp: TempStore;
let calls: { readonly principal: CrmPrincipal; readonly ids: number }[];
/** Deals that users can't read; the integration reads all. */
let hidden: Set<OpportunityId>;
let failure: Error | null;
let subscribe: ReturnType<typeof createContractChanges>;
const opened: ContractChangeStream[] = [];

beforeEach(async () => {
  clock = new ManualClock(new Date());
  temp = await openTempStore(clock);
  store = temp.store;
  calls = [];
  hidden = new Set();
  failure = null;
  const crm: Pick<Crm, 'identify' | 'readableOpportunities'> = {
    identify: async () => ({ id: '005', name: 'Rep', email: null, username: 'rep' }),
    readableOpportunities: async (principal, ids) => {
      calls.push({ principal, ids: ids.length });
      if (failure !== null) throw failure;
      return new Set(ids.filter((id) => principal.kind === 'integration' || !hidden.has(id)));
    },
  };
  subscribe = createContractChanges({
    store,
    crm,
    documentLink: () => null,
    clock,
    log: silentLog,
  });
});
afterEach(async () => {
  for (const { changes } of opened.splice(0)) await changes.return?.();
  await temp[Symbol.asyncDispose]();
});

async function open(
  reader: Reader,
  opportunityId: string | null = null,
  after: string | null = null,
): Promise<ContractChangeStream> {
  const stream = await subscribe(reader, { opportunityId, after });
  opened.push(stream);
  return stream;
}

async function next(stream: ContractChangeStream): Promise<ContractChange> {
  const { done, value } = await stream.changes.next();
  if (done === true) throw new Error('The stream has ended.');
  return value;
}

const idOf = async (stream: ContractChangeStream) =>
  (await next(stream)).contract?.contract.id ?? null;

/** Puts a contract into a deal and says so. */
async function put(
  id: ContractId,
  deal: OpportunityId | null,
  left: readonly OpportunityId[] = [],
) {
  await store.contracts.save([contract({ id, opportunityId: deal })], lookAt(clock.now()));
  await store.changes.append([
    { contractId: id, opportunityIds: deal === null ? left : [...left, deal] },
  ]);
}

const T = (number: number) => parseContractId(`T-${number}`);

describe('changes of a deal', () => {
  it('are what the deal has now, and "read again" for what left it', async () => {
    const [inA, inB] = [await open(SERVICE, A), await open(SERVICE, B)];
    await put(T(1), A);
    expect(await idOf(inA)).toBe('T-1');
    await put(T(1), B, [A]);
    expect(await idOf(inA)).toBeNull();
    expect(await idOf(inB)).toBe('T-1');
  });

  it('end as for a deal that is not there for whoever lost the right', async () => {
    const stream = await open(user('rep'), A);
    hidden.add(A);
    clock.advance(30_001);
    await put(T(1), A);
    await expect(next(stream)).rejects.toThrow(NotFoundError);
    expect(await stream.changes.next()).toMatchObject({ done: true });
  });

  it('are refused to whoever does not see the deal', async () => {
    hidden.add(A);
    await expect(open(user('rep'), A)).rejects.toThrow(NotFoundError);
    await expect(open(user('rep'), 'x')).rejects.toThrow(/opportunity/i);
  });

  it('end with the error that keeps rights from being known, and go on later', async () => {
    const stream = await open(user('rep'), A);
    const from = await store.changes.latest();
    clock.advance(30_001);
    failure = new UpstreamUnavailableError('down', { service: 'salesforce', operation: 'query' });
    await put(T(1), A);
    await expect(next(stream)).rejects.toThrow('down');
    expect(await stream.changes.next()).toMatchObject({ done: true });
    failure = null;
    expect(await idOf(await open(user('rep'), A, from))).toBe('T-1');
  });
});

describe('changes of all deals', () => {
  it('are those of contracts the reader sees; unlinked ones are for the integration', async () => {
    hidden.add(B);
    const [rep, service] = [await open(user('rep')), await open(SERVICE)];
    await put(T(1), B);
    expect(await idOf(service)).toBe('T-1');
    await put(T(2), null);
    expect(await idOf(service)).toBe('T-2');
    await put(T(3), A);
    expect(await idOf(service)).toBe('T-3');
    expect(await idOf(rep)).toBe('T-3');
  });

  it('say "read again" of a contract that became invisible, once', async () => {
    hidden.add(B);
    const rep = await open(user('rep'));
    await put(T(1), A);
    expect(await idOf(rep)).toBe('T-1');
    await put(T(1), B, [A]);
    expect(await idOf(rep)).toBeNull();
    await put(T(1), B);
    await put(T(2), A);
    expect(await idOf(rep)).toBe('T-2');
  });

  it('say "read again" when it is not known what changed', async () => {
    const rep = await open(user('rep'));
    await store.changes.append([{ contractId: null, opportunityIds: [] }]);
    expect(await idOf(rep)).toBeNull();
  });
});

describe('what was missed', () => {
  it('comes first, each contract once, in the order of positions', async () => {
    const start = await store.changes.latest();
    await put(T(1), A);
    await put(T(2), A);
    await put(T(1), A);
    const stream = await open(SERVICE, A, start);
    const events = [await next(stream), await next(stream)];
    expect(events.map((event) => event.contract?.contract.id)).toEqual(['T-2', 'T-1']);
    expect(events[1]?.position).toBe(await store.changes.latest());
    expect(await idOf(await open(SERVICE, A, events[0]?.position))).toBe('T-1');
  });

  it('is one "read again" when there is more than is worth telling', async () => {
    const start = await store.changes.latest();
    const many = Array.from({ length: 2_000 }, (_, index) => T(index + 1));
    await store.contracts.save(
      many.map((id) => contract({ id, opportunityId: A })),
      lookAt(clock.now()),
    );
    const stream = await open(SERVICE, A);
    await store.changes.append(many.map((id) => ({ contractId: id, opportunityIds: [A] })));
    const late = await open(SERVICE, A, start);
    for (const each of [stream, late]) {
      let last = await next(each);
      let count = 1;
      while (last.position < (await store.changes.latest())) {
        last = await next(each);
        count += 1;
      }
      expect(count).toBeLessThanOrEqual(1_001);
    }
  });
});

it('asks for the rights of 100 readers in a burst of 1,000 changes with a few calls each', async () => {
  // One fewer, and the last: what all are told waits until they read it.
  const ids = Array.from({ length: 999 }, (_, index) => T(index + 1));
  const last = T(1_000);
  await store.contracts.save(
    [...ids, last].map((id, index) => contract({ id, opportunityId: dealOf(index + 1) })),
    lookAt(clock.now()),
  );
  const streams = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      open(user(`rep${index}`), index % 2 === 0 ? null : dealOf(index)),
    ),
  );
  calls = [];
  for (let round = 0; round < 10; round += 1) {
    await store.changes.append(
      ids.slice(round * 100, round * 100 + 100).map((id, index) => ({
        contractId: id,
        opportunityIds: [dealOf(round * 100 + index + 1)],
      })),
    );
  }
  await store.changes.append([{ contractId: last, opportunityIds: [dealOf(1_000)] }]);
  for (const stream of streams.filter((_, index) => index % 2 === 0)) {
    let event = await next(stream);
    while (event.contract?.contract.id !== last) event = await next(stream);
  }
  // Fifty readers of everything at one call a round; those of one deal were asked about when they came.
  expect(calls.length).toBeLessThanOrEqual(50 * 11);
  expect(calls.filter(({ ids: count }) => count === 0)).toEqual([]);
});

it('stops reading when the last reader has left, and starts anew with the next', async () => {
  const first = await open(SERVICE, A);
  await first.changes.return?.();
  expect(await first.changes.next()).toMatchObject({ done: true });
  await put(T(1), A);
  const second = await open(SERVICE, A);
  await put(T(2), A);
  expect(await idOf(second)).toBe('T-2');
});

it('refuses a user whom the CRM does not let in, and goes on with others', async () => {
  failure = new ForbiddenError('no');
  await expect(open(user('gone'), A)).rejects.toThrow(ForbiddenError);
  failure = null;
  await put(T(1), A);
  const stream = await open(SERVICE, A);
  await put(T(2), A);
  expect(await idOf(stream)).toBe('T-2');
});
