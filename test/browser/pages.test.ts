import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, overflowOf, startDemoInBrowser, takeScreen } from './demo-in-browser.js';
import type { DemoInBrowser } from './demo-in-browser.js';

/** Of the browser's own, which these tests' types do not know. */
interface Screen {
  getComputedStyle(
    element: unknown,
  ): Readonly<
    Record<
      | 'animationDuration'
      | 'borderLeftWidth'
      | 'borderTopWidth'
      | 'outlineStyle'
      | 'transitionDuration',
      string
    >
  >;
}

const REP = 'Priya Raman';

let world: DemoInBrowser;

beforeAll(async () => {
  world = await startDemoInBrowser();
}, 60_000);

afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

/** By how many pixels what stands in it is wider than it. */
function hiddenPartOf(input: Locator): Promise<number> {
  return input
    .first()
    .evaluate((each: { scrollWidth: number; clientWidth: number }) =>
      Math.max(0, each.scrollWidth - each.clientWidth),
    );
}

function styleOf(element: Locator): Promise<ReturnType<Screen['getComputedStyle']>> {
  return element.evaluate((each: unknown) => {
    const { borderLeftWidth, borderTopWidth, outlineStyle, animationDuration, transitionDuration } =
      (globalThis as unknown as Screen).getComputedStyle(each);
    return { borderLeftWidth, borderTopWidth, outlineStyle, animationDuration, transitionDuration };
  });
}

