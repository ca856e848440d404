import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, overflowOf, startDemoInBrowser, takeScreen } from './demo-in-browser.js';
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

function german(name: string, width: number): Promise<Page> {
  return world.signIn(name, { locale: 'de-DE', width, height: 844 });
}

async function languageOf(page: Page): Promise<unknown> {
  return page.evaluate('document.documentElement.lang');
}

describe('the language of the page', () => {
  it('is the one that the browser asks for, and the one chosen from then on', async () => {
    const page = await world.open({ locale: 'de-AT' });
    await page.getByRole('heading', { name: 'Von der Opportunity zum unterzeichneten' }).waitFor();
    expect(await languageOf(page)).toBe('de');
    await takeScreen(page, 'german-signed-out');
    await expectAccessible(page);

    await page.getByLabel('Sprache').selectOption('English');
    await page.getByRole('heading', { name: 'From deal to signed contract' }).waitFor();
    expect(await languageOf(page)).toBe('en');
    await page.reload();
    await page.getByRole('heading', { name: 'From deal to signed contract' }).waitFor();
    expect(await page.getByLabel('Language').inputValue()).toBe('en');
  });

  it('is English where the browser asks for none that there is', async () => {
    const page = await world.open({ locale: 'fr-FR' });
    await page.getByRole('heading', { name: 'From deal to signed contract' }).waitFor();
    expect(await languageOf(page)).toBe('en');
  });

  it('brings the texts of no other language', async () => {
    const page = await world.open({ locale: 'de-DE' });
    const fetched: string[] = [];
    page.on('response', (response) => fetched.push(new URL(response.url()).pathname));
    await page.reload({ waitUntil: 'networkidle' });
    const texts = fetched.filter((path) => /\/(?:de|en)-[\w-]+\.js$/.test(path));
    expect([...new Set(texts)]).toEqual([expect.stringMatching(/^\/de-/)]);
  });
});

describe('the German page', () => {
  it.each([320, 390, 1280])('fits a screen of %d pixels', async (width) => {
    const page = await german(REP, width);
    await page.getByRole('table', { name: 'Opportunities' }).waitFor();
    await page.getByText(/^1–20 von \d/).waitFor();
    await takeScreen(page, `german-deals-${width}`);
    expect(await overflowOf(page)).toBe(0);

    const [deal] = world.demo.salesforce.deals.filter(({ owner }) => owner.name === REP);
    await page.goto(`${world.demo.app.url}/#/deals/${deal!.id}`);
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByRole('heading', { name: 'Sandbox: Gegenpartei' }).waitFor();
    await page.screenshot({
      path: `test-results/screens/german-deal-${width}.png`,
      fullPage: true,
    });
    expect(await overflowOf(page)).toBe(0);

    await page.getByRole('button', { name: 'Vorhandenen verknüpfen' }).click();
    await page.getByRole('dialog').getByRole('searchbox').fill('T-');
    await takeScreen(page, `german-link-${width}`);
    expect(await overflowOf(page)).toBe(0);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Neuer Vertrag' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Order Form' }).click();
    await page
      .getByText(/Der Entwurf ist vollständig|Ihre Aufmerksamkeit/)
      .first()
      .waitFor();
    await takeScreen(page, `german-form-${width}`);
    await expectAccessible(page);
    expect(await overflowOf(page)).toBe(0);
  });

  it.each([320, 390, 1280])('fits the operators’ screen of %d pixels', async (width) => {
    const page = await german(ADMIN, width);
    await page.goto(`${world.demo.app.url}/#/operations`);
    await page.getByRole('heading', { name: 'Betrieb', exact: true }).waitFor();
    await page.getByRole('heading', { name: 'Webhook-Zustellungen' }).waitFor();
    await page.screenshot({
      path: `test-results/screens/german-operations-${width}.png`,
      fullPage: true,
    });
    await expectAccessible(page);
    expect(await overflowOf(page)).toBe(0);
  });

  it('says what a neighbour that refuses us means for everything, once, and with its address whole', async () => {
    const { demo } = world;
    const page = await world.signIn(ADMIN, { locale: 'de-DE' });
    await page.goto(`${demo.app.url}/#/operations`);
    await page.getByText('Live', { exact: true }).waitFor();
    demo.spotdraft.faults.add({ kind: 'status', status: 401, body: { detail: 'No such client.' } });
    const contract = demo.spotdraft.control.list().find(({ id }) => id.startsWith('T-'))!;
    demo.spotdraft.control.act(contract.id, 'update-data', { data: {} });
    const cause = `ob sie zur Region und Umgebung von ${demo.spotdraft.url} gehören.`;
    const paused = page.getByRole('listitem').filter({ hasText: 'Die Arbeit mit SpotDraft' });
    await paused.filter({ hasText: cause }).waitFor({ timeout: 60_000 });

    await page.getByRole('button', { name: 'Alles prüfen' }).click();
    const found = page.locator('page-checks').getByRole('listitem');
    await found.filter({ hasText: 'spotdraft.credentials' }).filter({ hasText: cause }).waitFor();
    const unchecked = found.filter({ hasText: 'Beheben Sie zuerst spotdraft.credentials.' });
    expect(await unchecked.count()).toBe(1);
    await unchecked.getByText('spotdraft.templates, spotdraft.types').waitFor();
    await page.getByText(/^\d+ Prüfungen bestanden$/).click();
    await page.getByText(/^aus SpotDraft befüllt vor \d+/).waitFor();
    await takeScreen(page, 'german-operations-paused');
    await expectAccessible(page);
    demo.spotdraft.faults.clear();
    await page.context().close();
  });
});
