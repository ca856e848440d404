import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { dealIdOf, onlyContract } from '../app/sync-support.js';
import { watch } from './live-support.js';
import type { Changed } from './live-support.js';

let world: World;
beforeAll(async () => {
  world = await startWorld({ backfill: true, webhook: true });
});
afterAll(() => world[Symbol.asyncDispose]());

describe('contractChanged', () => {
  it('comes after a signed delivery, first with the new state and then with the end of its sync', async () => {
    const contract = onlyContract(world, 'DRAFT');
    const stream = await (await watch(world, { opportunityId: dealIdOf(contract) })).listening();
    world.spotdraft.control.act(contract.id, 'send');
    const first = await stream.data<Changed>();
    expect(first.errors).toBeUndefined();
    expect(first.data?.contractChanged).toMatchObject({ id: contract.id, status: 'REDLINING' });
    let last = first;
    while (last.data?.contractChanged?.sync.pending !== false) {
      last = await stream.data<Changed>();
    }
    stream.close();
  });
});
