import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  ContractNotesDocument,
  SyncContractDocument,
  UpdateNoteDocument,
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

/** A contract with its note, as the graph shows it. */
async function take(prefix: 'T' | 'H' = 'T') {
  const { id } = world.spotdraft.control
    .list()
    .find((contract) => contract.id.startsWith(prefix) && !contract.deleted)!;
  const { data, errors } = await world.graphql(ContractNotesDocument, { id });
  expect(errors).toEqual([]);
  const [note] = data!.contract!.notes!;
  return { id, note: note! };
}

const writes = () =>
  Object.entries(world.spotdraft.calls.report().byRoute)
    .filter(([route]) => route.startsWith('PUT '))
    .reduce((sum, [, count]) => sum + count, 0);

describe('Contract.notes', () => {
  test('shows what SpotDraft holds, of T and H contracts each its own', async () => {
    const t = await take('T');
    const h = await take('H');
    expect(t.note).toMatchObject({ text: /Terms agreed/, tag: 'Negotiation' });
    expect(h.note.id).not.toBe(t.note.id);
  });

  test('is null with an error while SpotDraft is down, and the contract answers', async () => {
    const { id } = await take();
    world.spotdraft.faults.add({ kind: 'status', match: { path: '/notes' }, status: 500 });
    const { data, errors } = await world.graphql(ContractNotesDocument, { id });
    expect(data!.contract).toMatchObject({ id, notes: null });
    expect(errors).toMatchObject([
      {
        path: ['contract', 'notes'],
        extensions: { code: 'UPSTREAM_UNAVAILABLE', service: 'spotdraft' },
      },
    ]);
  });
});

describe('updateNote', () => {
  test('changes text and tag, and the next read shows them', async () => {
    const { id, note } = await take();
    const input = { contractId: id, noteId: note.id, text: 'Renewal agreed.', tag: 'Renewal' };
    const { data, errors } = await world.graphql(UpdateNoteDocument, { input });
    expect(errors).toEqual([]);
    const changed = { id: note.id, text: 'Renewal agreed.', tag: 'Renewal' };
    expect(data!.updateNote).toEqual({ note: changed, userErrors: [] });
    expect((await take()).note).toEqual(changed);
  });

  test('changes the note of an H contract, and not of the T contract of its number', async () => {
    const { id, note } = await take('H');
    const input = { contractId: id, noteId: note.id, text: 'Historical.' };
    const { data } = await world.graphql(UpdateNoteDocument, { input });
    expect(data!.updateNote.note).toMatchObject({ id: note.id, text: 'Historical.' });
    const twin = await world.graphql(UpdateNoteDocument, {
      input: { ...input, contractId: id.replace('H-', 'T-') },
    });
    expect(twin.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  test.each([
    ['a blank text', { text: ' \n' }, { field: ['text'], code: 'REQUIRED' }],
    ['a blank tag', { tag: ' ' }, { field: ['tag'], code: 'INVALID_VALUE' }],
  ])('refuses %s before any call', async (_name, changes, expected) => {
    const { id, note } = await take();
    const before = writes();
    const { data, errors } = await world.graphql(UpdateNoteDocument, {
      input: { contractId: id, noteId: note.id, text: 'x', ...changes },
    });
    expect(errors).toEqual([]);
    expect(data!.updateNote).toMatchObject({ note: null, userErrors: [expected] });
    expect(writes()).toBe(before);
  });

  test.each([
    ['a malformed note', { noteId: '1/2' }],
    ['a malformed contract', { contractId: 'T-1/2' }],
  ])('%s is bad input before any call', async (_name, changes) => {
    const before = writes();
    const { errors } = await world.graphql(UpdateNoteDocument, {
      input: { contractId: 'T-1', noteId: '1', text: 'x', ...changes },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(writes()).toBe(before);
  });

  test('an unknown note is not found', async () => {
    const { id } = await take();
    const { errors } = await world.graphql(UpdateNoteDocument, {
      input: { contractId: id, noteId: '7', text: 'x' },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  test("SpotDraft's refusal is a user error in its own words, a proxy's page is not", async () => {
    const { id, note } = await take();
    const input = { contractId: id, noteId: note.id, text: 'x' };
    const match = { method: 'PUT', path: '/notes/' };
    world.spotdraft.faults.add({
      kind: 'status',
      match,
      status: 400,
      times: 1,
      body: { text: ['Too long.'] },
    });
    const { data } = await world.graphql(UpdateNoteDocument, { input });
    expect(data!.updateNote).toEqual({
      note: null,
      userErrors: [{ field: ['text'], code: 'SPOTDRAFT_REFUSED', message: 'SpotDraft: Too long.' }],
    });
    world.spotdraft.faults.add({
      kind: 'status',
      match,
      status: 404,
      times: 1,
      body: '<html>no such host</html>',
    });
    const { errors } = await world.graphql(UpdateNoteDocument, { input });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
  });

  test('is not repeated when its answer is lost', async () => {
    const { id, note } = await take();
    const before = writes();
    world.spotdraft.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'PUT', path: '/notes/' },
      times: 1,
    });
    const { errors } = await world.graphql(UpdateNoteDocument, {
      input: { contractId: id, noteId: note.id, text: 'once' },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
    expect(writes()).toBe(before + 1);
  });

  test('refuses a contract that is deleted', async () => {
    const { id, note } = await take();
    world.spotdraft.control.delete(id);
    await world.graphql(SyncContractDocument, { id });
    const { data } = await world.graphql(UpdateNoteDocument, {
      input: { contractId: id, noteId: note.id, text: 'x' },
    });
    expect(data!.updateNote).toMatchObject({
      note: null,
      userErrors: [{ field: null, code: 'INVALID_STATE' }],
    });
  });
});
