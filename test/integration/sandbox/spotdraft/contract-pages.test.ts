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
  expect(link).toMatch(new RegExp(`^${sandbox.url}/app/contracts/\\d+(?:\\?kind=H)?$`));
  const page = await fetch(link);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('stands for SpotDraft');
  expect((await fetch(`${sandbox.url}/app/contracts/1`)).status).toBe(404);
});

it('has its signatories sign and decline there, and tells two contracts of one number apart', async () => {
  await using sandbox = await startSpotDraftSandbox({
    deals: sampleDeals(40),
    contractPages: true,
  });
  const contract = sandbox.control.list().find((one) => one.contract_status === 'REDLINING')!;
  sandbox.control.act(contract.id, 'mark');
  const address = `${sandbox.url}/app/contracts/${contract.contract_id}`;
  const post = (fields: Record<string, string>, headers = {}) =>
    fetch(address, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers,
      redirect: 'manual',
    });
  const said = async () => (await fetch(address)).text();
  const [email] = /(?<=name="email" value=")[^"]+/.exec(await said())!;
  expect(await said()).toContain('has yet to sign');
  expect((await post({ action: 'sign', email }, { 'sec-fetch-site': 'cross-site' })).status).toBe(
    400,
  );
  expect((await post({ action: 'delete' })).status).toBe(400);
  expect((await post({ action: 'sign', email: 'nobody@x.example' })).status).toBe(409);

  expect((await post({ action: 'sign', email })).status).toBe(303);
  expect(await said()).toContain('has signed');
  const [other] = /(?<=name="email" value=")[^"]+/.exec(await said())!;
  expect(other).not.toBe(email);
  await post({ action: 'decline', email: other, reason: '<b>Too dear</b>' });
  expect(await said()).toContain('declined: &#60;b&#62;Too dear');
  expect(sandbox.control.get(contract.id).contract_status).toBe('DRAFT');
  await post({ action: 'send' });
  await post({ action: 'mark' });
  expect(sandbox.control.get(contract.id).contract_status).toBe('SIGN');

  const twins = sandbox.control.list().filter((one) => one.id.startsWith('H-'));
  expect(twins.length).toBeGreaterThan(0);
  for (const { id, contract_name: name, contract_link: link } of twins) {
    const page = String(link).replace(
      'https://app.spotdraft.com/contracts/v2/',
      `${sandbox.url}/app/contracts/`,
    );
    const html = await (await fetch(page)).text();
    expect(html).toContain(`<p>${id}: `);
    expect(html).toContain(name.replaceAll('&', '&#38;').replaceAll('"', '&#34;'));
  }
});

it('leads to SpotDraft’s own application otherwise', async () => {
  await using sandbox = await startSpotDraftSandbox({ deals: sampleDeals(3) });
  const [contract] = sandbox.control.list();
  expect(contract!['contract_link']).toMatch(/^https:\/\/app\.spotdraft\.com\/contracts\/v2\/\d+$/);
});
