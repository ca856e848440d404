import { expect, test } from 'vitest';
import { parseContractId, type ContractId } from '../../../src/domain/contract-id.js';
import { runInScope } from '../../../src/domain/request-scope.js';
import { linkedContracts } from '../sync/write-back-world.js';
import { startWorld } from '../../support/world.js';

const RECIPIENTS = `query ($a: ID!, $b: ID!) {
  a: contract(id: $a) { recipients { email } }
  b: contract(id: $b) { recipients { email } }
}`;

test('recipients of one contract that SpotDraft fails to tell leave those of the others alone', async () => {
  await using world = await startWorld({
    backfill: true,
    worker: false,
    spotdraft: { contracts: 24 },
  });
  const [failing, other] = linkedContracts(world);
  world.spotdraft.faults.add({
    kind: 'status',
    status: 500,
    match: { pattern: `/contracts/${failing!.id}/` },
  });
  const { data, errors } = await world.graphql<
    Record<'a' | 'b', { recipients: readonly unknown[] } | null>,
    { a: string; b: string }
  >(RECIPIENTS, { a: failing!.id, b: other!.id });
  expect(errors.map(({ path }) => path?.[0])).toEqual(['a']);
  expect(data?.b?.recipients).toBeInstanceOf(Array);
});

test('recipients that two ask for at once are there for the one who stays', async () => {
  await using world = await startWorld({
    backfill: true,
    worker: false,
    spotdraft: { contracts: 24 },
    env: { SPOTDRAFT_RATE_LIMIT: '1' },
  });
  const [one, other] = linkedContracts(world).map(({ id }) => parseContractId(id));
  const recipients = (id: ContractId) => world.app.services.contracts.recipients(id);
  // Takes the call of this second: what follows waits for its turn.
  await recipients(other!);
  const leaving = new AbortController();
  const staying = new AbortController();
  const first = runInScope({ caller: 'first', signal: leaving.signal }, () => recipients(one!));
  const second = runInScope({ caller: 'second', signal: staying.signal }, () => recipients(one!));
  leaving.abort(new Error('The client hung up.'));
  expect(await second).toBeInstanceOf(Array);
  expect(await first).toEqual(await second);
});
