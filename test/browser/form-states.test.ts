import type { Locator, Page } from 'playwright-core';
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

describe('the form of a new contract', () => {
  it('says that SpotDraft does not answer, and goes on when it does', async () => {
    // Comes first: templates that were read once are kept for a while.
    const { faults } = world.demo.spotdraft;
    faults.add({ kind: 'status', status: 503 });
    try {
      const { page, form } = await openForm();
      await form.getByText('SpotDraft does not answer').waitFor();
      await takeScreen(page, 'generate-spotdraft-down');
      await expectAccessible(page);
      faults.clear();
      await expect
        .poll(
          async () => {
            await form.getByRole('button', { name: 'Try again' }).click();
            await form.getByText(/One template|does not answer/).waitFor();
            return form.getByText('One template').count();
          },
          { timeout: 45_000 },
        )
        .toBe(1);
    } finally {
      faults.clear();
    }
  });

  it('offers a rep the templates that are set up, and tells an admin of the others', async () => {
    const { page, form } = await openForm({ width: 1024, height: 768 });
    await form.getByText('One template').waitFor();
    expect(await form.getByText('Mutual NDA').count()).toBe(0);
    await takeScreen(page, 'generate-templates');
    await expectAccessible(page);
    const admin = await openForm({}, REP, ADMIN);
    await admin.form.getByText('Mutual NDA (template 1201)').waitFor();
    await takeScreen(admin.page, 'generate-templates-admin');
    await expectAccessible(admin.page);
  });

  it('keeps the way on in view and next to the last field, and says in words where values come from', async () => {
    const { page, form } = await openForm({ width: 1024, height: 768 }, REP, ADMIN);
    await form.getByRole('button', { name: 'Order Form' }).click();
    await form.getByText('The draft is complete.').waitFor();
    const create = form.getByRole('button', { name: 'Create contract' });
    expect(await isInView(page, create)).toBe(true);
    await form.getByText('From the deal: Line items (product name, quantity').waitFor();
    await form.getByText('Filled in automatically').waitFor();
    expect(await form.getByText('$today()').count()).toBe(0);

    const rows = form.getByRole('table', { name: 'Pricing schedule' });
    await rows.scrollIntoViewIfNeeded();
    await takeScreen(page, 'generate-table');
    await expectAccessible(page);

    const mapping = form.getByRole('button', { name: 'Show how fields are mapped' });
    await mapping.focus();
    expect(await isInView(page, mapping)).toBe(true);
    await page.keyboard.press('Enter');
    await form.getByText('$today()').waitFor();
    await page.keyboard.press('Tab');
    await form.locator('button:focus').filter({ hasText: 'Cancel' }).waitFor();
    await page.keyboard.press('Tab');
    await form.locator('button:focus').filter({ hasText: 'Create contract' }).waitFor();
    expect(await isInView(page, create)).toBe(true);
  });

  it('shows below a field what it is too narrow for, and no more than the field where there is room', async () => {
    const { page, form } = await openForm({ width: 320, height: 844 });
    await form.getByRole('button', { name: 'Order Form' }).click();
    await form.getByText('The draft is complete.').waitFor();
    const address = `${'anne-marie.'.repeat(6)}barros@contracts.northwind-traders.example`;
    await form.getByLabel('E-mail address').fill(address);
    const whole = form.locator('[data-id="whole"]').filter({ hasText: address });
    await whole.waitFor();
    await form.getByText(`Send it at once to Amelia Barros (${address})`).waitFor();
    expect(await overflowOf(page)).toBe(0);
    await whole.scrollIntoViewIfNeeded();
    await takeScreen(page, 'generate-long-address');
    await expectAccessible(page);
    await page.setViewportSize({ width: 1280, height: 844 });
    await whole.waitFor({ state: 'detached' });
  });

  it('says why nothing was created and whose administrator can help, and opens when a lost answer is settled', async () => {
    const { faults } = world.demo.spotdraft;
    const match = { method: 'POST', path: '/public/contracts/' };
    try {
      const { page, form } = await openForm();
      await form.getByRole('button', { name: 'Order Form' }).click();
      await form.getByText('The draft is complete.').waitFor();
      const create = form.getByRole('button', { name: 'Create contract' });
      for (const [status, said] of [
        [401, 'Nothing was created. SpotDraft does not let dealdraft in'],
        [403, 'a SpotDraft administrator can grant it'],
        [404, 'Nothing was created. SpotDraft knows no template'],
        [429, 'Nothing was created. SpotDraft is answering too many requests.'],
        [400, 'Fault: HTTP 400.'],
      ] as const) {
        faults.add({ kind: 'status', status, match });
        await create.click();
        await form.getByText(said).first().waitFor();
        expect(await form.getByText('Salesforce admin').count()).toBe(0);
        expect(await form.getByText('We are finding out').count()).toBe(0);
        await takeScreen(page, `generate-refused-${status}`);
        await expectAccessible(page);
        await expect.poll(() => create.isEnabled()).toBe(true);
        faults.clear();
      }
      faults.add({ kind: 'status', status: 500, match, times: 1 });
      await create.click();
      // The refusals of before hold up the call; what became of it may be known before anybody can read that it is not.
      await form
        .getByText(/We are finding out whether the contract was created|The contract is created/)
        .first()
        .waitFor({ timeout: 60_000 });
      await form.getByText('The contract is created').waitFor({ timeout: 60_000 });
    } finally {
      faults.clear();
    }
    // Six creations, the last of which waits until it is known what became of it.
  }, 420_000);

  it('writes dates and money as its reader does', async () => {
    const { page, form } = await openForm({ locale: 'de-DE' });
    await page.getByText('137.930 $').first().waitFor();
    await page
      .getByText(/^\d\d\.\d\d\.2026$/)
      .first()
      .waitFor();
    await form.getByRole('button', { name: 'Order Form' }).click();
    await form.getByText('137.930,00 $', { exact: true }).waitFor();
    await form.getByText('Summe: 137.930,00 $').waitFor();
  });

  it('says who is missing in SpotDraft, and that no entry can mend it', async () => {
    // Nobody else's story: whether a person is in SpotDraft is remembered for a while.
    const { control } = world.demo.spotdraft;
    const email = control.users().find(({ name }) => name === OTHER_REP)!.email;
    control.removeUser(email);
    try {
      const { page, form } = await openForm({}, OTHER_REP);
      await form.getByRole('button', { name: 'Order Form' }).click();
      await form.getByText('The draft is complete.').waitFor();
      await form.getByRole('button', { name: 'Create contract' }).click();
      await form.getByText(`SpotDraft has no user ${email}`).waitFor();
      expect(await form.getByText('Fill it in here').count()).toBe(0);
      await takeScreen(page, 'generate-user-missing');
      await expectAccessible(page);
    } finally {
      control.addUser({ name: OTHER_REP, email });
    }
  });
});

