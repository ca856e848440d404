import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { deliver, deliveryOf, someContract } from '../integration/app/sync-support.js';
import { runCommand } from './cli-process.js';

const nowhere = { env: {}, folder: '/' };

describe('dealdraft deliveries, without settings', () => {
  test.each(['', ' list', ' show', ' replay', ' prune'])('explains "deliveries%s"', async (sub) => {
    const { exitCode, stdout } = await runCommand(nowhere, ...`deliveries${sub} --help`.split(' '));
    expect(stdout).toContain(`Usage: dealdraft deliveries${sub}`);
    expect(exitCode).toBe(0);
  });

  test.each([
    ['list --state lost', 'Allowed choices are waiting, applied, ignored, parked'],
    ['list --since yesterday', 'no ISO 8601 time'],
    ['list --limit 0', 'no number from 1 to'],
    ['show', "missing required argument 'id'"],
    ['prune', "required option '--older-than <age>' not specified"],
    ['prune --older-than ages', 'no age, such as 90d'],
  ])('refuses "%s" with exit code 2', async (command, message) => {
    const { exitCode, stdout, stderr } = await runCommand(
      nowhere,
      'deliveries',
      ...command.split(' '),
    );
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });
});

// Every command is a process of its own, and a busy machine starts them slowly.
describe('dealdraft deliveries, beside a running server', { timeout: 60_000 }, () => {
  let world: World;
  const run = (...args: string[]) => runCommand(world, 'deliveries', ...args);
  const apply = async () => {
    const {
      inbox,
      queues: { sync: queue },
    } = world.app.store;
    const claims = await queue.claim({ limit: 10, leaseMs: 60_000 });
    for (const claim of claims) {
      await inbox.settle(claim.key, 1_000, { state: 'applied', reason: null });
      await queue.done(claim);
    }
  };
  beforeAll(async () => {
    world = await startWorld({ worker: false });
  });
  afterAll(() => world[Symbol.asyncDispose]());

  test('needs the store alone, no credentials of either system', async () => {
    const env = { STORE_URL: world.env.STORE_URL ?? '' };
    const { exitCode, stdout, stderr } = await runCommand({ ...world, env }, 'deliveries', 'list');
    expect(stderr).toBe('');
    expect(stdout).toMatch(/No delivery has come yet/);
    expect(exitCode).toBe(0);
  });

  test('says what to do while none has come', async () => {
    const { exitCode, stdout, stderr } = await run();
    expect(stdout).toMatch(/No delivery has come yet\. "dealdraft webhooks register"/);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });

  test('lists, filters, and says that the ledger balances', async () => {
    const signed = someContract(world, 'SIGN');
    await deliver(world, deliveryOf(signed, 'CONTRACT_SIGNED'));
    await deliver(world, deliveryOf(signed, 'SIGNING_EMAIL_OPENED'));
    await apply();
    await deliver(world, deliveryOf(someContract(world, 'EXECUTED'), 'CONTRACT_EXECUTED'));

    const all = await run('list');
    expect(all.exitCode).toBe(0);
    const lines = all.stdout.trim().split('\n');
    expect(lines[0]).toMatch(/^ID +RECEIVED +STATE +CONTRACT +ACTIVITY +REASON$/);
    expect(lines[1]).toMatch(/^3 +\S+Z +waiting +\d+ +CONTRACT_EXECUTED$/);
    expect(lines[2]).toMatch(/^2 +\S+Z +ignored +- +SIGNING_EMAIL_OPENED +This activity/);
    expect(lines[3]).toMatch(/^1 +\S+Z +applied +\d+ +CONTRACT_SIGNED$/);
    expect(lines[4]).toBe('3 received = 1 waiting + 1 applied + 1 ignored + 0 parked');

    const some = await run('--state', 'applied', 'ignored', '--limit', '1', '--json');
    expect(JSON.parse(some.stdout)).toEqual({
      deliveries: [expect.objectContaining({ id: '2', state: 'ignored', contractId: null })],
      hasMore: true,
      counts: { received: 3, applied: 1, ignored: 1, waiting: 1, parked: 0 },
    });
    expect(some.stdout).not.toContain('body');
    const ofOne = await run('list', '--contract', String(signed.contract_id), '--json');
    expect(JSON.parse(ofOne.stdout)).toMatchObject({ deliveries: [{ id: '1' }] });
    const none = await run('list', '--since', '2100-01-01', '--until', '2101-01-01');
    expect(none.stdout).toMatch(/^No stored delivery matches\.\n3 received = /);
  });

  test('shows one with its body, and says when there is none', async () => {
    const shown = await run('show', '3');
    expect(shown.stdout).toMatch(/^Delivery 3\n {2}received /);
    expect(shown.stdout).toContain('"activity": "CONTRACT_EXECUTED"');
    const asJson = await run('show', '3', '--json');
    const { body } = JSON.parse(asJson.stdout) as { body: string };
    expect(JSON.parse(body)).toMatchObject({ activity: 'CONTRACT_EXECUTED' });
    const missing = await run('show', '404');
    expect(missing).toMatchObject({ exitCode: 1, stdout: '' });
    expect(missing.stderr).toBe('dealdraft: There is no delivery 404; it may have been pruned.\n');
    expect((await run('show', 'T-1')).exitCode).toBe(2);
  });

  test('puts one, and those of a time span, back to work', async () => {
    const one = await run('replay', '1');
    expect(one).toMatchObject({ exitCode: 0, stderr: '' });
    expect(one.stdout).toMatch(/^1 delivery put back to work\./);
    expect((await world.app.store.inbox.get(1))?.state).toBe('waiting');
    expect((await world.app.store.queues.sync.counts()).due).toBe(2);
    await apply();
    const span = await run('replay', '--since', '2000-01-01', '--until', '2100-01-01', '--json');
    expect(JSON.parse(span.stdout)).toEqual({ replayed: 2, userErrors: [] });
    expect((await run('replay', '--all-waiting')).stdout).toMatch(/^2 deliveries put back/);
    const parked = await run('replay', '--parked');
    expect(parked).toMatchObject({ exitCode: 0 });
    expect(parked.stdout).toMatch(/nothing was replayed/);
  });

  test('replays nothing when one id is wrong, and asks for a choice when there is none', async () => {
    await apply();
    const wrong = await run('replay', '1', '404');
    expect(wrong).toMatchObject({ exitCode: 1, stdout: '' });
    expect(wrong.stderr).toBe(
      'dealdraft: There is no delivery 404.\ndealdraft: Nothing was replayed.\n',
    );
    expect((await world.app.store.inbox.get(1))?.state).toBe('applied');
    for (const args of [['replay'], ['replay', '1', '--parked'], ['replay', 'x']]) {
      expect(await run(...args), args.join(' ')).toMatchObject({ exitCode: 2, stdout: '' });
    }
  });

  test('prunes what is finished and old enough, and keeps the totals', async () => {
    const young = await run('prune', '--older-than', '90d');
    expect(young.stdout).toMatch(/^No finished delivery is older than /);
    const { inbox } = world.app.store;
    const old = (await inbox.get(1))!;
    const { id } = await inbox.accept({
      ...old,
      receivedAt: new Date('2026-01-01'),
      bodySha256: 'f'.repeat(64),
      semanticKey: 'old',
    });
    await apply();
    await deliver(world, deliveryOf(someContract(world, 'DRAFT'), 'CONTRACT_CREATED'));
    const pruned = await run('prune', '--older-than', '24h', '--json');
    expect(JSON.parse(pruned.stdout)).toMatchObject({ pruned: 1 });
    expect(await inbox.get(id)).toBeNull();
    const { exitCode, stdout } = await run();
    expect(stdout).toMatch(/5 received = 1 waiting \+ 3 applied \+ 1 ignored \+ 0 parked/);
    expect(exitCode).toBe(0);
  });
});
