import { rename } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toContractId } from '../../src/domain/contract-id.js';
import {
  contractTile,
  expectAccessible,
  startDemoInBrowser,
  takeScreen,
} from './demo-in-browser.js';
import type { DemoInBrowser } from './demo-in-browser.js';

const REP = 'Priya Raman';
const REASON = `Clause 14.3 is not acceptable: https://intranet.northwind.example/${'redlines-'.repeat(8)}`;

type Deal = DemoInBrowser['demo']['salesforce']['deals'][number];

let world: DemoInBrowser;

beforeAll(async () => {
  world = await startDemoInBrowser();
}, 60_000);

afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

describe('what became of a contract', () => {
  it('is said in words on its deal, in both languages', async () => {
    const { control } = world.demo.spotdraft;
    const deal = northwind();
    const [declined, held, awaited] = await bringTo(deal, 'SIGN', 3);
    const [voided] = await bringTo(deal, 'REDLINING', 1);
    control.decline(declined!, REASON);
    control.hold(held!);
    // SpotDraft tells nobody of a pause; a repair pass would find it in a quarter of an hour.
    await world.demo.app.store.queues.sync.mark([toContractId(held!)!]);
    control.void(voided!);
    control.rename(awaited!, `${'Rahmenvertrag-Datenschutz'.repeat(4)}_final.docx`);
    for (const [locale, [refusal, pause, end, turn]] of [
      ['en-US', ['Declined by you: “', 'On hold in SpotDraft', 'Voided.', 'You have yet to sign']],
      ['de-DE', ['Von Ihnen abgelehnt: „', 'In SpotDraft angehalten', 'Annulliert.', 'Sie müssen']],
    ] as const) {
      const page = await world.signIn(REP, { locale });
      await openDeal(page, deal);
      for (const [contract, words] of [
        [declined, `${refusal}${REASON}`],
        [held, pause],
        [voided, end],
        [awaited, turn],
      ] as const) {
        await contractTile(page, contract!).getByText(words).first().waitFor();
      }
      await takeScreen(page, `deal-states-${locale}`);
      await expectAccessible(page);
      await page.context().close();
    }
  });

  it('is told from its creation to an archive that fails, with a reminder, a second like it and a reason', async () => {
    const { demo } = world;
    const { control } = demo.spotdraft;
    const deal = northwind();
    const page = await world.signIn(REP, { locale: 'de-DE' });
    await openDeal(page, deal);
    const form = await startContract(page);
    await form.getByRole('button', { name: 'Vertrag erstellen' }).click();
    await form.getByRole('heading', { name: 'Der Vertrag wurde erstellt' }).waitFor();
    await form.getByRole('button', { name: 'Schließen' }).click();

    const [first] = control.list(deal.id);
    await startContract(page);
    await form.getByText('gibt es bereits einen Vertrag aus dieser Vorlage').waitFor();
    await form.getByRole('button', { name: 'Vertrag erstellen' }).click();
    await form.getByText('Trotzdem einen weiteren erstellen?').waitFor();
    await takeScreen(page, 'generate-similar');
    await expectAccessible(page);
    await form.getByRole('button', { name: 'Nein, zurück' }).click();
    await page.keyboard.press('Escape');

    control.send(first!.id);
    control.act(first!.id, 'mark');
    const tile = contractTile(page, first!.id);
    await tile.getByRole('button', { name: /^Erinnern/ }).click();
    await page.getByRole('dialog').getByText('Amelia Barros').waitFor();
    await takeScreen(page, 'dialog-remind');
    await expectAccessible(page);
    await page.keyboard.press('Escape');

    await rename(demo.archive.directory, `${demo.archive.directory}.away`);
    control.execute(first!.id);
    await tile.locator('[data-destination="legal"]', { hasText: 'archiviert' }).waitFor();
    const waiting = tile.getByText('Es konnte noch nicht archiviert werden');
    await waiting.waitFor();
    await takeScreen(page, 'deal-archive-failing');
    await expectAccessible(page);
    // It goes on by itself.
    await rename(`${demo.archive.directory}.away`, demo.archive.directory);
    await waiting.waitFor({ state: 'detached', timeout: 90_000 });
    await page.context().close();
  });

  it('is declined and signed on the page that stands for SpotDraft, and its deal follows', async () => {
    const { control } = world.demo.spotdraft;
    const deal = northwind();
    const [id] = await bringTo(deal, 'REDLINING', 1);
    const page = await world.signIn(REP);
    await openDeal(page, deal);
    const tile = contractTile(page, id!);
    const address = await tile
      .getByRole('link', { name: /^Open in SpotDraft/ })
      .getAttribute('href');
    const sandbox = await page.context().newPage();
    await sandbox.goto(address!);
    await sandbox.getByRole('button', { name: 'Both sides agree: ask for signatures' }).click();
    await takeScreen(sandbox, 'sandbox-contract');
    await expectAccessible(sandbox);
    await sandbox.getByLabel('Reason').first().fill('Clause 7 is too wide.');
    await sandbox
      .getByRole('button', { name: /^Decline as/ })
      .first()
      .click();
    await sandbox.getByText('declined: Clause 7 is too wide.').waitFor();
    await tile.getByText(/^Declined by .+: “Clause 7 is too wide.”/).waitFor();
    await takeScreen(page, 'deal-declined');
    await expectAccessible(page);

    await sandbox.getByRole('button', { name: 'Send to the counterparty for review' }).click();
    await sandbox.getByRole('button', { name: 'Both sides agree: ask for signatures' }).click();
    const sign = sandbox.getByRole('button', { name: /^Sign as/ });
    await sign.first().waitFor();
    for (let left = await sign.count(); left > 0; left -= 1) await sign.first().click();
    await sandbox.getByText(`${id}: Signed by everybody`).waitFor();
    await tile.getByText('Signed', { exact: true }).first().waitFor();
    expect(control.get(id!).contract_status).toBe('EXECUTED');
    await page.context().close();
  });
});

function northwind(): Deal {
  return world.demo.salesforce.deals.find(
    ({ name }) => name === 'Northwind Traders – Platform licence',
  )!;
}

/** Links contracts of the rep's other deals to this one. */
async function bringTo({ id }: Deal, status: string, count: number): Promise<string[]> {
  const { app, salesforce, spotdraft } = world.demo;
  const brought = salesforce.deals
    .filter((deal) => deal.owner.name === REP && deal.id !== id)
    .flatMap((deal) => spotdraft.control.list(deal.id))
    .filter((contract) => contract.contract_status === status && contract.id.startsWith('T-'))
    .slice(0, count);
  for (const contract of brought) {
    spotdraft.control.relink(contract.id, { ...contract.external_metadata, id });
    await app.services.actions.sync({ kind: 'integration', keyName: 'test' }, contract.id);
  }
  return brought.map((contract) => contract.id);
}

async function openDeal(page: Page, { id }: Deal): Promise<void> {
  await page.goto(`${world.demo.app.url}/#/deals/${id}`);
  await page.getByText('Live', { exact: true }).waitFor();
}

async function startContract(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Neuer Vertrag' }).click();
  const form = page.locator('c-dealdraft-generate');
  await form.getByRole('button', { name: 'Order Form' }).click();
  await form.getByText('Der Entwurf ist vollständig.').waitFor();
  return form;
}
