import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  ContractApprovalsDocument,
  ContractRecipientsDocument,
  RequestApprovalsDocument,
} from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const LEGAL = '702';

let world: World;
/** Contracts that no test has used yet. */
let unused: string[];
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    backfill: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  unused = world.spotdraft.control
    .list()
    .filter((contract) => ['DRAFT', 'REDLINING'].includes(contract.contract_status))
    .map(({ id }) => id);
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => {
  world.spotdraft.faults.clear();
});

const take = (prefix = 'T') => {
  const id = unused.find((each) => each.startsWith(prefix))!;
  unused = unused.filter((each) => each !== id);
  return id;
};
const historical = () =>
  world.spotdraft.control.list().find(({ id, deleted }) => id.startsWith('H-') && !deleted)!.id;

const posts = () =>
  Object.entries(world.spotdraft.calls.report().byRoute)
    .filter(([route]) => route.startsWith('POST ') && route.includes('/approvals/'))
    .reduce((sum, [, count]) => sum + count, 0);

const request = async (input: {
  contractId: string;
  approvals?: { name: string; notes?: string; userId?: string; roleId?: string; order?: number }[];
  idempotencyKey?: string;
}) => {
  const { data, errors } = await world.graphql(RequestApprovalsDocument, {
    input: { approvals: [{ name: 'Legal', userId: LEGAL }], ...input },
  });
  return { answer: data?.requestApprovals, errors };
};

