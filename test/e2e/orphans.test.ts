import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runBackfill } from '../../src/sync/index.js';
import { startWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { runCommand } from './cli-process.js';

interface Listed {
  readonly contracts: readonly {
    readonly contract: { readonly id: string };
    readonly suggestions: readonly {
      readonly opportunity: { readonly id: string };
      readonly score: number;
      readonly reasons: readonly string[];
    }[];
  }[];
  readonly hasMore: boolean;
  readonly coverage: { readonly linked: number; readonly all: number };
}

const nowhere = { env: {}, folder: '/' };

describe('dealdraft orphans, without settings', () => {
  test.each([
    ['--link T-1', 'It is written CONTRACT=DEAL'],
    ['--link T-1=deal', 'is not the id of an opportunity'],
    ['--link 1=006000000000001', 'T-123'],
    ['--limit 0', 'no number from 1 to'],
  ])('refuses "%s" with exit code 2', async (command, message) => {
    const { exitCode, stdout, stderr } = await runCommand(
      nowhere,
      'orphans',
      ...command.split(' '),
    );
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });
});

describe('dealdraft orphans, beside a running server', { timeout: 60_000 }, () => {
  let world: World;
  const orphans: string[] = [];
  const run = (...args: string[]) => runCommand(world, 'orphans', ...args);

  beforeAll(async () => {
    world = await startWorld({ worker: false });
    for (const { id } of world.spotdraft.control.list().slice(0, 3)) {
      world.spotdraft.control.relink(id, {});
      orphans.push(id);
    }
    await runBackfill({ ...world.app, onProgress: () => undefined });
  }, 60_000);
  afterAll(() => world[Symbol.asyncDispose]());

  test('lists, links two, and says why one is not linked', async () => {
    const text = await run();
    expect(text.stderr).toBe('');
    for (const id of orphans) expect(text.stdout).toContain(`${id}  `);
    expect(text.stdout).toMatch(/\d+ of \d+ contracts are linked to a deal\./);
    expect(text.exitCode).toBe(0);

    const json = await run('--json', '--limit', '2');
    const listed = JSON.parse(json.stdout) as Listed;
    expect(listed).toMatchObject({ hasMore: true, contracts: [{}, {}] });
    expect(listed.coverage.all - listed.coverage.linked).toBeGreaterThanOrEqual(orphans.length);
    const all = JSON.parse((await run('--json')).stdout) as Listed;
    const [one, other] = all.contracts.filter(({ contract }) => orphans.includes(contract.id));
    const deal = one!.suggestions[0]!.opportunity.id;

    const linked = await run(
      '--link',
      `${one!.contract.id}=${deal}`,
      '--link',
      `${other!.contract.id}=${deal.slice(0, 15)}`,
      '--link',
      'T-99999999=006000000000001',
    );
    expect(linked.stdout).toBe(
      `${one!.contract.id} is linked to ${deal}.\n${other!.contract.id} is linked to ${deal}.\n`,
    );
    expect(linked.stderr).toContain('T-99999999: ');
    expect(linked.exitCode).toBe(1);
    expect(world.spotdraft.control.get(one!.contract.id).external_metadata).toMatchObject({
      id: deal,
    });

    // A repeat is no fault, and what is linked is not moved by this command.
    expect(await run('--link', `${one!.contract.id}=${deal}`)).toMatchObject({ exitCode: 0 });
    const moved = await run('--link', `${one!.contract.id}=006000000000001AAA`, '--json');
    expect(moved.exitCode).toBe(1);
    expect(JSON.parse(moved.stdout)).toMatchObject({
      links: [{ linked: false, errors: [expect.stringContaining(`linked to ${deal} already`)] }],
    });
  });
});
