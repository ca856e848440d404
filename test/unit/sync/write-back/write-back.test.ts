import { describe, expect, it } from 'vitest';
import { UpstreamRejectedError } from '../../../../src/domain/errors.js';
import type { WriteBackRequest } from '../../../../src/sync/write-back/write-back.js';
import { contract, DEAL_A, DEAL_B, DEAL_C, T1, T2 } from '../../../contract/store/samples.js';
import { DEALS, openPassWorld, RECORDS } from '../../../support/pass-world.js';

type Passes = Awaited<ReturnType<typeof openPassWorld>>;

async function known(...contracts: ReturnType<typeof contract>[]): Promise<Passes> {
  const passes = await openPassWorld();
  await passes.store.contracts.save(contracts, await passes.store.contracts.beginLook());
  return passes;
}

const everything: WriteBackRequest = {
  contractIds: [T1, T2],
  dealIds: [],
  compareWith: 'confirmed',
};
const linked = () => [
  contract({ id: T1, opportunityId: DEAL_A }),
  contract({ id: T2, opportunityId: DEAL_B }),
];

describe('a mapping that makes no row', () => {
  it('of a deal fails the contracts of that deal alone, with the reason that readers see', async () => {
    await using passes = await known(...linked());
    const { world, parts, store } = passes;
    world.unplannable.set(DEAL_A, 'the expression gave NaN');
    const { outcomes, dealOutcomes } = await parts.writeBack.write(everything);
    const failed = { ok: false, retryable: false, reason: 'the expression gave NaN' };
    expect(outcomes.get(T1)).toEqual(failed);
    expect(outcomes.get(T2)).toEqual({ ok: true });
    expect(dealOutcomes.get(DEAL_A)).toEqual(failed);
    expect((await store.contracts.get([T1])).get(T1)).toMatchObject({
      lastSyncedAt: null,
      lastError: 'the expression gave NaN',
    });
    expect(world.held.has(`${DEALS} ${DEAL_B}`)).toBe(true);
  });

  it('of a deal that its contract left fails that deal, and no contract of another', async () => {
    await using passes = await known(...linked());
    const { world, parts, store } = passes;
    await parts.writeBack.write(everything);
    world.unplannable.set(DEAL_A, 'the expression gave NaN');
    const moved = contract({ id: T1, opportunityId: DEAL_C });
    await store.contracts.save([moved], await store.contracts.beginLook());
    const { outcomes, dealOutcomes } = await parts.writeBack.write({
      ...everything,
      contractIds: [T1],
    });
    expect(outcomes.get(T1)).toEqual({ ok: true });
    expect(dealOutcomes.get(DEAL_A)).toMatchObject({ ok: false });
    expect(world.held.get(`${RECORDS} ${T1}`)).toMatchObject({ Deal__c: DEAL_C });
  });
});

describe('an object that the CRM takes no records of', () => {
  const noField = (message: string) =>
    new UpstreamRejectedError(message, { service: 'salesforce', upstreamCode: 'INVALID_FIELD' });

  it('fails each of its rows with what is to be done; deals are written all the same', async () => {
    await using passes = await known(...linked());
    const { world, parts } = passes;
    world.callFailures.set(RECORDS, noField('No such column Status__c'));
    const { outcomes, dealOutcomes, written } = await parts.writeBack.write(everything);
    expect(outcomes.get(T1)).toEqual({
      ok: false,
      retryable: false,
      reason: `The CRM takes no ${RECORDS} records (No such column Status__c). Check that the object and its fields exist and that the integration user may write them.`,
      told: `The CRM takes no ${RECORDS} records. Check that the object and its fields exist and that the integration user may write them.`,
    });
    expect(dealOutcomes.get(DEAL_A)).toEqual({ ok: true });
    expect(written).toBe(2);
  });

  it('is no answer for a call that one of its rows may have spoilt', async () => {
    await using passes = await known(...linked());
    const { world, parts } = passes;
    const spoilt = new UpstreamRejectedError('JSON_PARSER_ERROR', { service: 'salesforce' });
    world.callFailures.set(DEALS, spoilt);
    await expect(parts.writeBack.write(everything)).rejects.toBe(spoilt);
    world.callFailures.set(DEALS, noField('No such column Status__c'));
    const { outcomes, dealOutcomes } = await parts.writeBack.write(everything);
    expect(outcomes.get(T2)).toMatchObject({ ok: false, retryable: false });
    expect(dealOutcomes.get(DEAL_B)).toMatchObject({ ok: false, retryable: false });
  });
});

describe('a contract that left a deal', () => {
  it('is not done before that deal says so, also when only its record knew of it', async () => {
    const [first, second] = linked();
    await using passes = await known(first!, second!);
    const { world, parts } = passes;
    // The store was lost; the records remember the deal in which both were.
    for (const id of [T1, T2]) world.held.set(`${RECORDS} ${id}`, { Deal__c: DEAL_C });
    const busy = { ok: false, code: 'UNABLE_TO_LOCK_ROW', message: 'busy', fields: [] } as const;
    world.rowFailures.set(DEAL_C, { ...busy, cause: 'lock', retryable: true });
    const request = { ...everything, compareWith: 'crm' } as const;
    const { outcomes } = await parts.writeBack.write(request);
    for (const id of [T1, T2])
      expect(outcomes.get(id)).toMatchObject({
        ok: false,
        retryable: true,
        reason: 'The deal that this contract left could not be written.',
      });
  });

  it('is marked when the deal changed again while it was written', async () => {
    await using passes = await known(...linked());
    const { world, parts, store } = passes;
    let times = 0;
    world.meanwhile = async () => {
      times += 1;
      if (times !== 2) return;
      const other = contract({ id: T2, opportunityId: DEAL_A, status: 'EXECUTED' });
      await store.contracts.save([other], await store.contracts.beginLook());
    };
    await parts.writeBack.write({ ...everything, contractIds: [T1] });
    expect((await store.queues.sync.states([T1])).get(T1)?.state).toBe('due');
  });
});

it('a mapping that writes neither records nor deals is done with every contract, without a call', async () => {
  await using passes = await known(...linked());
  const { writeBack } = passes.partsOf({ contract: null, opportunity: null });
  const result = await writeBack.write({ ...everything, goneIds: [T2] });
  expect(result).toMatchObject({ written: 0 });
  expect([...result.outcomes.values()]).toEqual([{ ok: true }, { ok: true }]);
  expect(passes.world.written).toEqual([]);
});
