import { expect, test } from 'vitest';
import { startSalesforceSandbox } from '../../../src/sandbox/salesforce/index.js';
import { startSpotDraftSandbox } from '../../../src/sandbox/spotdraft/index.js';

const DAY_MS = 24 * 60 * 60_000;
const TOMORROW = new Date(Math.floor((Date.now() + DAY_MS) / 1_000) * 1_000);
const now = () => TOMORROW;

async function dateOf(url: string): Promise<{ status: number; date: string | null }> {
  const { status, headers } = await fetch(url);
  return { status, date: headers.get('date') };
}

test.each([
  ['SpotDraft', startSpotDraftSandbox],
  ['Salesforce', startSalesforceSandbox],
] as const)(
  '%s dates each answer by its own clock, whatever the answer is',
  async (_name, start) => {
    await using sandbox = await start({ now });
    const date = TOMORROW.toUTCString();
    expect(await dateOf(`${sandbox.url}/nothing/here`)).toMatchObject({ date });
    expect(await dateOf(`${sandbox.url}/__sandbox/calls`)).toEqual({ status: 200, date });
    const rules = `${sandbox.url}/__sandbox/faults`;
    for (const rule of [
      { kind: 'status', status: 503, times: 1 },
      { kind: 'status-after-commit', status: 502, times: 1 },
    ]) {
      await fetch(rules, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(rule),
      });
      expect(await dateOf(`${sandbox.url}/nothing/here`)).toEqual({ status: rule.status, date });
    }
  },
);

test('a fault may give an answer another date than the clock of the sandbox', async () => {
  const headers = { date: 'Tue, 01 Jan 2030 00:00:00 GMT' };
  await using sandbox = await startSpotDraftSandbox({
    now,
    faults: [{ kind: 'status', status: 429, headers }],
  });
  expect(await dateOf(`${sandbox.url}/nothing/here`)).toEqual({ status: 429, ...headers });
});
