import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  AddCommentDocument,
  ContractApprovalsDocument,
  ContractCommentsDocument,
  RequestApprovalsDocument,
} from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { quietContract } from './comments-support.js';

const unhurried = {
  worker: false,
  backfill: true,
  spotdraft: { rateLimitPerSecond: null },
  env: { SPOTDRAFT_RATE_LIMIT: '1000' },
} as const;

const textsOf = async (world: World, id: string) => {
  const { data, errors } = await world.graphql(ContractCommentsDocument, { id, first: 10 });
  expect(errors).toEqual([]);
  return data!.contract!.comments!.nodes.map(({ text }) => text);
};
const reads = (world: World) =>
  Object.entries(world.spotdraft.calls.report().byRoute)
    .filter(([route]) => route.startsWith('GET ') && route.endsWith('/comments/'))
    .reduce((sum, [, count]) => sum + count, 0);

describe('what SpotDraft tells of by webhook', () => {
  let world: World;
  let id: string;
  beforeAll(async () => {
    world = await startWorld({ ...unhurried, webhook: true });
  });
  afterAll(() => world[Symbol.asyncDispose]());
  beforeEach(() => {
    id = quietContract(world);
  });

  test('is asked for once by requests that follow each other', async () => {
    const before = reads(world);
    for (let request = 1; request <= 3; request += 1) await textsOf(world, id);
    expect(reads(world) - before).toBe(1);
  });

  test('is asked for again after the delivery that tells of a change', async () => {
    expect(await textsOf(world, id)).toEqual([]);
    world.spotdraft.control.act(id, 'comment', { comment: 'said in SpotDraft' });
    await world.spotdraft.deliveries.flush();
    expect(await textsOf(world, id)).toEqual(['said in SpotDraft']);
  });

  test('is so with approvals, from their request to the last word', async () => {
    const statuses = async () => {
      const { data } = await world.graphql(ContractApprovalsDocument, { id });
      return data!.contract!.approvals!.map(({ status }) => status);
    };
    expect(await statuses()).toEqual([]);
    const approvals = [{ name: 'Finance', userId: String(world.spotdraft.control.users()[1]!.id) }];
    const asked = { input: { contractId: id, approvals } };
    const { data } = await world.graphql(RequestApprovalsDocument, asked);
    expect(data!.requestApprovals.userErrors).toEqual([]);
    const before = await statuses();
    expect(before).toHaveLength(1);
    world.spotdraft.control.act(id, 'approve', { notes: 'Fine.' });
    await world.spotdraft.deliveries.flush();
    expect(await statuses()).not.toEqual(before);
  });

  test('is asked for again after a change that was made through us', async () => {
    expect(await textsOf(world, id)).toEqual([]);
    await world.graphql(AddCommentDocument, { input: { contractId: id, text: 'said here' } });
    expect(await textsOf(world, id)).toEqual(['said here']);
  });
});

test('nothing is kept where no subscription tells of changes', async () => {
  await using world = await startWorld(unhurried);
  const id = quietContract(world);
  expect(await textsOf(world, id)).toEqual([]);
  world.spotdraft.control.act(id, 'comment', { comment: 'said in SpotDraft' });
  expect(await textsOf(world, id)).toEqual(['said in SpotDraft']);
});
