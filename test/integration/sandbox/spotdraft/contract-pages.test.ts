import { expect, it } from 'vitest';
import { startSpotDraftSandbox } from '../../../../src/sandbox/spotdraft/index.js';
import { sampleDeals } from './sample-deals.js';

it('leads from a contract to a page of the sandbox that shows it, where that is asked for', async () => {
  await using sandbox = await startSpotDraftSandbox({ deals: sampleDeals(3), contractPages: true });
  const response = await fetch(`${sandbox.url}/api/v2.1/public/contracts?limit=1`, {
    headers: { 'client-id': sandbox.clientId, 'client-secret': sandbox.clientSecret },
  });
  const text = await response.text();
  const link = /"contract_link":"([^"]+)"/.exec(text)?.[1] ?? '';
  expect(link).toMatch(new RegExp(`^${sandbox.url}/app/contracts/\\d+$`));
  const page = await fetch(link);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('stands for SpotDraft');
  expect((await fetch(`${sandbox.url}/app/contracts/1`)).status).toBe(404);
});

it('leads to SpotDraft’s own application otherwise', async () => {
  await using sandbox = await startSpotDraftSandbox({ deals: sampleDeals(3) });
  const [contract] = sandbox.control.list();
  expect(contract!['contract_link']).toMatch(/^https:\/\/app\.spotdraft\.com\/contracts\/v2\/\d+$/);
});
