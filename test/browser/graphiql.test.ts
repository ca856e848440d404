import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, startDemoInBrowser, takeScreen } from './demo-in-browser.js';
import type { DemoInBrowser } from './demo-in-browser.js';

const REP = 'Priya Raman';

let world: DemoInBrowser;

beforeAll(async () => {
  world = await startDemoInBrowser();
}, 60_000);

afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

/** Code editors are scrolled by the caret in their input, which lies beside what axe looks at. */
const EDITORS_SCROLL_BY_CARET = { except: ['scrollable-region-focusable'] };

const editor = (page: Page) => page.getByRole('textbox', { name: 'Operation' });
const answer = (page: Page) => page.locator('.graphiql-response');

/** Waits for a text in the answer, and for the marks beside it, which come last. */
async function answered(page: Page, text: string): Promise<void> {
  await answer(page).getByText(text).first().waitFor();
  await answer(page).locator('.CodeMirror-foldgutter-open').first().waitFor();
}

/** Puts a text in place of what is in the editor, and runs it. */
async function run(page: Page, name: string, text: string): Promise<void> {
  await editor(page).focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
  await page.locator('.graphiql-query-editor').getByText(name).first().waitFor();
  await page.getByRole('button', { name: /Execute query/ }).click();
}

/** GraphiQL as a signed-in person has it, with its first operation in the editor. */
async function openGraphiql(): Promise<Page> {
  const page = await world.signIn(REP);
  await page.getByRole('link', { name: 'GraphQL' }).click();
  await page.locator('.graphiql-query-editor').getByText('viewer').waitFor();
  return page;
}

describe('GraphiQL at /graphql', () => {
  it('asks strangers to sign in, then runs its first operation with their rights', async () => {
    const page = await world.open();
    await page.goto(`${world.demo.app.url}/graphql`);
    await page.getByRole('button', { name: REP }).click();
    await page.locator('.graphiql-query-editor').getByText('viewer').waitFor();
    expect(new URL(page.url()).pathname).toBe('/graphql');
    await page.getByRole('button', { name: /Execute query/ }).click();
    await answered(page, `"${REP}"`);
    await takeScreen(page, 'graphiql');
    await expectAccessible(page, EDITORS_SCROLL_BY_CARET);
  });

  it('shows what there is to ask for', async () => {
    const page = await openGraphiql();
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByRole('link', { name: 'Mutation', exact: true }).click();
    await page.getByRole('link', { name: 'createContract', exact: true }).waitFor();
    await takeScreen(page, 'graphiql-docs');
    await expectAccessible(page, EDITORS_SCROLL_BY_CARET);
  });

  it('takes changes, and subscriptions as they come', async () => {
    const { demo } = world;
    const deal = demo.salesforce.deals.find(
      ({ id, owner }) => owner.name === REP && demo.spotdraft.control.list(id).length > 0,
    )!;
    const [contract] = demo.spotdraft.control.list(deal.id);
    const page = await openGraphiql();
    await run(
      page,
      'syncContract',
      `mutation { syncContract(id: "${contract!.id}") { contract { id } userErrors { message } } }`,
    );
    await answered(page, '"syncContract"');
    await answered(page, `"${contract!.id}"`);

    await run(
      page,
      'changed',
      `subscription { changed: contractChanged(opportunityId: "${deal.id}") { id name } }`,
    );
    await page.getByRole('button', { name: /Stop query/ }).waitFor();
    demo.spotdraft.control.act(contract!.id, 'update-data', { data: {} });
    await answered(page, '"changed"');
    await answered(page, `"${contract!.id}"`);
  });

  it('goes to the sign-in when the session is over', async () => {
    const page = await openGraphiql();
    await page.context().clearCookies();
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.getByRole('button', { name: REP }).click();
    await page.waitForURL(`${world.demo.app.url}/graphql`);
  });

  it('fits a phone, its parts one below the other', async () => {
    const page = await openGraphiql();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: /Execute query/ }).click();
    await answered(page, `"${REP}"`);
    await takeScreen(page, 'graphiql-phone');
    await expectAccessible(page, EDITORS_SCROLL_BY_CARET);
    const above = await page.locator('.graphiql-editors').boundingBox();
    const below = await answer(page).boundingBox();
    expect(above!.y + above!.height).toBeLessThanOrEqual(below!.y);
    expect(below!.width).toBeGreaterThan(250);
  });
});
