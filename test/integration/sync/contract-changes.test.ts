import { expect, test } from 'vitest';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { eventually } from '../../support/eventually.js';
import type { World } from '../../support/world.js';
import {
  dealOf,
  hint,
  linkedContracts,
  recordOf,
  settled,
  startInLine,
} from './write-back-world.js';

type Hint = (world: World, id: string) => void | Promise<void>;

/** None of them says what changed. */
const HINTS: readonly (readonly [string, Hint])[] = [
  ['an unrelated event', hint],
  ['a bare mark', (world, id) => world.app.store.queues.sync.mark([parseContractId(id)])],
];

test.each(HINTS)(
  '%s is enough to follow hold, resume, move, unlink and deletion',
  async (_, tell) => {
    await using world = await startInLine();
    const { control } = world.spotdraft;
    const [contract, other] = linkedContracts(world);
    const { id, contract_status: status, external_metadata: metadata } = contract!;
    const [home, away] = [String(metadata.id), String(other!.external_metadata.id)];
    const becomes = async (wanted: object) => {
      await tell(world, id);
      await eventually(() => expect(recordOf(world, id)).toMatchObject(wanted));
      await settled(world);
    };

    control.hold(id);
    await becomes({ Status__c: 'ON_HOLD', Opportunity__c: home });
    expect(dealOf(world, home).Contract_Status__c).toBe('ON_HOLD');
    control.resume(id);
    await becomes({ Status__c: status });

    control.relink(id, { ...metadata, id: away });
    await becomes({ Opportunity__c: away });
    expect(dealOf(world, home).Contract_Status__c).toBeNull();

    control.relink(id, { ...metadata, id: '' });
    await becomes({ Opportunity__c: null });
    control.relink(id, metadata);
    await becomes({ Opportunity__c: home });

    // Nothing can be hinted at a contract that is gone, except by its own event or by a repair.
    control.delete(id);
    await world.app.store.queues.sync.mark([parseContractId(id)]);
    await eventually(() => expect(recordOf(world, id).Status__c).toBe('DELETED'));
    await settled(world);
    expect(dealOf(world, home).Contract_Status__c).toBeNull();
  },
);

test('the link of an executed contract is written at once, and opens when its document comes', async () => {
  await using world = await startInLine({ spotdraft: { settings: { documentLagCalls: 2 } } });
  const [contract] = linkedContracts(world);
  const url = `${world.app.url}/documents/${contract!.id}`;
  world.spotdraft.control.execute(contract!.id);
  await eventually(() => {
    expect(recordOf(world, contract!.id)).toMatchObject({
      Status__c: 'EXECUTED',
      Executed_Document_Link__c: url,
    });
  });
  await settled(world);
  const open = () => fetch(url, { headers: world.as('service'), redirect: 'manual' });
  const answers: number[] = [];
  for (let look = 0; look < 3; look += 1) answers.push((await open()).status);
  expect(answers.slice(0, 2)).toEqual([503, 503]);
  expect(answers[2]).toBe(302);
  expect(await world.app.store.queues.sync.counts()).toMatchObject({ due: 0, later: 0, parked: 0 });
});

test('a row of the deal that lost its contract is written although it was locked', async () => {
  await using world = await startInLine();
  const [contract, other] = linkedContracts(world);
  const { id, external_metadata: metadata } = contract!;
  const [home, away] = [String(metadata.id), String(other!.external_metadata.id)];
  world.salesforce.control.addFault({ kind: 'row-error', recordId: home, times: 2 });
  world.spotdraft.control.relink(id, { ...metadata, id: away });
  await eventually(() => {
    expect(recordOf(world, id).Opportunity__c).toBe(away);
    expect(dealOf(world, home).Contract_Status__c).toBeNull();
  });
  await settled(world);
});
