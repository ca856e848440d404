import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ChangeBusinessUserDocument, RequestReviewDocument } from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { callsOf, newContract } from './lifecycle-support.js';

/** Of the sandbox's workspace: the general counsel, and the role of all lawyers. */
const COUNSEL = { id: '702', email: 'ingrid.solberg@meridian-cloud.example' };
const LEGAL = '52';

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
  world.spotdraft.calls.reset();
});

const seen = (id: string) => world.spotdraft.control.get(id);
const historical = () => world.spotdraft.control.list().find(({ id }) => id.startsWith('H-'))!.id;

async function giveTo(input: { contractId: string; userId: string; moveTasks?: boolean }) {
  return world.graphql(ChangeBusinessUserDocument, { input });
}
async function askFor(input: {
  contractId: string;
  description?: string;
  userId?: string;
  roleId?: string;
  idempotencyKey?: string;
}) {
  return world.graphql(RequestReviewDocument, { input });
}

describe('changeBusinessUser', () => {
  test('gives the contract to somebody else', async () => {
    const contractId = await newContract(world, 'REDLINING');
    const { data, errors } = await giveTo({ contractId, userId: COUNSEL.id });
    expect(errors).toEqual([]);
    expect(data!.changeBusinessUser).toEqual({ contract: { id: contractId }, userErrors: [] });
    expect(seen(contractId)['business_user']).toBe(COUNSEL.email);
  });

  test.each([
    ['unknown', '999999'],
    ['inactive', '704'],
  ])('an %s user is told at the member that names them', async (_what, userId) => {
    const contractId = await newContract(world, 'DRAFT');
    const { data, errors } = await giveTo({ contractId, userId });
    expect(errors).toEqual([]);
    expect(data!.changeBusinessUser.userErrors).toMatchObject([
      { field: ['userId'], code: 'NOT_FOUND' },
    ]);
  });

  test.each([
    { contractId: 'T-1', userId: 'ingrid' },
    { contractId: '1', userId: COUNSEL.id },
  ])('malformed ids are told before any call: %j', async (input) => {
    const { errors } = await giveTo(input);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(world.spotdraft.calls.report().total).toBe(0);
  });

  test('is refused for an H contract and for a deleted one, before any call', async () => {
    const deleted = await newContract(world, 'DELETED');
    for (const contractId of [historical(), deleted]) {
      const { data } = await giveTo({ contractId, userId: COUNSEL.id });
      expect(data!.changeBusinessUser.userErrors).toMatchObject([{ code: 'INVALID_STATE' }]);
    }
    expect(callsOf(world, '/business_user/')).toBe(0);
  });

  test('SpotDraft’s refusal names the member, a lost answer is not repeated', async () => {
    const contractId = await newContract(world, 'DRAFT');
    const match = { method: 'PATCH', path: '/business_user/' };
    const body = { user_id: ['Not allowed for this contract.'] };
    world.spotdraft.faults.add({ kind: 'status', match, status: 400, body, times: 1 });
    const refused = await giveTo({ contractId, userId: COUNSEL.id });
    expect(refused.data!.changeBusinessUser.userErrors).toMatchObject([
      { field: ['userId'], code: 'SPOTDRAFT_REFUSED' },
    ]);
    world.spotdraft.faults.add({ kind: 'drop-after-commit', match, times: 1 });
    const lost = await giveTo({ contractId, userId: COUNSEL.id, moveTasks: false });
    expect(lost.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
    expect(callsOf(world, '/business_user/')).toBe(2);
    const { data } = await giveTo({ contractId, userId: '999999' });
    expect(data!.changeBusinessUser.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });
});

describe('requestReview', () => {
  test('asks a person or a role', async () => {
    const contractId = await newContract(world, 'DRAFT');
    const first = await askFor({ contractId, description: 'Terms', userId: COUNSEL.id });
    expect(first.errors).toEqual([]);
    expect(first.data!.requestReview).toEqual({ contract: { id: contractId }, userErrors: [] });
    await askFor({ contractId, roleId: LEGAL });
    expect(seen(contractId)['review_requests']).toEqual([
      { description: 'Terms', userId: 702, roleId: null },
      { description: '', userId: null, roleId: 52 },
    ]);
  });

  test('asks once for the same wish, and again for another', async () => {
    const contractId = await newContract(world, 'DRAFT');
    await Promise.all([1, 2, 3].map(() => askFor({ contractId, userId: COUNSEL.id })));
    expect(seen(contractId)['review_requests']).toHaveLength(1);
    await askFor({ contractId, userId: COUNSEL.id, idempotencyKey: 'second' });
    await askFor({ contractId, userId: COUNSEL.id, idempotencyKey: 'second' });
    expect(seen(contractId)['review_requests']).toHaveLength(2);
    const other = await askFor({ contractId, roleId: LEGAL, idempotencyKey: 'second' });
    expect(other.data!.requestReview.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_MISMATCH' }]);
  });

  test('never asks twice when the answer was lost: nothing would tell', async () => {
    const contractId = await newContract(world, 'DRAFT');
    const match = { method: 'POST', path: '/review_request/' };
    world.spotdraft.faults.add({ kind: 'drop-after-commit', match, times: 1 });
    for (const _ of [1, 2]) {
      const { data } = await askFor({ contractId, userId: COUNSEL.id });
      expect(data!.requestReview.userErrors).toMatchObject([{ code: 'CREATION_UNCERTAIN' }]);
    }
    expect(seen(contractId)['review_requests']).toHaveLength(1);
  });

  test.each([
    [{}, { field: ['userId'], code: 'REQUIRED' }],
    [
      { userId: COUNSEL.id, roleId: LEGAL },
      { field: ['roleId'], code: 'INVALID_INPUT' },
    ],
    [
      { userId: COUNSEL.id, description: ' ' },
      { field: ['description'], code: 'INVALID_VALUE' },
    ],
    [
      { userId: COUNSEL.id, description: 'x'.repeat(100_001) },
      { field: ['description'], code: 'INVALID_INPUT' },
    ],
    [{ userId: COUNSEL.id, idempotencyKey: ' ' }, { field: ['idempotencyKey'] }],
  ])('refuses what is said wrongly, before any call (%#)', async (input, expected) => {
    const contractId = await newContract(world, 'DRAFT');
    const { data } = await askFor({ contractId, ...input });
    expect(data!.requestReview.userErrors).toMatchObject([expected]);
    expect(callsOf(world, '/review_request/')).toBe(0);
  });

  test.each([{ userId: 'ingrid' }, { roleId: '-1' }])('%j is no id', async (input) => {
    const { errors } = await askFor({ contractId: 'T-1', ...input });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test.each(['EXECUTED', 'VOIDED', 'DELETED'] as const)('is refused in %s', async (way) => {
    const contractId = await newContract(world, way);
    const { data } = await askFor({ contractId, userId: COUNSEL.id });
    expect(data!.requestReview.userErrors).toMatchObject([{ code: 'INVALID_STATE' }]);
    expect(callsOf(world, '/review_request/')).toBe(0);
  });

  test('is refused for an H contract', async () => {
    const { data } = await askFor({ contractId: historical(), userId: COUNSEL.id });
    expect(data!.requestReview.userErrors).toMatchObject([
      { code: 'INVALID_STATE', message: /historical/ },
    ]);
  });

  test('whom SpotDraft does not know is told in its words', async () => {
    const contractId = await newContract(world, 'DRAFT');
    const { data } = await askFor({ contractId, userId: '999999' });
    expect(data!.requestReview.userErrors).toMatchObject([
      { field: ['userId'], code: 'SPOTDRAFT_REFUSED', message: /No such user/ },
    ]);
  });
});
