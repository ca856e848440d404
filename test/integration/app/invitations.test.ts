import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  AuthorizedUsersDocument,
  InviteToContractDocument,
  UninviteFromContractDocument,
} from '../../generated/graphql.js';
import type { InvitationInput } from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const AUDITOR = { id: '703', email: 'audit@meridian-cloud.example' };

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

const anyOf = (prefix: 'T' | 'H', at = 0) =>
  world.spotdraft.control.list().filter(({ id, deleted }) => id.startsWith(prefix) && !deleted)[at]!
    .id;

const posts = () =>
  Object.entries(world.spotdraft.calls.report().byRoute)
    .filter(([route]) => /^POST .*invite/.test(route))
    .reduce((sum, [, count]) => sum + count, 0);

const emails = (
  contract: {
    readonly authorizedUsers?: {
      readonly nodes: readonly { readonly email?: string | null }[];
    } | null;
  } | null = null,
) => contract?.authorizedUsers?.nodes.map(({ email }) => email);

const invite = async (contractId: string, ...invitations: InvitationInput[]) => {
  const { data, errors } = await world.graphql(InviteToContractDocument, {
    input: { contractId, invitations },
  });
  return { answer: data?.inviteToContract, errors };
};

describe('Contract.authorizedUsers', () => {
  test('is a list in pages, and a cursor of another contract is refused', async () => {
    const id = anyOf('T');
    const whole = await world.graphql(AuthorizedUsersDocument, { id, first: 100 });
    const all = whole.data!.contract!.authorizedUsers!;
    expect(all.totalCount).toBe(all.nodes.length);
    const first = await world.graphql(AuthorizedUsersDocument, { id, first: 1 });
    const { nodes, pageInfo } = first.data!.contract!.authorizedUsers!;
    expect(pageInfo.hasNextPage).toBe(true);
    const after = pageInfo.endCursor!;
    const rest = await world.graphql(AuthorizedUsersDocument, { id, first: 100, after });
    expect([...nodes, ...rest.data!.contract!.authorizedUsers!.nodes]).toEqual(all.nodes);
    const strange = await world.graphql(AuthorizedUsersDocument, { id: anyOf('T', 1), after });
    expect(strange.errors).toMatchObject([
      { path: ['contract', 'authorizedUsers'], extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('is null with an error for an H contract, whose number is another contract', async () => {
    const id = anyOf('H');
    const { data, errors } = await world.graphql(AuthorizedUsersDocument, { id });
    expect(data!.contract).toMatchObject({ id, authorizedUsers: null });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('inviteToContract and uninviteFromContract', () => {
  test('let a user, a role and somebody new in, and out again', async () => {
    const id = anyOf('T');
    const before = await world.graphql(AuthorizedUsersDocument, { id, first: 100 });
    expect(emails(before.data!.contract)).not.toContain(AUDITOR.email);
    const { answer, errors } = await invite(
      id,
      { permission: 'READ', userId: AUDITOR.id, note: 'For the audit.' },
      { permission: 'SIGN', email: 'new@meridian-cloud.example', name: 'New One' },
    );
    expect(errors).toEqual([]);
    expect(answer!.userErrors).toEqual([]);
    expect(emails(answer!.contract)).toEqual(
      expect.arrayContaining([AUDITOR.email, 'new@meridian-cloud.example']),
    );
    const out = await world.graphql(UninviteFromContractDocument, {
      input: { contractId: id, userId: AUDITOR.id },
    });
    expect(emails(out.data!.uninviteFromContract.contract)).not.toContain(AUDITOR.email);
    expect(emails(out.data!.uninviteFromContract.contract)).toContain('new@meridian-cloud.example');
    await invite(id, { permission: 'EDIT', roleId: '54' });
    const all = await world.graphql(UninviteFromContractDocument, {
      input: { contractId: id, everyone: true },
    });
    expect(all.data!.uninviteFromContract.userErrors).toEqual([]);
    expect(emails(all.data!.uninviteFromContract.contract)).toEqual(emails(before.data!.contract));
  });

  test.each<[string, InvitationInput, object]>([
    ['nobody', { permission: 'READ' }, { field: ['invitations', '0'], code: 'REQUIRED' }],
    [
      'two at once',
      { permission: 'READ', userId: '703', roleId: '54' },
      { field: ['invitations', '0'], code: 'INVALID_INPUT' },
    ],
    [
      'what is no address',
      { permission: 'READ', email: 'new' },
      { field: ['invitations', '0', 'email'], code: 'INVALID_VALUE' },
    ],
    [
      'a name of a member',
      { permission: 'READ', userId: '703', name: 'Tom' },
      { field: ['invitations', '0', 'name'], code: 'INVALID_INPUT' },
    ],
    [
      'a long note',
      { permission: 'READ', userId: '703', note: 'x'.repeat(100_001) },
      { field: ['invitations', '0', 'note'], code: 'INVALID_INPUT' },
    ],
  ])('refuse %s before any call', async (_name, invitation, expected) => {
    const before = posts();
    const { answer } = await invite(anyOf('T'), invitation);
    expect(answer).toMatchObject({ userErrors: [expected] });
    expect(posts()).toBe(before);
  });

  test('refuse no invitations, and more than are taken', async () => {
    const many = Array.from({ length: 51 }, () => ({ permission: 'READ' as const, userId: '703' }));
    expect((await invite(anyOf('T'))).answer!.userErrors).toMatchObject([{ code: 'REQUIRED' }]);
    expect((await invite(anyOf('T'), ...many)).answer!.userErrors).toMatchObject([
      { field: ['invitations'], code: 'INVALID_INPUT' },
    ]);
  });

  test.each([{}, { userId: '703', everyone: true }, { everyone: false }])(
    'who is uninvited has to be clear: %j',
    async (whom) => {
      const { data } = await world.graphql(UninviteFromContractDocument, {
        input: { contractId: anyOf('T'), ...whom },
      });
      expect(data!.uninviteFromContract.userErrors).toHaveLength(1);
    },
  );

  test('malformed ids are bad input before any call', async () => {
    const before = posts();
    for (const { errors } of [
      await invite('T-1/2', { permission: 'READ', userId: '703' }),
      await invite(anyOf('T'), { permission: 'READ', userId: 'me' }),
      await world.graphql(UninviteFromContractDocument, {
        input: { contractId: anyOf('T'), roleId: '0' },
      }),
    ]) {
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    expect(posts()).toBe(before);
  });

  test('refuse an H contract, and leave the T contract of its number alone', async () => {
    const before = posts();
    const { answer } = await invite(anyOf('H'), { permission: 'READ', userId: AUDITOR.id });
    expect(answer!.userErrors).toMatchObject([{ field: null, code: 'INVALID_STATE' }]);
    const { data } = await world.graphql(UninviteFromContractDocument, {
      input: { contractId: anyOf('H'), everyone: true },
    });
    expect(data!.uninviteFromContract.userErrors).toMatchObject([{ code: 'INVALID_STATE' }]);
    expect(posts()).toBe(before);
  });

  test("keep SpotDraft's refusal with the path of the input", async () => {
    const unknown = await invite(anyOf('T'), { permission: 'READ', userId: '99999' });
    expect(unknown.answer!.userErrors).toMatchObject([
      { field: ['invitations', '0', 'userId'], code: 'SPOTDRAFT_REFUSED' },
    ]);
  });
});

describe('inviteToContract writes to people once', () => {
  const loseTheAnswer = () =>
    world.spotdraft.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'POST', path: '/invite/' },
      times: 1,
    });
  const within = (id: string, key: string, ...invitations: InvitationInput[]) =>
    world.graphql(InviteToContractDocument, {
      input: { contractId: id, invitations, idempotencyKey: key },
    });
  let count = 0;
  const newcomer = (): InvitationInput => ({
    permission: 'READ',
    email: `newcomer${(count += 1)}@meridian-cloud.example`,
  });

  test('for a double click, and again for another wish', async () => {
    const id = anyOf('T', 1);
    const before = posts();
    await Promise.all([1, 2, 3].map(() => invite(id, { permission: 'READ', userId: AUDITOR.id })));
    expect(posts()).toBe(before + 1);
    await invite(id, { permission: 'EDIT', userId: AUDITOR.id });
    expect(posts()).toBe(before + 2);
    await within(id, 'second', { permission: 'EDIT', userId: AUDITOR.id });
    await within(id, 'second', { permission: 'EDIT', userId: AUDITOR.id });
    expect(posts()).toBe(before + 3);
    const { data } = await within(id, 'second', { permission: 'SIGN', userId: AUDITOR.id });
    expect(data!.inviteToContract.userErrors).toMatchObject([
      { field: ['idempotencyKey'], code: 'IDEMPOTENCY_MISMATCH' },
    ]);
    expect(posts()).toBe(before + 3);
  });

  test.each<[string, () => InvitationInput]>([
    ['a member', () => ({ permission: 'READ', userId: AUDITOR.id })],
    ['somebody new', newcomer],
  ])('when the answer for %s was lost: it is looked for', async (_whom, invitation) => {
    const id = anyOf('T', 2);
    const whom = invitation();
    const before = posts();
    loseTheAnswer();
    for (const _ of [1, 2]) {
      const { answer, errors } = await invite(id, whom);
      expect(errors).toEqual([]);
      expect(answer!.userErrors).toEqual([]);
    }
    expect(posts()).toBe(before + 1);
    expect(emails(await contractOf(id))).toContain(whom.email ?? AUDITOR.email);
  });

  test.each<[string, InvitationInput]>([
    ['a role', { permission: 'READ', roleId: '54' }],
    ['who could open it before', { permission: 'SIGN', userId: AUDITOR.id }],
  ])('when the answer for %s was lost: nothing would tell', async (_whom, invitation) => {
    const id = anyOf('T', 2);
    await invite(id, { permission: 'READ', userId: AUDITOR.id });
    const before = posts();
    loseTheAnswer();
    for (const _ of [1, 2]) {
      const { answer } = await invite(id, invitation);
      expect(answer!.userErrors).toMatchObject([
        { field: null, code: 'CREATION_UNCERTAIN', message: /a new idempotencyKey/ },
      ]);
    }
    expect(posts()).toBe(before + 1);
  });

  test('and says so where somebody was taken out again meanwhile', async () => {
    const id = anyOf('T', 3);
    const whom: InvitationInput = { permission: 'READ', userId: AUDITOR.id };
    await invite(id, whom);
    await world.graphql(UninviteFromContractDocument, {
      input: { contractId: id, userId: AUDITOR.id },
    });
    const { answer } = await invite(id, whom);
    expect(answer!.userErrors).toMatchObject([
      { field: ['invitations'], code: 'NOT_FOUND', message: /use a new idempotencyKey/ },
    ]);
    await within(id, 'anew', whom);
    expect(emails(await contractOf(id))).toContain(AUDITOR.email);
  });

  const contractOf = async (id: string) =>
    (await world.graphql(AuthorizedUsersDocument, { id, first: 100 })).data!.contract;
});
