import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, overflowOf, startDemoInBrowser, takeScreen } from './demo-in-browser.js';
import type { DemoInBrowser } from './demo-in-browser.js';

const REP = 'Priya Raman';
const OTHER_REP = 'Tom Keller';
const ADMIN = 'Helena Brandt';

let world: DemoInBrowser;

beforeAll(async () => {
  world = await startDemoInBrowser();
}, 60_000);

afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

describe('contracts in bulk', () => {
  it('are previewed with counts and problems, started, watched to their end, and downloaded', async () => {
    const { demo } = world;
    const page = await world.signIn(REP);
    await page.getByRole('link', { name: 'In bulk' }).click();
    await page.getByRole('heading', { name: 'In bulk' }).waitFor();
    await page.getByLabel('Template').selectOption({ index: 0 });
    await page.getByLabel('Which deals').selectOption('A list of mine');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('There is no id of a deal in it.').waitFor();
    const { store } = demo.salesforce.control.org;
    const user = demo.salesforce.users.find(({ name }) => name === REP)!;
    const deals = store
      .rows('Opportunity')
      .filter(({ OwnerId }) => OwnerId === user.id)
      .slice(0, 30)
      .map(({ Id }) => String(Id));
    await page
      .getByLabel('Paste ids or links')
      .fill(`Name;Id\n${deals.map((id, index) => `Deal ${index};${id}`).join('\n')}`);
    await page.getByText(`${deals.length} deals found`).waitFor();
    await takeScreen(page, 'bulk-new');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Preview' }).click();

    await page.getByRole('heading', { name: /^Preview: / }).waitFor();
    await page.getByText(`${deals.length} of ${deals.length}`).waitFor();
    const create = page.getByRole('button', { name: /^Create (?:one|\d+) contract/ });
    await create.waitFor();
    // Nobody who sells can make anything of an expression.
    await page.getByLabel('Deals of the job').first().selectOption('Failed');
    const lacking = page.getByText('Contract value is required. Fill it in on the deal');
    await lacking.first().waitFor();
    expect(await page.getByText('CurrencyIsoCode').count()).toBe(0);
    await takeScreen(page, 'bulk-preview');
    await expectAccessible(page);
    await create.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Create', exact: true }).click();

    await page.getByRole('heading', { name: /^Contracts: / }).waitFor();
    await page.getByText('Done', { exact: true }).waitFor({ timeout: 60_000 });
    await page.getByLabel('Deals of the job').first().selectOption('Created');
    const rows = page.getByRole('table', { name: 'Deals of the job' }).locator('tbody tr');
    await rows
      .first()
      .getByRole('link', { name: /^T-\d+$/ })
      .waitFor();
    await takeScreen(page, 'bulk-job');
    await expectAccessible(page);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download as CSV' }).click(),
    ]);
    const csv = await readFile(await download.path(), 'utf8');
    expect(csv.startsWith('\ufeffopportunityId,Opportunity,')).toBe(true);
    expect(csv.trimEnd().split('\r\n')).toHaveLength(deals.length + 1);
    expect(csv).not.toContain('CurrencyIsoCode');

    const job = page.url();
    const other = await world.signIn(OTHER_REP);
    await other.goto(job);
    await other.getByRole('heading', { name: 'There is no such job' }).waitFor();
    await expectAccessible(other);
    const admin = await world.signIn(ADMIN);
    await admin.goto(`${demo.app.url}/#/bulk`);
    const jobs = admin.getByRole('table', { name: 'Jobs so far' }).locator('tbody tr');
    await jobs.filter({ hasText: user.username }).first().waitFor();
    await takeScreen(admin, 'bulk-jobs');
    await expectAccessible(admin);
  });

  it('are paused, go on, are cancelled, and tried again where they failed, also on a phone', async () => {
    const { demo } = world;
    const page = await world.signIn(OTHER_REP, { width: 390, height: 844 });
    const { store } = demo.salesforce.control.org;
    const user = demo.salesforce.users.find(({ name }) => name === OTHER_REP)!;
    const deals = store
      .rows('Opportunity')
      .filter(({ OwnerId, AccountId }) => OwnerId === user.id && AccountId !== null)
      .slice(0, 25);
    const accounts = deals.map(({ AccountId }) => AccountId);
    for (const deal of deals.slice(0, 3)) deal.AccountId = null;
    const counts = async () => (await demo.app.store.bulk.list({}, { limit: 1 }))[0]!.counts;
    const fits = async () => expect(await overflowOf(page)).toBe(0);

    await page.goto(`${demo.app.url}/#/bulk`);
    await page.getByLabel('Which deals').selectOption('A list of mine');
    await page.getByLabel('Paste ids or links').fill(deals.map(({ Id }) => String(Id)).join(' '));
    await fits();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('heading', { name: /^Preview: / }).waitFor();
    await page.getByText('Done', { exact: true }).waitFor({ timeout: 60_000 });
    await page.getByLabel('Deals of the job').first().selectOption('Failed');
    await fits();
    // Each contract takes long enough for somebody to say stop.
    demo.spotdraft.faults.add({
      kind: 'latency',
      latencyMs: 3_000,
      match: { method: 'POST', path: '/contracts/' },
    });
    await page.getByRole('button', { name: /^Create \d+ contracts/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('heading', { name: /^Contracts: / }).waitFor();

    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByText('Paused', { exact: true }).waitFor();
    expect((await counts()).WAITING).toBeGreaterThan(0);
    await fits();
    await takeScreen(page, 'bulk-paused-phone');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('Running', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Cancel the job' }).click();
    await page.getByText('Cancelled', { exact: true }).waitFor();
    expect((await counts()).WAITING).toBeGreaterThan(0);
    await expectAccessible(page);
    demo.spotdraft.faults.clear();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('Done', { exact: true }).waitFor({ timeout: 60_000 });
    const before = await counts();
    expect(before.FAILED).toBeGreaterThanOrEqual(3);
    for (const [index, deal] of deals.entries()) deal.AccountId = accounts[index]!;
    await page.getByRole('button', { name: 'Try the failed ones again' }).click();
    await expect
      .poll(async () => (await counts()).CREATED, { timeout: 60_000 })
      .toBeGreaterThan(before.CREATED);
    await page.getByText('Done', { exact: true }).waitFor({ timeout: 60_000 });
    await fits();
    await page.context().close();
  });
});
