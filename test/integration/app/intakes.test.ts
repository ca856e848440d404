import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  CreateIntakeDocument,
  CreateTaskDocument,
  DeleteIntakeDocument,
  IntakeDocument,
  IntakesDocument,
  UpdateIntakeDocument,
} from '../../generated/graphql.js';
import { pdf } from '../../support/documents.js';
import { upload } from '../../support/upload.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => {
  world.spotdraft.faults.clear();
});

const writes = () =>
  Object.entries(world.spotdraft.calls.report().byRoute)
    .filter(([route]) => /^(?:POST|PATCH|DELETE) .*(?:legal_intake|files)/.test(route))
    .reduce((sum, [, count]) => sum + count, 0);

let made = 0;
async function make(input: object = {}) {
  made += 1;
  const { data, errors } = await world.graphql(CreateIntakeDocument, {
    input: { title: `Review ${made}`, workflowId: '42', ...input },
  });
  expect(errors).toEqual([]);
  expect(data!.createIntake.userErrors).toEqual([]);
  return data!.createIntake.intake!;
}

describe('createIntake', () => {
  test('hands one in, and `intake` shows all of it', async () => {
    const intake = await make({
      description: 'A new vendor.',
      priority: 'HIGH',
      dueDate: '2027-01-31T00:00:00.000Z',
      metadata: { deal: 'D-1', nothing: null },
      assignees: [
        { entityId: '702', assigneeType: 'ASSIGNED_TO' },
        { entityId: '703', entityType: 'ORG_USER', assigneeType: 'COLLABORATOR' },
      ],
    });
    const { data } = await world.graphql(IntakeDocument, { id: intake.id });
    expect(data!.intake).toEqual(intake);
    expect(intake).toMatchObject({
      description: 'A new vendor.',
      status: 'PENDING',
      priority: 'HIGH',
      dueDate: '2027-01-31T00:00:00.000Z',
      metadata: { deal: 'D-1', nothing: null },
      referenceId: expect.stringMatching(/^I-\d+$/),
      createdBy: { name: 'CRM Integration' },
      workflow: { id: '42', title: 'Contract review' },
      assignees: [{ entityId: '702', entityType: 'ORG_USER', person: { name: 'Ingrid Solberg' } }],
      collaborators: [{ entityId: '703' }],
      tasks: [],
      attachments: [],
    });
  });

  test('brings its files to SpotDraft, by their names', async () => {
    const first = await upload(world, pdf(700_000, 'nda'), 'nda');
    const second = await upload(world, pdf(3_000, 'msa'), 'msa.pdf');
    const intake = await make({
      files: [{ uploadId: first.uploadId }, { uploadId: second.uploadId }],
    });
    expect(intake.attachments).toMatchObject([{ name: 'nda.pdf' }, { name: 'msa.pdf' }]);
  });

  test('shows the tasks that are about it', async () => {
    const { id } = await make();
    await world.graphql(CreateTaskDocument, {
      input: {
        title: 'Ask them',
        taskCategory: 'INTAKE_TASK',
        priority: 'LOW',
        taskAssociations: [{ entityId: id, entityType: 'LEGAL_INTAKE' }],
      },
    });
    const { data } = await world.graphql(IntakeDocument, { id });
    expect(data!.intake!.tasks).toMatchObject([
      { title: 'Ask them', status: 'NO_DATE', intakeTaskStatus: 'PENDING', priority: 'LOW' },
    ]);
  });

  test('a repeat is the same intake, also when the first answer was lost', async () => {
    const { uploadId } = await upload(world, pdf(3_000, 'same'), 'same.pdf');
    const input = { title: 'Lost and found', workflowId: '42', files: [{ uploadId }] };
    world.spotdraft.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'POST', path: '/legal_intake/' },
      times: 1,
    });
    const first = await world.graphql(CreateIntakeDocument, { input });
    const again = await world.graphql(CreateIntakeDocument, { input });
    expect(first.data!.createIntake.intake).toMatchObject({ title: 'Lost and found' });
    expect(again.data!.createIntake.intake!.id).toBe(first.data!.createIntake.intake!.id);
    const other = await world.graphql(CreateIntakeDocument, {
      input: { ...input, idempotencyKey: 'another' },
    });
    expect(other.data!.createIntake.intake!.id).not.toBe(first.data!.createIntake.intake!.id);
    const { data } = await world.graphql(IntakesDocument, { search: 'Lost and found' });
    expect(data!.intakes.totalCount).toBe(2);
  });

  test('of a person is looked for in their own view, where others are not shown it', async () => {
    const own = world.spotdraft.control.users().find(({ name }) => name === 'CRM Integration')!;
    const { roleIds } = own;
    own.roleIds = [];
    const before = writes();
    world.spotdraft.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'POST', path: '/legal_intake/' },
      times: 1,
    });
    const { data } = await world.graphql(
      CreateIntakeDocument,
      { input: { title: 'Seen by its maker alone', workflowId: '42' } },
      await world.asUser('priya.raman@meridian-cloud.example'),
    );
    own.roleIds = roleIds;
    expect(data!.createIntake).toMatchObject({
      userErrors: [],
      intake: { title: 'Seen by its maker alone' },
    });
    expect(writes()).toBe(before + 1);
  });

  test('one that is gone since is not made again by a repeat', async () => {
    const input = { title: 'Gone', workflowId: '42' };
    const { data } = await world.graphql(CreateIntakeDocument, { input });
    const intakeId = data!.createIntake.intake!.id;
    await world.graphql(DeleteIntakeDocument, { input: { intakeId } });
    const again = await world.graphql(CreateIntakeDocument, { input });
    expect(again.data!.createIntake).toMatchObject({
      intake: null,
      userErrors: [{ field: null, code: 'NOT_FOUND' }],
    });
  });

  test('is not made while a file can not be brought, and the address of the file is told nowhere', async () => {
    const { uploadId } = await upload(world, pdf(3_000, 'lost'), 'lost.pdf');
    world.spotdraft.faults.add({
      kind: 'status',
      match: { path: '/storage/uploads/' },
      status: 503,
    });
    const before = writes();
    const answer = await world.graphql(CreateIntakeDocument, {
      input: { title: 'With a file', workflowId: '42', files: [{ uploadId }] },
    });
    expect(answer.errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_UNAVAILABLE', nothingCreated: true } },
    ]);
    expect(JSON.stringify(answer)).not.toContain('storage/uploads');
    // The place for the file was asked for, the intake was not made.
    expect(writes()).toBe(before + 1);
  });

  test.each([
    ['a blank title', { title: ' ' }, { field: ['title'], code: 'REQUIRED' }],
    ['a title too long', { title: 'x'.repeat(256) }, { field: ['title'], code: 'INVALID_INPUT' }],
    [
      'metadata beyond its bound',
      { metadata: { a: 'x'.repeat(60_000), b: 'x'.repeat(60_000) } },
      { field: ['metadata'], code: 'INVALID_INPUT' },
    ],
    [
      'more people than anybody asks',
      {
        assignees: Array.from({ length: 101 }, () => ({
          entityId: '1',
          assigneeType: 'COLLABORATOR',
        })),
      },
      { field: ['assignees'], code: 'INVALID_INPUT' },
    ],
    ['a file of no kind', { files: [{}] }, { field: ['files', '0'], code: 'INVALID_INPUT' }],
    [
      'an upload that is not there',
      { files: [{ uploadId: 'made-up' }] },
      { field: ['files', '0', 'uploadId'], code: 'NOT_FOUND' },
    ],
    [
      'more files than SpotDraft takes',
      { files: Array.from({ length: 51 }, () => ({ uploadId: 'x' })) },
      { field: ['files'], code: 'INVALID_INPUT' },
    ],
  ])('refuses %s before any call', async (_name, changes, expected) => {
    const before = writes();
    const { data, errors } = await world.graphql(CreateIntakeDocument, {
      input: { title: 'x', workflowId: '42', ...changes } as never,
    });
    expect(errors).toEqual([]);
    expect(data!.createIntake).toMatchObject({ intake: null, userErrors: [expected] });
    expect(writes()).toBe(before);
  });

  test.each([
    ['a malformed workflow', { workflowId: 'forty' }],
    ['a malformed person', { assignees: [{ entityId: '1/2', assigneeType: 'COLLABORATOR' }] }],
  ])('%s is bad input before any call', async (_name, changes) => {
    const before = writes();
    const { errors } = await world.graphql(CreateIntakeDocument, {
      input: { title: 'x', workflowId: '42', ...changes } as never,
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(writes()).toBe(before);
  });

  test("keeps SpotDraft's words and code, and the path of what it names", async () => {
    const workflow = await world.graphql(CreateIntakeDocument, {
      input: { title: 'x', workflowId: '7' },
    });
    expect(workflow.data!.createIntake.userErrors).toMatchObject([
      { code: 'SPOTDRAFT_REFUSED', message: /no published/, spotdraftCode: 'SD_PUBLIC_00039' },
    ]);
    const person = await world.graphql(CreateIntakeDocument, {
      input: {
        title: 'x',
        workflowId: '42',
        assignees: [{ entityId: '1', assigneeType: 'ASSIGNED_TO' }],
      },
    });
    expect(person.data!.createIntake.userErrors).toMatchObject([
      { field: ['assignees', '0', 'entityId'], code: 'SPOTDRAFT_REFUSED' },
    ]);
  });
});

