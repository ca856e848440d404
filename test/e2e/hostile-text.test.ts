import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { deliver, deliveryOf, dealIdOf, someContract } from '../integration/app/sync-support.js';
import { runCommand } from './cli-process.js';

/** A title for the terminal's window, its own escape of one character, a turn of the reading direction, a forged line. */
const HOSTILE = 'a\u001b]0;x\u0007b\u009b31mc\u202ed\u2028e\r\nOK all is well\u{e0041}';
const SHOWN = 'a\\u001b]0;x\\u0007b\\u009b31mc\\u202ed';

// Each is a process of its own, which a busy machine starts slowly.
describe('what others wrote', { timeout: 90_000 }, () => {
  let world: World;
  let dealId: string;
  const run = async (...args: string[]) => {
    const env = { ...world.env, LOG_LEVEL: 'debug' };
    const { stdout, stderr } = await runCommand({ ...world, env }, ...args);
    for (const text of [stdout, stderr]) {
      // Nothing but lines of what can be seen; tags and marks of direction can not.
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      // The command line's own complaints show an argument with its lines: it is the person's who gave it.
      if (!text.startsWith('error: ')) expect(text).not.toMatch(/^\W*OK all is well/mu);
    }
    return stdout + stderr;
  };

  beforeAll(async () => {
    world = await startWorld({
      worker: false,
      backfill: true,
      spotdraft: { rateLimitPerSecond: null },
      env: { SPOTDRAFT_RATE_LIMIT: '500' },
    });
    const contract = someContract(world, 'SIGN');
    dealId = dealIdOf(contract);
    const { store } = world.salesforce.control.org;
    store.update(store.find('Opportunity', dealId)!, { Name: HOSTILE });
    world.spotdraft.control.rename(contract.id, HOSTILE);
    world.salesforce.control.addFault({
      kind: 'row-error',
      externalId: contract.id,
      statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: HOSTILE,
      times: 100,
    });
    await deliver(world, {
      ...deliveryOf(contract, 'CONTRACT_EXECUTED'),
      contract_title: HOSTILE,
      activity: HOSTILE,
    });
    await deliver(world, { ...deliveryOf(contract, 'CONTRACT_EXECUTED'), contract_title: HOSTILE });
  });
  afterAll(() => world[Symbol.asyncDispose]());

  test('steers no terminal through mapping check', async () => {
    expect(await run('mapping', 'check', '--opportunity', dealId)).toContain(SHOWN);
    expect(await run('mapping', 'check', '--opportunity', dealId, '--json')).toContain(SHOWN);
    await run('mapping', 'check', '--opportunity', HOSTILE);
  });

  test('steers no terminal through a mapping file that is refused', async () => {
    const file = path.join(world.folder, 'hostile.yaml');
    await writeFile(file, `${JSON.stringify({ [HOSTILE]: HOSTILE })}\n`);
    const env = { ...world.env, MAPPING_FILE: file };
    const { stderr, exitCode } = await runCommand({ ...world, env }, 'mapping', 'check');
    expect(stderr).toContain('a\\u001b]0;x');
    expect(stderr.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
    expect(exitCode).toBe(2);
  });

  test('steers no terminal through deliveries', async () => {
    expect(await run('deliveries', 'list')).toContain('\\u001b]0;x');
    expect(await run('deliveries', 'list', '--json')).toContain(SHOWN);
    for (const id of ['1', '2']) expect(await run('deliveries', 'show', id)).toContain(SHOWN);
    await run('deliveries', 'show', '2', '--json');
    await run('deliveries', 'show', HOSTILE);
    await run('deliveries', 'list', '--contract', HOSTILE);
  });

  test('steers no terminal through reconcile, backfill and their logs', async () => {
    await run('reconcile', '--dry-run');
    await run('reconcile', '--dry-run', '--json');
    expect(await run('reconcile')).toContain(SHOWN);
    await run('backfill', '--restart');
    await run('backfill', '--restart', '--json');
  });

  test('steers no terminal through arguments and settings that are refused', async () => {
    expect(await run(HOSTILE)).toContain('\\u001b]0;x');
    expect(await run('reconcile', '--since', HOSTILE)).toContain('\\u001b]0;x');
    const { stderr } = await runCommand({ ...world, env: { STORE_URL: HOSTILE } }, 'serve');
    expect(stderr.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
  });
});