describe('Contract.approvals', () => {
  test('shows what was asked for, in turn, and what was decided', async () => {
    const id = take();
    const { answer, errors } = await request({
      contractId: id,
      approvals: [
        { name: 'Legal', notes: 'Clause 4?', userId: LEGAL, order: 1 },
        { name: 'Finance', roleId: '51', order: 2 },
      ],
    });
    expect(errors).toEqual([]);
    expect(answer!.userErrors).toEqual([]);
    expect(answer!.contract!.approvals).toMatchObject([
      { name: 'Legal', type: 'AD_HOC', status: 'PENDING' },
      { name: 'Finance', type: 'AD_HOC', status: 'NOT_STARTED' },
    ]);
    world.spotdraft.control.act(id, 'approve', { notes: 'Fine.' });
    const { data } = await world.graphql(ContractApprovalsDocument, { id });
    expect(data!.contract!.approvals).toMatchObject([
      {
        status: 'APPROVED',
        approver: { id: LEGAL, email: 'ingrid.solberg@meridian-cloud.example' },
        notes: 'Clause 4?',
        actions: [{ status: 'APPROVED', notes: 'Fine.' }],
      },
      { status: 'PENDING', approver: null, notes: null, actions: [] },
    ]);
  });

  test('works for H contracts, and is null with an error while SpotDraft is down', async () => {
    const id = historical();
    const shown = await world.graphql(ContractApprovalsDocument, { id });
    expect(shown.data!.contract!.approvals).toEqual([]);
    world.spotdraft.faults.add({ kind: 'status', match: { path: '/approvals/' }, status: 500 });
    const { data, errors } = await world.graphql(ContractApprovalsDocument, { id });
    expect(data!.contract).toMatchObject({ id, approvals: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
  });
});

describe('requestApprovals', () => {
  test.each([
    ['nobody', {}, { field: ['approvals', '0'], code: 'REQUIRED' }],
    [
      'a user and a role',
      { userId: LEGAL, roleId: '51' },
      { field: ['approvals', '0'], code: 'INVALID_INPUT' },
    ],
    ['a blank name', { name: ' ', userId: LEGAL }, { field: ['approvals', '0', 'name'] }],
    [
      'a long name',
      { name: 'x'.repeat(1_001), userId: LEGAL },
      { field: ['approvals', '0', 'name'], code: 'INVALID_INPUT' },
    ],
  ])('refuses %s before any call', async (_name, changes, expected) => {
    const before = posts();
    const { answer } = await request({
      contractId: unused[0]!,
      approvals: [{ name: 'Legal', ...changes }],
    });
    expect(answer).toMatchObject({ userErrors: [expected] });
    expect(posts()).toBe(before);
  });

  test.each([0, 51])('refuses %s approvals at a time', async (count) => {
    const approvals = Array.from({ length: count }, () => ({ name: 'Legal', userId: LEGAL }));
    const { answer } = await request({ contractId: unused[0]!, approvals });
    expect(answer).toMatchObject({ userErrors: [{ field: ['approvals'] }] });
  });

  test.each([{ contractId: 'T-1/2' }, { approvals: [{ name: 'x', userId: 'me' }] }])(
    'malformed ids are bad input: %j',
    async (changes) => {
      const before = posts();
      const { errors } = await request({ contractId: 'T-1', ...changes });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(posts()).toBe(before);
    },
  );

  test('is refused in a state in which nothing is decided any more', async () => {
    const id = take();
    world.spotdraft.control.void(id);
    const voided = world.spotdraft.control.get(id);
    const { data } = await world.graphql<{ syncContract: unknown }, { id: string }>(
      'mutation ($id: ID!) { syncContract(id: $id) { userErrors { code } } }',
      { id: voided.id },
    );
    expect(data).toEqual({ syncContract: { userErrors: [] } });
    const before = posts();
    const { answer } = await request({ contractId: id });
    expect(answer!.userErrors).toMatchObject([{ field: null, code: 'INVALID_STATE' }]);
    expect(posts()).toBe(before);
  });

  test("keeps SpotDraft's words, code and path", async () => {
    const id = take();
    await request({ contractId: id });
    const again = await request({ contractId: id, approvals: [{ name: 'More', roleId: '51' }] });
    expect(again.answer!.userErrors).toEqual([
      {
        field: null,
        code: 'SPOTDRAFT_REFUSED',
        message: 'Another approval is already in progress.',
        spotdraftCode: 'SD_CONTRACTS_00152',
      },
    ]);
    const unknown = await request({
      contractId: take(),
      approvals: [{ name: 'Legal', userId: '99999' }],
    });
    expect(unknown.answer!.userErrors).toMatchObject([
      { field: ['approvals', '0', 'userId'], code: 'SPOTDRAFT_REFUSED' },
    ]);
    world.spotdraft.faults.add({
      kind: 'status',
      match: { method: 'POST', path: '/approvals/' },
      status: 400,
      times: 1,
      body: {
        detail: 'Approval V5',
        status_code: 400,
        code: 'SD_CONTRACT_APPROVALS_00001',
        message: 'The contract uses Approval V5.',
      },
    });
    const newer = await request({ contractId: take() });
    expect(newer.answer!.userErrors).toMatchObject([
      {
        spotdraftCode: 'SD_CONTRACT_APPROVALS_00001',
        message: 'The contract uses Approval V5.',
      },
    ]);
  });

  test('asks once for one wish', async () => {
    const id = take();
    const before = posts();
    await request({ contractId: id });
    const { answer } = await request({ contractId: id });
    expect(answer!.contract!.approvals).toHaveLength(1);
    expect(posts()).toBe(before + 1);
    const other = await request({ contractId: id, idempotencyKey: 'k' });
    expect(other.answer!.userErrors).toMatchObject([{ code: 'SPOTDRAFT_REFUSED' }]);
  });

  test('is not repeated when its answer is lost, and an older approval is not taken for it', async () => {
    const id = take();
    await request({ contractId: id });
    world.spotdraft.control.act(id, 'reject', { notes: 'No.' });
    const before = posts();
    world.spotdraft.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'POST', path: '/approvals/' },
      times: 1,
    });
    const { answer, errors } = await request({ contractId: id, idempotencyKey: 'second' });
    expect(errors).toEqual([]);
    expect(answer!.userErrors).toEqual([]);
    expect(answer!.contract!.approvals).toMatchObject([
      { name: 'Legal', status: 'REJECTED' },
      { name: 'Legal', status: 'PENDING' },
    ]);
    expect(posts()).toBe(before + 1);
  });
});

test('Contract.recipients says who signs, in which role, and why somebody declined', async () => {
  const id = take();
  world.spotdraft.control.act(id, 'mark');
  world.spotdraft.control.sign(id);
  world.spotdraft.control.decline(id, 'Terms not acceptable');
  const { data, errors } = await world.graphql(ContractRecipientsDocument, { id });
  expect(errors).toEqual([]);
  const [signed, declined] = data!.contract!.recipients;
  expect(signed).toMatchObject({ type: 'SIGNATORY', status: 'SIGNED', declined: false });
  expect(Date.parse(String(signed!.signedAt))).toBeGreaterThan(0);
  expect(declined).toMatchObject({
    type: 'SIGNATORY',
    status: 'DECLINED',
    signedAt: null,
    declined: true,
    declineReason: 'Terms not acceptable',
  });
  expect(signed!.id).not.toBe(declined!.id);
});
