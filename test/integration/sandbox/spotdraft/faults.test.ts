import { describe, expect, it } from 'vitest';

import { startSpotDraftSandbox } from '../../../../src/sandbox/spotdraft/index.js';
import { createCaller, createOrderForm, orderForm, V21 } from './sandbox-client.js';
import { sampleDeals } from './sample-deals.js';

describe('SpotDraft sandbox: fault kit', () => {
  it('answers a status for as many calls as told, then goes on', async () => {
    await using sandbox = await startSpotDraftSandbox();
    const call = createCaller(sandbox);
    const rule = {
      kind: 'status',
      status: 503,
      body: '<html>down</html>',
      times: 2,
      match: { method: 'GET', path: '/contract_types' },
    };
    expect((await call('POST', '/__sandbox/faults', rule)).status).toBe(201);
    const statuses = [];
    for (let index = 0; index < 3; index += 1) {
      statuses.push((await call('GET', `${V21}/contract_types/`)).status);
    }
    expect(statuses).toEqual([503, 503, 200]);
    expect((await call('GET', `${V21}/templates/`)).status).toBe(200);
    expect((await call('GET', '/__sandbox/faults')).body).toMatchObject({
      rules: [{ remaining: 0, struck: 2 }],
    });
  });

  it('drops the connection before the effect', async () => {
    await using sandbox = await startSpotDraftSandbox();
    const call = createCaller(sandbox);
    sandbox.faults.add({ kind: 'drop-before-commit', times: 1 });
    await expect(createOrderForm(call)).rejects.toThrow('fetch failed');
    expect(sandbox.control.list()).toHaveLength(0);
  });

  it('drops the connection after the effect, so that the answer is lost', async () => {
    await using sandbox = await startSpotDraftSandbox();
    const call = createCaller(sandbox);
    sandbox.faults.add({ kind: 'drop-after-commit', times: 1, match: { method: 'POST' } });
    await expect(createOrderForm(call)).rejects.toThrow('fetch failed');
    expect(sandbox.control.list()).toHaveLength(1);
  });

  it('cuts an answer in half', async () => {
    await using sandbox = await startSpotDraftSandbox();
    const call = createCaller(sandbox);
    sandbox.faults.add({ kind: 'truncate', times: 1 });
    await expect(call('GET', `${V21}/templates/`)).rejects.toThrow('terminated');
    expect((await call('GET', `${V21}/templates/`)).status).toBe(200);
  });

  it('delays, and combines a delay with another fault', async () => {
    await using sandbox = await startSpotDraftSandbox();
    const call = createCaller(sandbox);
    sandbox.faults.add({ kind: 'latency', latencyMs: 80 });
    sandbox.faults.add({ kind: 'status', status: 500, times: 1 });
    const startedMs = performance.now();
    expect((await call('GET', `${V21}/templates/`)).status).toBe(500);
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(75);
    expect((await call('DELETE', '/__sandbox/faults')).status).toBe(204);
    expect(sandbox.faults.list()).toEqual([]);
  });

  it('strikes a share of the calls, the same ones with the same seed', async () => {
    await using sandbox = await startSpotDraftSandbox({ rateLimitPerSecond: null });
    const call = createCaller(sandbox);
    const statusesOf = async (rule: object) => {
      await call('DELETE', '/__sandbox/faults');
      expect((await call('POST', '/__sandbox/faults', rule)).status).toBe(201);
      const statuses: number[] = [];
      for (let index = 0; index < 60; index += 1) {
        statuses.push((await call('GET', `${V21}/templates/`)).status);
      }
      return statuses;
    };
    const rule = { kind: 'status', status: 503, rate: 0.2, seed: 7 };
    const statuses = await statusesOf(rule);
    const struck = statuses.filter((status) => status === 503).length;
    expect(struck).toBeGreaterThan(4);
    expect(struck).toBeLessThan(22);
    expect(await statusesOf(rule)).toEqual(statuses);
    expect(await statusesOf({ ...rule, seed: 8 })).not.toEqual(statuses);
    const limited = await statusesOf({ ...rule, times: 3 });
    expect(limited.filter((status) => status === 503)).toHaveLength(3);
  });

  it.each([
    [{ kind: 'explode' }, 'kind must be one of'],
    [{ kind: 'status' }, 'status must be an HTTP status'],
    [{ kind: 'latency' }, 'latencyMs must be given'],
    [{ kind: 'status', status: 500, times: -1 }, 'times must be a whole number'],
    [{ kind: 'truncate', match: { path: 7 } }, 'match.path must be a string'],
    [{ kind: 'truncate', rate: 1.5 }, 'rate must be a number from 0 to 1'],
    [{ kind: 'truncate', seed: 7 }, 'give a rate as well'],
  ])('refuses the rule %j', async (rule, message) => {
    await using sandbox = await startSpotDraftSandbox();
    const { status, body } = await createCaller(sandbox)('POST', '/__sandbox/faults', rule);
    expect(status).toBe(400);
    expect(body.error).toContain(message);
  });
});

