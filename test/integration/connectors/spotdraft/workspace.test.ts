import { describe, expect, it } from 'vitest';
import { UpstreamContractError } from '../../../../src/domain/errors.js';
import { interactive, openClient, startLoopback } from './support.js';

describe('analytics', () => {
  it('are asked for within what the caller may see, and read with what is missing', async () => {
    await using server = await startLoopback(() => ({ rows: [{ a: 1 }, 'odd', { a: null }] }));
    await using opened = openClient(server.url);
    const options = { ...interactive, actingEmail: 'rep@acme.example' };
    expect(await opened.client.queryAnalytics('SELECT a FROM contracts', options)).toEqual({
      columns: [],
      rows: [{ a: 1 }, {}, { a: null }],
      rowCount: 3,
      truncated: false,
    });
    expect(server.seen).toMatchObject([
      {
        method: 'POST',
        url: '/api/v2.1/public/analytics/query/',
        headers: { 'user-email': 'rep@acme.example' },
        body: { query: 'SELECT a FROM contracts', user_scoped: true },
      },
    ]);
  });

  it('without rows are no answer', async () => {
    await using server = await startLoopback(() => ({ columns: ['a'] }));
    await using opened = openClient(server.url);
    await expect(opened.client.queryAnalytics('SELECT 1', interactive)).rejects.toBeInstanceOf(
      UpstreamContractError,
    );
  });
});

it('feature flags hold whatever SpotDraft says', async () => {
  await using server = await startLoopback(() => ({ A: true, B: { variant: 2 } }));
  await using opened = openClient(server.url);
  expect(await opened.client.checkFeatureFlags(['A', 'B'], interactive)).toEqual({
    A: true,
    B: { variant: 2 },
  });
  expect(server.seen[0]!.body).toEqual({ flags: ['A', 'B'] });
});
