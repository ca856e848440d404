import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { createAutomationService } from '../../../src/services/automations/automations.js';
import { createRenewalLedger, runRenewals } from '../../../src/sync/index.js';
import {
  automation,
  changeDeal,
  completeDeals,
  contractsOf,
  mappingWith,
  STAGE,
} from '../../support/automation-world.js';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { finished, start, startBulkWorld, withoutAccounts } from './bulk-support.js';
import { dealIdOf, isLinked, someContract } from './sync-support.js';
import { blockersShown, orderForm, setSigned, startTermWorld } from './terms-support.js';

/** Samples of a scrape by name and labels. */
async function scraped(
  { app }: Pick<World, 'app'>,
  prefix: string,
): Promise<Readonly<Record<string, number>>> {
  const text = await (await fetch(`${app.url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith(prefix));
  return Object.fromEntries(
    lines.map((line) => {
      const end = line.lastIndexOf(' ');
      return [line.slice(prefix.length, end), Number(line.slice(end))];
    }),
  );
}

describe('a scrape', { timeout: 60_000 }, () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-metrics-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('counts checks of signed terms by what they came to, and those that somebody confirmed', async () => {
    await using world = await startTermWorld(folder);
    // A process counts them once a minute.
    const checks = async () =>
      scraped({ app: await world.startAnother({ worker: false }) }, 'dealdraft_term_checks');
    const contract = orderForm(world, 'EXECUTED');
    const deal = dealIdOf(contract);
    const before = await checks();
    const of = (values: Readonly<Record<string, number>>, state: string) =>
      values[`{state="${state}",severity="block"}`] ?? 0;
    await setSigned(world, contract.id, 'billing_currency', { type: 'USD', value: 1 });
    await eventually(async () => {
      expect(await blockersShown(world, deal)).toHaveLength(1);
    });
    const judged = await checks();
    expect(of(judged, 'MISMATCH')).toBe(of(before, 'MISMATCH') + 1);
    const { errors } = await world.graphql<unknown, object>(
      'mutation ($input: ConfirmTermInput!) { confirmTerm(input: $input) { userErrors { code } } }',
      { input: { contractId: contract.id, name: 'total', reason: 'as agreed' } },
    );
    expect(errors).toEqual([]);
    const confirmed = await checks();
    expect(of(confirmed, 'MISMATCH')).toBe(of(before, 'MISMATCH'));
    expect(of(confirmed, 'CONFIRMED')).toBe(of(before, 'CONFIRMED') + 1);
  });

  it('counts what automations made, and deals that lack something', async () => {
    await using world = await startWorld({
      spotdraft: { rateLimitPerSecond: null, contracts: 'none' },
      env: {
        SPOTDRAFT_RATE_LIMIT: '500',
        AUTOMATION_INTERVAL_SECONDS: '1',
        ...(await mappingWith(automation())),
      },
    });
    const service = world.app.services.of(createAutomationService);
    await eventually(async () => {
      const { rules } = await service.status();
      expect(rules.every(({ isActive }) => isActive)).toBe(true);
    }, 20_000);
    const all = () => scraped(world, 'dealdraft_automation_');
    expect((await all())['open_deals']).toBe(0);
    const [whole, lacking] = completeDeals(world);
    withoutAccounts(world, [lacking!]);
    for (const deal of [whole!, lacking!]) changeDeal(world, deal, { StageName: STAGE });
    await eventually(async () => {
      const values = await all();
      expect(values['contracts_total{outcome="created"}']).toBe(1);
      expect(values['contracts_total{outcome="failed"}']).toBeGreaterThan(0);
      expect(values['open_deals']).toBe(1);
      const sinceMs = Date.now() - values['swept_timestamp_seconds']! * 1000;
      expect(sinceMs).toBeLessThan(60_000);
    }, 20_000);
    expect(contractsOf(world, whole!)).toHaveLength(1);
  });

  it('counts renewals that were made, and contracts that nobody says the end of', async () => {
    await using world = await startWorld({
      worker: false,
      backfill: true,
      spotdraft: { rateLimitPerSecond: null },
      env: {
        SPOTDRAFT_RATE_LIMIT: '500',
        ...(await mappingWith(`renewals:
  - type: 303
    endDate: keyPointers.agreement_date.value
    noticeDays: 0
    opportunity: { Name: opportunity.Name, StageName: '"Prospecting"', CloseDate: endDate }
`)),
      },
    });
    const contract = someContract(world, 'EXECUTED', (each) => {
      return isLinked(each) && each.contract_template_id === 1204;
    });
    const value = new Date().toISOString().slice(0, 10);
    await world.app.spotdraft.updateKeyPointers(
      parseContractId(contract.id),
      [{ name: 'agreement_date', value }],
      { lane: 'interactive' },
    );
    const expected = await runRenewals(
      { ...world.app, ledger: createRenewalLedger(world.app.store) },
      { dryRun: true, signal: new AbortController().signal },
    );
    expect(expected.due.map(({ contractId }) => contractId)).toContain(contract.id);
    const app = await world.startAnother();
    await eventually(async () => {
      const values = await scraped({ app }, 'dealdraft_renewals_');
      expect(values['total{outcome="made"}']).toBe(expected.due.length);
      expect(values['undated_contracts']).toBe(expected.undated);
    }, 30_000);
    const renewed = world.salesforce.control.org.store
      .rows('Opportunity')
      .map((row) => row.Renewal_Of__c);
    expect(renewed).toContain(contract.id);
  });

  it('counts jobs over many deals and what became of their rows', async () => {
    await using world = await startBulkWorld();
    const all = () => scraped(world, 'dealdraft_bulk_');
    expect(await all()).toMatchObject({ 'jobs{state="DONE"}': 0, waiting_rows: 0 });
    const ids = completeDeals(world).slice(0, 3);
    withoutAccounts(world, ids.slice(0, 1));
    const { id } = await start(world, { opportunityIds: ids });
    expect(await finished(world, id)).toMatchObject({ created: 2, failed: 1 });
    expect(await all()).toMatchObject({
      'jobs{state="DONE"}': 1,
      'jobs{state="RUNNING"}': 0,
      'rows_total{result="CREATED"}': 2,
      'rows_total{result="FAILED"}': 1,
      waiting_rows: 0,
    });
  });
});
