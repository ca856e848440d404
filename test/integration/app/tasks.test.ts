import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  ContractObligationsDocument,
  CreateTaskDocument,
  CreateTasksDocument,
} from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
let contractId: string;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    backfill: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  contractId = world.spotdraft.control
    .list()
    .find(({ id, contract_status: status }) => id.startsWith('T') && status === 'EXECUTED')!.id;
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => {
  world.spotdraft.faults.clear();
});

const writes = () =>
  Object.entries(world.spotdraft.calls.report().byRoute)
    .filter(([route]) => /^POST .*tasks/.test(route))
    .reduce((sum, [, count]) => sum + count, 0);

const TASK = {
  title: 'Send the report',
  assignees: [{ orgUserId: '702' }, { roleId: '52' }],
  dueDate: '2027-01-30T00:00:00.000Z',
};

describe('createTask', () => {
  test('makes one of a contract, and one of the workspace', async () => {
    const { data, errors } = await world.graphql(CreateTaskDocument, {
      input: {
        contractId,
        ...TASK,
        notes: 'By mail.',
        reminders: [{ value: 1, type: 'MONTHS' }, { value: 2 }],
      },
    });
    expect(errors).toEqual([]);
    expect(data!.createTask).toMatchObject({
      task: {
        title: 'Send the report',
        notes: 'By mail.',
        status: 'UPCOMING',
        taskCategory: 'USER_TASK',
        dueDate: TASK.dueDate,
        assignees: [
          { orgUserId: '702', name: 'Ingrid Solberg' },
          { roleId: '52', name: 'Legal' },
        ],
      },
      userErrors: [],
    });
    const other = await world.graphql(CreateTaskDocument, {
      input: { title: 'Look at it', taskCategory: 'INTAKE_TASK', priority: 'LOW' },
    });
    expect(other.data!.createTask).toMatchObject({
      task: { status: 'NO_DATE', taskCategory: 'INTAKE_TASK', assignees: [] },
      userErrors: [],
    });
  });

  test('shows up at the obligation of the contract that it is about', async () => {
    const read = async () => {
      const { data } = await world.graphql(ContractObligationsDocument, { id: contractId });
      return data!.contract!.obligations![0]!;
    };
    const about = { entityId: (await read()).id, entityType: 'OBLIGATION' } as const;
    const { data } = await world.graphql(CreateTaskDocument, {
      input: { contractId, ...TASK, taskAssociations: [about] },
    });
    expect((await read()).tasks.map(({ id }) => id)).toContain(data!.createTask.task!.id);
  });

  test("refuses an obligation that is not the contract's", async () => {
    const before = writes();
    for (const of of [{ contractId }, {}]) {
      const { data } = await world.graphql(CreateTaskDocument, {
        input: {
          ...TASK,
          ...of,
          taskAssociations: [{ entityId: '9', entityType: 'OBLIGATION' }],
        },
      });
      expect(data!.createTask).toMatchObject({
        task: null,
        userErrors: [{ field: ['taskAssociations', '0', 'entityId'], code: 'NOT_FOUND' }],
      });
    }
    expect(writes()).toBe(before);
  });

  test("refuses a key pointer that is not the contract's: the task would tell what it says", async () => {
    const { dueDate: _none, ...task } = TASK;
    const pointersOf = async (id: string) =>
      (
        await world.graphql<{ contract: { keyPointers: { id: string }[] } }, object>(
          'query ($id: ID!) { contract(id: $id) { keyPointers { id } } }',
          { id },
        )
      ).data!.contract.keyPointers;
    const other = world.spotdraft.control
      .list()
      .find(({ id, deleted }) => id.startsWith('T') && id !== contractId && !deleted)!;
    const [foreign] = await pointersOf(other.id);
    const before = writes();
    for (const of of [{ contractId }, {}]) {
      const { data } = await world.graphql(CreateTaskDocument, {
        input: { ...task, ...of, dueDateKeyPointerId: foreign!.id },
      });
      expect(data!.createTask).toMatchObject({
        task: null,
        userErrors: [{ field: ['dueDateKeyPointerId'], code: 'NOT_FOUND' }],
      });
    }
    expect(writes()).toBe(before);
    const [own] = await pointersOf(contractId);
    const { data } = await world.graphql(CreateTaskDocument, {
      input: { ...task, contractId, dueDateKeyPointerId: own!.id },
    });
    expect(data!.createTask.userErrors).toEqual([]);
  });

  test('a repeat tells of the same task, whose answer SpotDraft gives but once', async () => {
    const input = { contractId, ...TASK, title: 'Once', idempotencyKey: 'once' };
    const before = writes();
    const first = await world.graphql(CreateTaskDocument, { input });
    const again = await world.graphql(CreateTaskDocument, { input });
    expect(again.data!.createTask).toMatchObject({
      task: {
        id: first.data!.createTask.task!.id,
        title: 'Once',
        status: null,
        dueDate: TASK.dueDate,
        assignees: [
          { orgUserId: '702', roleId: null, name: null },
          { orgUserId: null, roleId: '52', name: null },
        ],
      },
      userErrors: [],
    });
    const other = await world.graphql(CreateTaskDocument, { input: { ...input, title: 'Twice' } });
    expect(other.data!.createTask.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_MISMATCH' }]);
    expect(writes()).toBe(before + 1);
  });

  test('several of which SpotDraft tells but some are not told as all', async () => {
    world.spotdraft.faults.add({ kind: 'edit', match: { path: '/tasks/bulk/' }, remove: ['0.id'] });
    const { data, errors } = await world.graphql(CreateTasksDocument, {
      input: { contractId, tasks: [TASK, { ...TASK, title: 'Another' }] },
    });
    expect(errors).toEqual([]);
    expect(data!.createTasks).toMatchObject({
      tasks: [{ title: 'Another' }],
      userErrors: [{ field: null, code: 'NOT_FOUND' }],
    });
  });

  test('whose answer is lost stays uncertain and is not made again', async () => {
    const input = { contractId, ...TASK, title: 'Lost' };
    const before = writes();
    world.spotdraft.faults.add({ kind: 'drop-after-commit', match: { path: '/user_tasks/' } });
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const { data } = await world.graphql(CreateTaskDocument, { input });
      expect(data!.createTask).toMatchObject({
        task: null,
        userErrors: [{ code: 'CREATION_UNCERTAIN' }],
      });
    }
    expect(writes()).toBe(before + 1);
  });

  test.each([
    ['a blank title', { title: ' ' }, { field: ['title'], code: 'REQUIRED' }],
    ['nobody to do it', { assignees: [] }, { field: ['assignees'], code: 'REQUIRED' }],
    [
      'an assignee of both kinds',
      { assignees: [{ orgUserId: '1', roleId: '2' }] },
      { field: ['assignees', '0'], code: 'INVALID_VALUE' },
    ],
    ['an assignee of none', { assignees: [{}] }, { field: ['assignees', '0'] }],
    ['no day', { dueDate: null }, { field: ['dueDate'], code: 'REQUIRED' }],
    ['two days', { dueDateKeyPointerId: '4' }, { field: ['dueDate'], code: 'INVALID_VALUE' }],
    ['a priority', { priority: 'HIGH' }, { field: ['priority'], code: 'INVALID_VALUE' }],
    [
      'a status of intakes',
      { intakeTaskStatus: 'BLOCKED' },
      { field: ['intakeTaskStatus'], code: 'INVALID_VALUE' },
    ],
    [
      'a reminder afterwards',
      { reminders: [{ value: -1 }] },
      { field: ['reminders', '0', 'value'], code: 'INVALID_VALUE' },
    ],
    [
      'more reminders than anybody sets',
      { reminders: Array.from({ length: 21 }, () => ({ value: 1 })) },
      { field: ['reminders'], code: 'INVALID_INPUT' },
    ],
  ] as const)('refuses %s before any call', async (_name, changes, expected) => {
    const before = writes();
    const { data, errors } = await world.graphql(CreateTaskDocument, {
      input: { contractId, ...TASK, ...changes } as never,
    });
    expect(errors).toEqual([]);
    expect(data!.createTask).toMatchObject({ task: null, userErrors: [expected] });
    expect(writes()).toBe(before);
  });

  test("keeps SpotDraft's words, and refuses an H contract", async () => {
    const { data } = await world.graphql(CreateTaskDocument, {
      input: { contractId, ...TASK, assignees: [{ orgUserId: '1' }] },
    });
    expect(data!.createTask.userErrors).toMatchObject([
      { code: 'SPOTDRAFT_REFUSED', message: /not in this workspace/ },
    ]);
    const h = world.spotdraft.control.list().find(({ id }) => id.startsWith('H'))!.id;
    const before = writes();
    const refused = await world.graphql(CreateTaskDocument, {
      input: { ...TASK, contractId: h },
    });
    expect(refused.data!.createTask.userErrors).toMatchObject([{ code: 'INVALID_STATE' }]);
    expect(writes()).toBe(before);
  });
});

describe('createTasks', () => {
  test('makes several with one call', async () => {
    const before = writes();
    const { data } = await world.graphql(CreateTasksDocument, {
      input: { contractId, tasks: [TASK, { ...TASK, title: 'Second' }] },
    });
    expect(data!.createTasks).toMatchObject({
      tasks: [{ title: 'Send the report' }, { title: 'Second' }],
      userErrors: [],
    });
    expect(writes()).toBe(before + 1);
  });

  test('refuses none, and names the one that is wrong', async () => {
    const before = writes();
    const none = await world.graphql(CreateTasksDocument, { input: { contractId, tasks: [] } });
    expect(none.data!.createTasks.userErrors).toMatchObject([{ field: ['tasks'] }]);
    const { data } = await world.graphql(CreateTasksDocument, {
      input: { contractId, tasks: [TASK, { ...TASK, assignees: [] }] },
    });
    expect(data!.createTasks).toMatchObject({
      tasks: [],
      userErrors: [{ field: ['tasks', '1', 'assignees'], code: 'REQUIRED' }],
    });
    expect(writes()).toBe(before);
  });
});