describe('the pages', () => {
  it('asks strangers to sign in, and brings them where they wanted to go', async () => {
    const page = await world.open();
    const [deal] = world.demo.salesforce.deals.filter(({ owner }) => owner.name === REP);
    await page.goto(`${world.demo.app.url}/#/deals/${deal!.id}`);
    await page.reload();
    await page.getByRole('heading', { name: 'From deal to signed contract' }).waitFor();
    await takeScreen(page, 'signed-out');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Sign in with Salesforce' }).click();
    await takeScreen(page, 'sign-in');
    await expectAccessible(page);
    await page.getByRole('button', { name: REP }).click();
    await page.getByRole('heading', { name: deal!.name }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'From deal to signed contract' }).waitFor();
    const session = await page.request.get(`${world.demo.app.url}/session`);
    expect(await session.json()).toMatchObject({ user: null });
  });

  it('lists deals, page by page, and those looked for', async () => {
    const page = await world.signIn(REP);
    const summary = page.getByRole('status').filter({ hasText: ' of ' });
    await summary.waitFor();
    const rows = page.getByRole('table', { name: 'Opportunities' }).locator('tbody tr');
    expect(await rows.count()).toBe(20);
    await takeScreen(page, 'deals');
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText(/^21–/).waitFor();
    await page.getByRole('button', { name: 'Previous' }).click();
    await page.getByText(/^1–20/).waitFor();

    await page.getByText('My deals').click();
    await page.getByLabel('Contract', { exact: true }).selectOption('Out for signature');
    await rows.filter({ hasNotText: 'Out for signature' }).first().waitFor({ state: 'detached' });
    expect(await rows.filter({ hasNotText: REP }).count()).toBe(0);
    expect(await rows.count()).toBeGreaterThan(0);
  });

  it('says so while the browser is offline, and catches up afterwards', async () => {
    const page = await world.signIn(REP);
    const [deal] = world.demo.salesforce.deals.filter(({ owner }) => owner.name === REP);
    await page.goto(`${world.demo.app.url}/#/deals/${deal!.id}`);
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByRole('heading', { name: 'Sandbox: counterparty' }).waitFor();
    await takeScreen(page, 'deal');
    await expectAccessible(page);
    await page.context().setOffline(true);
    await page.getByText('Offline', { exact: true }).waitFor();
    await page.getByText('You are offline.').first().waitFor();
    await takeScreen(page, 'deal-offline');
    await expectAccessible(page);
    await page.context().setOffline(false);
    await page.getByText('Live', { exact: true }).waitFor();
  });

  // 640 is what is left of 1,280 at 200 %, and 160 of a small phone.
  it.each([160, 320, 390, 640, 768, 1024, 1440])('fits a screen of %d pixels', async (width) => {
    const page = await world.signIn(REP, { width, height: 844 });
    await page.getByRole('table', { name: 'Opportunities' }).waitFor();
    await takeScreen(page, `deals-${width}`);
    expect(await overflowOf(page)).toBe(0);
    const [deal] = world.demo.salesforce.deals.filter(({ owner }) => owner.name === REP);
    await page.goto(`${world.demo.app.url}/#/deals/${deal!.id}`);
    await page.getByText('Live', { exact: true }).waitFor();
    await takeScreen(page, `deal-${width}`);
    expect(await overflowOf(page)).toBe(0);
    await page.getByRole('button', { name: 'New contract' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Order Form' }).click();
    await page
      .getByText(/The draft is complete|needs? your attention/)
      .first()
      .waitFor();
    await takeScreen(page, `form-${width}`);
    expect(await overflowOf(page)).toBe(0);
    // A phone shows a long address whole; what is too long even there stands below its field.
    if (width >= 390) expect(await hiddenPartOf(page.getByLabel('E-mail address'))).toBe(0);
    await page.context().close();
  });

  it('can be used with the keyboard alone', async () => {
    const page = await world.signIn(REP);
    await page.getByRole('table', { name: 'Opportunities' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('main:focus').waitFor();
    const link = page.getByRole('table', { name: 'Opportunities' }).getByRole('link').first();
    const name = await link.textContent();
    await link.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: String(name) }).waitFor();
    const opener = page.getByRole('button', { name: 'New contract' });
    await opener.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('button:focus').filter({ hasText: 'New contract' }).waitFor();
  });
});

describe('what the browser or its owner asks for', () => {
  it('is a page of borders where colours are forced, with the present stage set off', async () => {
    const page = await world.signIn(REP);
    const [deal] = world.demo.salesforce.deals.filter(({ owner }) => owner.name === REP);
    await page.goto(`${world.demo.app.url}/#/deals/${deal!.id}`);
    await page.locator('[aria-current="step"]').waitFor();
    await page.emulateMedia({ forcedColors: 'active' });
    expect((await styleOf(page.locator('[aria-current="step"]'))).borderTopWidth).toBe('3px');
    await takeScreen(page, 'deal-forced-colors');

    // The focus is drawn by a shadow elsewhere, and a transparent border is one to see here.
    await page.getByRole('button', { name: 'New contract' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Order Form' }).click();
    const order = page.getByRole('textbox', { name: 'Purchase order number' });
    await order.focus();
    expect((await styleOf(order)).outlineStyle).toBe('solid');
    const field = page.locator('c-dealdraft-draft-field').filter({ has: order }).locator('.field');
    expect((await styleOf(field)).borderLeftWidth).toBe('0px');
    await takeScreen(page, 'form-forced-colors');
    await page.context().close();
  });

  it('can be read whatever became of the deal, and with what stands in Salesforce of it', async () => {
    const { demo } = world;
    const page = await world.signIn('Helena Brandt', { width: 320, height: 844 });
    for (const stage of ['Closed Lost', 'Closed Won']) {
      const deal = demo.salesforce.deals.find(
        ({ id, stageName }) =>
          stageName === stage &&
          (stage === 'Closed Lost' || demo.spotdraft.control.list(id).length > 0),
      );
      await page.goto(`${demo.app.url}/#/deals/${deal!.id}`);
      await page.locator('[aria-current="step"]').filter({ hasText: stage }).waitFor();
      await expectAccessible(page);
    }
    await page.getByText('What stands in Salesforce of it').click();
    expect(await overflowOf(page)).toBe(0);
    await page.context().close();
  });

  it('moves nothing for whoever wants no motion', async () => {
    const page = await world.signIn(REP);
    await page.getByRole('table', { name: 'Opportunities' }).waitFor();
    const durations = await page.locator('*').evaluateAll((all: unknown[]) =>
      all.flatMap((each) => {
        const { animationDuration, transitionDuration } = (
          globalThis as unknown as Screen
        ).getComputedStyle(each);
        return `${animationDuration}, ${transitionDuration}`.split(', ').map(parseFloat);
      }),
    );
    expect(durations.length).toBeGreaterThan(100);
    expect(Math.max(...durations)).toBeLessThanOrEqual(0.001);
    await page.context().close();
  });

  it('says at an address that is none that there is no such page', async () => {
    const page = await world.signIn(REP);
    await page.goto(`${world.demo.app.url}/#/nothing/of/that`);
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await expectAccessible(page);
    await page.goto(`${world.demo.app.url}/nothing`);
    await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor();
    await takeScreen(page, 'nothing-here');
    await expectAccessible(page);
    await page.getByRole('link').click();
    await page.getByRole('table', { name: 'Opportunities' }).waitFor();
    await page.context().close();
  });

  it('says so to whoever comes back after their session ended', async () => {
    const page = await world.signIn(REP);
    await page.context().clearCookies();
    await page.reload();
    await page.getByText('Your session has ended.').waitFor();
    await page.getByRole('link', { name: 'Sign in with Salesforce' }).click();
    await page.getByRole('button', { name: REP }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'From deal to signed contract' }).waitFor();
    expect(await page.getByText('Your session has ended.').count()).toBe(0);
    await page.context().close();
  });
});
