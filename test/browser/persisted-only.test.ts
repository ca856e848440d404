import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contractTile, startDemoInBrowser } from './demo-in-browser.js';
import type { DemoInBrowser } from './demo-in-browser.js';

const REP = 'Priya Raman';
const ADMIN = 'Helena Brandt';
const POLL = { timeout: 15_000 };
const OPERATIONS = path.resolve('salesforce/persisted-operations.json');

/** Carries out the components' own operations, those of the page around them, and no other. */
let world: DemoInBrowser;

beforeAll(async () => {
  world = await startDemoInBrowser({
    PERSISTED_OPERATIONS_FILE: OPERATIONS,
    PERSISTED_ONLY: 'true',
  });
}, 60_000);

afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

describe('the components, where nothing but persisted operations is allowed', () => {
  it('have each of their operations carried out', async () => {
    const { demo } = world;
    const texts = Object.values(
      JSON.parse(await readFile(OPERATIONS, 'utf8')) as Record<string, string>,
    );
    const deal = demo.salesforce.deals.find(
      ({ name }) => name === 'Northwind Traders – Platform licence',
    )!;
    const name = `${deal.name} – Order Form`;
    const page = await world.signIn(REP);
    const asked = await noteOperations(page);
    await page.goto(`${demo.app.url}/#/deals/${deal.id}`);
    const contracts = page.locator('c-dealdraft-contracts');
    const tile = contractTile(page, name).first();
    const button = (action: string) => tile.getByRole('button', { name: `${action}: ${name}` });
    const dialog = page.getByRole('dialog');

    await page.getByRole('button', { name: 'New contract' }).click();
    await dialog.getByRole('button', { name: 'Order Form' }).click();
    const form = page.locator('c-dealdraft-generate');
    await form.getByText('The draft is complete.').waitFor();
    await form.getByRole('button', { name: 'Create contract' }).click();
    await form.getByRole('heading', { name: /created/i }).waitFor();
    await form.getByRole('button', { name: 'Close' }).click();

    await tile.getByText('Draft', { exact: true }).waitFor();
    await button('Send').click();
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await tile.getByText('In negotiation').waitFor();

    await page.getByRole('button', { name: `Agree on the text: ${name}` }).click();
    await tile.getByText('Out for signature').waitFor();
    await button('Remind').click();
    await dialog.getByRole('button', { name: /^Remind|^Send/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await tile.getByRole('button', { name: /^History, approvals, comments/ }).click();
    await tile
      .getByText(/^SpotDraft: /)
      .first()
      .waitFor();
    await button('Sync now').click();
    await page.getByText(`${name} was synced.`).waitFor();
    await button('Void').click();
    await dialog.getByRole('textbox').fill('The scope has changed.');
    await dialog.getByRole('button', { name: /^Void/ }).click();
    await tile.locator('.slds-badge', { hasText: 'Voided' }).waitFor();
    await button('Make it anew').click();
    await form.getByText('The draft is complete.').waitFor();
    await form.getByRole('button', { name: 'Create contract' }).click();
    await form.getByRole('heading', { name: /created/i }).waitFor();
    await form.getByRole('button', { name: 'Close' }).click();

    await page.reload();
    await expect.poll(() => asked.carriedOut.has('DealProgress'), POLL).toBe(true);
    await contracts.getByRole('button', { name: /^Link existing/ }).click();
    const search = page.getByLabel('Name, counterparty, contract id');
    await search.fill('Northwind');
    await page.getByRole('radio').first().waitFor();
    const own = demo.spotdraft.control.list(deal.id).at(-1)!;
    await search.fill(own.id);
    await expect.poll(() => asked.carriedOut.has('ContractById'), POLL).toBe(true);

    await page.unrouteAll({ behavior: 'wait' });
    expect(asked.refused).toEqual([]);
    // What the page offers in states of its own, and what flows send: the documents are sent as they would be.
    const rest: Readonly<Record<string, object>> = {
      LinkSuggestions: { opportunityId: deal.id },
      LinkContract: { input: { contractId: own.id, opportunityId: deal.id } },
      ArchiveContract: { contractId: own.id },
      ConfirmTerm: { input: { contractId: own.id, name: 'total', reason: 'Agreed by mail.' } },
      FlowCreateContract: { input: { opportunityId: deal.id, templateId: '1204' } },
      FlowDealsChanged: { input: { opportunityIds: [deal.id] } },
      CreateRecipientLink: { input: { contractId: own.id, email: 'nobody@northwind.example' } },
    };
    for (const text of texts.filter((each) => !asked.carriedOut.has(nameOf(each)))) {
      const answer = await page.request.post(`${demo.app.url}/graphql`, {
        headers: { origin: demo.app.url, 'sec-fetch-site': 'same-origin' },
        data: { query: text, variables: rest[nameOf(text)] },
      });
      expect([nameOf(text), await answer.text()]).toEqual([
        nameOf(text),
        expect.not.stringContaining('PERSISTED_QUERY_NOT_FOUND'),
      ]);
      expect(Object.keys(rest)).toContain(nameOf(text));
    }
  });

  it('stand on pages that work there, too, and nothing else does', async () => {
    const { demo } = world;
    const page = await world.signIn(ADMIN);
    const asked = await noteOperations(page);
    const asks = {
      operations: ['SyncProgress', 'Deliveries', 'Systems', 'Passes', 'RefusedRequests'],
      bulk: ['BulkJobs'],
      deals: ['Deals'],
    };
    for (const [name, operations] of Object.entries(asks)) {
      await page.goto(`${demo.app.url}/#/${name}`);
      await expect
        .poll(() => [...asked.carriedOut, ...asked.refused], POLL)
        .toEqual(expect.arrayContaining(operations));
    }
    await page.unrouteAll({ behavior: 'wait' });
    expect(asked.refused).toEqual([]);
    const answer = await page.request.post(`${demo.app.url}/graphql`, {
      headers: { origin: demo.app.url, 'sec-fetch-site': 'same-origin' },
      data: { query: '{ viewer { name email } }' },
    });
    expect(await answer.text()).toContain('PERSISTED_QUERY_NOT_FOUND');
  });
});

interface Asked {
  /** Names of operations, as they came. */
  readonly carriedOut: ReadonlySet<string>;
  readonly refused: readonly string[];
}

/** Notes what is carried out, and what the server knows nothing of. */
async function noteOperations(page: Page): Promise<Asked> {
  const carriedOut = new Set<string>();
  const refused: string[] = [];
  const operationOf = (request: Request) =>
    nameOf((request.postDataJSON() as { query: string }).query);
  page.on('response', (response) => {
    if (!response.url().endsWith('/graphql/stream')) return;
    if (response.status() === 200) carriedOut.add(operationOf(response.request()));
    else refused.push(operationOf(response.request()));
  });
  await page.route('**/graphql', async (route) => {
    const answer = await route.fetch();
    const text = await answer.text();
    if (text.includes('PERSISTED_QUERY_NOT_FOUND')) refused.push(operationOf(route.request()));
    else {
      // A part of a historical contract may be missing with an error.
      const { data } = JSON.parse(text) as { data: object | null };
      if (data !== null) carriedOut.add(operationOf(route.request()));
    }
    await route.fulfill({ response: answer });
  });
  return { carriedOut, refused };
}

function nameOf(text: string): string {
  return /\b(?:query|mutation|subscription)\s+(\w+)/u.exec(text)?.[1] ?? text;
}