describe('SpotDraft sandbox: counters and reset', () => {
  it('counts calls by route pattern, without control routes', async () => {
    await using sandbox = await startSpotDraftSandbox();
    const call = createCaller(sandbox);
    const { id } = await createOrderForm(call);
    await call('GET', `${V21}/contracts/${id}/status`);
    await call('GET', `${V21}/contracts/T-1/status`);
    await call('GET', '/elsewhere');
    expect((await call('GET', '/__sandbox/calls')).body).toMatchObject({
      total: 4,
      byRoute: {
        [`POST ${V21}/contracts/`]: 1,
        [`GET ${V21}/contracts/:id/status`]: 2,
        'GET unknown': 1,
      },
    });
    await call('DELETE', '/__sandbox/calls');
    expect(sandbox.calls.report()).toEqual({ total: 0, byRoute: {}, maxInOneSecond: 0 });
  });

  it('goes back to the seeded state on reset', async () => {
    await using sandbox = await startSpotDraftSandbox({ deals: sampleDeals(30), contracts: 25 });
    const call = createCaller(sandbox);
    const before = sandbox.control.list().map(({ id, contract_status }) => [id, contract_status]);
    await call('POST', `${V21}/contracts/`, orderForm());
    sandbox.faults.add({ kind: 'status', status: 500 });
    sandbox.settings.listLagMs = 1000;
    expect((await call('POST', '/__sandbox/reset')).status).toBe(204);
    const after = sandbox.control.list().map(({ id, contract_status }) => [id, contract_status]);
    expect(after).toEqual(before);
    expect(sandbox.settings.listLagMs).toBe(0);
    expect((await call('GET', `${V21}/contracts/`)).status).toBe(200);
  });
});

describe('SpotDraft sandbox: seed', () => {
  it('seeds 120 contracts in every status along the deals', async () => {
    await using sandbox = await startSpotDraftSandbox({ deals: sampleDeals(200) });
    const contracts = sandbox.control.list();
    expect(contracts).toHaveLength(120);
    expect(new Set(contracts.map((one) => one.contract_status))).toEqual(
      new Set(['DRAFT', 'REDLINING', 'SIGN', 'EXECUTED', 'ON_HOLD', 'VOIDED']),
    );
    const links = contracts.flatMap(({ external_metadata: { id } }) =>
      typeof id === 'string' ? [id] : [],
    );
    const perDeal = Object.values(Object.groupBy(links, (id) => id.slice(0, 15)));
    expect(perDeal.some((group) => group!.length > 1)).toBe(true);
    expect(links.length).toBeLessThan(contracts.length);
    expect(links.filter((id) => id.length === 15)).toHaveLength(1);
    expect(contracts.filter(({ id }) => id.startsWith('H-'))).toHaveLength(2);
  });

  it('is the same every time, and valid by the rules of create', async () => {
    const options = { deals: sampleDeals(60), now: () => new Date('2026-06-01T00:00:00Z') };
    await using one = await startSpotDraftSandbox({ ...options, rateLimitPerSecond: null });
    await using two = await startSpotDraftSandbox(options);
    expect(two.control.list()).toEqual(one.control.list());
    const call = createCaller(one);
    for (const contract of one.control.list().filter(({ id }) => id.startsWith('T-'))) {
      await createOrderForm(call, {
        contract_template_id: contract.contract_template_id,
        contract_data: contract.contract_data,
      });
    }
  });

  it('seeds nothing without deals, and unlinked contracts on request', async () => {
    await using none = await startSpotDraftSandbox();
    expect(none.control.list()).toEqual([]);
    await using some = await startSpotDraftSandbox({ contracts: 8 });
    expect(some.control.list()).toHaveLength(8);
  });
});
