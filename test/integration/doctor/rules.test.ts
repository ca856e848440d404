import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createAutomationLedger } from '../../../src/services/automations/automation-ledger.js';
import {
  saveRenewalError,
  saveRenewalPass,
} from '../../../src/sync/passes/renewals/renewal-progress.js';
import type { World } from '../../support/world.js';
import { examineIn, startHealthyWorld } from './doctor-support.js';

const RULES = `version: 1
contracts:
  - template: 1204
    data: {}
automations:
  - template: 1204
    when: StageName = "Proposal/Price Quote"
renewals:
  - type: 302
    endDate: keyPointers.end_date.value
    noticeDays: 90
    opportunity: { Name: opportunity.Name, StageName: '"Prospecting"', CloseDate: endDate }
checks:
  - name: total
    signed: keyPointers.billing_currency.value
    expected: Amount
notices:
  - type: slack
    url: \${TEAM_CHAT}
`;

let world: World;
let env: Readonly<Record<string, string>>;
beforeAll(async () => {
  world = await startHealthyWorld();
  env = { MAPPING_FILE: path.join(world.folder, 'rules.yaml') };
});
afterAll(() => world[Symbol.asyncDispose]());
afterEach(() => {
  world.salesforce.control.setFieldSecurity(world.salesforce.integrationUsername, {
    hidden: [],
    readOnly: [],
  });
});

async function examined(text = RULES, more: Readonly<Record<string, string>> = {}) {
  await writeFile(path.join(world.folder, 'rules.yaml'), text);
  return examineIn(world, { ...env, TEAM_CHAT: 'https://chat.example/hook', ...more });
}

async function sweptAgo(ms: number, lastError: string | null = null) {
  const ledger = createAutomationLedger(world.app.store);
  const sweptAt = new Date(Date.now() - ms);
  await ledger.saveProgress({ ...(await ledger.progress()), sweptAt, lastError });
}

async function renewedAgo(ms: number, lastError: string | null = null) {
  const { settings } = world.app.store;
  const at = new Date(Date.now() - ms);
  await saveRenewalPass(settings, { at, day: at.toISOString().slice(0, 10), backfilled: null });
  await saveRenewalError(settings, lastError);
}

describe('what is done by rules', { timeout: 60_000 }, () => {
  test('passes where all is there', async () => {
    await sweptAgo(1_000);
    const found = await examined();
    expect(found.of('automations.rules')).toMatchObject({ state: 'ok' });
    expect(found.of('automations.sweep')).toMatchObject({
      state: 'ok',
      seen: expect.stringContaining('held against 1 new rule') as string,
    });
    expect(found.of('renewals.fields')).toMatchObject({ state: 'ok' });
    expect(found.of('terms.key-pointers')).toMatchObject({ state: 'ok' });
    expect(found.of('notices.addresses')).toMatchObject({
      state: 'ok',
      seen: expect.stringContaining('dealdraft notices test') as string,
    });
  });

  test('names fields, key pointers and variables that are not there', async () => {
    world.salesforce.control.setFieldSecurity(world.salesforce.integrationUsername, {
      hidden: ['Opportunity.Renewal_Of__c'],
      readOnly: ['Opportunity.Contract_Problem__c'],
    });
    const found = await examined(RULES.replace('billing_currency', 'biling_currency'), {
      TEAM_CHAT: '',
    });
    expect(found.of('automations.rules')).toMatchObject({
      state: 'warn',
      seen: expect.stringContaining('Contract_Problem__c') as string,
    });
    expect(found.of('renewals.fields')).toMatchObject({
      state: 'fail',
      seen: expect.stringContaining('Renewal_Of__c') as string,
    });
    expect(found.of('terms.key-pointers')).toMatchObject({
      state: 'warn',
      seen: expect.stringContaining('biling_currency') as string,
    });
    expect(found.of('notices.addresses')).toMatchObject({
      state: 'fail',
      seen: expect.stringContaining('TEAM_CHAT') as string,
      todo: expect.stringContaining('dealdraft notices test') as string,
    });
  });

  test('tells a sweep that is late, that failed, and one that is turned off', async () => {
    await sweptAgo(60 * 60_000, 'Salesforce did not answer.');
    expect((await examined()).of('automations.sweep')).toMatchObject({
      state: 'fail',
      seen: expect.stringContaining('Salesforce did not answer.') as string,
    });
    await sweptAgo(1_000, 'Salesforce did not answer.');
    expect((await examined()).of('automations.sweep')).toMatchObject({ state: 'warn' });
    const off = await examined(RULES, { AUTOMATION_INTERVAL_SECONDS: '0' });
    expect(off.of('automations.sweep')).toMatchObject({
      state: 'warn',
      seen: expect.stringContaining('AUTOMATION_INTERVAL_SECONDS') as string,
    });
  });

  test('tells passes for renewals that never came, are late, or failed', async () => {
    const pass = async () => (await examined()).of('renewals.pass');
    expect(await pass()).toMatchObject({
      state: 'warn',
      seen: expect.stringContaining('never') as string,
    });
    await renewedAgo(2 * 60 * 60_000, 'SpotDraft did not answer.');
    expect(await pass()).toMatchObject({
      state: 'fail',
      seen: expect.stringContaining('SpotDraft did not answer.') as string,
    });
    await renewedAgo(1_000, 'SpotDraft did not answer.');
    expect(await pass()).toMatchObject({ state: 'warn' });
    await renewedAgo(1_000);
    expect(await pass()).toMatchObject({ state: 'ok' });
  });
});