describe('what was entered', () => {
  it('is kept through a click beside the dialog, Escape, Back, a reload and an ended session', async () => {
    const { page, form } = await openForm();
    await form.getByRole('button', { name: 'Order Form' }).click();
    const order = form.getByRole('textbox', { name: 'Purchase order number' });
    await order.fill('PO-4711');
    await page.mouse.click(5, 5);
    await page.keyboard.press('Escape');
    await page.getByText('What you entered is not saved.').waitFor();
    await takeScreen(page, 'generate-discard');
    await page.getByRole('button', { name: 'Keep editing' }).click();

    await page.goBack();
    await page.goForward();
    await page.reload();
    await page.getByRole('button', { name: 'Continue Order Form' }).click();
    await expect.poll(() => order.inputValue()).toBe('PO-4711');
    await takeScreen(page, 'generate-kept');
    await expectAccessible(page);

    await page.context().clearCookies();
    await form.getByLabel('Name of the contract').fill('Another name');
    await page.getByText('Your session has ended.').waitFor();
    await takeScreen(page, 'session-ended');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Sign in with Salesforce' }).click();
    await page.getByRole('button', { name: REP }).click();
    await page.getByRole('button', { name: 'Continue Order Form' }).click();
    await expect.poll(() => order.inputValue()).toBe('PO-4711');
    expect(await form.getByLabel('Name of the contract').inputValue()).toBe('Another name');
  });
});

