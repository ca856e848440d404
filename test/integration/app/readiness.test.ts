import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { ManualClock } from '../../support/manual-clock.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

async function ready(world: World) {
  const response = await fetch(`${world.app.url}/readyz`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test('is live and ready without credentials, and says whether it was backfilled', async () => {
  await using world = await startWorld({ worker: false });
  expect((await fetch(`${world.app.url}/healthz`)).status).toBe(200);
  expect(await ready(world)).toMatchObject({
    status: 200,
    body: { ready: true, store: 'ok', spotdraft: 'ok', salesforce: 'ok', backfilled: false },
  });
});

test('stays ready while both upstreams are down, and names them', async () => {
  const clock = new ManualClock(new Date());
  await using world = await startWorld({ worker: false, adapters: { clock } });
  world.spotdraft.faults.add({ kind: 'status', status: 401, body: { detail: 'No.' } });
  world.salesforce.control.addFault({ kind: 'drop-before-commit' });
  const { status, body } = await ready(world);
  expect(status).toBe(200);
  expect(body.ready).toBe(true);
  expect(body.spotdraft).not.toBe('ok');
  expect(body.salesforce).not.toBe('ok');
  expect(JSON.stringify(body)).not.toContain(world.spotdraft.clientSecret);
  // An upstream that is back is told within seconds.
  world.spotdraft.faults.clear();
  clock.advance(11_000);
  expect((await ready(world)).body.spotdraft).toBe('ok');
});

test('an upstream that never answers does not hold the probe', async () => {
  await using world = await startWorld({ worker: false });
  world.spotdraft.faults.add({ kind: 'latency', latencyMs: 8_000, times: 1 });
  const startedAt = performance.now();
  const { status, body } = await ready(world);
  expect(status).toBe(200);
  expect(body.spotdraft).not.toBe('ok');
  expect(performance.now() - startedAt).toBeLessThan(6_000);
});

test('is not ready once the files of the store are gone', async () => {
  await using world = await startWorld({ worker: false });
  expect((await ready(world)).status).toBe(200);
  for (const name of await readdir(world.folder)) await rm(path.join(world.folder, name));
  const { status, body } = await ready(world);
  expect(status).toBe(503);
  expect(body).toMatchObject({ ready: false, spotdraft: 'ok', salesforce: 'ok' });
  expect(body.store).not.toBe('ok');
  expect((await fetch(`${world.app.url}/healthz`)).status).toBe(200);
});

test('what fails in the store is said of the store, not of SpotDraft, whose calls it counts', async () => {
  const clock = new ManualClock(new Date());
  await using world = await startWorld({ store: 'sqlite', worker: false, adapters: { clock } });
  using rate = new DatabaseSync(path.join(world.folder, 'dealdraft.db-rate'));
  rate.exec('ALTER TABLE slots RENAME TO slots_elsewhere');
  const { body } = await ready(world);
  expect(body.store).toMatch(/slots/);
  expect(body.spotdraft).toMatch(/^not asked/);
  // What was not asked is asked as soon as it can be, not when an answer would be old.
  rate.exec('ALTER TABLE slots_elsewhere RENAME TO slots');
  expect((await ready(world)).body).toMatchObject({ store: 'ok', spotdraft: 'ok' });
});

test('metrics are Prometheus text over requests, calls, deliveries and the queue', async () => {
  await using world = await startWorld({ worker: false, backfill: true });
  await world.graphql('{ opportunities(first: 1) { nodes { id } } }', {});
  await fetch(`${world.app.url}/webhooks/spotdraft`, { method: 'POST', body: '{}' });
  const response = await fetch(`${world.app.url}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/plain');
  const text = await response.text();
  expect(text).toMatch(/dealdraft_http_request_seconds_count\{[^}]*route="\/graphql"[^}]*\} 1/);
  expect(text).toMatch(/dealdraft_upstream_call_seconds_count\{[^}]*service="spotdraft"/);
  expect(text).toMatch(/dealdraft_upstream_call_seconds_count\{[^}]*service="salesforce"/);
  expect(text).toMatch(/dealdraft_webhook_replies_total\{status="401"\} 1/);
  expect(text).toMatch(/dealdraft_deliveries\{state="\w+"\}/);
  expect(text).toMatch(/dealdraft_dirty_keys\{state="\w+"\}/);
  expect(text).toMatch(/dealdraft_salesforce_daily_calls\{kind="limit"\} 100000/);
  // Labels stay few, whatever addresses are asked.
  for (let index = 0; index < 5; index += 1) await fetch(`${world.app.url}/nowhere/${index}`);
  const after = await (await fetch(`${world.app.url}/metrics`)).text();
  expect(after).not.toContain('nowhere');
});
