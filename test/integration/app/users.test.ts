import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  AddRoleMembersDocument,
  DeactivateUserDocument,
  InviteUserDocument,
  RemoveRoleMembersDocument,
  SpotdraftRolesDocument,
  SpotdraftUsersDocument,
  UpdateUserDocument,
} from '../../generated/graphql.js';
import type { InviteUserInput } from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const AUDITOR = { id: '703', email: 'audit@meridian-cloud.example' };
const GONE = { id: '704', email: 'former.rep@meridian-cloud.example' };
const LEGAL = '52';

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
    .filter(([route]) => !route.startsWith('GET '))
    .reduce((sum, [, count]) => sum + count, 0);

const users = async (variables: {
  email?: string;
  name?: string;
  first?: number;
  after?: string;
}) => {
  const { data, errors } = await world.graphql(SpotdraftUsersDocument, variables);
  return { list: data?.spotdraftUsers, errors };
};

const byEmail = async (email: string) => (await users({ email })).list!.nodes[0];

const invite = async (input: InviteUserInput) => {
  const { data, errors } = await world.graphql(InviteUserDocument, { input }, world.as('admin'));
  return { answer: data?.inviteUser, errors };
};

describe('spotdraftUsers', () => {
  test('pages through all members, inactive ones among them', async () => {
    const all = (await users({ first: 100 })).list!;
    expect(all.totalCount).toBe(all.nodes.length);
    expect(all.nodes.find(({ id }) => id === GONE.id)).toMatchObject({ isActive: false });
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { list } = await users({ first: 3, ...(after === undefined ? {} : { after }) });
      seen.push(...list!.nodes.map(({ id }) => id));
      after = list!.pageInfo.hasNextPage ? list!.pageInfo.endCursor! : undefined;
    } while (after !== undefined);
    expect(seen).toEqual(all.nodes.map(({ id }) => id));
  });

  test('finds by address and by how a name begins; a cursor of another filter is refused', async () => {
    expect(await byEmail(AUDITOR.email)).toMatchObject({
      id: AUDITOR.id,
      name: 'Tom Visser',
      roles: [{ name: 'Viewer' }],
    });
    const named = (await users({ name: 'ingrid', first: 1 })).list!;
    expect(named.nodes.map(({ name }) => name)).toEqual(['Ingrid Solberg']);
    const { list } = await users({ first: 1 });
    const strange = await users({ name: 'ingrid', after: list!.pageInfo.endCursor! });
    expect(strange.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test.each([{ name: 'x'.repeat(501) }, { email: 'x'.repeat(321) }, { first: 0 }, { first: 101 }])(
    'refuses %j before any call',
    async (variables) => {
      const before = world.spotdraft.calls.report().total;
      const { errors } = await users(variables);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(world.spotdraft.calls.report().total).toBe(before);
    },
  );
});

describe('inviteUser', () => {
  const avery = {
    firstName: 'Avery',
    lastName: 'Stone',
    email: 'avery.stone@meridian-cloud.example',
    designation: 'Counsel',
    roleIds: [LEGAL],
  };

  test('invites once for one wish, and tells no secret', async () => {
    const { answer, errors } = await invite(avery);
    expect(errors).toEqual([]);
    expect(answer).toEqual({
      user: {
        id: expect.any(String) as unknown,
        email: avery.email,
        name: 'Avery Stone',
        designation: 'Counsel',
        isActive: true,
        roles: [{ name: 'Legal' }],
      },
      userErrors: [],
    });
    const before = writes();
    expect((await invite(avery)).answer).toEqual(answer);
    expect(writes()).toBe(before);
  });

  test('is not repeated when its answer is lost', async () => {
    const before = writes();
    world.spotdraft.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'POST', path: '/auth/users/' },
      times: 1,
    });
    const { answer, errors } = await invite({
      firstName: 'Lost',
      email: 'lost.answer@meridian-cloud.example',
    });
    expect(errors).toEqual([]);
    expect(answer).toMatchObject({ user: { name: 'Lost' }, userErrors: [] });
    expect(writes()).toBe(before + 1);
  });

  test("keeps SpotDraft's words for somebody who is there, and for an unknown role", async () => {
    const there = await invite({ firstName: 'Tom', email: AUDITOR.email });
    expect(there.answer).toMatchObject({
      user: null,
      userErrors: [{ field: null, code: 'SPOTDRAFT_REFUSED', message: /already exists/ }],
    });
    const role = await invite({ firstName: 'T', email: 't@acme.example', roleIds: ['999'] });
    expect(role.answer!.userErrors).toMatchObject([{ message: 'Invalid role ID.' }]);
  });

  test.each<[string, Partial<InviteUserInput>, object]>([
    ['a blank name', { firstName: ' ' }, { field: ['firstName'], code: 'REQUIRED' }],
    ['no address', { email: 'avery' }, { field: ['email'], code: 'INVALID_VALUE' }],
    [
      'a long designation',
      { designation: 'x'.repeat(1_001) },
      { field: ['designation'], code: 'INVALID_INPUT' },
    ],
    [
      'too many roles',
      { roleIds: Array.from({ length: 101 }, (_, index) => String(index + 1)) },
      { field: ['roleIds'], code: 'INVALID_INPUT' },
    ],
    ['an empty key', { idempotencyKey: ' ' }, { field: ['idempotencyKey'] }],
  ])('refuses %s before any call', async (_name, changes, expected) => {
    const before = world.spotdraft.calls.report().total;
    const { answer } = await invite({ firstName: 'A', email: 'a@acme.example', ...changes });
    expect(answer).toMatchObject({ user: null, userErrors: [expected] });
    expect(world.spotdraft.calls.report().total).toBe(before);
  });

  test('refuses malformed ids before any call', async () => {
    const before = writes();
    const { errors } = await invite({ firstName: 'A', email: 'a@acme.example', roleIds: ['x'] });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(writes()).toBe(before);
  });
});