describe('intakes', () => {
  test('lists the newest first, page by page, by text and status', async () => {
    for (const title of ['Paged a', 'Paged b', 'Paged c']) await make({ title });
    const { data } = await world.graphql(IntakesDocument, { search: 'paged', first: 2 });
    expect(data!.intakes).toMatchObject({
      nodes: [{ title: 'Paged c' }, { title: 'Paged b' }],
      pageInfo: { hasNextPage: true },
      totalCount: 3,
    });
    const after = data!.intakes.pageInfo.endCursor;
    // One that comes meanwhile moves the rest, and is not what follows.
    await make({ title: 'Paged d' });
    const rest = await world.graphql(IntakesDocument, { search: 'paged', first: 2, after });
    expect(rest.data!.intakes.nodes.map(({ title }) => title)).toEqual(['Paged a']);
    const { errors } = await world.graphql(IntakesDocument, { search: 'other', after });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    const none = await world.graphql(IntakesDocument, { search: 'paged', status: ['COMPLETED'] });
    expect(none.data!.intakes).toMatchObject({ nodes: [], totalCount: 0 });
  });

  test('tells details of each where they are asked for, with one call an intake', async () => {
    await make({
      title: 'Detailed',
      assignees: [{ entityId: '702', assigneeType: 'ASSIGNED_TO' }],
    });
    const reads = () =>
      Object.entries(world.spotdraft.calls.report().byRoute)
        .filter(([route]) => /^GET .*legal_intake\/./.test(route))
        .reduce((sum, [, count]) => sum + count, 0);
    const before = reads();
    const { data } = await world.graphql<
      { intakes: { nodes: { assignees: unknown; tasks: unknown; attachments: unknown }[] } },
      object
    >(
      '{ intakes(search: "Detailed", first: 1) { nodes { assignees { entityId } tasks { id } attachments { id } } } }',
      {},
    );
    expect(data!.intakes.nodes).toEqual([
      { assignees: [{ entityId: '702' }], tasks: [], attachments: [] },
    ]);
    expect(reads()).toBe(before + 1);
  });

  test.each([
    ['a search that is too long', { search: 'x'.repeat(501) }],
    ['no status at all', { status: [] }],
    ['too large a page', { first: 101 }],
  ])('refuses %s', async (_name, variables) => {
    const { errors } = await world.graphql(IntakesDocument, variables);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('is asked as the person: one whom SpotDraft does not know sees nothing', async () => {
    const nobody = await world.asUser('priya.raman@meridian-cloud.example', {
      email: 'nobody@meridian-cloud.example',
    });
    const { errors } = await world.graphql(IntakesDocument, {}, nobody);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', service: 'spotdraft' } }]);
  });
});

test('intake is null for one that is not there, and bad input for what is no id', async () => {
  const { data, errors } = await world.graphql(IntakeDocument, { id: '999999' });
  expect(errors).toEqual([]);
  expect(data!.intake).toBeNull();
  const odd = await world.graphql(IntakeDocument, { id: 'I-001' });
  expect(odd.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

describe('updateIntake and deleteIntake', () => {
  test('change what is named, and null takes away', async () => {
    const { id: intakeId } = await make({
      description: 'Old.',
      dueDate: '2027-01-31T00:00:00.000Z',
      metadata: { a: 1 },
      assignees: [{ entityId: '702', assigneeType: 'ASSIGNED_TO' }],
    });
    const first = await world.graphql(UpdateIntakeDocument, {
      input: { intakeId, status: 'IN_PROGRESS', title: 'New title' },
    });
    expect(first.data!.updateIntake.intake).toMatchObject({
      title: 'New title',
      status: 'IN_PROGRESS',
      description: 'Old.',
      metadata: { a: 1 },
      assignees: [{ entityId: '702' }],
    });
    const second = await world.graphql(UpdateIntakeDocument, {
      input: {
        intakeId,
        title: null,
        priority: 'LOW',
        description: null,
        dueDate: null,
        metadata: null,
        assignees: null,
      },
    });
    expect(second.data!.updateIntake.intake).toMatchObject({
      title: 'New title',
      priority: 'LOW',
      description: null,
      dueDate: null,
      metadata: null,
      assignees: [],
    });
  });

  test('remove one, which is not found afterwards', async () => {
    const { id: intakeId } = await make();
    const { data } = await world.graphql(DeleteIntakeDocument, { input: { intakeId } });
    expect(data!.deleteIntake).toEqual({ intakeId, userErrors: [] });
    for (const document of [DeleteIntakeDocument, UpdateIntakeDocument]) {
      const { errors } = await world.graphql(document as typeof DeleteIntakeDocument, {
        input: { intakeId },
      });
      expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    }
  });

  test('are forbidden where SpotDraft shows the intake and does not let it be changed', async () => {
    const { id: intakeId } = await make();
    world.spotdraft.faults.add({
      kind: 'status',
      match: { method: 'PATCH', path: '/legal_intake/' },
      status: 403,
      body: { detail: 'You may only read it.' },
    });
    const { errors } = await world.graphql(UpdateIntakeDocument, {
      input: { intakeId, title: 'x' },
    });
    expect(errors).toMatchObject([
      { message: /You may only read it/, extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  test('refuse what is wrong before any call, and are not repeated when their answer is lost', async () => {
    const { id: intakeId } = await make();
    const before = writes();
    const blank = await world.graphql(UpdateIntakeDocument, { input: { intakeId, title: ' ' } });
    expect(blank.data!.updateIntake.userErrors).toMatchObject([{ field: ['title'] }]);
    const odd = await world.graphql(DeleteIntakeDocument, { input: { intakeId: '1/2' } });
    expect(odd.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(writes()).toBe(before);
    world.spotdraft.faults.add({ kind: 'drop-after-commit', match: { path: '/legal_intake/' } });
    const lost = await world.graphql(UpdateIntakeDocument, { input: { intakeId, title: 'y' } });
    expect(lost.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
    expect(writes()).toBe(before + 1);
  });
});
