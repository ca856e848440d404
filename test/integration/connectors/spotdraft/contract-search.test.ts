import { describe, expect, it } from 'vitest';
import { NotFoundError } from '../../../../src/domain/errors.js';
import { answer, interactive, openClient, page, row, startLoopback } from './support.js';

describe('a search of contracts', () => {
  it('is asked by the names of the list, values of a list with their commas escaped', async () => {
    await using server = await startLoopback(() => ({
      ...page([row('T-7'), row('H-7'), { contract_name: 'without id' }]),
      total_results: 120,
    }));
    await using opened = openClient(server.url);
    const found = await opened.client.searchContracts(
      {
        text: 'Acme & Co',
        conditions: [
          { field: 'signaturesPendingOn', operator: 'in', values: ['a,b', 'c\\d'] },
          { field: 'contractTypeId', operator: 'gte', values: ['12'] },
          { field: 'displayStatus', operator: 'ne', values: ['VOIDED'] },
        ],
      },
      { page: 2, limit: 50 },
      interactive,
    );
    expect(found.contracts.map(({ id }) => id)).toEqual(['T-7', 'H-7']);
    expect(found).toMatchObject({ total: 120, hasMore: true });
    const query = new URL(server.seen[0]!.url, server.url).searchParams;
    expect(Object.fromEntries(query)).toEqual({
      page: '2',
      limit: '50',
      query: 'Acme & Co',
      'filter__signatures_pending_on[$in]': 'a\\,b,c\\d',
      'filter__contract_type_id[$gte]': '12',
      'filter__display_status[$ne]': 'VOIDED',
    });
  });

  it('without a text asks for none', async () => {
    await using server = await startLoopback(() => page([]));
    await using opened = openClient(server.url);
    const pageNumber = { page: 1, limit: 50 };
    await opened.client.searchContracts({ conditions: [] }, pageNumber, interactive);
    expect(server.lines()).toEqual(['GET /contracts/?page=1&limit=50']);
  });
});

describe('facets', () => {
  it('go on in whatever shape they come; the name of a filter is encoded', async () => {
    await using server = await startLoopback((request) =>
      request.url.endsWith('/facets/') ? { anything: [1] } : ['a'],
    );
    await using opened = openClient(server.url);
    const { client } = opened;
    expect(await client.listFacets(interactive)).toEqual({ anything: [1] });
    const options = { field: 'a/../b', text: 'x y' };
    expect(await client.listFacetOptions(options, interactive)).toEqual(['a']);
    await client.listFacetOptions({ field: 'tags', text: null }, interactive);
    expect(server.seen.map(({ url }) => url.replace('/api/v2.1/public', ''))).toEqual([
      '/facets/',
      '/facets/options/a%2F..%2Fb/?q=x+y',
      '/facets/options/tags/',
    ]);
  });

  it('of a field that there is not are NOT_FOUND, by its name', async () => {
    await using server = await startLoopback((_request, response) =>
      answer(response, 404, { detail: 'Not found.' }),
    );
    await using opened = openClient(server.url);
    const unknown = opened.client.listFacetOptions({ field: 'moon', text: null }, interactive);
    await expect(unknown).rejects.toThrow('filter "moon"');
    await expect(unknown).rejects.toBeInstanceOf(NotFoundError);
  });
});
