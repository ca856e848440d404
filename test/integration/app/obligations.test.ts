import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  ContractObligationsDocument,
  CreateObligationDocument,
  CreateObligationsDocument,
  DeleteObligationDocument,
  ObligationTypesDocument,
  SyncContractDocument,
  UpdateObligationDocument,
  UpdateObligationsDocument,
} from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    backfill: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => {
  world.spotdraft.faults.clear();
});

const contracts = (prefix: 'T' | 'H') =>
  world.spotdraft.control
    .list()
    .filter(({ id, deleted }) => id.startsWith(prefix) && !deleted)
    .map(({ id }) => id);

/** A T contract that another test does not use, but for the executed ones. */
const fresh = (() => {
  let taken = 0;
  return () => {
    taken += 1;
    return world.spotdraft.control
      .list()
      .filter(
        ({ id, contract_status: status, deleted }) =>
          id.startsWith('T') && status === 'DRAFT' && !deleted,
      )[taken]!.id;
  };
})();

async function obligationsOf(id: string) {
  const { data, errors } = await world.graphql(ContractObligationsDocument, { id });
  return { obligations: data?.contract?.obligations ?? null, errors };
}

const writes = () =>
  Object.entries(world.spotdraft.calls.report().byRoute)
    .filter(([route]) => /^(?:POST|PATCH|DELETE) .*obligations/.test(route))
    .reduce((sum, [, count]) => sum + count, 0);

const REPORT = {
  title: 'Usage report',
  obligationTypeId: '101',
  endDate: '2027-01-31T00:00:00.000Z',
  priority: 'HIGH',
} as const;

const TASK = {
  title: 'Send it',
  assignees: [{ orgUserId: '702' }],
  dueDate: '2027-01-30T00:00:00.000Z',
};

