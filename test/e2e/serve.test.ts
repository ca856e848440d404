import { createHmac } from 'node:crypto';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import path from 'node:path';
import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { DEFAULT_HMAC_KEY } from '../../src/sandbox/spotdraft/options.js';
import { EventReader } from '../support/event-reader.js';
import { eventually } from '../support/eventually.js';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { runCommand, startServe } from './cli-process.js';

const DEALS = '{ opportunities(first: 2) { nodes { id name } } }';

/** Sandboxes and settings; the app is a process of its own here. */
async function startSandboxes(): Promise<World> {
  const world = await startWorld({ worker: false });
  await world.app.close();
  return world;
}

interface Answer {
  readonly data?: { readonly opportunities: { readonly nodes: readonly unknown[] } };
}

async function ask(world: World, url: string, query: string) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...world.as('service') },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: (await response.json()) as Answer };
}

describe('dealdraft serve', () => {
  test('says where it listens, answers, and ends with 0 on SIGTERM', async () => {
    await using world = await startSandboxes();
    await using serving = await startServe(world);
    const { status, body } = await ask(world, serving.url, DEALS);
    expect(status).toBe(200);
    expect(body.data?.opportunities.nodes).toHaveLength(2);
    expect((await fetch(`${serving.url}/readyz`)).status).toBe(200);
    expect(await serving.end('SIGTERM')).toMatchObject({ exitCode: 0 });
  });

  test('has logged every delivery and its own end when it ends', async () => {
    await using world = await startSandboxes();
    await using serving = await startServe(world);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => {
        const body = JSON.stringify({ activity: 'CONTRACT_SIGNED', contract_id: 900_000 + i });
        return fetch(`${serving.url}/webhooks/spotdraft`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-sd-webhook-content-hash': createHmac(
              'sha512',
              Buffer.from(DEFAULT_HMAC_KEY, 'base64'),
            )
              .update(body)
              .digest('hex'),
          },
          body,
        });
      }),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await serving.end('SIGTERM');
    expect(serving.lines.filter((line) => line.includes('delivery stored'))).toHaveLength(40);
    expect(serving.lines.at(-1)).toContain('dealdraft has stopped');
  });

  test('lets a request in flight finish after SIGTERM, and takes no new one', async () => {
    await using world = await startSandboxes();
    await using serving = await startServe(world);
    const { faults } = world.salesforce.control;
    faults.add({ kind: 'latency', latencyMs: 1500, match: { path: '/query' }, times: 1 });
    const answer = ask(world, serving.url, DEALS);
    await eventually(() => {
      expect(faults.list()[0]?.struck).toBe(1);
    });
    const end = serving.end('SIGTERM');
    await eventually(async () => {
      await expect(fetch(`${serving.url}/healthz`)).rejects.toThrow('fetch failed');
    });
    expect(await answer).toMatchObject({ status: 200, body: { data: { opportunities: {} } } });
    const { exitCode, tookMs } = await end;
    expect(exitCode).toBe(0);
    expect(tookMs).toBeLessThan(10_000);
  });

  test('ends within 10 seconds of SIGTERM when an upstream hangs', async () => {
    await using world = await startSandboxes();
    await using serving = await startServe(world);
    const { faults } = world.salesforce.control;
    faults.add({ kind: 'latency', latencyMs: 60_000, match: { path: '/query' } });
    const answer = ask(world, serving.url, DEALS).catch(() => null);
    await eventually(() => {
      expect(faults.list()[0]?.struck).toBeGreaterThan(0);
    });
    expect((await serving.end('SIGTERM')).tookMs).toBeLessThan(10_000);
    await answer;
  });

  test('ends with 0 when a collector of traces takes all and never answers', async () => {
    await using world = await startSandboxes();
    const hanging = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(hanging, 'listening');
    const { port } = hanging.address() as AddressInfo;
    const env = { ...world.env, OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` };
    await using serving = await startServe({ ...world, env });
    const taken = once(hanging, 'connection');
    await ask(world, serving.url, DEALS);
    await taken;
    expect(await serving.end('SIGTERM')).toMatchObject({ exitCode: 0 });
    hanging.close();
  });

  test('ends within 10 seconds of SIGTERM with streams open, and ends them', async () => {
    await using world = await startSandboxes();
    await using serving = await startServe(world);
    const streams = await Promise.all(
      Array.from({ length: 10 }, () =>
        EventReader.open(`${serving.url}/graphql/stream`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...world.as('service') },
          body: JSON.stringify({ query: 'subscription { contractChanged { id } }' }),
        }),
      ),
    );
    for (const stream of streams) await stream.listening();
    const { exitCode, tookMs } = await serving.end('SIGTERM');
    expect(exitCode).toBe(0);
    expect(tookMs).toBeLessThan(10_000);
    for (const stream of streams) expect(await stream.next()).toBeNull();
  });

  test('ends with 0 while many requests have not come in full, and takes no memory for them', async () => {
    await using world = await startSandboxes();
    await using serving = await startServe(world);
    const memory = async () => {
      const metrics = await (await fetch(`${serving.url}/metrics`)).text();
      return Number(/^dealdraft_process_resident_memory_bytes (\d+)$/m.exec(metrics)?.[1]);
    };
    await ask(world, serving.url, DEALS);
    const before = await memory();
    const { hostname, port } = new URL(serving.url);
    const sockets = await Promise.all(
      Array.from({ length: 200 }, async () => {
        const socket = connect(Number(port), hostname).on('error', () => undefined);
        await once(socket, 'connect');
        socket.write(
          'POST /webhooks/spotdraft HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{',
        );
        return socket;
      }),
    );
    expect(((await memory()) - before) / 1_048_576).toBeLessThan(60);
    const { exitCode, tookMs } = await serving.end('SIGTERM');
    expect(exitCode).toBe(0);
    expect(tookMs).toBeLessThan(10_000);
    for (const socket of sockets) socket.destroy();
  });

  test('says in one line that its port is taken', async () => {
    await using world = await startSandboxes();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const env = { ...world.env, PORT: String(port) };
    const { exitCode, stderr } = await runCommand({ ...world, env }, 'serve');
    other.close();
    expect(exitCode).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(new RegExp(`^dealdraft: .*${port}.*\\bPORT\\b`)),
    ]);
  });

  // The first is an address of another machine, kept for documents.
  test.each(['192.0.2.1', '256.1.1.1'])('says in one line that it has no HOST %s', async (host) => {
    await using world = await startSandboxes();
    const env = { ...world.env, PORT: '0', HOST: host };
    const { exitCode, stderr } = await runCommand({ ...world, env }, 'serve');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^dealdraft: .*\bHOST must be an address of this machine.*\n$/);
  });

  test('names every wrong setting at once and shows no secret', async () => {
    await using world = await startSandboxes();
    const env = {
      ...world.env,
      SPOTDRAFT_BASE_URL: 'https://api.example/v2',
      SPOTDRAFT_CLIENT_ID: '',
      PORT: 'eighty',
      API_KEYS: 'admin:not-a-hash',
    };
    const { exitCode, stdout, stderr } = await runCommand({ ...world, env }, 'serve');
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toEqual(
      expect.arrayContaining(
        ['SPOTDRAFT_BASE_URL', 'SPOTDRAFT_CLIENT_ID', 'PORT', 'API_KEYS'].map((name) =>
          expect.stringMatching(new RegExp(`^dealdraft: ${name}: `)),
        ),
      ),
    );
    expect(stderr.trim().split('\n')).toHaveLength(4);
    expect(stderr).not.toContain('not-a-hash');
  });

  test('refuses to start on a mapping file with mistakes, and says where they are', async () => {
    await using world = await startSandboxes();
    const file = path.join(world.folder, 'broken.yaml');
    await writeFile(file, 'version: 1\ncontracts:\n  - template: 1204\n    name: Account.(\n');
    const env = { ...world.env, MAPPING_FILE: file };
    const { exitCode, stderr } = await runCommand({ ...world, env }, 'serve');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^dealdraft: .*broken\.yaml:4/);
  });
});
