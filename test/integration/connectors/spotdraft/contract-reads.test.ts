import { describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/domain/errors.js';
import {
  answer,
  askedIds,
  id,
  interactive,
  openClient,
  page,
  row,
  startLoopback,
} from './support.js';

const DEAL = '0065g00000XyZ12AAF';

describe('rows of contracts', () => {
  it('become contracts with UTC times, the deal in 18 characters and open enums', async () => {
    await using server = await startLoopback(() =>
      page([
        row('T-1', {
          created: '2026-03-14T09:26:53',
          contract_status: 'SHINY_NEW',
          contract_kind: 'EXPRESS_TEMPLATE',
          created_by_user_email: 'rep@acme.example',
          external_metadata: {
            id: DEAL.slice(0, 15),
            integration_name: 'Salesforce (EU)',
            record_type: 'Opportunity',
          },
          brand_new_field: { nested: true },
        }),
      ]),
    );
    await using opened = openClient(server.url);
    const { contracts } = await opened.client.listContracts({ page: 1, limit: 10 }, interactive);
    expect(contracts).toMatchObject([
      {
        id: 'T-1',
        status: 'UNKNOWN',
        kind: 'EXPRESS_TEMPLATE_CONTRACT',
        createdAt: '2026-03-14T09:26:53.000Z',
        createdBy: 'rep@acme.example',
        type: { id: '12', name: 'NDA' },
      },
    ]);
    expect(contracts[0]!.opportunityId).toHaveLength(18);
    expect(contracts[0]!.opportunityId!.startsWith(DEAL.slice(0, 15))).toBe(true);
  });

  it('log an unknown status once, however often it comes', async () => {
    await using server = await startLoopback(() =>
      page([row('T-1', { contract_status: 'NEW' }), row('T-2', { contract_status: 'NEW' })]),
    );
    await using opened = openClient(server.url);
    await opened.client.listContracts({ page: 1, limit: 10 }, interactive);
    await opened.client.listContracts({ page: 1, limit: 10 }, interactive);
    expect(opened.log.lines.filter((line) => line.includes('NEW'))).toHaveLength(1);
  });

  it('do not disappear because one of them is broken', async () => {
    await using server = await startLoopback(() =>
      page([null, { no: 'id' }, row('nonsense'), row('T-1', { created: null, contract_name: 7 })]),
    );
    await using opened = openClient(server.url);
    const { contracts } = await opened.client.listContracts({ page: 1, limit: 10 }, interactive);
    expect(contracts.map((contract) => contract.id)).toEqual(['T-1']);
    expect(contracts[0]!.createdAt).toBe('1970-01-01T00:00:00.000Z');
    expect(opened.log.lines.join()).toContain('skipped: 3');
  });

  it.each([
    [{ id: DEAL }, true],
    [{ id: DEAL, integration_name: 'SALESFORCE', record_type: null }, true],
    [{ id: DEAL, integration_name: 'hubspot' }, false],
    [{ id: DEAL, record_type: 'Account' }, false],
    [{ id: 6_500_000 }, false],
    [{ id: '001000000000001AAA' }, false],
    [null, false],
    [['odd'], false],
  ])('name the deal only where the metadata are ours: %j', async (external_metadata, ours) => {
    await using server = await startLoopback(() => page([row('T-1', { external_metadata })]));
    await using opened = openClient(server.url);
    const contract = await opened.client.getContract(id('T-1'), interactive);
    expect(contract!.opportunityId !== null).toBe(ours);
  });

  it('keep links that no browser should open away from screens', async () => {
    await using server = await startLoopback(() =>
      page([row('T-9', { contract_link: 'javascript:alert(1)' })]),
    );
    await using opened = openClient(server.url);
    const contract = await opened.client.getContract(id('T-9'), interactive);
    expect(contract!.url).toBe('https://app.spotdraft.com/contracts/v2/9');
  });
});

describe('listByIds', () => {
  it('asks 100 ids a call, percent-encoded, with the largest page', async () => {
    await using server = await startLoopback((request) =>
      page(askedIds(request).map((one) => row(one))),
    );
    await using opened = openClient(server.url);
    const ids = Array.from({ length: 205 }, (_, index) => id(`T-${index + 1}`));
    const found = await opened.client.listByIds([...ids, ids[0]!], interactive);
    expect(found.size).toBe(205);
    expect(server.seen.map((request) => askedIds(request).length)).toEqual([100, 100, 5]);
    expect(server.seen[2]!.url).toBe(
      '/api/v2.1/public/contracts/?page=1&limit=100' +
        '&filter__contract_id%5B%24in%5D=T-201%2CT-202%2CT-203%2CT-204%2CT-205',
    );
  });

  it('asks nothing for nothing and returns only what was asked for', async () => {
    await using server = await startLoopback(() => page([row('T-1'), row('H-1'), row('T-2')]));
    await using opened = openClient(server.url);
    expect((await opened.client.listByIds([], interactive)).size).toBe(0);
    expect(server.seen).toHaveLength(0);
    const found = await opened.client.listByIds([id('H-1')], interactive);
    expect([...found.keys()]).toEqual(['H-1']);
  });

  it('takes the prefix of an integer row from the question, and asks twice where both were asked', async () => {
    await using server = await startLoopback((request) =>
      page(
        askedIds(request).map((one) =>
          row(Number(one.slice(2)), { contract_name: `the ${one[0]} one` }),
        ),
      ),
    );
    await using opened = openClient(server.url);
    const found = await opened.client.listByIds([id('T-5'), id('H-5'), id('H-6')], interactive);
    expect(found.get(id('T-5'))!.name).toBe('the T one');
    expect(found.get(id('H-5'))!.name).toBe('the H one');
    expect(found.get(id('H-6'))!.name).toBe('the H one');
  });

  it('falls back to single reads where the list refuses the filter', async () => {
    await using server = await startLoopback((request, response) => {
      if (request.url.includes('filter__')) {
        return answer(response, 400, { filter__contract_id: ['Unknown filter'] });
      }
      if (request.url.endsWith('/T-1/status'))
        return { contract_status: 'SIGN', contract_name: 'A' };
      if (request.url.endsWith('/T-1/external_metadata')) return { external_metadata: null };
      return answer(response, 404, { detail: 'Not found.' });
    });
    await using opened = openClient(server.url);
    const found = await opened.client.listByIds([id('T-1'), id('T-2')], interactive);
    expect([...found.values()]).toMatchObject([{ id: 'T-1', status: 'SIGN', name: 'A' }]);
  });
});

describe('listContracts', () => {
  it('sends its filters percent-encoded and never asks for statuses that SpotDraft lacks', async () => {
    await using server = await startLoopback(() => ({ ...page([row('T-1')]), total_results: 31 }));
    await using opened = openClient(server.url);
    const result = await opened.client.listContracts(
      {
        page: 3,
        limit: 10,
        text: 'a&b=c',
        updatedSince: new Date('2026-01-01T00:00:00Z'),
        createdFrom: new Date('2026-01-02T00:00:00Z'),
        createdBefore: new Date('2026-01-03T00:00:00Z'),
        statuses: ['SIGN', 'DELETED', 'VOIDED'],
      },
      interactive,
    );
    expect(result).toMatchObject({ total: 31, hasMore: true });
    expect(Object.fromEntries(new URL(server.seen[0]!.url, server.url).searchParams)).toEqual({
      page: '3',
      limit: '10',
      query: 'a&b=c',
      'filter__last_updated_on[$gte]': '2026-01-01T00:00:00.000Z',
      'filter__created_at[$gte]': '2026-01-02T00:00:00.000Z',
      'filter__created_at[$lt]': '2026-01-03T00:00:00.000Z',
      'filter__display_status[$in]': 'SIGN,VOIDED',
    });
    const none = await opened.client.listContracts(
      { page: 1, limit: 10, statuses: ['DELETED'] },
      interactive,
    );
    expect(none).toEqual({ contracts: [], total: 0, hasMore: false });
    expect(server.seen).toHaveLength(1);
  });

  it('ends the walk at an empty page whatever the total says', async () => {
    await using server = await startLoopback(() => ({ ...page([]), total_results: 500 }));
    await using opened = openClient(server.url);
    const result = await opened.client.listContracts({ page: 1, limit: 100 }, interactive);
    expect(result.hasMore).toBe(false);
  });

  it('refuses a page above 100 before SpotDraft does', async () => {
    await using opened = openClient('http://127.0.0.1:9');
    await expect(
      opened.client.listContracts({ page: 1, limit: 101 }, interactive),
    ).rejects.toBeInstanceOf(InputError);
    await expect(
      opened.client.listContracts({ page: 0, limit: 10 }, interactive),
    ).rejects.toBeInstanceOf(InputError);
  });
});

describe('findByExternalId', () => {
  it.each([
    ['flat', (rows: unknown[]) => rows],
    ['nested', (rows: unknown[]) => [rows]],
  ])('reads %s answers and encodes the id', async (_name, shape) => {
    await using server = await startLoopback(() => shape([row('T-1'), row('H-1')]));
    await using opened = openClient(server.url);
    const found = await opened.client.findByExternalId('a/b c', interactive);
    expect(found.contracts.map((contract) => contract.id)).toEqual(['T-1', 'H-1']);
    expect(found.truncated).toBe(false);
    expect(server.seen[0]!.url).toBe('/api/v2.1/public/contracts/by_external_metadata/a%2Fb%20c');
  });

  it('tells that 50 rows may not be all, and takes 404 for none', async () => {
    await using server = await startLoopback((request, response) =>
      request.url.endsWith('/many')
        ? Array.from({ length: 50 }, (_, index) => row(`T-${index + 1}`))
        : answer(response, 404, { detail: 'Not found.' }),
    );
    await using opened = openClient(server.url);
    const many = await opened.client.findByExternalId('many', interactive);
    expect(many.contracts).toHaveLength(50);
    expect(many.truncated).toBe(true);
    expect(await opened.client.findByExternalId('none', interactive)).toEqual({
      contracts: [],
      truncated: false,
    });
  });

  it('finds the prefix of integer rows by asking the list, never by guessing T', async () => {
    await using server = await startLoopback((request) => {
      if (request.url.includes('by_external')) {
        return [
          row(7),
          row(8, { contract_name: 'Historic NDA', contract_type_id: 3 }),
          row(9, { contract_name: 'Twin' }),
        ];
      }
      const all = [
        row('H-7', { contract_name: 'Contract 7' }),
        row('T-8', { contract_name: 'Another' }),
        row('H-8', { contract_name: 'Historic NDA', contract_type_id: 3 }),
        row('T-9', { contract_name: 'Twin' }),
        row('H-9', { contract_name: 'Twin' }),
      ];
      return page(all.filter((one) => askedIds(request).includes(String(one.id))));
    });
    await using opened = openClient(server.url);
    const { contracts } = await opened.client.findByExternalId(DEAL, interactive);
    // 9 fits both of its twins, so it is left out rather than guessed.
    expect(contracts.map((contract) => contract.id)).toEqual(['H-7', 'H-8']);
    expect(opened.log.lines.join()).toContain('undecidable');
    expect(server.seen).toHaveLength(2);
  });

  it('probes both prefixes of an integer row that the list does not show yet', async () => {
    await using server = await startLoopback((request, response) => {
      if (request.url.includes('by_external')) return [row(7, { contract_name: 'Fresh' })];
      if (request.url.includes('filter__')) return page([]);
      return request.url.includes('H-7')
        ? { contract_status: 'DRAFT', contract_name: 'Fresh' }
        : answer(response, 404, { detail: 'Not found.' });
    });
    await using opened = openClient(server.url);
    const { contracts } = await opened.client.findByExternalId(DEAL, interactive);
    expect(contracts.map((contract) => contract.id)).toEqual(['H-7']);
  });
});

describe('findByExternalIds', () => {
  it('asks once for each, and for the prefixes of all together', async () => {
    await using server = await startLoopback((request, response) => {
      if (request.url.endsWith('/broken')) return answer(response, 403, { detail: 'No.' });
      if (request.url.endsWith('/a')) return [row(7)];
      if (request.url.endsWith('/b')) return [row(8), row('T-9')];
      return page(
        [row('T-7'), row('H-8')].filter((one) => askedIds(request).includes(String(one.id))),
      );
    });
    await using opened = openClient(server.url);
    const found = await opened.client.findByExternalIds(['a', 'b', 'a', 'broken'], interactive);
    expect(found.get('a')).toMatchObject({ contracts: [{ id: 'T-7' }], truncated: false });
    expect(found.get('b')).toMatchObject({ contracts: [{ id: 'H-8' }, { id: 'T-9' }] });
    expect(found.get('broken')).toBeInstanceOf(Error);
    expect(server.seen).toHaveLength(4);
  });

  it('fails for those alone whose prefixes could not be asked for', async () => {
    await using server = await startLoopback((request, response) => {
      if (request.url.endsWith('/a')) return [row(7)];
      if (request.url.endsWith('/b')) return [row('T-9')];
      return answer(response, 403, { detail: 'No.' });
    });
    await using opened = openClient(server.url);
    const found = await opened.client.findByExternalIds(['a', 'b'], interactive);
    expect(found.get('a')).toBeInstanceOf(Error);
    expect(found.get('b')).toMatchObject({ contracts: [{ id: 'T-9' }] });
  });
});

describe('getContract', () => {
  it('asks status when the list does not show the contract, and puts together what is known', async () => {
    await using server = await startLoopback((request) => {
      if (request.url.includes('filter__')) return page([]);
      if (request.url.endsWith('/status'))
        return { contract_status: 'SIGN', contract_name: 'Fresh' };
      if (request.url.endsWith('/external_metadata')) return { external_metadata: { id: DEAL } };
      return [row(4, { contract_name: 'Fresh', contract_status: 'DRAFT' })];
    });
    await using opened = openClient(server.url);
    expect(await opened.client.getContract(id('T-4'), interactive)).toMatchObject({
      id: 'T-4',
      status: 'SIGN',
      name: 'Fresh',
      counterpartyName: 'Globex',
    });
    expect(server.seen).toHaveLength(4);
  });

  it('is null when neither the list nor status knows the contract', async () => {
    await using server = await startLoopback((request, response) =>
      request.url.includes('filter__') ? page([]) : answer(response, 404, { detail: 'Not found.' }),
    );
    await using opened = openClient(server.url);
    expect(await opened.client.getContract(id('T-4'), interactive)).toBeNull();
  });
});

describe('recipients and key pointers', () => {
  it('tell a signature from a decline, both of which are COMPLETED', async () => {
    const entry = (status: unknown, is_success?: boolean | null, recipient_type = 'SIGNATORY') => ({
      status,
      recipient: { id: 1, recipient_type, user: { id: 1, email: 'a@b.example', name: 'A B' } },
      recipient_action: is_success === undefined ? null : { is_success },
    });
    await using server = await startLoopback(() => ({
      items: [
        entry('PENDING'),
        entry('IN_PROGRESS'),
        entry('COMPLETED', true),
        entry('COMPLETED', false),
        entry('COMPLETED', null),
        entry('COMPLETED', true, 'APPROVER'),
        entry('BOUNCED'),
        { status: null, recipient: null },
      ],
    }));
    await using opened = openClient(server.url);
    const recipients = await opened.client.getRecipients(id('T-1'), interactive);
    expect(recipients.map((recipient) => recipient.status)).toEqual([
      'PENDING',
      'IN_PROGRESS',
      'SIGNED',
      'DECLINED',
      'COMPLETED',
      'COMPLETED',
      'BOUNCED',
      null,
    ]);
    expect(server.lines()).toEqual(['GET /contracts/T-1/recipients/']);
  });

  it('say of each recipient who they are, in which order, and when and why they acted', async () => {
    await using server = await startLoopback(() => ({
      items: [
        {
          status: 'COMPLETED',
          recipient: {
            id: 12,
            recipient_type: 'SIGNATORY',
            user: { id: 1, email: 'a@b.example', name: 'A B' },
            recipient_order: 2,
            title: 'CFO',
          },
          recipient_action: {
            is_success: true,
            timestamp: '2026-03-14T09:26:53',
            action_notes: '',
          },
        },
        {
          status: 'COMPLETED',
          recipient: { id: '13', recipient_type: 'APPROVER', recipient_order: 'first' },
          recipient_action: { is_success: false, timestamp: 'then', action_notes: 'Too dear.' },
        },
        { status: 'IN_PROGRESS', recipient: { recipient_type: 'SHINY' } },
        'odd',
        { status: 'PENDING', recipient: null },
      ],
    }));
    await using opened = openClient(server.url);
    const nobody = { name: null, email: null, title: null, order: null, signedAt: null };
    expect(await opened.client.getRecipients(id('T-1'), interactive)).toEqual([
      {
        id: '12',
        type: 'SIGNATORY',
        name: 'A B',
        email: 'a@b.example',
        title: 'CFO',
        order: 2,
        status: 'SIGNED',
        signedAt: '2026-03-14T09:26:53.000Z',
        declined: false,
        declineReason: null,
      },
      {
        ...nobody,
        id: '13',
        type: 'APPROVER',
        status: 'DECLINED',
        declined: true,
        declineReason: 'Too dear.',
      },
      {
        ...nobody,
        id: 'place-3',
        type: 'UNKNOWN',
        status: 'IN_PROGRESS',
        declined: false,
        declineReason: null,
      },
      {
        ...nobody,
        id: 'place-4',
        type: 'SIGNATORY',
        status: 'PENDING',
        declined: false,
        declineReason: null,
      },
    ]);
  });

  it('read field_name, filed_name and any kind of value', async () => {
    await using server = await startLoopback(() => [
      { id: 1, label: 'Term', field_name: 'slug_term', value: { type: 'MONTHS', value: 6 } },
      { id: '2', label: 'Fee', filed_name: 'slug_fee', value: null },
      { id: 3, field_name: 'slug_open' },
      { label: 'no id' },
    ]);
    await using opened = openClient(server.url);
    expect(await opened.client.getKeyPointers(id('H-1'), interactive)).toEqual([
      { id: '1', name: 'slug_term', label: 'Term', value: { type: 'MONTHS', value: 6 } },
      { id: '2', name: 'slug_fee', label: 'Fee', value: null },
      { id: '3', name: 'slug_open', label: null, value: null },
    ]);
    expect(server.lines()).toEqual(['GET /contracts/H-1/key_pointers']);
  });
});
