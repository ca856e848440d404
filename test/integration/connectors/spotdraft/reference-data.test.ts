import { describe, expect, it } from 'vitest';
import { answer, interactive, openClient, startLoopback } from './support.js';

async function readTemplate(metadata: unknown) {
  await using server = await startLoopback((request) =>
    request.url.endsWith('/metadata')
      ? metadata
      : { id: 1204, name: 'Order form', contract_type_id: 3 },
  );
  await using opened = openClient(server.url);
  const template = await opened.client.getTemplate('1204', interactive);
  return { template: template!, lines: server.lines().sort(), log: opened.log.lines };
}

const leaf = { variable: 'a', display_label: 'A', type: 'string' };

describe('a template', () => {
  it('is read from its detail and its metadata, each with its own slash', async () => {
    const { template, lines } = await readTemplate({});
    expect(template).toEqual({
      id: '1204',
      name: 'Order form',
      contractTypeId: '3',
      fields: [],
      counterpartyKind: 'both',
      tags: [],
    });
    expect(lines).toEqual(['GET /templates/1204/', 'GET /templates/1204/metadata']);
  });

  it('takes a field without "required" for required', async () => {
    const { template } = await readTemplate({
      attributes: [
        leaf,
        { ...leaf, variable: 'b', required: false },
        { ...leaf, variable: 'c', required: null, default_value: 0 },
      ],
    });
    expect(template.fields).toMatchObject([
      { name: 'a', required: true, hasDefault: false },
      { name: 'b', required: false },
      { name: 'c', required: true, hasDefault: true },
    ]);
  });

  it('groups flattened composites by parent_variable, never by parent_type', async () => {
    const fee = { parent_variable: 'fee', parent_type: 'currency', parent_required: true };
    const { template } = await readTemplate({
      attributes: [
        {
          ...fee,
          variable: 'fee.type',
          child_variable: 'type',
          display_label: 'Setup fee > Currency',
          type: 'enum',
          options: [{ label: 'US dollar', value: 'USD' }],
        },
        {
          variable: 'terms',
          display_label: 'Terms',
          type: 'enum',
          parent_type: 'dropdown',
          options: [{ label: 'Net 30', value: 1 }, { label: 'Net 60' }, 'Net 90', 5],
        },
        { ...fee, variable: 'fee.value', display_label: 'Setup fee > Amount', type: 'float' },
        { variable: 'term.value', parent_variable: 'term', type: 'int', required: true },
      ],
    });
    expect(template.fields).toMatchObject([
      {
        kind: 'composite',
        name: 'fee',
        label: 'Setup fee',
        required: true,
        parentType: 'currency',
        members: [
          { name: 'type', type: 'enum', options: [{ label: 'US dollar', value: 'USD' }] },
          { name: 'value', type: 'float', options: null },
        ],
      },
      {
        kind: 'leaf',
        name: 'terms',
        options: [
          { label: 'Net 30', value: 1 },
          { label: 'Net 60', value: 'Net 60' },
          { label: 'Net 90', value: 'Net 90' },
        ],
      },
      { kind: 'composite', name: 'term', label: 'term', required: false, parentType: null },
    ]);
  });

  it('shapes the rows of repeating fields, composites within them included', async () => {
    const { template } = await readTemplate({
      attributes: [
        {
          variable: 'milestones',
          display_label: 'Milestones',
          type: 'repeating',
          required: false,
          attributes: [
            leaf,
            {
              variable: 'amount.type',
              child_variable: 'type',
              parent_variable: 'amount',
              type: 'enum',
            },
            { variable: 'amount.value', parent_variable: 'amount', type: 'float' },
          ],
        },
      ],
    });
    expect(template.fields).toMatchObject([
      {
        kind: 'repeating',
        name: 'milestones',
        required: false,
        row: [
          { kind: 'leaf', name: 'a' },
          { kind: 'composite', name: 'amount', members: [{ name: 'type' }, { name: 'value' }] },
        ],
      },
    ]);
  });

  it('keeps fields of unknown type with their own word and skips what has no variable', async () => {
    const { template, log } = await readTemplate({
      attributes: [{ ...leaf, type: 'hologram' }, { display_label: 'lost' }, null],
      counter_party_kind: 'Individual',
    });
    expect(template.fields).toMatchObject([{ name: 'a', type: 'unknown', rawType: 'hologram' }]);
    expect(template.counterpartyKind).toBe('individual');
    expect(log.join('\n')).toContain('hologram');
  });

  it('is null when SpotDraft knows none, and for text that is no id', async () => {
    await using server = await startLoopback((_request, response) =>
      answer(response, 404, { detail: 'Not found.' }),
    );
    await using opened = openClient(server.url);
    expect(await opened.client.getTemplate('99', interactive)).toBeNull();
    expect(await opened.client.getTemplate('../users', interactive)).toBeNull();
    expect(server.seen).toHaveLength(2);
  });
});