describe('Contract.obligations', () => {
  test('shows what an executed contract obliges people to, its type by name', async () => {
    const executed = world.spotdraft.control
      .list()
      .find(({ id, contract_status: status }) => id.startsWith('T') && status === 'EXECUTED')!;
    const { obligations, errors } = await obligationsOf(executed.id);
    expect(errors).toEqual([]);
    expect(obligations).toMatchObject([
      {
        title: /Usage report/,
        type: 'Reporting',
        status: 'PENDING',
        priority: 'MEDIUM',
        tasks: [],
      },
    ]);
  });

  test('is null with an error for an H contract, which shows nothing of its T twin', async () => {
    const [id = ''] = contracts('H');
    const { obligations, errors } = await obligationsOf(id);
    expect(obligations).toBeNull();
    expect(errors).toMatchObject([
      { path: ['contract', 'obligations'], extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('is null with an error while SpotDraft is down; types that can not be read leave the rest', async () => {
    const id = fresh();
    await world.graphql(CreateObligationDocument, { input: { contractId: id, ...REPORT } });
    world.spotdraft.faults.add({
      kind: 'status',
      match: { path: '/obligations/types/' },
      status: 500,
    });
    const other = await world.startAnother({ worker: false });
    const response = await fetch(`${other.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...world.as('service') },
      body: JSON.stringify({
        query: `{ contract(id: "${id}") { obligations { title type } } }`,
      }),
    });
    expect(await response.json()).toMatchObject({
      data: { contract: { obligations: [{ title: 'Usage report', type: null }] } },
      errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }],
    });
    world.spotdraft.faults.add({ kind: 'status', match: { path: '/obligations/' }, status: 500 });
    const { obligations, errors } = await obligationsOf(id);
    expect(obligations).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
  });
});

test('obligationTypes lists what the workspace uses', async () => {
  const { data } = await world.graphql(ObligationTypesDocument, {}, world.as('user'));
  expect(data!.obligationTypes).toContainEqual({ id: '103', name: 'Payment', description: null });
});

describe('createObligation', () => {
  test('makes one with its tasks, and the next read shows it', async () => {
    const id = fresh();
    const { data, errors } = await world.graphql(CreateObligationDocument, {
      input: {
        contractId: id,
        ...REPORT,
        description: 'By mail.',
        startDate: '2026-12-01T00:00:00.000Z',
        status: 'PENDING',
        customFields: { clause: '4.2', contractualDeliveryValue: 12, frequency: null },
        tasks: [{ ...TASK, reminders: [{ value: 2, type: 'WEEKS' }] }],
      },
    });
    expect(errors).toEqual([]);
    expect(data!.createObligation).toMatchObject({
      obligation: { title: 'Usage report', status: 'PENDING', tasks: [{ title: 'Send it' }] },
      userErrors: [],
    });
    expect((await obligationsOf(id)).obligations).toMatchObject([
      {
        description: 'By mail.',
        type: 'Reporting',
        endDate: REPORT.endDate,
        customFields: { clause: '4.2', contractualDeliveryValue: 12, frequency: null },
        tasks: [
          {
            status: 'UPCOMING',
            taskCategory: 'OBLIGATION_TASK',
            dueDate: TASK.dueDate,
            assignees: [{ orgUserId: '702', name: 'Ingrid Solberg' }],
          },
        ],
      },
    ]);
  });

  test('a repeat is the same obligation, also when the first answer was lost', async () => {
    const id = fresh();
    const input = { contractId: id, ...REPORT };
    world.spotdraft.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'POST', path: '/obligations/' },
      times: 1,
    });
    const first = await world.graphql(CreateObligationDocument, { input });
    const again = await world.graphql(CreateObligationDocument, { input });
    expect(first.data!.createObligation).toMatchObject({
      obligation: { title: 'Usage report' },
      userErrors: [],
    });
    expect(again.data!.createObligation.obligation).toEqual(
      first.data!.createObligation.obligation,
    );
    expect((await obligationsOf(id)).obligations).toHaveLength(1);
    // Under a key of its own it is another one, which the lost one is not taken for.
    world.spotdraft.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'POST', path: '/obligations/' },
      times: 1,
    });
    const other = await world.graphql(CreateObligationDocument, {
      input: { ...input, idempotencyKey: 'another' },
    });
    expect(other.data!.createObligation.obligation!.id).not.toBe(
      first.data!.createObligation.obligation!.id,
    );
    expect((await obligationsOf(id)).obligations).toHaveLength(2);
  });

  test('one that is gone since is not made again by a repeat', async () => {
    const id = fresh();
    const input = { contractId: id, ...REPORT, idempotencyKey: 'gone' };
    const { data } = await world.graphql(CreateObligationDocument, { input });
    await world.graphql(DeleteObligationDocument, {
      input: { contractId: id, obligationId: data!.createObligation.obligation!.id },
    });
    const again = await world.graphql(CreateObligationDocument, { input });
    expect(again.data!.createObligation).toMatchObject({
      obligation: null,
      userErrors: [{ code: 'NOT_FOUND' }],
    });
    expect((await obligationsOf(id)).obligations).toEqual([]);
  });

  test.each([
    ['a blank title', { title: ' ' }, { field: ['title'], code: 'REQUIRED' }],
    ['a title too long', { title: 'x'.repeat(1_001) }, { field: ['title'], code: 'INVALID_INPUT' }],
    [
      'a value that is no number and no text',
      { customFields: { contractualDeliveryValue: { a: 1 } } },
      { field: ['customFields', 'contractualDeliveryValue'], code: 'INVALID_VALUE' },
    ],
    [
      'a task for nobody',
      { tasks: [{ ...TASK, assignees: [] }] },
      { field: ['tasks', '0', 'assignees'], code: 'REQUIRED' },
    ],
    [
      'a key of blanks',
      { idempotencyKey: ' ' },
      { field: ['idempotencyKey'], code: 'INVALID_INPUT' },
    ],
  ])('refuses %s before any change', async (_name, changes, expected) => {
    const [id = ''] = contracts('T');
    const before = writes();
    const { data, errors } = await world.graphql(CreateObligationDocument, {
      input: { contractId: id, ...REPORT, ...changes },
    });
    expect(errors).toEqual([]);
    expect(data!.createObligation).toMatchObject({ obligation: null, userErrors: [expected] });
    expect(writes()).toBe(before);
  });

  test.each([
    ['a malformed type', { obligationTypeId: 'one' }],
    ['a malformed contract', { contractId: 'T-1/2' }],
    ['a malformed assignee', { tasks: [{ ...TASK, assignees: [{ orgUserId: '1/2' }] }] }],
  ])('%s is bad input before any call', async (_name, changes) => {
    const before = writes();
    const { errors } = await world.graphql(CreateObligationDocument, {
      input: { contractId: 'T-1', ...REPORT, ...changes },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(writes()).toBe(before);
  });

  test.each([
    [
      'an obligation',
      { taskAssociations: [{ entityId: '987654', entityType: 'OBLIGATION' as const }] },
      ['taskAssociations', '0', 'entityId'],
    ],
    [
      'a key pointer',
      { dueDate: undefined, dueDateKeyPointerId: '987654' },
      ['dueDateKeyPointerId'],
    ],
  ])(
    'whose task names %s of another contract is refused, alone and among several',
    async (_what, changes, path) => {
      const before = writes();
      const contractId = fresh();
      const tasks = [{ ...TASK, ...changes }];
      const one = await world.graphql(CreateObligationDocument, {
        input: { contractId, ...REPORT, tasks },
      });
      expect(one.data!.createObligation.userErrors).toMatchObject([
        { field: ['tasks', '0', ...path], code: 'NOT_FOUND' },
      ]);
      const several = await world.graphql(CreateObligationsDocument, {
        input: { contractId, obligations: [{ ...REPORT, tasks }] },
      });
      expect(several.data!.createObligations.userErrors).toMatchObject([
        { field: ['obligations', '0', 'tasks', '0', ...path], code: 'NOT_FOUND' },
      ]);
      expect(writes()).toBe(before);
    },
  );

  test('SpotDraft refuses without a reason, and nothing is left that a repeat would be taken for', async () => {
    const id = fresh();
    const input = { contractId: id, ...REPORT, obligationTypeId: '999' };
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const { data } = await world.graphql(CreateObligationDocument, { input });
      expect(data!.createObligation).toMatchObject({
        obligation: null,
        userErrors: [{ field: null, code: 'SPOTDRAFT_REFUSED', message: /gave no reason/ }],
      });
    }
  });

  test('refuses an H contract and one that is deleted', async () => {
    const [h = ''] = contracts('H');
    const gone = fresh();
    world.spotdraft.control.delete(gone);
    await world.graphql(SyncContractDocument, { id: gone });
    const before = writes();
    for (const contractId of [h, gone]) {
      const { data } = await world.graphql(CreateObligationDocument, {
        input: { contractId, ...REPORT },
      });
      expect(data!.createObligation).toMatchObject({
        obligation: null,
        userErrors: [{ field: null, code: 'INVALID_STATE' }],
      });
    }
    expect(writes()).toBe(before);
  });
});

describe('several at once', () => {
  test('are made by one call, found again when its answer is lost, and changed', async () => {
    const id = fresh();
    const input = {
      contractId: id,
      obligations: [REPORT, REPORT, { ...REPORT, title: 'Payment', obligationTypeId: '103' }],
    };
    const before = writes();
    world.spotdraft.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'POST', path: '/obligations/bulk/' },
      times: 1,
    });
    const { data } = await world.graphql(CreateObligationsDocument, { input });
    expect(data!.createObligations.userErrors).toEqual([]);
    const made = data!.createObligations.obligations;
    expect(made.map(({ title }) => title)).toEqual(['Usage report', 'Usage report', 'Payment']);
    expect(new Set(made.map((one) => one.id)).size).toBe(3);
    expect(writes()).toBe(before + 1);

    const changed = await world.graphql(UpdateObligationsDocument, {
      input: {
        contractId: id,
        obligations: [
          { id: made[0]!.id, status: 'COMPLETED' },
          { id: made[2]!.id, priority: 'LOW', endDate: '2027-06-30T00:00:00.000Z' },
        ],
      },
    });
    expect(changed.data!.updateObligations).toMatchObject({
      obligations: [{ status: 'COMPLETED', priority: 'HIGH' }, { priority: 'LOW' }],
      userErrors: [],
    });
  });

  test.each([
    ['none', [], { field: ['obligations'], code: 'REQUIRED' }],
    ['too many', Array.from({ length: 101 }, () => REPORT), { field: ['obligations'] }],
    [
      'one with a blank title',
      [REPORT, { ...REPORT, title: '' }],
      { field: ['obligations', '1', 'title'], code: 'REQUIRED' },
    ],
  ])('refuses %s', async (_name, obligations, expected) => {
    const [id = ''] = contracts('T');
    const before = writes();
    const { data } = await world.graphql(CreateObligationsDocument, {
      input: { contractId: id, obligations },
    });
    expect(data!.createObligations).toMatchObject({ obligations: [], userErrors: [expected] });
    expect(writes()).toBe(before);
  });

  test('a change names which of them the contract does not have', async () => {
    const id = fresh();
    const { data } = await world.graphql(CreateObligationDocument, {
      input: { contractId: id, ...REPORT },
    });
    const known = data!.createObligation.obligation!.id;
    const { data: changed } = await world.graphql(UpdateObligationsDocument, {
      input: {
        contractId: id,
        obligations: [
          { id: known, status: 'FAILED' },
          { id: '9', status: 'FAILED' },
        ],
      },
    });
    expect(changed!.updateObligations).toMatchObject({
      obligations: [],
      userErrors: [{ field: ['obligations', '1', 'id'], code: 'NOT_FOUND' }],
    });
    expect((await obligationsOf(id)).obligations).toMatchObject([{ status: 'PENDING' }]);
  });
});

describe('updateObligation and deleteObligation', () => {
  test('change one, and remove it', async () => {
    const id = fresh();
    const { data } = await world.graphql(CreateObligationDocument, {
      input: { contractId: id, ...REPORT },
    });
    const obligationId = data!.createObligation.obligation!.id;
    const updated = await world.graphql(UpdateObligationDocument, {
      input: { contractId: id, obligationId, title: 'Annual report', status: 'VERIFIED' },
    });
    expect(updated.data!.updateObligation).toMatchObject({
      obligation: { id: obligationId, title: 'Annual report', status: 'VERIFIED' },
      userErrors: [],
    });
    const deleted = await world.graphql(DeleteObligationDocument, {
      input: { contractId: id, obligationId },
    });
    expect(deleted.data!.deleteObligation).toEqual({ obligationId, userErrors: [] });
    expect((await obligationsOf(id)).obligations).toEqual([]);
    const again = await world.graphql(DeleteObligationDocument, {
      input: { contractId: id, obligationId },
    });
    expect(again.data!.deleteObligation).toMatchObject({
      obligationId: null,
      userErrors: [{ field: ['obligationId'], code: 'NOT_FOUND' }],
    });
  });

  test('are not repeated when their answer is lost', async () => {
    const id = fresh();
    const before = writes();
    world.spotdraft.faults.add({ kind: 'drop-after-commit', match: { path: '/obligations/7/' } });
    const named = { contractId: id, obligationId: '7' };
    const { errors } = await world.graphql(UpdateObligationDocument, {
      input: { ...named, title: 'once' },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
    const { errors: others } = await world.graphql(DeleteObligationDocument, { input: named });
    expect(others).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
    expect(writes()).toBe(before + 2);
  });

  test('refuse an H contract, and malformed ids before any call', async () => {
    const [h = ''] = contracts('H');
    const before = writes();
    const { data } = await world.graphql(UpdateObligationDocument, {
      input: { contractId: h, obligationId: '1', title: 'x' },
    });
    expect(data!.updateObligation.userErrors).toMatchObject([{ code: 'INVALID_STATE' }]);
    const { data: deleted } = await world.graphql(DeleteObligationDocument, {
      input: { contractId: h, obligationId: '1' },
    });
    expect(deleted!.deleteObligation.userErrors).toMatchObject([{ code: 'INVALID_STATE' }]);
    const { errors } = await world.graphql(DeleteObligationDocument, {
      input: { contractId: 'T-1', obligationId: '1/2' },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(writes()).toBe(before);
  });
});
