import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../src/domain/clock.js';
import { crmDeal, dealIdOf } from '../integration/app/sync-support.js';
import {
  changeDeal,
  orderForm,
  setSigned,
  startTermWorld,
} from '../integration/app/terms-support.js';
import { eventually } from '../support/eventually.js';
import { runCommand, startServe } from './cli-process.js';

/** Longer than any claim of a worker that died. */
const AFTER_EVERY_LEASE_MS = 180_000;

test('what was judged reaches the deal though its process was killed before it was written', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-terms-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await using world = await startTermWorld(folder, undefined, {
    worker: false,
    // A process with a clock set forward signs in below, which the JWT flow would refuse.
    salesforceAuth: 'client_credentials',
  });
  const contract = orderForm(world);
  const deal = dealIdOf(contract);
  const currency = String(crmDeal(world, deal).CurrencyIsoCode);
  const value = Number(crmDeal(world, deal).Amount) - 1000;
  await setSigned(world, contract.id, 'billing_currency', { type: currency, value });
  await world.spotdraft.deliveries.flush();
  await world.app.close();
  {
    await using serving = await startServe(world);
    const around = { folder: world.folder, env: { ...world.env, PUBLIC_URL: serving.url } };
    expect(await runCommand(around, 'webhooks', 'register')).toMatchObject({ exitCode: 0 });
    // The deal itself, after its contracts' records.
    world.salesforce.control.addFault({
      kind: 'latency',
      latencyMs: 120_000,
      match: { method: 'PATCH', pattern: '/composite/sobjects/?$' },
    });
    world.spotdraft.control.execute(contract.id);
    await world.spotdraft.deliveries.flush();
    await eventually(async () => {
      const { stdout } = await runCommand(around, 'terms', '--json');
      expect(stdout).toContain(contract.id);
    }, 60_000);
    await serving.end('SIGKILL');
    world.salesforce.control.clearFaults();
    expect(crmDeal(world, deal).Contract_Blockers__c ?? null).toBeNull();
  }
  // What the dead worker had claimed is free again once its claim has run out; nothing is sent again.
  const sent = world.spotdraft.deliveries.records.length;
  const later = { ...systemClock, now: () => new Date(Date.now() + AFTER_EVERY_LEASE_MS) };
  await world.startAnother({ adapters: { clock: later } });
  await eventually(() => {
    expect(crmDeal(world, deal).Contract_Blockers__c).toContain(contract.id);
  }, 60_000);
  expect(world.spotdraft.deliveries.records).toHaveLength(sent);
  expect(() => changeDeal(world, deal, { StageName: 'Closed Won' })).toThrow(
    /does not say what this deal says/u,
  );
}, 240_000);