describe('the dialogs', () => {
  it('to send, to void and to link a contract hold against axe, and each gives the focus back', async () => {
    const { demo } = world;
    const deal = demo.salesforce.deals.find(
      ({ id, owner }) =>
        owner.name === REP &&
        demo.spotdraft.control.list(id).some((each) => each.contract_status === 'REDLINING'),
    )!;
    const page = await world.signIn(REP);
    await page.goto(`${demo.app.url}/#/deals/${deal.id}`);
    for (const [opener, screen] of [
      [/^Send/, 'dialog-send'],
      [/^Void/, 'dialog-void'],
      [/^Link existing/, 'dialog-link'],
    ] as const) {
      const button = page.locator('c-dealdraft-contracts').getByRole('button', { name: opener });
      await button.first().click();
      await page.getByRole('dialog').waitFor();
      if (screen === 'dialog-link') {
        await page.getByLabel('Name, counterparty, contract id').fill('Northwind');
        await page.getByRole('radio').first().waitFor();
      }
      await takeScreen(page, screen);
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.locator('button:focus').filter({ hasText: opener }).waitFor();
    }
  });
});

describe('a deal that names nobody', () => {
  it('has its receiver asked for in plain words', async () => {
    const { demo } = world;
    const deal = demo.salesforce.deals.find(
      ({ contact, owner }) => contact === null && owner.name === REP,
    )!;
    const page = await world.signIn(REP);
    await page.goto(`${demo.app.url}/#/deals/${deal.id}`);
    await page.getByRole('button', { name: 'New contract' }).click();
    const form = page.locator('c-dealdraft-generate');
    await form.getByRole('button', { name: 'Order Form' }).click();
    await form.getByRole('button', { name: 'Create contract' }).click();
    await form.getByText('The deal names no contact. Say who gets the contract.').waitFor();
    await form.getByText('Somebody who is not named yet').first().waitFor();
    expect(await form.innerText()).not.toMatch(/\$\w+\(|deal\.\w|Contact\.\w/);
    await takeScreen(page, 'generate-no-contact');
    await expectAccessible(page);

    await form.getByLabel('Organisation').fill('Harbour Rail');
    await form.getByLabel('First name').fill('Ines');
    await form.getByLabel('E-mail address').fill('ines@harbour-rail.example');
    await form.getByLabel('Customer name').fill('Harbour Rail');
    await form.getByText('The draft is complete.').waitFor();
    await form.getByRole('button', { name: 'Create contract' }).click();
    await form.getByRole('heading', { name: 'The contract is created' }).waitFor();
    const [made] = demo.spotdraft.control.list(deal.id);
    expect(made!['counterparties']).toEqual([
      { name: 'Harbour Rail', email: 'ines@harbour-rail.example' },
    ]);
  });
});

/** The form on the deal of the README's picture, which has everything the order form needs. */
async function openForm(
  screen?: Parameters<DemoInBrowser['signIn']>[1],
  rep = REP,
  reader = rep,
): Promise<{ page: Page; form: Locator }> {
  const { demo } = world;
  const deal = demo.salesforce.deals.find(({ name, owner }) =>
    rep === REP ? name === 'Northwind Traders – Platform licence' : owner.name === rep,
  )!;
  const page = await world.signIn(reader, screen);
  await page.goto(`${demo.app.url}/#/deals/${deal.id}`);
  const isGerman = screen?.locale?.startsWith('de') === true;
  await page.getByRole('button', { name: isGerman ? 'Neuer Vertrag' : 'New contract' }).click();
  return { page, form: page.locator('c-dealdraft-generate') };
}

/** Whole, and not below something else, without anybody scrolling. */
async function isInView(page: Page, element: Locator): Promise<boolean> {
  const box = (await element.boundingBox())!;
  const { width, height } = page.viewportSize()!;
  const isInside =
    box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
  if (!isInside) return false;
  return element
    .click({ trial: true, timeout: 2_000 })
    .then(() => true)
    .catch(() => false);
}
