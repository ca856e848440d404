import { describe, expect, it } from 'vitest';
import { AmbiguousOutcomeError, InputError } from '../../../../src/domain/errors.js';
import { answer, hangUp, id, interactive, openClient, startLoopback } from './support.js';

const page = { page: 2, limit: 50 };

describe('comments', () => {
  it('are read page by page, replies among them; rows that are none are left out', async () => {
    await using server = await startLoopback(() => ({
      page: 2,
      limit: 50,
      total_results: 54,
      results: [
        { id: 1001, contract_id: 7, comment: 'a', replies: [{ id: 2021, comment: 'b' }, 'odd'] },
        { id: '1002', comment: null, replies: null },
        { comment: 'without id' },
        'odd',
      ],
    }));
    await using opened = openClient(server.url);
    expect(await opened.client.listComments(id('T-7'), page, interactive)).toEqual({
      rows: [
        { id: '1001', text: 'a', replies: [{ id: '2021', text: 'b' }] },
        { id: '1002', text: '', replies: [] },
      ],
      total: 54,
    });
    expect(server.lines()).toEqual(['GET /contracts/7/comments/?page=2&limit=50']);
  });

  it('are added once, as the person who acts; a lost answer is not repeated', async () => {
    await using server = await startLoopback((request, response, raw) =>
      server.seen.length > 1
        ? hangUp(raw)
        : answer(response, 201, { id: 5, contract_id: 7, comment: 'Hey a@b.example', replies: [] }),
    );
    await using opened = openClient(server.url);
    const options = { lane: 'interactive', actingEmail: 'rep@acme.example' } as const;
    const add = () => opened.client.addComment(id('T-7'), 'Hey !!@12!!', options);
    expect(await add()).toEqual({ id: '5', text: 'Hey a@b.example', replies: [] });
    await expect(add()).rejects.toBeInstanceOf(AmbiguousOutcomeError);
    expect(server.seen).toMatchObject([
      {
        method: 'POST',
        url: '/api/v2.1/public/contracts/7/comments/',
        headers: { 'user-email': 'rep@acme.example' },
        body: { comment: 'Hey !!@12!!' },
      },
      { method: 'POST' },
    ]);
  });

  it('of a historical contract would be those of another one: nothing is called', async () => {
    await using server = await startLoopback(() => ({}));
    await using opened = openClient(server.url);
    const { client } = opened;
    await expect(client.listComments(id('H-7'), page, interactive)).rejects.toBeInstanceOf(
      InputError,
    );
    await expect(client.addComment(id('H-7'), 'x', interactive)).rejects.toBeInstanceOf(InputError);
    expect(server.seen).toEqual([]);
  });
});
