import { describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/domain/errors.js';
import { answer, interactive, openClient, startLoopback } from './support.js';

describe('a counterparty', () => {
  it.each([
    [
      'with its contacts',
      {
        id: 12,
        name: 'Globex',
        is_individual: false,
        contacts: [{ id: 3, name: 'Eva Holm', email: 'eva@globex.example' }],
        status: 'ACTIVE',
        new_member: {},
      },
      {
        id: '12',
        name: 'Globex',
        isIndividual: false,
        contacts: [{ id: '3', name: 'Eva Holm', email: 'eva@globex.example' }],
      },
    ],
    [
      'without the rows that are none',
      { id: '12', name: 'Bo', is_individual: true, contacts: ['odd', { id: 4 }, { name: 'x' }] },
      { id: '12', name: 'Bo', isIndividual: true, contacts: [{ id: '4', name: '', email: null }] },
    ],
    [
      'with members of other types than documented',
      { id: 12, name: 'Globex', is_individual: 'no', contacts: null },
      { id: '12', name: 'Globex', isIndividual: false, contacts: [] },
    ],
  ])('is read %s', async (_name, body, expected) => {
    await using server = await startLoopback(() => body);
    await using opened = openClient(server.url);
    expect(await opened.client.getCounterparty('12', interactive)).toMatchObject(expected);
    expect(server.lines()).toEqual(['GET /counter_parties/12']);
  });

  it('that is not there is null, and what can be no id is not asked for', async () => {
    await using server = await startLoopback((_request, response) =>
      answer(response, 404, { detail: 'Not found.' }),
    );
    await using opened = openClient(server.url);
    expect(await opened.client.getCounterparty('12', interactive)).toBeNull();
    for (const odd of ['', '0', 'T-1', '../12']) {
      await expect(opened.client.getCounterparty(odd, interactive)).rejects.toBeInstanceOf(
        InputError,
      );
    }
    expect(server.seen).toHaveLength(1);
  });
});
