import { describe, expect, it } from 'vitest';

import { startSpotDraftSandbox } from '../../../../src/sandbox/spotdraft/index.js';
import { createCaller, createOrderForm, V21 } from './sandbox-client.js';
import { sampleDeals } from './sample-deals.js';

describe('SpotDraft sandbox: who may call', () => {
  it('answers 401 without credentials or with wrong ones', async () => {
    await using sandbox = await startSpotDraftSandbox();
    const call = createCaller(sandbox);
    const bare = await fetch(`${sandbox.url}${V21}/contracts/`);
    expect(bare.status).toBe(401);
    const wrong = await call('GET', `${V21}/contracts/`, undefined, { 'client-secret': 'guess' });
    expect(wrong.status).toBe(401);
    expect(wrong.body).toEqual({ detail: expect.any(String) });
  });

  it('answers 403 to the e-mail address of an unknown or inactive user', async () => {
    await using sandbox = await startSpotDraftSandbox();
    const call = createCaller(sandbox);
    for (const email of ['nobody@elsewhere.example', 'former.rep@meridian-cloud.example']) {
      const answer = await call('GET', `${V21}/templates/`, undefined, { 'user-email': email });
      expect(answer.status).toBe(403);
    }
  });

  it('attributes a contract to the acting user', async () => {
    await using sandbox = await startSpotDraftSandbox({ deals: sampleDeals(4), contracts: 'none' });
    const call = createCaller(sandbox);
    const { id } = await createOrderForm((method, path, body) =>
      call(method, path, body, { 'user-email': 'REP1@meridian-cloud.example' }),
    );
    const { body } = await call('GET', `${V21}/contracts/?filter__contract_id=${id}`);
    expect(body.results[0]).toMatchObject({
      created_by: 'Rep 1',
      created_by_user_email: 'rep1@meridian-cloud.example',
    });
  });

  it('refuses creation without Creator access and webhooks without developer settings', async () => {
    await using sandbox = await startSpotDraftSandbox();
    const call = createCaller(sandbox);
    const viewer = { 'user-email': 'audit@meridian-cloud.example' };
    await expect(
      createOrderForm((method, path, body) => call(method, path, body, viewer)),
    ).rejects.toThrow('create answered 403');
    const webhook = await call('POST', `${V21}/webhooks/`, { title: 'x' }, viewer);
    expect(webhook.status).toBe(403);
    expect(webhook.body.code).toMatch(/^SD_/);
  });

  it('hides a colleague’s contract only when user scoping is enforced', async () => {
    await using sandbox = await startSpotDraftSandbox({ deals: sampleDeals(4), contracts: 'none' });
    const call = createCaller(sandbox);
    const { id } = await createOrderForm(call);
    const rep = { 'user-email': 'rep1@meridian-cloud.example' };
    const path = `${V21}/contracts/${id}/status`;
    expect((await call('GET', path, undefined, rep)).status).toBe(200);
    const scoped = { ...rep, 'Enforce-User-Scoping': 'true' };
    expect((await call('GET', path, undefined, scoped)).status).toBe(404);
  });
});

describe('SpotDraft sandbox: paths', () => {
  it.each([
    ['POST', `${V21}/contracts`, `${V21}/contracts/`],
    ['GET', `${V21}/contracts/T-1/status/`, `${V21}/contracts/T-1/status`],
    ['POST', `${V21}/contracts/T-1/mark_for_execution`, `${V21}/contracts/T-1/mark_for_execution/`],
    ['DELETE', `${V21}/webhooks/7/`, `${V21}/webhooks/7`],
    ['GET', `${V21}/templates/1204/metadata/?a=1`, `${V21}/templates/1204/metadata?a=1`],
  ])('answers 302 to %s %s', async (method, path, location) => {
    await using sandbox = await startSpotDraftSandbox();
    const answer = await createCaller(sandbox)(method, path);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, location]);
  });

  it('answers 404 to an unknown route and 405 to a method the path lacks', async () => {
    await using sandbox = await startSpotDraftSandbox();
    const call = createCaller(sandbox);
    expect(await call('GET', `${V21}/nothing/here`)).toMatchObject({
      status: 404,
      body: { detail: 'Not found.' },
    });
    expect((await call('DELETE', `${V21}/contracts/`)).status).toBe(405);
  });

  it('takes composite ids on composite routes and integers on integer routes alone', async () => {
    await using sandbox = await startSpotDraftSandbox({ rateLimitPerSecond: null });
    const call = createCaller(sandbox);
    const { id, contract_id: number } = await createOrderForm(call);
    const composite = ['status', 'external_metadata', 'key_pointers', 'recipients/'];
    for (const part of composite) {
      expect((await call('GET', `${V21}/contracts/${id}/${part}`)).status).toBe(200);
      expect((await call('GET', `${V21}/contracts/${number}/${part}`)).status).toBe(404);
    }
    expect((await call('GET', `${V21}/contracts/${number}/process_metrics/`)).status).toBe(200);
    expect((await call('GET', `${V21}/contracts/${id}/process_metrics/`)).status).toBe(404);
    expect((await call('GET', `/api/v1/public/contracts/${number}/status`)).status).toBe(200);
    expect((await call('GET', `/api/v1/public/contracts/${id}/status`)).status).toBe(404);
  });

  it('numbers template and historical contracts apart, so that numbers collide', async () => {
    await using sandbox = await startSpotDraftSandbox({ deals: sampleDeals(60), contracts: 40 });
    const call = createCaller(sandbox);
    const historical = sandbox.control.list().find(({ id }) => id.startsWith('H-'))!;
    const twin = sandbox.control.get(`T-${historical.contract_id}`);
    const first = await call('GET', `${V21}/contracts/${historical.id}/status`);
    const second = await call('GET', `${V21}/contracts/${twin.id}/status`);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.body.contract_name).not.toBe(second.body.contract_name);
  });
});

describe('SpotDraft sandbox: rate limit', () => {
  it('answers 429 to the eleventh call within a second, and counts all of them', async () => {
    await using sandbox = await startSpotDraftSandbox();
    const call = createCaller(sandbox);
    const statuses = await Promise.all(
      Array.from({ length: 14 }, async () => (await call('GET', `${V21}/contract_types/`)).status),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(4);
    expect(sandbox.calls.report()).toEqual({
      total: 14,
      byRoute: { [`GET ${V21}/contract_types/`]: 14 },
      maxInOneSecond: 14,
    });
  });

  it('can be lifted', async () => {
    await using sandbox = await startSpotDraftSandbox({ rateLimitPerSecond: null });
    const call = createCaller(sandbox);
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => call('GET', `${V21}/contract_types/`)),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });
});