describe('lists and the webhook subscription', () => {
  it('read templates and contract types with ids as text', async () => {
    await using server = await startLoopback((request) =>
      request.url.endsWith('/templates/')
        ? { items: [{ id: 1, name: 'NDA', contract_type_id: 2 }, { id: 3 }] }
        : [{ id: 2, name: 'NDAs' }],
    );
    await using opened = openClient(server.url);
    expect(await opened.client.listTemplates(interactive)).toEqual([
      { id: '1', name: 'NDA', contractTypeId: '2' },
    ]);
    expect(await opened.client.listContractTypes(interactive)).toEqual([{ id: '2', name: 'NDAs' }]);
    expect(server.lines()).toEqual(['GET /templates/', 'GET /contract_types/']);
  });

  it('find a person by an address in whatever case, and nobody by a part of one', async () => {
    await using server = await startLoopback(() => ({
      results: [
        { email: 'ada@mail.example.org', is_active: false },
        { email: 'Ada@Mail.Example', is_active: true },
      ],
    }));
    await using opened = openClient(server.url);
    const { client } = opened;
    expect(await client.findUser('aDA@mail.EXAMPLE', interactive)).toEqual({ isActive: true });
    expect(await client.findUser('ADA@MAIL.EXAMPLE.ORG', interactive)).toEqual({ isActive: false });
    expect(await client.findUser('ada@mail', interactive)).toBeNull();
  });

  it('create, delete and sign for webhooks on their own paths', async () => {
    await using server = await startLoopback((request, response) => {
      if (request.method === 'DELETE') {
        return request.url.endsWith('/5')
          ? answer(response, 204, '')
          : answer(response, 404, { detail: 'Not found.' });
      }
      if (request.method === 'POST') return answer(response, 201, { id: 5, status: 'ACTIVE' });
      return { hmac_key: 'a2V5' };
    });
    await using opened = openClient(server.url);
    const { client } = opened;
    const created = await client.createWebhook(
      {
        title: 'dealdraft',
        url: 'https://hooks.example/x',
        activities: ['CONTRACT_EXECUTED'],
        customHeaders: { 'X-Tenant': '1' },
      },
      interactive,
    );
    expect(created).toEqual({ id: '5', status: 'ACTIVE' });
    expect(server.seen[0]!.body).toEqual({
      title: 'dealdraft',
      url: 'https://hooks.example/x',
      only_for_activities: ['CONTRACT_EXECUTED'],
      custom_headers: { 'X-Tenant': '1' },
    });
    expect(await client.deleteWebhook('5', interactive)).toBe(true);
    expect(await client.deleteWebhook('6', interactive)).toBe(false);
    expect(await client.getHmacKey(interactive)).toBe('a2V5');
    expect(server.lines()).toEqual([
      'POST /webhooks/',
      'DELETE /webhooks/5',
      'DELETE /webhooks/6',
      'GET /webhooks/hmac_key/',
    ]);
  });
});
