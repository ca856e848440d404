import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  contractTile,
  expectAccessible,
  startDemoInBrowser,
  takeScreen,
} from './demo-in-browser.js';
import type { DemoInBrowser } from './demo-in-browser.js';

const REP = 'Priya Raman';
const OTHER_REP = 'Tom Keller';
const TEMPLATE = 'Order Form';

type Deal = DemoInBrowser['demo']['salesforce']['deals'][number];

let world: DemoInBrowser;

beforeAll(async () => {
  world = await startDemoInBrowser();
}, 60_000);

afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

describe('a contract, as two sales reps see it', () => {
  it('is generated with a missing field filled in, signed before the eyes of its rep, and nobody else’s', async () => {
    const deal = dealWithoutAmount();
    const page = await world.signIn(REP);
    await openDeal(page, deal);
    await startContract(page);

    const form = page.locator('c-dealdraft-generate');
    await form
      .getByText(/Contract value/)
      .first()
      .waitFor();
    await form.getByRole('button', { name: 'Create contract' }).click();
    await form
      .getByText(/needs a value|is required/)
      .first()
      .waitFor();
    await takeScreen(page, 'generate-missing');
    await expectAccessible(page);

    const money = form.getByRole('group', { name: 'Contract value' });
    await money.getByLabel('Currency').selectOption('GBP');
    await money.getByLabel('Amount').fill('48200');
    await money.getByLabel('Amount').blur();
    await form.getByText('The draft is complete.').waitFor();
    await takeScreen(page, 'generate');
    await form.getByRole('button', { name: 'Create contract' }).click();
    await form.getByRole('heading', { name: /created/i }).waitFor();
    await takeScreen(page, 'generate-done');
    await expectAccessible(page);
    await form.getByRole('button', { name: 'Close' }).click();

    const name = `${deal.name} – Order Form`;
    const tile = contractTile(page, name);
    let loads = 0;
    page.on('load', () => {
      loads += 1;
    });
    await tile.getByText('Draft', { exact: true }).waitFor();
    for (const [step, label] of [
      ['Send it for review', 'In negotiation'],
      ['Agree on the text', 'Out for signature'],
    ] as const) {
      await page.getByRole('button', { name: `${step}: ${name}` }).click();
      await tile.getByText(label).waitFor();
      if (step === 'Agree on the text') await takeScreen(page, 'deal-signing');
    }
    await signToTheEnd(page, deal, name);
    await tile.locator('.slds-badge', { hasText: /^Signed$/ }).waitFor();
    await takeScreen(page, 'deal-signed');
    await expectAccessible(page);
    await tile.getByRole('button', { name: /^History, approvals, comments/ }).click();
    await tile.getByText('SpotDraft: contract executed').first().waitFor();
    await tile
      .getByText(/^Salesforce: .*Status = Signed/)
      .first()
      .waitFor();
    // By itself, as all of the above.
    for (const destination of ['files', 'legal']) {
      await tile.locator(`[data-destination="${destination}"]`, { hasText: 'archived' }).waitFor();
      await tile.getByText(`Archive ${destination}: archived`).waitFor();
    }
    await takeScreen(page, 'deal-history');
    await expectAccessible(page);
    expect(loads).toBe(0);

    const link = await tile.getByRole('link', { name: /Open document/ }).getAttribute('href');
    const document = await page.request.get(String(link));
    expect(document.status()).toBe(200);
    expect((await document.body()).subarray(0, 5).toString()).toBe('%PDF-');

    const other = await world.signIn(OTHER_REP);
    await other.getByLabel('Search deals and accounts').fill(deal.name);
    await other.getByRole('heading', { name: 'No opportunity matches' }).waitFor();
    await takeScreen(other, 'deals-empty');
    await expectAccessible(other);
    await other.goto(`${world.demo.app.url}/#/deals/${deal.id}`);
    await other.getByRole('heading', { name: 'There is no such opportunity for you' }).waitFor();
    expect(await other.getByText(deal.name).count()).toBe(0);
    await takeScreen(other, 'deal-not-visible');
    await expectAccessible(other);
    expect((await other.request.get(String(link))).status()).toBe(404);
    const advance = await other.request.post(
      `${world.demo.app.url}/demo/contracts/${idFrom(link)}/advance`,
      { headers: { origin: world.demo.app.url } },
    );
    expect(advance.status()).toBe(404);
  });

  it('is one contract after a double click on create', async () => {
    const { demo } = world;
    const deal = demo.salesforce.deals.find(
      ({ id, owner, contact, amount }) =>
        owner.name === REP &&
        contact !== null &&
        amount !== null &&
        demo.spotdraft.control.list(id).length === 0,
    )!;
    const page = await world.signIn(REP);
    await page.goto(`${demo.app.url}/#/deals/${deal.id}`);
    await startContract(page);
    const form = page.locator('c-dealdraft-generate');
    await form.getByText('The draft is complete.').waitFor();
    await form.getByRole('button', { name: 'Create contract' }).dblclick();
    await form.getByRole('heading', { name: /created/i }).waitFor();
    expect(demo.spotdraft.control.list(deal.id)).toHaveLength(1);
  });
});

function dealWithoutAmount(): Deal {
  return world.demo.salesforce.deals.find(
    ({ name, amount }) => name.startsWith('Kingsway Rail –') && amount === null,
  )!;
}

async function openDeal(page: Page, { id, name }: Deal): Promise<void> {
  await page.getByLabel('Search deals and accounts').fill(name);
  await page.locator(`a[href="#/deals/${id}"]`).click();
  // A contract of an earlier look has the deal's name in its heading, too.
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

async function startContract(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New contract' }).click();
  await page.getByRole('dialog').getByRole('button', { name: TEMPLATE }).click();
}

/** Whoever has not signed yet signs, one after the other. */
async function signToTheEnd(page: Page, deal: Deal, name: string): Promise<void> {
  const { control } = world.demo.spotdraft;
  const { id } = control.list(deal.id).find((contract) => contract.contract_name === name)!;
  while (control.get(id).contract_status === 'SIGN') {
    await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/advance')),
      page.getByRole('button', { name: `Sign: ${name}` }).click(),
    ]);
  }
}

function idFrom(documentUrl: string | null): string {
  return String(documentUrl).split('/').at(-1)!;
}
