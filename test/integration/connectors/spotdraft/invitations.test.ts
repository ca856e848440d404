import { describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/domain/errors.js';
import { answer, id, interactive, openClient, startLoopback } from './support.js';

const people = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: from + index,
    email: `p${from + index}@acme.example`,
    first_name: 'P',
    last_name: String(from + index),
  }));

describe('authorized users', () => {
  it('are read in one call where that shows all', async () => {
    await using server = await startLoopback(() => ({
      page: 1,
      limit: 10,
      total_results: 3,
      results: [
        { id: 1, email: 'a@acme.example', name: 'Ann', designation: 'Lawyer' },
        { id: 2, email: 'b@acme.example', first_name: 'Bo', last_name: 'Li' },
        { email: 'without id' },
      ],
    }));
    await using opened = openClient(server.url);
    const { users, total } = await opened.client.listAuthorizedUsers(id('T-3'), interactive);
    expect(users.map((user) => user.name)).toEqual(['Ann', 'Bo Li']);
    expect(total).toBe(3);
    // One row can't be read, so pages are tried, and nothing new comes of it.
    expect(server.lines()).toEqual([
      'GET /contracts/3/authorized_users/',
      'GET /contracts/3/authorized_users/?page=1&limit=100',
    ]);
  });

  it('are all read where SpotDraft takes pages', async () => {
    await using server = await startLoopback(({ url }) => {
      const query = new URL(url, 'http://x').searchParams;
      const [page, limit] = [Number(query.get('page') ?? 1), Number(query.get('limit') ?? 10)];
      const results = people(1, 130).slice((page - 1) * limit, page * limit);
      return { page, limit, total_results: 130, results };
    });
    await using opened = openClient(server.url);
    const { users } = await opened.client.listAuthorizedUsers(id('T-3'), interactive);
    expect(new Set(users.map((user) => user.id)).size).toBe(130);
    expect(server.seen).toHaveLength(3);
  });

  it('end where SpotDraft takes no pages and shows the first ones always', async () => {
    await using server = await startLoopback(() => ({ total_results: 40, results: people(1, 10) }));
    await using opened = openClient(server.url);
    const { users, total } = await opened.client.listAuthorizedUsers(id('T-3'), interactive);
    expect([users.length, total]).toEqual([10, 40]);
    expect(server.seen).toHaveLength(2);
  });

  it("of an H contract are not asked for: the number would be another contract's", async () => {
    await using server = await startLoopback(() => ({ total_results: 0, results: [] }));
    await using opened = openClient(server.url);
    await expect(opened.client.listAuthorizedUsers(id('H-3'), interactive)).rejects.toBeInstanceOf(
      InputError,
    );
    expect(server.seen).toEqual([]);
  });
});

describe('invitations', () => {
  it('name a user, a role or an address, and are taken back one by one or all', async () => {
    await using server = await startLoopback((_request, response) => answer(response, 200, ''));
    await using opened = openClient(server.url);
    const { client } = opened;
    await client.inviteToContract(
      id('T-3'),
      [
        { permission: 'READ', invitee: { roleId: '34' }, note: 'For your eyes.' },
        { permission: 'EDIT', invitee: { userId: '100' } },
        { permission: 'SIGN', invitee: { email: 'new@acme.example', name: 'New One' } },
      ],
      interactive,
    );
    await client.uninviteFromContract(id('T-3'), { userId: '100' }, interactive);
    await client.uninviteFromContract(id('T-3'), { roleId: '34' }, interactive);
    await client.uninviteEverybody(id('T-3'), interactive);
    expect(server.lines()).toEqual([
      'POST /contracts/3/invite/',
      'POST /contracts/3/uninvite/',
      'POST /contracts/3/uninvite/',
      'POST /contracts/3/uninvite_all/',
    ]);
    expect(server.seen.map(({ body }) => body)).toEqual([
      {
        items: [
          { permission_name: 'CONTRACT.READ', role_id: 34, note: 'For your eyes.' },
          { permission_name: 'CONTRACT.EDIT', user_id: 100 },
          {
            permission_name: 'CONTRACT.SIGN',
            new_user_email: 'new@acme.example',
            new_user_name: 'New One',
          },
        ],
      },
      { user_id: 100 },
      { role_id: 34 },
      undefined,
    ]);
  });
});
