import { describe, expect, it } from 'vitest';
import { NotFoundError } from '../../../../src/domain/errors.js';
import { answer, interactive, openClient, SECRET, startLoopback } from './support.js';

describe('users and roles', () => {
  it('are counted where the count comes as a text', async () => {
    await using server = await startLoopback(() => ({ total_results: '3', results: [] }));
    await using opened = openClient(server.url);
    const { total } = await opened.client.listUsers({ page: 1, limit: 50 }, interactive);
    expect(total).toBe(3);
  });

  it('somebody is found beside rows that can not be read, and active unless it is said otherwise', async () => {
    await using server = await startLoopback(() => ({
      results: [
        { email: null },
        'odd',
        { email: 'A@acme.example' },
        { email: 'b@acme.example', is_active: false },
      ],
    }));
    await using opened = openClient(server.url);
    const find = (email: string) => opened.client.findUser(email, interactive);
    expect(await find('a@acme.example')).toEqual({ isActive: true });
    expect(await find('b@acme.example')).toEqual({ isActive: false });
    expect(await find('c@acme.example')).toBeNull();
  });

  it('are read a page at a time, by address or by how their name begins', async () => {
    await using server = await startLoopback(() => ({
      page: 1,
      limit: 50,
      total_results: 4,
      results: [
        {
          id: 100,
          first_name: 'Sonia',
          last_name: 'Park',
          email: 'sonia@acme.example',
          designation: 'Lawyer',
          is_active: true,
          roles: [
            { id: 456, name: 'Legal', description: 'Legal team' },
            'odd',
            { id: '7', name: 'X' },
          ],
        },
        { id: 101, email: 'no-name@acme.example', is_active: 'yes' },
        { email: 'without id' },
        { id: 102, name: ' ', email: '' },
      ],
    }));
    await using opened = openClient(server.url);
    const { rows, total } = await opened.client.listUsers(
      { page: 1, limit: 50, email: 'a+b@acme.example', name: 'So' },
      interactive,
    );
    expect(total).toBe(4);
    expect(rows).toEqual([
      {
        id: '100',
        email: 'sonia@acme.example',
        name: 'Sonia Park',
        designation: 'Lawyer',
        isActive: true,
        roles: [
          { id: '456', name: 'Legal', description: 'Legal team' },
          { id: '7', name: 'X', description: null },
        ],
      },
      {
        id: '101',
        email: 'no-name@acme.example',
        name: 'no-name@acme.example',
        designation: null,
        isActive: null,
        roles: null,
      },
      { id: '102', email: null, name: '', designation: null, isActive: null, roles: null },
    ]);
    await opened.client.listUsers({ page: 2, limit: 50 }, interactive);
    expect(server.seen.map(({ url }) => url)).toEqual([
      '/api/v2.1/public/auth/users/?page=1&limit=50&user_email=a%2Bb%40acme.example&user_name=So',
      '/api/v2.1/public/auth/users/?page=2&limit=50',
    ]);
  });

  it('are invited without reading the token that comes back', async () => {
    await using server = await startLoopback(() => ({
      email: 'new@acme.example',
      token: SECRET,
      disabled_token: false,
      created_by_user: 'ops@acme.example',
    }));
    await using opened = openClient(server.url);
    await opened.client.inviteUser(
      {
        firstName: 'Avery',
        lastName: '',
        email: 'new@acme.example',
        designation: 'Counsel',
        roleIds: ['12', '18'],
      },
      interactive,
    );
    await opened.client.inviteUser({ firstName: 'B', email: 'b@acme.example' }, interactive);
    expect(server.seen.map(({ body }) => body)).toEqual([
      {
        first_name: 'Avery',
        email: 'new@acme.example',
        designation: 'Counsel',
        role_ids: [12, 18],
      },
      { first_name: 'B', email: 'b@acme.example' },
    ]);
    expect(opened.log.lines.join()).not.toContain(SECRET);
  });

  it('are changed and deactivated by the first version of the API', async () => {
    await using server = await startLoopback(({ method }, response) =>
      method === 'PATCH'
        ? { username: 'sonia@acme.example', roles: ['Admin'] }
        : answer(response, 204, ''),
    );
    await using opened = openClient(server.url);
    expect(await opened.client.updateUserRoles('100', ['1'], interactive)).toBe(
      'sonia@acme.example',
    );
    await opened.client.deactivateUser('100', interactive);
    expect(server.seen).toMatchObject([
      { method: 'PATCH', url: '/api/v1/public/auth/users/100', body: { roles: [1] } },
      { method: 'DELETE', url: '/api/v1/public/auth/users/100' },
    ]);
  });

  it('get roles, and lose them with a body that names them', async () => {
    await using server = await startLoopback(({ method }, response) => {
      if (method === 'GET') {
        return { active_roles: [{ id: 1, name: 'Admin', description: '' }, { id: 2 }] };
      }
      return method === 'POST'
        ? [{ id: 5, email: 'a@acme.example', name: 'A' }]
        : answer(response, 204, '');
    });
    await using opened = openClient(server.url);
    const { client } = opened;
    expect(await client.listRoles(interactive)).toEqual([
      { id: '1', name: 'Admin', description: null },
    ]);
    expect(await client.addRoleMembers('1', ['5'], interactive)).toMatchObject([{ id: '5' }]);
    await client.removeRoleMembers('1', ['5', '6'], interactive);
    expect(server.lines()).toEqual([
      'GET /auth/roles/',
      'POST /auth/roles/1/members',
      'DELETE /auth/roles/1/members',
    ]);
    expect(server.seen.map(({ body }) => body)).toEqual([
      undefined,
      { user_ids_to_add: [5] },
      { user_ids_to_remove: [5, 6] },
    ]);
  });

  it('are unknown by name', async () => {
    await using server = await startLoopback((_request, response) =>
      answer(response, 404, { detail: 'Not found.' }),
    );
    await using opened = openClient(server.url);
    const { client } = opened;
    await expect(client.deactivateUser('9', interactive)).rejects.toThrow(/user 9/);
    await expect(client.updateUserRoles('9', [], interactive)).rejects.toBeInstanceOf(
      NotFoundError,
    );
    await expect(client.addRoleMembers('8', ['1'], interactive)).rejects.toThrow(/role 8/);
  });
});
