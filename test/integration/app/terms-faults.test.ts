import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { runBackfill, TERMS } from '../../../src/sync/index.js';
import { eventually } from '../../support/eventually.js';
import { crmDeal, dealIdOf, settled } from './sync-support.js';
import {
  blockersShown,
  changeDeal,
  orderForm,
  setSigned,
  startTermWorld,
  termsShown,
} from './terms-support.js';

const MANY_SECONDS = 90_000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-terms-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('signed terms on a bad day', { timeout: MANY_SECONDS }, () => {
  it('are not decided while SpotDraft does not tell the key pointers, and are once it does', async () => {
    await using world = await startTermWorld(folder);
    const contract = orderForm(world);
    world.spotdraft.faults.add({
      kind: 'status',
      status: 503,
      match: { pattern: '/key_pointers' },
    });
    world.spotdraft.control.execute(contract.id);
    await eventually(async () => {
      const id = parseContractId(contract.id);
      const state = (await world.app.store.queues.sync.states([id])).get(id);
      expect(state?.reason ?? null).not.toBeNull();
    }, 20_000);
    expect(await termsShown(world, contract.id)).toEqual([]);
    expect(crmDeal(world, dealIdOf(contract)).Contract_Status__c).toBe('EXECUTED');
    world.spotdraft.faults.clear();
    await settled(world, 60_000);
    expect((await termsShown(world, contract.id)).map(({ name }) => name)).toEqual(['total']);
  });

  it('reach the deal though the CRM refused it at first: what was judged before is written then', async () => {
    await using world = await startTermWorld(folder);
    const contract = orderForm(world);
    const deal = dealIdOf(contract);
    await setSigned(world, contract.id, 'billing_currency', { type: 'XXX', value: 1 });
    world.salesforce.control.org.faults.add({
      kind: 'row-error',
      object: 'Opportunity',
      recordId: deal,
      statusCode: 'UNKNOWN_EXCEPTION',
      times: 1,
    });
    world.spotdraft.control.execute(contract.id);
    await settled(world, 60_000);
    expect(crmDeal(world, deal).Contract_Blockers__c).toBe((await blockersShown(world, deal))[0]);
  });

  it('come out the same with two workers on one store, and after the store was lost', async () => {
    await using world = await startTermWorld(folder);
    await world.startAnother();
    const contract = orderForm(world);
    const deal = dealIdOf(contract);
    const amount = Number(crmDeal(world, deal).Amount);
    const currency = String(crmDeal(world, deal).CurrencyIsoCode);
    await setSigned(world, contract.id, 'billing_currency', {
      type: currency,
      value: amount + 100,
    });
    world.spotdraft.control.execute(contract.id);
    await Promise.all(
      Array.from({ length: 5 }, () =>
        world.graphql('mutation ($id: ID!) { syncContract(id: $id) { userErrors { code } } }', {
          id: contract.id,
        }),
      ),
    );
    await settled(world, 60_000);
    const [before] = await termsShown(world, contract.id);
    expect(before).toMatchObject({ state: 'MISMATCH', blocks: true });
    await world.graphql(
      'mutation ($input: ConfirmTermInput!) { confirmTerm(input: $input) { userErrors { code } } }',
      { input: { contractId: contract.id, name: 'total', reason: 'as agreed' } },
    );
    const { marks } = world.app.store;
    await marks.remove(TERMS, [contract.id]);
    await runBackfill({ ...world.app, onProgress: () => undefined });
    const [after] = await termsShown(world, contract.id);
    expect(after).toMatchObject({ state: 'MISMATCH', blocks: false, confirmedReason: 'as agreed' });
    expect(await blockersShown(world, deal)).toEqual([]);
    changeDeal(world, deal, { StageName: 'Closed Won' });
  });

  it.each(['it was noted', 'it was not', 'SpotDraft is gone then'] as const)(
    'are confirmed once by a repeat when the answer was lost and %s',
    async (what) => {
      await using world = await startTermWorld(folder);
      const contract = orderForm(world, 'EXECUTED');
      const deal = dealIdOf(contract);
      const currency = String(crmDeal(world, deal).CurrencyIsoCode);
      const value = Number(crmDeal(world, deal).Amount) + 10;
      await setSigned(world, contract.id, 'billing_currency', { type: currency, value });
      await eventually(async () => {
        expect(await blockersShown(world, deal)).toHaveLength(1);
        expect(crmDeal(world, deal).Contract_Blockers__c).toContain(contract.id);
      });
      await settled(world);
      const { faults, control } = world.spotdraft;
      const path = `/contracts/${contract.id}/external_metadata`;
      faults.add({
        kind: what === 'it was not' ? 'drop-before-commit' : 'drop-after-commit',
        times: 1,
        match: { method: 'POST', path },
      });
      if (what === 'SpotDraft is gone then') {
        faults.add({ kind: 'status', status: 503, skip: 1, match: { method: 'GET', path } });
      }
      const confirm = (reason: string) =>
        world.graphql<{ confirmTerm: { userErrors: unknown[] } }, object>(
          'mutation ($input: ConfirmTermInput!) { confirmTerm(input: $input) { userErrors { code } } }',
          { input: { contractId: contract.id, name: 'total', reason } },
        );
      const first = await confirm('as agreed');
      expect(first.errors).toHaveLength(what === 'it was noted' ? 0 : 1);
      faults.clear();
      const second = await confirm('as agreed');
      expect([second.errors, second.data?.confirmTerm.userErrors]).toEqual([[], []]);
      await settled(world);
      expect(await termsShown(world, contract.id)).toMatchObject([
        { state: 'MISMATCH', blocks: false, confirmedBy: 'service', confirmedReason: 'as agreed' },
      ]);
      expect(crmDeal(world, deal).Contract_Blockers__c ?? null).toBeNull();
      const noted = control.get(contract.id).external_metadata.record_data;
      expect(noted).toMatchObject({
        dealdraft_confirmed_terms: { total: { by: 'service', reason: 'as agreed' } },
      });
      // Whoever comes later changes nothing.
      await confirm('another reason');
      expect(control.get(contract.id).external_metadata.record_data).toEqual(noted);
    },
  );
});
