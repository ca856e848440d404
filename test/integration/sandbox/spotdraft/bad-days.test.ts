import { once } from 'node:events';
import { createServer } from 'node:net';

import { describe, expect, it } from 'vitest';

import type { FaultRule } from '../../../../src/sandbox/http/fault-rules.js';
import { startSpotDraftSandbox } from '../../../../src/sandbox/spotdraft/index.js';
import { createCaller, createOrderForm, orderForm, V21 } from './sandbox-client.js';

const TEMPLATES = `${V21}/templates/`;

/** One call as it comes over the wire: nothing followed, nothing parsed. */
async function raw(url: string, init: RequestInit = {}) {
  const response = await fetch(url, { redirect: 'manual', ...init });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    headers: response.headers,
    text: await response.text(),
  };
}

describe('fault kit: an answer that is not the neighbour’s own', () => {
  it.each<[string, FaultRule, { status: number; type: string | null; text: string }]>([
    [
      'an empty 406',
      { kind: 'status', status: 406, body: '' },
      { status: 406, type: null, text: '' },
    ],
    [
      'an empty 200',
      { kind: 'status', status: 200, body: '' },
      { status: 200, type: null, text: '' },
    ],
    [
      'a page with 200',
      { kind: 'status', status: 200, body: '<html>Back soon</html>' },
      { status: 200, type: 'text/html; charset=utf-8', text: '<html>Back soon</html>' },
    ],
    [
      'text with 414',
      { kind: 'status', status: 414, body: 'URI Too Long' },
      { status: 414, type: 'text/plain; charset=utf-8', text: 'URI Too Long' },
    ],
    [
      'JSON of a version that is gone',
      { kind: 'status', status: 410, body: [{ errorCode: 'UNSUPPORTED_API_VERSION' }] },
      {
        status: 410,
        type: 'application/json; charset=utf-8',
        text: '[{"errorCode":"UNSUPPORTED_API_VERSION"}]',
      },
    ],
    [
      'a content type that the body is not',
      { kind: 'status', status: 200, body: { a: 1 }, headers: { 'content-type': 'text/xml' } },
      { status: 200, type: 'text/xml', text: '{"a":1}' },
    ],
  ])('gives %s', async (_name, rule, expected) => {
    await using sandbox = await startSpotDraftSandbox({ faults: [rule] });
    expect(await raw(sandbox.url + TEMPLATES)).toMatchObject(expected);
  });

  it('gives a redirect with its Location', async () => {
    await using sandbox = await startSpotDraftSandbox();
    const headers = { location: 'https://elsewhere.example/' };
    sandbox.faults.add({ kind: 'status', status: 302, body: '', headers });
    const { status, text, headers: got } = await raw(sandbox.url + TEMPLATES);
    expect([status, text, got.get('location')]).toEqual([302, '', headers.location]);
  });

  it('breaks JSON off in an answer that is whole as HTTP', async () => {
    await using sandbox = await startSpotDraftSandbox();
    const call = createCaller(sandbox);
    const whole = JSON.stringify((await call('GET', TEMPLATES)).body);
    sandbox.faults.add({ kind: 'cut-body', times: 1 });
    const half = await raw(sandbox.url + TEMPLATES, { headers: credentials(sandbox) });
    expect(half.status).toBe(200);
    expect(half.text.length).toBe(Math.floor(whole.length / 2));
    expect(whole.startsWith(half.text)).toBe(true);
  });

  it('changes, drops and adds members, and the content type', async () => {
    await using sandbox = await startSpotDraftSandbox();
    sandbox.faults.add({
      kind: 'edit',
      set: { 'items.0.name': 'Another', page: 'one' },
      remove: ['items.1.name', 'nowhere.at.all'],
      headers: { 'content-type': 'text/html' },
    });
    const { text, type } = await raw(sandbox.url + TEMPLATES, { headers: credentials(sandbox) });
    const json: unknown = JSON.parse(text);
    expect(json).toMatchObject({ page: 'one', items: [{ name: 'Another' }, {}, {}, {}, {}, {}] });
    expect(json).not.toHaveProperty('items.1.name');
    expect(type).toBe('text/html');
  });
});

