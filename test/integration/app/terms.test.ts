import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runReconcile } from '../../../src/sync/index.js';
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

const MANY_SECONDS = 60_000;
const CONFIRM = `mutation ($input: ConfirmTermInput!) {
  confirmTerm(input: $input) { contract { id terms { state blocks confirmedBy } } userErrors { field code message } }
}`;

const JUDGED =
  'query ($id: ID!) { contract(id: $id) { actions refusedActions { action reason } } }';
interface Judged {
  readonly actions: readonly string[];
  readonly refusedActions: readonly { readonly action: string; readonly reason: string }[];
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-terms-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('signed terms', { timeout: MANY_SECONDS }, () => {
  it('are held against the deal when the contract is executed, and stop the deal from being won', async () => {
    await using world = await startTermWorld(folder);
    const contract = orderForm(world);
    const deal = dealIdOf(contract);
    const { Amount: amount, CurrencyIsoCode: currency } = crmDeal(world, deal);
    await setSigned(world, contract.id, 'billing_currency', {
      type: currency,
      value: Number(amount) - 1000,
    });
    expect(await termsShown(world, contract.id)).toEqual([]);
    world.spotdraft.control.execute(contract.id);
    await settled(world);

    const [term] = await termsShown(world, contract.id);
    expect(term).toMatchObject({
      name: 'total',
      state: 'MISMATCH',
      signed: { type: currency, value: Number(amount) - 1000 },
      expected: { value: amount, currency },
      difference: expect.stringContaining(`1000 ${String(currency)} less`) as string,
      severity: 'BLOCK',
      signedFrom: 'keyPointers.billing_currency.value',
      blocks: true,
      confirmedBy: null,
    });
    const [blocker, ...others] = await blockersShown(world, deal);
    expect(others).toEqual([]);
    expect(blocker).toContain(contract.id);
    expect(crmDeal(world, deal)).toMatchObject({ Contract_Blockers__c: blocker });
    expect(() => changeDeal(world, deal, { StageName: 'Closed Won' })).toThrow(
      /does not say what this deal says/u,
    );

    await setSigned(world, contract.id, 'billing_currency', { type: currency, value: amount });
    await eventually(async () => {
      expect((await termsShown(world, contract.id))[0]?.state).toBe('MATCH');
      expect(crmDeal(world, deal).Contract_Blockers__c ?? null).toBeNull();
    });
    expect(await blockersShown(world, deal)).toEqual([]);
    changeDeal(world, deal, { StageName: 'Closed Won' });
  });

  it('are judged anew by a repair pass when the deal changed', async () => {
    await using world = await startTermWorld(folder);
    const contract = orderForm(world, 'EXECUTED');
    const deal = dealIdOf(contract);
    const amount = Number(crmDeal(world, deal).Amount);
    await setSigned(world, contract.id, 'billing_currency', { type: 'USD', value: amount });
    await settled(world);
    await runReconcile(world.app, { dryRun: false });
    const since = new Date(Date.now() - 60_000);
    changeDeal(world, deal, { Amount: amount + 50 });
    expect(await runReconcile(world.app, { since, dryRun: true })).toMatchObject({ adrift: 0 });
    await runReconcile(world.app, { since, dryRun: false });
    const [term] = await termsShown(world, contract.id);
    expect(term).toMatchObject({ state: 'MISMATCH', expected: { value: amount + 50 } });
    expect(crmDeal(world, deal).Contract_Blockers__c).toContain(contract.id);
  });

  it('can be confirmed with a reason, which counts until a value changes', async () => {
    await using world = await startTermWorld(folder);
    const contract = orderForm(world, 'EXECUTED');
    const deal = dealIdOf(contract);
    const amount = Number(crmDeal(world, deal).Amount);
    const currency = String(crmDeal(world, deal).CurrencyIsoCode);
    await setSigned(world, contract.id, 'billing_currency', { type: currency, value: amount + 10 });
    await eventually(async () => {
      expect(await blockersShown(world, deal)).toHaveLength(1);
    });
    const confirm = (input: object) =>
      world.graphql<{ confirmTerm: { userErrors: { code: string }[] } }, object>(CONFIRM, {
        input: { contractId: contract.id, ...input },
      });
    const codes = async (input: object) =>
      (await confirm(input)).data?.confirmTerm.userErrors.map(({ code }) => code);
    const refusal = async () => {
      const { data } = await world.graphql<{ contract: Judged }, object>(JUDGED, {
        id: contract.id,
      });
      const { actions, refusedActions } = data!.contract;
      const refused = refusedActions.find(({ action }) => action === 'CONFIRM_TERM');
      expect(actions.includes('CONFIRM_TERM')).toBe(refused === undefined);
      return refused?.reason ?? null;
    };
    expect(await refusal()).toBeNull();
    expect(await codes({ name: 'total', reason: ' ' })).toEqual(['REQUIRED']);
    expect(await codes({ name: 'other', reason: 'as agreed' })).toEqual(['NOT_FOUND']);
    expect((await confirm({ name: 'TOTAL', reason: 'a discount' })).data).toEqual({
      confirmTerm: {
        contract: {
          id: contract.id,
          terms: [{ state: 'MISMATCH', blocks: false, confirmedBy: 'service' }],
        },
        userErrors: [],
      },
    });
    expect(await blockersShown(world, deal)).toEqual([]);
    expect(await refusal()).toMatch(/was confirmed already/u);
    expect(crmDeal(world, deal).Contract_Blockers__c ?? null).toBeNull();
    await setSigned(world, contract.id, 'billing_currency', { type: currency, value: amount + 20 });
    await eventually(async () => {
      expect(await blockersShown(world, deal)).toHaveLength(1);
    });
    expect((await termsShown(world, contract.id))[0]).toMatchObject({ confirmedBy: null });
    expect(await refusal()).toBeNull();
  });
});
