import { describe, expect, it } from 'vitest';
import { AmbiguousOutcomeError, InputError } from '../../../../src/domain/errors.js';
import { answer, hangUp, id, interactive, openClient, startLoopback } from './support.js';

const page = { page: 1, limit: 100 };

describe('relations of contracts', () => {
  it('are read page by page, whatever a row lacks; rows that are none are left out', async () => {
    const other = { id: 1234, name: 'Acme NDA', display_status: 'EXECUTED' };
    await using server = await startLoopback(() => ({
      total_results: 5,
      results: [
        { id: 1000, contract: { ...other, counter_party_list: ['Acme'] }, relation_type: 'CHILD' },
        { id: '1001', contract: { id: 'H-7', name: null }, relation_type: 'SIBLING' },
        { id: 1002, contract: { id: 'T-8' }, relation_type: null },
        { id: 1003, contract: null, relation_type: 'CHILD' },
        { contract: other, relation_type: 'CHILD' },
      ],
    }));
    await using opened = openClient(server.url);
    expect(await opened.client.listRelatedContracts(id('T-7'), page, interactive)).toEqual({
      rows: [
        {
          relationId: '1000',
          relation: 'CHILD',
          ref: { prefix: undefined, number: 1234 },
          name: 'Acme NDA',
          status: 'EXECUTED',
        },
        {
          relationId: '1001',
          relation: 'SIBLING',
          ref: { prefix: 'H', number: 7 },
          name: '',
          status: 'UNKNOWN',
        },
        {
          relationId: '1002',
          relation: 'UNKNOWN',
          ref: { prefix: 'T', number: 8 },
          name: '',
          status: 'UNKNOWN',
        },
      ],
      total: 5,
    });
    expect(server.lines()).toEqual(['GET /contracts/7/related_contracts/?page=1&limit=100']);
  });

  it('are made once, by the bare numbers of both; a lost answer is not repeated', async () => {
    await using server = await startLoopback((_request, response, raw) =>
      server.seen.length > 1 ? hangUp(raw) : answer(response, 201, { id: 1000 }),
    );
    await using opened = openClient(server.url);
    const relate = () =>
      opened.client.relateContracts(
        id('T-7'),
        { id: id('T-8'), relation: 'AMENDMENT' },
        interactive,
      );
    expect(await relate()).toBe('1000');
    await expect(relate()).rejects.toBeInstanceOf(AmbiguousOutcomeError);
    expect(server.seen).toMatchObject([
      {
        url: '/api/v2.1/public/contracts/7/contract_relation/',
        body: { related_contract_id: 8, relation_type: 'AMENDMENT' },
      },
      { method: 'POST' },
    ]);
  });

  it('of a historical contract would be those of another one: nothing is called', async () => {
    await using server = await startLoopback(() => ({}));
    await using opened = openClient(server.url);
    const { client } = opened;
    const child = (of: string) => ({ id: id(of), relation: 'CHILD' }) as const;
    for (const call of [
      client.listRelatedContracts(id('H-7'), page, interactive),
      client.relateContracts(id('H-7'), child('T-8'), interactive),
      client.relateContracts(id('T-7'), child('H-8'), interactive),
    ]) {
      await expect(call).rejects.toBeInstanceOf(InputError);
    }
    expect(server.seen).toEqual([]);
  });
});
