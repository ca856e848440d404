import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStorageKit, startStorageHost } from '../../../../src/sandbox/storage/storage-kit.js';
import type { RunningHost, StorageKit } from '../../../../src/sandbox/storage/storage-kit.js';
import { StorageRefusal } from '../../../../src/sandbox/storage/storage-route.js';

let kit: StorageKit;
let host: RunningHost;
let stored: Map<string, Buffer>;

beforeEach(async () => {
  kit = createStorageKit();
  stored = new Map();
  const known = (path: string) => {
    const bytes = stored.get(path);
    if (bytes === undefined) throw new Error(`nothing lies at ${path}`);
    return bytes;
  };
  host = await startStorageHost(kit, {
    unknown: { status: 404, body: { error: 'no such route' } },
    contents: {
      list: () =>
        [...stored].map(([path, bytes]) => ({
          id: path,
          path,
          bytes,
          contentType: 'application/pdf',
          metadata: {},
          versionId: null,
        })),
      alter: (path, bytes) => {
        known(path);
        stored.set(path, bytes);
      },
      remove: (path) => {
        known(path);
        stored.delete(path);
      },
    },
    admit: ({ headers }) => {
      if (headers.authorization !== 'Bearer good')
        throw new StorageRefusal({ status: 401, body: { error: 'who are you' } });
      return { status: 200 };
    },
    routes: [
      {
        method: 'PUT',
        path: '/files/:name',
        handle: ({ params, body }) => {
          stored.set(params.name ?? '', body);
          return { status: 201, body: { size: body.length } };
        },
      },
      {
        method: 'GET',
        path: '/files/:name',
        handle: ({ params }) => ({ status: 200, body: known(params.name ?? '') }),
      },
    ],
  });
});

afterEach(async () => {
  await host.close();
});

const headers = { authorization: 'Bearer good', 'content-type': 'application/pdf' };

async function put(name: string, body: string | Uint8Array<ArrayBuffer>) {
  return fetch(`${host.url}/files/${encodeURIComponent(name)}`, { method: 'PUT', headers, body });
}

async function get(name: string) {
  return fetch(`${host.url}/files/${encodeURIComponent(name)}`, { headers });
}

describe('a host of an emulated storage', () => {
  it('routes by pattern, decodes names, counts by route and refuses who may not call', async () => {
    expect(await (await put('a b/ü.pdf', 'hello')).json()).toEqual({ size: 5 });
    expect(await (await get('a b/ü.pdf')).text()).toBe('hello');
    expect((await fetch(`${host.url}/files/x`)).status).toBe(401);
    expect((await fetch(`${host.url}/elsewhere`, { headers })).status).toBe(404);
    expect(kit.calls.report().byRoute).toEqual({
      'GET /files/:name': 2,
      'GET unknown': 1,
      'PUT /files/:name': 1,
    });
  });

  it('lists, alters and removes what is stored, by itself and over HTTP', async () => {
    await put('one.pdf', 'hello');
    await fetch(`${host.url}/__sandbox/files?path=one.pdf`, { method: 'PUT', body: 'hollo' });
    expect(await (await get('one.pdf')).text()).toBe('hollo');
    expect(await (await fetch(`${host.url}/__sandbox/files`)).json()).toEqual({
      files: [
        expect.objectContaining({
          path: 'one.pdf',
          sizeBytes: 5,
          sha256: '641b13af9f451dec5f6fe1abea23a27b01191a41c8cc38434683c3a026eaaec7',
        }),
      ],
    });
    await fetch(`${host.url}/__sandbox/files?path=one.pdf`, { method: 'DELETE' });
    expect(stored.size).toBe(0);
  });

  it('has a clock of its own that is stepped', async () => {
    const before = kit.clock.now().getTime();
    await fetch(`${host.url}/__sandbox/clock/advance?ms=3600000`, { method: 'POST' });
    expect(kit.clock.now().getTime() - before).toBeGreaterThanOrEqual(3_600_000);
  });

  it('drops a connection before, in the middle of and after a write', async () => {
    kit.faults.add({ kind: 'drop-before-commit', times: 1 });
    await expect(put('a', 'x')).rejects.toThrow();
    kit.faults.add({ kind: 'drop-mid-request', times: 1 });
    await expect(put('a', new Uint8Array(1_000_000))).rejects.toThrow();
    expect(stored.size).toBe(0);
    kit.faults.add({ kind: 'drop-after-commit', times: 1 });
    await expect(put('a', 'x')).rejects.toThrow();
    expect(stored.get('a')?.toString()).toBe('x');
    expect((await put('b', 'y')).status).toBe(201);
  });

  it('fails a write before and after it is carried out, as often as told', async () => {
    kit.faults.add({ kind: 'status', status: 429, headers: { 'retry-after': '2' }, times: 2 });
    expect((await put('a', 'x')).headers.get('retry-after')).toBe('2');
    expect((await put('a', 'x')).status).toBe(429);
    expect(stored.size).toBe(0);
    kit.faults.add({ kind: 'status-after-commit', status: 503, times: 1 });
    expect((await put('a', 'x')).status).toBe(503);
    expect(stored.size).toBe(1);
  });

  it('takes rules over HTTP, and sends an answer slowly or not to its end', async () => {
    await put('a', 'hello world');
    const rule = { kind: 'slow-answer', latencyMs: 20, times: 1, match: { method: 'GET' } };
    const added = await fetch(`${host.url}/__sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(rule),
    });
    expect(added.status).toBe(201);
    expect(await (await get('a')).text()).toBe('hello world');
    kit.faults.add({ kind: 'truncate', times: 1 });
    await expect(get('a').then(async (answer) => answer.text())).rejects.toThrow();
  });
});
