import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.js';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { runCommand } from './cli-process.js';

const PROGRAM = fileURLToPath(new URL('../../bin/dealdraft.js', import.meta.url));
const LIST = 'GET /api/v2.1/public/contracts/';
const RECORD = 'SpotDraft_Contract__c';

const nowhere = { env: {}, folder: '/' };

function listCalls(world: World): number {
  return world.spotdraft.calls.report().byRoute[LIST] ?? 0;
}

function records(world: World): number {
  return world.salesforce.control.org.store.rows(RECORD).length;
}

/** Starts a backfill as a process and kills it once `isTime`. */
async function killBackfill(world: World, isTime: () => Promise<boolean>): Promise<void> {
  const child = spawn(process.execPath, [PROGRAM, 'backfill'], {
    cwd: world.folder,
    env: { PATH: process.env.PATH, ...world.env },
    stdio: 'ignore',
  });
  const ended = once(child, 'close');
  await eventually(async () => {
    expect(child.exitCode).toBeNull();
    expect(await isTime()).toBe(true);
  }, 20_000);
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
}

const world = () =>
  startWorld({
    worker: false,
    spotdraft: { rateLimitPerSecond: null, contracts: 1_300 },
    env: { SPOTDRAFT_RATE_LIMIT: '500', PUBLIC_URL: 'https://dealdraft.example' },
  });

describe('dealdraft backfill', { timeout: 90_000 }, () => {
  test('goes on where it was killed, and ends right', async () => {
    await using sandboxes = await world();
    const { spotdraft } = sandboxes;
    const { store } = sandboxes.app;
    // Slow enough to be killed in the middle.
    spotdraft.faults.add({ kind: 'latency', match: { path: '/contracts/?' }, latencyMs: 60 });
    await killBackfill(sandboxes, async () => {
      const progress = JSON.parse((await store.settings.get('backfill-progress')) ?? '{}') as {
        read?: number;
      };
      return (progress.read ?? 0) > 0;
    });
    const read = await store.contracts.count({});
    expect(read).toBeLessThan(1_300);
    expect(records(sandboxes)).toBe(0);

    spotdraft.faults.clear();
    const callsBefore = listCalls(sandboxes);
    const { exitCode, stdout } = await runCommand(sandboxes, 'backfill', '--json');
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect(report).toMatchObject({ contracts: 1_300, failed: [] });
    expect(report.resumedFrom).not.toBeNull();
    expect(exitCode).toBe(0);
    const callsOfSecond = listCalls(sandboxes) - callsBefore;

    const dry = await runCommand(sandboxes, 'reconcile', '--dry-run');
    expect(dry.stdout).toContain('No drift');
    expect(dry.exitCode).toBe(0);
    // A pass reads everything; the second run did not have to.
    const callsOfAll = listCalls(sandboxes) - callsBefore - callsOfSecond;
    expect(callsOfSecond).toBeLessThan(callsOfAll);
  });
});

describe('dealdraft reconcile', { timeout: 90_000 }, () => {
  test('names by key and place each field that the mapping writes and the CRM does not show, before any call for it', async () => {
    await using sandboxes = await startWorld({ worker: false, backfill: true });
    const mapping = path.join(sandboxes.folder, 'mapping.yaml');
    const example = await readFile('examples/dealdraft.mapping.yaml', 'utf8');
    await writeFile(
      mapping,
      example
        .replace('      Counterparty__c:', '      Counterpart__c:')
        .replace('      Contract_Status__c:', '      Contract_State__c:'),
    );
    sandboxes.salesforce.control.usage.clearCalls();
    const { exitCode, stderr } = await runCommand(
      { folder: sandboxes.folder, env: { ...sandboxes.env, MAPPING_FILE: mapping } },
      'reconcile',
    );
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /mapping\.yaml:\d+:7: writeback\.contract\.fields\.Counterpart__c: SpotDraft_Contract__c has no field Counterpart__c \(did you mean "Counterparty__c"\?\).*grant the field in the permission set/u,
    );
    expect(stderr).toMatch(
      /mapping\.yaml:\d+:7: writeback\.opportunity\.fields\.Contract_State__c: Opportunity has no field/u,
    );
    const routes = Object.keys(sandboxes.salesforce.control.usage.report().byRoute);
    expect(routes.filter((route) => !/describe|oauth2/u.test(route))).toEqual([]);
  });

  test('explains itself, and refuses what is no time', async () => {
    const help = await runCommand(nowhere, 'reconcile', '--help');
    expect(help.stdout).toContain('--dry-run');
    expect(help.exitCode).toBe(0);
    const refused = await runCommand(nowhere, 'reconcile', '--since', 'yesterday');
    expect(refused.stderr).toContain('--since yesterday is not a time');
    expect(refused.exitCode).toBe(2);
    const ahead = await runCommand(nowhere, 'reconcile', '--since', '2999-01-01');
    expect(ahead.stderr).toContain('--since 2999-01-01 lies ahead, so nothing would be looked at');
    expect(ahead.exitCode).toBe(2);
  });

  test('exits 1 on drift in a dry run, repairs it else, and prints why', async () => {
    await using sandboxes = await startWorld({
      worker: false,
      backfill: true,
      spotdraft: { rateLimitPerSecond: null },
      env: { SPOTDRAFT_RATE_LIMIT: '500', PUBLIC_URL: 'https://dealdraft.example' },
    });
    const contract = sandboxes.spotdraft.control
      .list()
      .find(({ contract_status, deleted }) => contract_status === 'SIGN' && !deleted)!;
    sandboxes.spotdraft.control.execute(contract.id);
    const dry = await runCommand(sandboxes, 'reconcile', '--dry-run');
    expect(dry.stdout).toContain(`${contract.id} adrift: missed-delivery (SIGN → EXECUTED`);
    expect(dry.exitCode).toBe(1);
    const since = new Date(Date.now() - 60_000).toISOString();
    const repair = await runCommand(sandboxes, 'reconcile', '--since', since, '--json');
    expect(JSON.parse(repair.stdout)).toMatchObject({
      adrift: 0,
      repaired: { 'missed-delivery': 1 },
      items: [{ id: contract.id, repaired: true }],
    });
    expect(repair.exitCode).toBe(0);
    const after = await runCommand(sandboxes, 'reconcile', '--dry-run', '--json');
    expect(JSON.parse(after.stdout)).toMatchObject({ adrift: 0, found: {} });
  });
});
