import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  AddCommentDocument,
  ContractCommentsDocument,
  SyncContractDocument,
} from '../../generated/graphql.js';
import type { AddCommentInput } from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { quietContract } from './comments-support.js';

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

const contracts = () => world.spotdraft.control.list().filter(({ deleted }) => !deleted);
const quiet = () => quietContract(world);
const said = (id: string) =>
  world.spotdraft.control
    .list()
    .find((one) => one.id === id)!
    .comments.map(({ text }) => text);

async function add(input: AddCommentInput, headers?: Record<string, string>) {
  const { data, errors } = await world.graphql(AddCommentDocument, { input }, headers);
  expect(errors).toEqual([]);
  return data!.addComment;
}

const posts = () =>
  Object.entries(world.spotdraft.calls.report().byRoute)
    .filter(([route]) => route.startsWith('POST ') && route.endsWith('/comments/'))
    .reduce((sum, [, count]) => sum + count, 0);
const lose = (times: number) =>
  world.spotdraft.faults.add({
    kind: 'drop-after-commit',
    match: { method: 'POST', path: '/comments/' },
    times,
  });

describe('Contract.comments', () => {
  test('shows all of them newest first, page by page, whatever is said meanwhile', async () => {
    const id = quiet();
    for (const text of ['one', 'two', 'three']) {
      world.spotdraft.control.act(id, 'comment', { comment: text });
    }
    const first = await world.graphql(ContractCommentsDocument, { id, first: 2 });
    const page = first.data!.contract!.comments!;
    expect(page.nodes.map(({ text }) => text)).toEqual(['three', 'two']);
    expect(page).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    world.spotdraft.control.act(id, 'comment', { comment: 'four' });
    const after = page.pageInfo.endCursor;
    const second = await world.graphql(ContractCommentsDocument, { id, first: 2, after });
    expect(second.data!.contract!.comments).toMatchObject({
      nodes: [{ text: 'one', replies: [] }],
      pageInfo: { hasNextPage: false },
    });
    const other = await world.graphql(ContractCommentsDocument, { id: quiet(), after });
    expect(other.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('of an H contract are null with an error, and never those of its T twin', async () => {
    const { id } = contracts().find((one) => one.id.startsWith('H-'))!;
    const { data, errors } = await world.graphql(ContractCommentsDocument, { id });
    expect(data!.contract).toEqual({ id, comments: null });
    expect(errors).toMatchObject([{ path: ['contract', 'comments'] }]);
  });

  test('of a T contract that is deleted are not those of the H contract with its number', async () => {
    const { id } = contracts().find(
      (one) =>
        one.id.startsWith('T-') &&
        contracts().some((other) => other.id === one.id.replace('T-', 'H-')),
    )!;
    world.spotdraft.control.act(id.replace('T-', 'H-'), 'comment', { comment: 'of another' });
    world.spotdraft.control.delete(id);
    await world.graphql(SyncContractDocument, { id });
    const { data, errors } = await world.graphql(ContractCommentsDocument, { id });
    expect(data!.contract).toEqual({ id, comments: null });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const { userErrors } = await add({ contractId: id, text: 'x' });
    expect(userErrors).toMatchObject([{ code: 'INVALID_STATE' }]);
  });

  test('are null with an error while SpotDraft is down, and the contract answers', async () => {
    const id = quiet();
    world.spotdraft.faults.add({ kind: 'status', match: { path: '/comments/' }, status: 500 });
    const { data, errors } = await world.graphql(ContractCommentsDocument, { id });
    expect(data!.contract).toEqual({ id, comments: null });
    expect(errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_UNAVAILABLE', service: 'spotdraft' } },
    ]);
  });
});

describe('addComment', () => {
  test('says it in SpotDraft, people who are mentioned by their addresses', async () => {
    const id = quiet();
    const { comment, userErrors } = await add({ contractId: id, text: 'Hey !!@702!!, please.' });
    expect(userErrors).toEqual([]);
    expect(comment).toMatchObject({
      text: 'Hey ingrid.solberg@meridian-cloud.example, please.',
      replies: [],
    });
    expect(said(id)).toEqual([comment!.text]);
  });

  test('says the same once within a minute, for one caller; with a key of each, twice', async () => {
    const id = quiet();
    const input = { contractId: id, text: 'Agreed.' };
    const once = await add(input);
    expect(await add(input)).toEqual(once);
    expect(said(id)).toEqual(['Agreed.']);
    await add(input, world.as('admin'));
    await add({ ...input, idempotencyKey: 'second' });
    await add({ ...input, idempotencyKey: 'second' });
    expect(said(id)).toEqual(['Agreed.', 'Agreed.', 'Agreed.']);
    const other = await add({ contractId: id, text: 'No.', idempotencyKey: 'second' });
    expect(other.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_MISMATCH' }]);
  });

  test.each([
    ['a plain text', 'Lost  and\nfound'],
    ['a text with mentions', '!!@702!! and !!@703!!: lost'],
  ])('finds %s when the answer was lost, beside older ones that say the same', async (_n, text) => {
    const id = quiet();
    const plain = text
      .replace('!!@702!!', 'ingrid.solberg@meridian-cloud.example')
      .replace('!!@703!!', 'audit@meridian-cloud.example');
    world.spotdraft.control.act(id, 'comment', { comment: plain });
    const before = posts();
    lose(1);
    const { comment, userErrors } = await add({ contractId: id, text });
    expect(userErrors).toEqual([]);
    expect(comment!.text).toBe(plain);
    expect(said(id)).toEqual([plain, plain]);
    const shown = await world.graphql(ContractCommentsDocument, { id });
    expect(shown.data!.contract!.comments!.nodes[0]).toEqual(comment);
    expect(posts()).toBe(before + 1);
  });

  test('is free again when it is proven that nothing was said', async () => {
    const id = quiet();
    world.spotdraft.faults.add({
      kind: 'status',
      match: { method: 'POST', path: '/comments/' },
      status: 400,
      times: 1,
      body: { comment: ['Too long.'] },
    });
    const refused = await add({ contractId: id, text: 'again' });
    expect(refused).toMatchObject({
      comment: null,
      userErrors: [{ code: 'SPOTDRAFT_REFUSED', message: 'SpotDraft: Too long.' }],
    });
    expect((await add({ contractId: id, text: 'again' })).comment).toMatchObject({ text: 'again' });
  });

  test.each([
    ['a blank text', { text: ' \n\u200b' }, { field: ['text'], code: 'REQUIRED' }],
    [
      'a text beyond all measure',
      { text: 'x'.repeat(100_001) },
      { field: ['text'], code: 'INVALID_INPUT' },
    ],
    [
      'a key beyond all measure',
      { idempotencyKey: 'x'.repeat(201) },
      { field: ['idempotencyKey'], code: 'INVALID_INPUT' },
    ],
  ])('refuses %s before any call', async (_name, changes, expected) => {
    const before = world.spotdraft.calls.report().total;
    const { comment, userErrors } = await add({ contractId: quiet(), text: 'x', ...changes });
    expect(comment).toBeNull();
    expect(userErrors).toMatchObject([expected]);
    expect(world.spotdraft.calls.report().total).toBe(before);
  });

  test('refuses an H contract, and one that is no id', async () => {
    const { id } = contracts().find((one) => one.id.startsWith('H-'))!;
    const before = world.spotdraft.calls.report().total;
    const { userErrors } = await add({ contractId: id, text: 'x' });
    expect(userErrors).toMatchObject([{ field: null, code: 'INVALID_STATE' }]);
    const { errors } = await world.graphql(AddCommentDocument, {
      input: { contractId: 'T-1/2', text: 'x' },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(world.spotdraft.calls.report().total).toBe(before);
  });
});