describe('updateUser and deactivateUser', () => {
  test('give a user all their roles, and end what they may do', async () => {
    await invite({ firstName: 'Short', email: 'short.stay@meridian-cloud.example' });
    const { id } = (await byEmail('short.stay@meridian-cloud.example'))!;
    const admin = world.as('admin');
    const update = await world.graphql(
      UpdateUserDocument,
      { input: { userId: id, roleIds: [LEGAL, '54', LEGAL] } },
      admin,
    );
    expect(update.data!.updateUser).toEqual({
      user: { id, roles: [{ name: 'Legal' }, { name: 'Viewer' }] },
      userErrors: [],
    });
    const end = await world.graphql(DeactivateUserDocument, { input: { userId: id } }, admin);
    expect(end.data!.deactivateUser).toEqual({ userId: id, userErrors: [] });
    expect(await byEmail('short.stay@meridian-cloud.example')).toMatchObject({ isActive: false });
    const again = await world.graphql(DeactivateUserDocument, { input: { userId: id } }, admin);
    expect(again.data!.deactivateUser).toMatchObject({
      userId: null,
      userErrors: [{ code: 'SPOTDRAFT_REFUSED', message: 'User already deactivated.' }],
    });
  });

  test('say what SpotDraft refuses, what is unknown and what is no id', async () => {
    const admin = world.as('admin');
    const update = async (input: { userId: string; roleIds: string[] }) =>
      world.graphql(UpdateUserDocument, { input }, admin);
    expect((await update({ userId: AUDITOR.id, roleIds: ['999'] })).data!.updateUser).toMatchObject(
      {
        user: null,
        userErrors: [{ message: 'Invalid role ID.' }],
      },
    );
    expect((await update({ userId: '99999', roleIds: [] })).errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
    const before = writes();
    expect((await update({ userId: 'tom', roleIds: [] })).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    const many = Array.from({ length: 101 }, (_, index) => String(index + 1));
    expect(
      (await update({ userId: AUDITOR.id, roleIds: many })).data!.updateUser.userErrors,
    ).toMatchObject([{ field: ['roleIds'], code: 'INVALID_INPUT' }]);
    expect(writes()).toBe(before);
  });

  test('a refusal of the right is FORBIDDEN, and a lost answer is not repeated', async () => {
    const admin = world.as('admin');
    const match = { method: 'DELETE', path: '/auth/users/' };
    world.spotdraft.faults.add({
      kind: 'status',
      match,
      status: 403,
      times: 1,
      body: { detail: 'You do not have permission to perform this action.' },
    });
    const refused = await world.graphql(
      DeactivateUserDocument,
      { input: { userId: AUDITOR.id } },
      admin,
    );
    expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    world.spotdraft.faults.add({ kind: 'drop-after-commit', match, times: 1 });
    const before = writes();
    const lost = await world.graphql(DeactivateUserDocument, { input: { userId: GONE.id } }, admin);
    expect(lost.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
    expect(writes()).toBe(before + 1);
  });
});

describe('roles', () => {
  test('are listed, and gain and lose members', async () => {
    const { data } = await world.graphql(SpotdraftRolesDocument, {});
    expect(data!.spotdraftRoles).toContainEqual({
      id: LEGAL,
      name: 'Legal',
      description: 'Works on every contract',
    });
    const admin = world.as('admin');
    const input = { roleId: LEGAL, userIds: [AUDITOR.id, AUDITOR.id] };
    const added = await world.graphql(AddRoleMembersDocument, { input }, admin);
    expect(added.data!.addRoleMembers).toEqual({
      roleId: LEGAL,
      members: [{ id: AUDITOR.id, email: AUDITOR.email }],
      userErrors: [],
    });
    expect((await byEmail(AUDITOR.email))!.roles).toContainEqual({ id: LEGAL, name: 'Legal' });
    const removed = await world.graphql(RemoveRoleMembersDocument, { input }, admin);
    expect(removed.data!.removeRoleMembers).toEqual({
      roleId: LEGAL,
      members: null,
      userErrors: [],
    });
    expect((await byEmail(AUDITOR.email))!.roles).toEqual([{ id: '54', name: 'Viewer' }]);
  });

  test('say what is unknown, what is no id and what is too much', async () => {
    const admin = world.as('admin');
    const add = (roleId: string, userIds: string[]) =>
      world.graphql(AddRoleMembersDocument, { input: { roleId, userIds } }, admin);
    expect((await add('999', ['703'])).errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
    expect((await add(LEGAL, ['99999'])).data!.addRoleMembers).toMatchObject({
      roleId: null,
      members: null,
      userErrors: [{ code: 'SPOTDRAFT_REFUSED', field: ['userIds', '0'] }],
    });
    const before = writes();
    for (const [roleId, userIds] of [
      ['legal', ['703']],
      [LEGAL, ['tom']],
    ] as const) {
      expect((await add(roleId, [...userIds])).errors).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT' } },
      ]);
    }
    for (const count of [0, 101]) {
      const ids = Array.from({ length: count }, (_, index) => String(index + 1));
      expect((await add(LEGAL, ids)).data!.addRoleMembers.userErrors).toMatchObject([
        { field: ['userIds'] },
      ]);
    }
    expect(writes()).toBe(before);
  });
});