describe('fault kit: a change that is made although its answer says otherwise', () => {
  it('answers 502 after the change', async () => {
    await using sandbox = await startSpotDraftSandbox();
    sandbox.faults.add({ kind: 'status-after-commit', status: 502, body: '<html></html>' });
    const { status, text } = await create(sandbox);
    expect([status, text]).toEqual([502, '<html></html>']);
    expect(sandbox.control.list()).toHaveLength(1);
  });

  it('keeps an answer back after the change was made', async () => {
    await using sandbox = await startSpotDraftSandbox();
    sandbox.faults.add({ kind: 'late-answer', latencyMs: 60_000 });
    const caller = new AbortController();
    const answer = create(sandbox, caller.signal);
    await expect.poll(() => sandbox.control.list().length).toBe(1);
    caller.abort();
    await expect(answer).rejects.toThrow('aborted');
  });

  it('carries a change out after its caller has hung up', async () => {
    await using sandbox = await startSpotDraftSandbox();
    sandbox.faults.add({ kind: 'late-commit', latencyMs: 150 });
    await expect(create(sandbox, AbortSignal.timeout(40))).rejects.toThrow('timeout');
    expect(sandbox.control.list()).toHaveLength(0);
    await expect.poll(() => sandbox.control.list().length).toBe(1);
  });

  it('lets nothing wait once the sandbox closes', async () => {
    const sandbox = await startSpotDraftSandbox();
    sandbox.faults.add({ kind: 'latency', latencyMs: 600_000 });
    const answer = raw(sandbox.url + TEMPLATES).catch(() => 'closed');
    await expect.poll(() => sandbox.faults.list()[0]?.struck).toBe(1);
    await sandbox.close();
    expect(await answer).toBe('closed');
    const port = Number(new URL(sandbox.url).port);
    const again = createServer().listen(port, '127.0.0.1');
    await once(again, 'listening');
    again.close();
  });
});

describe('fault kit: which calls, and for how long', () => {
  it('ends a rule after its time by the sandbox’s own clock', async () => {
    let nowMs = Date.parse('2026-06-01T00:00:00Z');
    await using sandbox = await startSpotDraftSandbox({ now: () => new Date(nowMs) });
    const call = createCaller(sandbox);
    sandbox.faults.add({ kind: 'status', status: 503, forMs: 10_000 });
    expect((await call('GET', TEMPLATES)).status).toBe(503);
    nowMs += 9_999;
    expect((await call('GET', TEMPLATES)).status).toBe(503);
    nowMs += 1;
    expect((await call('GET', TEMPLATES)).status).toBe(200);
  });

  it('lets calls pass first, then strikes as often as told', async () => {
    await using sandbox = await startSpotDraftSandbox();
    const call = createCaller(sandbox);
    sandbox.faults.add({ kind: 'status', status: 503, skip: 2, times: 1 });
    const statuses: number[] = [];
    for (let index = 0; index < 4; index += 1) {
      statuses.push((await call('GET', TEMPLATES)).status);
    }
    expect(statuses).toEqual([200, 200, 503, 200]);
  });

  it('strikes what fits a regular expression', async () => {
    await using sandbox = await startSpotDraftSandbox();
    const call = createCaller(sandbox);
    const { id } = await createOrderForm(call);
    sandbox.faults.add({
      kind: 'status',
      status: 503,
      match: { pattern: '/contracts/[TH]-\\d+/status$' },
    });
    expect((await call('GET', `${V21}/contracts/${id}/status`)).status).toBe(503);
    expect((await call('GET', `${V21}/contracts/${id}/key_pointers`)).status).toBe(200);
  });

  it.each([
    [
      { kind: 'status', status: 500, latencyMs: 5 },
      'a fault of kind "status" has no member latencyMs',
    ],
    [{ kind: 'status', status: 500, tims: 5 }, 'no member tims'],
    [{ kind: 'status', status: 99 }, 'status must be an HTTP status from 200 to 599'],
    [{ kind: 'status', status: 500, headers: { a: 1 } }, 'headers.a must be a string'],
    [{ kind: 'late-answer' }, 'latencyMs must be given for kind "late-answer"'],
    [{ kind: 'edit' }, 'set, remove or headers must be given'],
    [{ kind: 'edit', remove: ['a', 1] }, 'remove must be a list of strings'],
    [{ kind: 'truncate', match: { pattern: '(' } }, 'match.pattern must be a regular expression'],
    [{ kind: 'truncate', match: { url: '/a' } }, 'match has no member url'],
  ])('refuses the rule %j', async (rule, message) => {
    await using sandbox = await startSpotDraftSandbox();
    const { status, body } = await createCaller(sandbox)('POST', '/__sandbox/faults', rule);
    expect(status).toBe(400);
    expect(body.error).toContain(message);
  });
});

type Sandbox = Awaited<ReturnType<typeof startSpotDraftSandbox>>;

function credentials({ clientId, clientSecret }: Sandbox): Record<string, string> {
  return { 'client-id': clientId, 'client-secret': clientSecret };
}

async function create(sandbox: Sandbox, signal: AbortSignal | null = null) {
  return raw(`${sandbox.url}${V21}/contracts/`, {
    method: 'POST',
    headers: { ...credentials(sandbox), 'content-type': 'application/json' },
    body: JSON.stringify(orderForm()),
    signal,
  });
}
