import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  contractTile,
  expectAccessible,
  overflowOf,
  startDemoInBrowser,
  takeScreen,
} from './demo-in-browser.js';
import type { DemoInBrowser } from './demo-in-browser.js';

const REP = 'Priya Raman';
const ADMIN = 'Helena Brandt';

let world: DemoInBrowser;

beforeAll(async () => {
  world = await startDemoInBrowser();
}, 60_000);

afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

describe('the operations page', () => {
  it('says that deliveries are refused, and what to do, until one is taken', async () => {
    const { demo } = world;
    const page = await world.signIn(ADMIN);
    await page.getByRole('link', { name: 'Operations' }).click();
    await page.getByText('Live', { exact: true }).waitFor();
    for (let i = 0; i < 3; i += 1) {
      const refused = await fetch(`${demo.app.url}/webhooks/spotdraft`, {
        method: 'POST',
        headers: { 'x-sd-webhook-content-hash': 'a'.repeat(128) },
        body: '{"activity":"CONTRACT_EXECUTED"}',
      });
      expect(refused.status).toBe(401);
    }
    const notice = page.getByRole('listitem').filter({ hasText: /deliveries are refused: \d/ });
    await notice.filter({ hasText: /SPOTDRAFT_HMAC_KEY/ }).waitFor();
    const answered = page.getByRole('table', { name: 'Refused requests' }).locator('tbody tr');
    await answered.filter({ hasText: '401' }).nth(2).waitFor();
    await takeScreen(page, 'operations-refused');
    await expectAccessible(page);
    const contract = demo.spotdraft.control
      .list()
      .find(({ contract_status: status }) => status === 'SIGN');
    demo.spotdraft.control.act(contract!.id, 'update-data', { data: {} });
    await notice.waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('shows deliveries as they come, with the cause of what is parked, and replays it', async () => {
    const { demo } = world;
    const page = await world.signIn(ADMIN);
    await page.getByRole('link', { name: 'Operations' }).click();
    await page.getByText('Live', { exact: true }).waitFor();
    await takeScreen(page, 'operations-empty');
    await expectAccessible(page);

    const rows = page.getByRole('table', { name: 'Webhook deliveries' }).locator('tbody tr');
    const [fine, refused] = demo.spotdraft.control
      .list()
      .filter((contract) => contract.contract_status === 'SIGN');
    demo.spotdraft.control.sign(fine!.id);
    await rows.filter({ hasText: fine!.id }).filter({ hasText: 'Applied' }).first().waitFor();

    demo.salesforce.control.addFault({
      kind: 'row-error',
      object: 'SpotDraft_Contract__c',
      statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: 'Ask finance before a contract is signed',
      times: 100,
    });
    demo.spotdraft.control.execute(refused!.id);
    const parked = rows.filter({ hasText: refused!.id }).filter({ hasText: 'Parked' });
    await parked.filter({ hasText: 'Ask finance' }).first().waitFor();
    const notice = page.getByRole('listitem').filter({ hasText: 'can’t be brought to the CRM' });
    await notice.filter({ hasText: 'Ask finance' }).waitFor();
    await takeScreen(page, 'operations');
    await expectAccessible(page);

    demo.salesforce.control.clearFaults();
    await page.getByRole('button', { name: /^Replay all parked/ }).click();
    await page.getByRole('dialog').waitFor();
    await takeScreen(page, 'operations-question');
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Replay' }).click();
    await parked.first().waitFor({ state: 'detached' });
    await rows.filter({ hasText: refused!.id }).filter({ hasText: 'Applied' }).first().waitFor();
    await notice.waitFor({ state: 'detached' });

    await page
      .getByRole('button', { name: /^Replay delivery/ })
      .first()
      .click();
    await page.getByText('One delivery waits for work again').waitFor();
  });

  it('suggests deals for a contract without one, and links it once a person said so', async () => {
    const { demo } = world;
    const orphan = demo.spotdraft.control
      .list()
      .find(({ id, contract_status: status }) => status === 'REDLINING' && dealOf(id) !== null)!;
    demo.spotdraft.control.relink(orphan.id, {});
    await demo.app.services.actions.sync({ kind: 'integration', keyName: 'test' }, orphan.id);
    const page = await world.signIn(ADMIN);
    await page.goto(`${demo.app.url}/#/operations`);
    const table = page.getByRole('table', { name: 'Contracts without a deal' });
    const row = table.locator('tbody tr').filter({ hasText: orphan.id });
    const suggestion = row.locator('details').first();
    await suggestion.locator('summary').click();
    await suggestion.getByRole('listitem').first().waitFor();
    await takeScreen(page, 'operations-orphans');
    await expectAccessible(page);
    const link = suggestion.getByRole('button', { name: /^Link T-\d+ to / });
    await link.click();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Link' }).click();
    await page.getByText(`${orphan.id} is linked`).waitFor();
    const deal = dealOf(orphan.id);
    expect(deal).not.toBeNull();

    // The same from the deal: the contract is offered with the reasons, wherever it stands in the list of all.
    demo.spotdraft.control.relink(orphan.id, {});
    await demo.app.services.actions.sync({ kind: 'integration', keyName: 'test' }, orphan.id);
    await page.goto(`${demo.app.url}/#/deals/${deal}`);
    await page.getByRole('button', { name: 'Link existing' }).click();
    const dialog = page.getByRole('dialog');
    const choice = dialog.locator('label.choice').filter({ hasText: orphan.id });
    await choice
      .getByText(/have the same name|recipient|owns the deal/)
      .first()
      .waitFor();
    await choice.getByRole('radio').check();
    await takeScreen(page, 'dialog-link-suggested');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Link contract' }).click();
    await dialog.waitFor({ state: 'detached' });
    await contractTile(page, orphan.id).waitFor();
    expect(dealOf(orphan.id)).toBe(deal);
    await page.context().close();
  });

  it('is closed to those who are no administrators', async () => {
    const page = await world.signIn(REP);
    expect(await page.getByRole('link', { name: 'Operations' }).count()).toBe(0);
    await page.goto(`${world.demo.app.url}/#/operations`);
    await page.getByRole('heading', { name: 'Operations are for administrators' }).waitFor();
    await expectAccessible(page);
  });

  it('finds deliveries by contract, deal and what happened, and tells what became of one', async () => {
    const { demo } = world;
    const contract = demo.spotdraft.control
      .list()
      .find(
        ({ id, contract_status: status }) =>
          status === 'REDLINING' && id.startsWith('T-') && dealOf(id) !== null,
      )!;
    demo.spotdraft.control.act(contract.id, 'update-data', { data: { po_number: 'PO-4711' } });
    const page = await world.signIn(ADMIN);
    await page.goto(`${demo.app.url}/#/operations`);
    const rows = page.getByRole('table', { name: 'Webhook deliveries' }).locator('tbody tr');
    await rows.filter({ hasText: contract.id }).filter({ hasText: 'Applied' }).first().waitFor();

    const search = page.getByRole('search', { name: 'Deliveries' });
    await search.getByLabel('Contract', { exact: true }).fill('nonsense');
    await search.getByLabel('Contract', { exact: true }).press('Enter');
    await search.getByText('A contract’s id is').waitFor();
    await takeScreen(page, 'operations-search-wrong');
    await expectAccessible(page);
    await search.getByLabel('Contract', { exact: true }).fill(contract.id);
    await search.getByLabel('Contract', { exact: true }).press('Enter');
    await rows.filter({ hasNotText: contract.id }).first().waitFor({ state: 'detached' });
    await search.getByLabel('What happened').selectOption('Contract voided');
    await page.getByRole('heading', { name: 'No delivery matches' }).waitFor();
    await search.getByLabel('What happened').selectOption('Contract data updated');
    await rows.first().waitFor();
    await search.getByLabel('Deal', { exact: true }).fill('there is no deal of this name');
    await search.getByLabel('Deal', { exact: true }).press('Enter');
    await search.getByText('No deal has this name.').waitFor();
    await search
      .getByLabel('Deal', { exact: true })
      .fill(`${demo.app.url}/#/deals/${dealOf(contract.id)}`);
    await search.getByLabel('Deal', { exact: true }).press('Enter');
    await rows.filter({ hasText: contract.id }).first().waitFor();
    await takeScreen(page, 'operations-search');

    await page.getByRole('button', { name: 'Replay all that match' }).click();
    await page
      .getByRole('dialog')
      .getByRole('heading', { name: /^Replay (?:one|\d+) deliver/ })
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

    await rows.first().getByRole('link').click();
    await page.getByRole('heading', { name: 'Contract data updated' }).waitFor();
    await page
      .getByRole('table', { name: 'Steps' })
      .getByText(/SpotDraft · GET/)
      .first()
      .waitFor();
    await page.getByText('What SpotDraft sent').click();
    await page.getByText('"CONTRACT_DATA_UPDATED"').waitFor();
    await takeScreen(page, 'delivery');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Operations' }).last().click();
    await page.getByRole('heading', { name: 'Operations', exact: true }).waitFor();
    await expect
      .poll(() => search.getByLabel('Contract', { exact: true }).inputValue())
      .toBe(contract.id);
    await page.goto(`${demo.app.url}/#/operations/deliveries/4711`);
    await page.getByRole('heading', { name: 'There is no such delivery' }).waitFor();
    await page.context().close();
  });

  it('says how the systems do, and leads repair passes', async () => {
    const { demo } = world;
    const page = await world.signIn(ADMIN);
    await page.goto(`${demo.app.url}/#/operations`);
    const tile = page.locator('[data-system="salesforce"]');
    await tile.getByText(/of 100,000 left today/).waitFor();

    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    const notice = page.getByRole('listitem').filter({ hasText: 'Repair passes are paused' });
    await notice.waitFor();
    const check = page.getByRole('button', { name: 'Compare what changed' });
    await expect.poll(() => check.isDisabled()).toBe(true);
    await takeScreen(page, 'operations-repairs-paused');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await notice.waitFor({ state: 'detached' });
    await check.click();
    await page
      .getByRole('table', { name: 'Latest passes' })
      .getByText('reconcile of what changed')
      .first()
      .waitFor();

    const backfill = page.getByRole('button', { name: 'Start a backfill' });
    await backfill.click();
    await page.getByRole('dialog').getByText('may be repeated at any time').waitFor();
    await takeScreen(page, 'operations-backfill-question');
    await expectAccessible(page);
    // Long enough for somebody to see it.
    demo.spotdraft.faults.add({ kind: 'latency', latencyMs: 1_500 });
    await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
    await page.getByText('A backfill begins in a moment').waitFor();
    await expect.poll(() => backfill.isDisabled()).toBe(true);
    demo.spotdraft.faults.clear();
    await page
      .getByRole('table', { name: 'Latest passes' })
      .getByText('backfill', { exact: true })
      .first()
      .waitFor();
    await expect.poll(() => backfill.isDisabled(), { timeout: 15_000 }).toBe(false);

    demo.spotdraft.faults.add({ kind: 'status', status: 401, body: { detail: 'No.' } });
    const contract = demo.spotdraft.control.list().find((each) => each.id.startsWith('T-'))!;
    demo.spotdraft.control.act(contract.id, 'update-data', { data: {} });
    const paused = page.getByRole('listitem').filter({ hasText: 'Work with SpotDraft is paused' });
    await paused.filter({ hasText: 'What to do:' }).waitFor({ timeout: 60_000 });
    await page.locator('[data-system="spotdraft"]').getByText('Paused').waitFor();
    // What waits for it says so.
    const deliveries = page.getByRole('table', { name: 'Webhook deliveries' }).locator('tbody tr');
    await deliveries
      .filter({ hasText: 'Waiting' })
      .filter({ hasText: 'Work with SpotDraft is paused' })
      .first()
      .waitFor();
    await takeScreen(page, 'operations-paused');
    await expectAccessible(page);
    demo.spotdraft.faults.clear();
    await paused.waitFor({ state: 'detached', timeout: 90_000 });
    await page.context().close();
  });

  it('checks everything that differs per workspace, and says what is wrong first, with its cure', async () => {
    const { demo } = world;
    const page = await world.signIn(ADMIN);
    await page.goto(`${demo.app.url}/#/operations`);
    await page.getByRole('button', { name: 'Check everything' }).click();
    const found = page.getByRole('list', { name: 'What the check found' });
    await found.getByText('spotdraft.signing').waitFor({ timeout: 30_000 });
    // The demo is as it should be: what it lacks is what nobody can see, and an address of its own.
    expect(await found.locator('.notice_error').count()).toBe(0);
    await page.getByText(/^\d+ checks passed$/).click();
    await page.getByText('spotdraft.credentials').waitFor();
    await takeScreen(page, 'operations-checked');
    await expectAccessible(page);

    demo.salesforce.control.setFieldSecurity(demo.salesforce.integrationUsername, {
      hidden: ['SpotDraft_Contract__c.Status__c'],
      readOnly: [],
    });
    await page.getByRole('button', { name: 'Check everything' }).click();
    const first = found.getByRole('listitem').first();
    await first.filter({ hasText: 'salesforce.fields' }).waitFor({ timeout: 30_000 });
    await first.getByText('What to do:').waitFor();
    await page.getByText('One check of the set-up failed.').waitFor();
    expect(await page.getByText('Nothing waits for you.').count()).toBe(0);
    await takeScreen(page, 'operations-check-failed');
    await expectAccessible(page);
    demo.salesforce.control.setFieldSecurity(demo.salesforce.integrationUsername, {
      hidden: [],
      readOnly: [],
    });
    await page.context().close();
  });

  it.each([160, 320, 390, 640, 768, 1024, 1440])('fits a screen of %d pixels', async (width) => {
    const page = await world.signIn(ADMIN, { width, height: 844 });
    await page.goto(`${world.demo.app.url}/#/operations`);
    const rows = page.getByRole('table', { name: 'Webhook deliveries' }).locator('tbody tr');
    await rows.first().waitFor();
    await page.locator('[data-system="spotdraft"]').waitFor();
    await takeScreen(page, `operations-${width}`);
    expect(await overflowOf(page)).toBe(0);
    await rows.first().getByRole('link').click();
    await page.getByText('What SpotDraft sent').click();
    await takeScreen(page, `delivery-${width}`);
    expect(await overflowOf(page)).toBe(0);
    await page.context().close();
  });

  function dealOf(contractId: string): string | null {
    const { control } = world.demo.spotdraft;
    const deal = world.demo.salesforce.deals.find(({ id }) =>
      control.list(id).some((contract) => contract.id === contractId),
    );
    return deal?.id ?? null;
  }
});
