import { expect, test } from 'vitest';
import { SyncContractDocument } from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';

/** Parts of a contract of which SpotDraft is asked by the bare number. */
const PARTS = {
  authorizedUsers: 'authorizedUsers { nodes { id } }',
  comments: 'comments { nodes { id } }',
  metrics: 'metrics { turns }',
  obligations: 'obligations { id }',
  questionnaire: 'questionnaire(type: TEMPLATE) { data }',
};

test('of a T contract that is deleted, no part is that of the H contract with its number', async () => {
  await using world = await startWorld({ worker: false, backfill: true });
  const contracts = world.spotdraft.control.list().filter(({ deleted }) => !deleted);
  const { id } = contracts.find(
    (one) =>
      one.id.startsWith('T-') && contracts.some((other) => other.id === one.id.replace('T-', 'H-')),
  )!;
  world.spotdraft.control.delete(id);
  await world.graphql(SyncContractDocument, { id });
  world.spotdraft.calls.reset();
  const { data, errors } = await world.graphql<{ contract: Record<string, unknown> }, object>(
    `query ($id: ID!) { contract(id: $id) { id ${Object.values(PARTS).join(' ')} } }`,
    { id },
  );
  for (const part of Object.keys(PARTS)) {
    expect(data!.contract[part]).toBeNull();
    expect(errors).toContainEqual(
      expect.objectContaining({
        path: ['contract', part],
        extensions: { code: 'NOT_FOUND', service: 'spotdraft' },
      }),
    );
  }
  expect(world.spotdraft.calls.report().total).toBe(0);
});
