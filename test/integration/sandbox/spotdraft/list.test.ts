import { describe, expect, it } from 'vitest';

import { startSpotDraftSandbox } from '../../../../src/sandbox/spotdraft/index.js';
import type { SpotDraftSandbox } from '../../../../src/sandbox/spotdraft/index.js';
import { createCaller, createOrderForm, orderForm, V21 } from './sandbox-client.js';
import { sampleDeals } from './sample-deals.js';

function startSeeded(): Promise<SpotDraftSandbox> {
  return startSpotDraftSandbox({ rateLimitPerSecond: null, deals: sampleDeals(90), contracts: 70 });
}

async function list(sandbox: SpotDraftSandbox, query: Record<string, string>) {
  const search = new URLSearchParams(query).toString();
  return createCaller(sandbox)('GET', `${V21}/contracts/?${search}`);
}

describe('SpotDraft sandbox: list', () => {
  it('joins pages to the whole, each contract once', async () => {
    await using sandbox = await startSeeded();
    const ids: string[] = [];
    for (let page = 1; page <= 4; page += 1) {
      const { body } = await list(sandbox, { page: String(page), limit: '20' });
      expect(body).toMatchObject({ page, limit: 20, total_results: 70 });
      ids.push(...body.results.map(({ id }: { id: string }) => id));
    }
    expect(new Set(ids)).toEqual(new Set(sandbox.control.list().map(({ id }) => id)));
    expect(ids).toHaveLength(70);
  });

  it('takes ten rows by default and refuses more than a hundred', async () => {
    await using sandbox = await startSeeded();
    expect((await list(sandbox, {})).body.results).toHaveLength(10);
    expect(await list(sandbox, { limit: '101' })).toMatchObject({
      status: 400,
      body: { limit: ['Input should be less than or equal to 100'] },
    });
    expect((await list(sandbox, { page: '0' })).status).toBe(400);
  });

  it('finds contracts by a list of composite ids, not by integers', async () => {
    await using sandbox = await startSeeded();
    const found = await list(sandbox, { 'filter__contract_id[$in]': 'T-19501,H-19505,T-1,19502' });
    expect(found.body.results.map(({ id }: { id: string }) => id).sort()).toEqual([
      'H-19505',
      'T-19501',
    ]);
    const one = await list(sandbox, { 'filter__contract_id[$eq]': 'T-19501' });
    expect(one.body.total_results).toBe(1);
  });

  it('reads an escaped comma as part of the value', async () => {
    await using sandbox = await startSpotDraftSandbox();
    const call = createCaller(sandbox);
    const [party] = orderForm().counter_party_details;
    await createOrderForm(call, {
      counter_party_details: [{ ...party, organization_name: 'Stone, Mill & Co' }],
    });
    const search = 'Other,Stone\\, Mill & Co';
    expect((await list(sandbox, { 'filter__client_name[$in]': search })).body.total_results).toBe(
      1,
    );
    const split = { 'filter__client_name[$in]': 'Stone, Mill & Co' };
    expect((await list(sandbox, split)).body.total_results).toBe(0);
  });

  it('filters by status, type, kind and time of the last change', async () => {
    await using sandbox = await startSeeded();
    const all = sandbox.control.list();
    const held = await list(sandbox, { filter__display_status: 'ON_HOLD', limit: '100' });
    expect(held.body.total_results).toBe(
      all.filter(({ contract_status: status }) => status === 'ON_HOLD').length,
    );
    const kind = await list(sandbox, { 'filter__contract_kind[$in]': 'UPLOAD_EXECUTED' });
    expect(kind.body.results.every(({ id }: { id: string }) => id.startsWith('H-'))).toBe(true);
    const types = await list(sandbox, { 'filter__contract_type_id[$gte]': '390' });
    expect(types.body.total_results).toBe(2);

    const before = new Date().toISOString();
    sandbox.control.hold(all.find(({ contract_status: status }) => status === 'DRAFT')!.id);
    const changed = await list(sandbox, { 'filter__last_updated_on[$gte]': before });
    expect(changed.body.total_results).toBe(1);
    const unchanged = await list(sandbox, { 'filter__last_updated_on[$lt]': before });
    expect(unchanged.body.total_results).toBe(69);
  });

  it.each([
    ['filter__unheard_of', 'x'],
    ['filter__display_status', 'SIGNED'],
    ['filter__contract_id[$gt]', 'T-1'],
    ['filter__created_at[$gte]', 'yesterday'],
    ['filter__contract_type_id', 'x'],
    ['filter__constructor', 'x'],
  ])('refuses %s=%s by its name', async (name, value) => {
    await using sandbox = await startSpotDraftSandbox();
    const { status, body } = await list(sandbox, { [name]: value });
    expect(status).toBe(400);
    expect(Object.keys(body)).toEqual([name]);
  });

  it('searches names of contracts and counterparties', async () => {
    await using sandbox = await startSpotDraftSandbox();
    await createOrderForm(createCaller(sandbox));
    expect((await list(sandbox, { query: 'harlow' })).body.total_results).toBe(1);
    expect((await list(sandbox, { query: "' OR 1=1 --" })).body.total_results).toBe(0);
  });

  it('leaves out deleted contracts and those that are not visible yet', async () => {
    let at = new Date('2026-05-01T10:00:00Z');
    await using sandbox = await startSpotDraftSandbox({
      now: () => at,
      settings: { listLagMs: 5000 },
    });
    const call = createCaller(sandbox);
    const { id } = await createOrderForm(call);
    const external = `${V21}/contracts/by_external_metadata/0065g00000XyZ12AAB`;
    expect((await list(sandbox, {})).body.total_results).toBe(0);
    expect((await call('GET', external)).body).toEqual([]);
    expect((await call('GET', `${V21}/contracts/${id}/status`)).status).toBe(200);
    at = new Date('2026-05-01T10:00:05Z');
    expect((await list(sandbox, {})).body.total_results).toBe(1);
    expect((await call('GET', external)).body).toHaveLength(1);
    sandbox.control.delete(id);
    expect((await list(sandbox, {})).body.total_results).toBe(0);
    expect((await call('GET', `${V21}/contracts/${id}/status`)).status).toBe(404);
  });
});

describe('SpotDraft sandbox: by external metadata', () => {
  it('answers at most 50 rows, whose ids are composite', async () => {
    await using sandbox = await startSpotDraftSandbox({ rateLimitPerSecond: null });
    const call = createCaller(sandbox);
    for (let index = 0; index < 52; index += 1) await createOrderForm(call);
    const { body } = await call('GET', `${V21}/contracts/by_external_metadata/0065g00000XyZ12AAB`);
    expect(body).toHaveLength(50);
    expect(body[0].id).toMatch(/^T-\d+$/);
  });

  it('wraps rows in another array when told so', async () => {
    await using sandbox = await startSpotDraftSandbox({ externalLookup: { isNested: true } });
    const call = createCaller(sandbox);
    await createOrderForm(call);
    const { body } = await call('GET', `${V21}/contracts/by_external_metadata/0065g00000XyZ12AAB`);
    expect(body).toEqual([[expect.objectContaining({ contract_status: 'DRAFT' })]]);
  });

  it('matches the exact id, in the case and length it was stored', async () => {
    await using sandbox = await startSpotDraftSandbox();
    const call = createCaller(sandbox);
    await createOrderForm(call);
    for (const id of ['0065g00000XyZ12', '0065G00000XYZ12AAB', '%27%20OR%201%3D1', '__proto__']) {
      const { status, body } = await call('GET', `${V21}/contracts/by_external_metadata/${id}`);
      expect([status, body]).toEqual([200, []]);
    }
  });
});
