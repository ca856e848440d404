import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createActivityIds } from '../../src/domain/activity.js';
import { parseContractId } from '../../src/domain/contract-id.js';
import { parseOpportunityId } from '../../src/domain/opportunity-id.js';
import { eventually } from '../support/eventually.js';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { runCommand, startCommand } from './cli-process.js';

const nowhere = { env: {}, folder: '/' };
const T7 = parseContractId('T-7');
const DEAL = parseOpportunityId('006000000000007');

describe('dealdraft activity, without settings', () => {
  test.each([
    [['--system', 'jira'], 'Allowed choices are spotdraft, salesforce, archive'],
    [['--since', 'yesterday'], 'no ISO 8601 time'],
    [['--limit', '0'], 'no number from 1 to'],
  ])('refuses %j with exit code 2', async (options, message) => {
    const { exitCode, stdout, stderr } = await runCommand(nowhere, 'activity', ...options);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });
});

// Every command is a process of its own, and a busy machine starts them slowly.
describe('dealdraft activity, beside a running server', { timeout: 60_000 }, () => {
  let world: World;
  let storeAlone: { env: Record<string, string>; folder: string };
  const run = (...args: string[]) => runCommand(storeAlone, 'activity', ...args);
  beforeAll(async () => {
    world = await startWorld({ worker: false });
    storeAlone = { env: { STORE_URL: world.env['STORE_URL'] ?? '' }, folder: world.folder };
    world.app.record({
      kind: 'CRM_WRITE',
      system: 'salesforce',
      operation: 'SpotDraft_Contract__c',
      outcome: 'refused',
      failed: true,
      contractId: T7,
      opportunityId: DEAL,
      changes: [{ field: 'Status__c', before: 'SIGN', after: 'EXECUTED' }],
      error: 'stop \u001b[2J\nforged line',
    });
    await world.app.recorder.flush();
    world.app.record({ kind: 'ARCHIVE', system: 'archive', outcome: 'archived', contractId: '#7' });
    await world.app.recorder.flush();
  });
  afterAll(() => world[Symbol.asyncDispose]());

  test('prints the newest first, one JSON object a line, as the graph shows it', async () => {
    const { exitCode, stdout } = await run('--contract', 'T-7', '--json');
    expect(exitCode).toBe(0);
    const rows = stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(rows).toEqual([
      expect.objectContaining({ kind: 'ARCHIVE', contract: { id: '7' }, opportunity: null }),
      expect.objectContaining({
        kind: 'CRM_WRITE',
        system: 'salesforce',
        operation: 'SpotDraft_Contract__c',
        outcome: 'refused',
        contract: { id: 'T-7' },
        opportunity: { id: DEAL },
        changes: [{ field: 'Status__c', before: 'SIGN', after: 'EXECUTED' }],
      }),
    ]);
  });

  test('chooses by deal, system and failure, and steers no terminal', async () => {
    const { stdout } = await run('--deal', DEAL, '--system', 'salesforce', '--failed');
    expect(stdout).toContain('Status__c: SIGN → EXECUTED');
    expect(stdout).not.toContain('\u001b');
    expect(stdout.split('\n').some((line) => line.startsWith('forged'))).toBe(false);
    expect((await run('--deal', '006000000000009AAA')).stdout).toMatch(/Nothing in the log/);
  });

  test.each([
    [['--contract', 'nonsense'], 'is not a contract id'],
    [['--deal', 'nonsense'], 'is not the id of an opportunity'],
  ])('refuses %j with exit code 2', async (options, message) => {
    const { exitCode, stderr } = await run(...options);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });

  test('follows what comes until it is stopped', async () => {
    await using following = await startCommand(
      storeAlone,
      ['activity', '--json', '--follow', '--contract', 'T-7'],
      (line) => line.includes('ARCHIVE'),
    );
    expect(following.ready).toContain('ARCHIVE');
    world.app.record({ kind: 'REPAIR', outcome: 'in line', contractId: T7 });
    await world.app.recorder.flush();
    await eventually(() => {
      expect(following.lines.join()).toContain('REPAIR');
    });
    expect((await following.end('SIGTERM')).exitCode).toBe(0);
  });

  test('follows from as many rows as were asked for, without those just before them', async () => {
    const record = async (outcome: string) => {
      world.app.record({ kind: 'REPAIR', outcome, contractId: T7 });
      await world.app.recorder.flush();
    };
    await record('just before');
    await record('shown');
    await using following = await startCommand(
      storeAlone,
      ['activity', '--follow', '--contract', 'T-7', '--limit', '1'],
      (line) => line.includes('shown'),
    );
    await record('afterwards');
    await eventually(() => {
      expect(following.lines.join()).toContain('afterwards');
    });
    expect(following.lines.join()).not.toContain('just before');
    expect((await following.end('SIGTERM')).exitCode).toBe(0);
  });

  test('passes over nothing, however much comes at once', async () => {
    const { store, recorder } = world.app;
    await using following = await startCommand(
      storeAlone,
      ['activity', '--follow', '--contract', 'T-7'],
      (line) => line.includes('ARCHIVE'),
    );
    const idOf = createActivityIds(Math.random);
    const [first] = await store.activities.list({ contractIds: [T7], limit: 1 });
    const flood = Array.from({ length: 10_500 }, (_, i) => {
      const at = new Date();
      return { ...first!, id: idOf(at), at, operation: `flood ${i}.` };
    });
    await store.activities.append(flood, recorder.bounds());
    await eventually(() => {
      expect(following.lines.filter((line) => line.includes('flood '))).toHaveLength(10_500);
    });
    expect((await following.end('SIGTERM')).exitCode).toBe(0);
  });

  test('follows on when a row was dated by a clock a day ahead', async () => {
    const tomorrow = new Date(Date.now() + 24 * 60 * 60_000);
    const idOf = createActivityIds(Math.random);
    const { store, recorder } = world.app;
    const [first] = await store.activities.list({ contractIds: [T7], limit: 1 });
    await store.activities.append(
      [{ ...first!, id: idOf(tomorrow), at: tomorrow, operation: 'of tomorrow' }],
      recorder.bounds(),
    );
    await using following = await startCommand(
      storeAlone,
      ['activity', '--json', '--follow', '--contract', 'T-7'],
      (line) => line.includes('of tomorrow'),
    );
    world.app.record({ kind: 'REPAIR', outcome: 'of today', contractId: T7 });
    await recorder.flush();
    await eventually(() => {
      expect(following.lines.join()).toContain('of today');
    });
    expect((await following.end('SIGTERM')).exitCode).toBe(0);
  });
});
