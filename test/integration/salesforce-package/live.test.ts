import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { API_KEYS, startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { dealIdOf, isLinked, someContract } from '../app/sync-support.js';

/** The page's own module, as it runs in a browser. */
const LWC = path.resolve(import.meta.dirname, '../../../salesforce/force-app/main/default/lwc');
const { startLive }: Live = await import(path.join(LWC, 'dealdraftLive/dealdraftLive.js'));
const operations: Record<string, string> = await import(
  path.join(LWC, 'dealdraftApi/operations.js')
);

interface Live {
  readonly startLive: (options: Record<string, unknown>) => { stop(): void };
}

let world: World;
beforeAll(async () => {
  world = await startWorld({ backfill: true, webhook: true });
});
afterAll(() => world[Symbol.asyncDispose]());

test('the page hears of a change, and of what it missed while it was away', async () => {
  const contract = someContract(world, 'DRAFT', isLinked);
  const heard: string[] = [];
  let wake = () => {};
  const note = (entry: string) => {
    heard.push(entry);
    wake();
  };
  const hears = async (entry: string) => {
    while (!heard.includes(entry)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const browser = new EventTarget();
  const live = startLive({
    getAccess: async () => ({ url: `${world.app.url}/graphql/stream`, token: null }),
    query: operations['CONTRACT_CHANGED'],
    variables: { opportunityId: dealIdOf(contract) },
    language: 'en',
    onState: note,
    onRead: () => note('read'),
    onEvent: (data: { contractChanged: { status: string } | null }) =>
      note(data.contractChanged?.status ?? 'read again'),
    host: {
      fetch: (url: string, init: RequestInit) => {
        const headers = new Headers(init.headers);
        headers.set('x-api-key', API_KEYS.service);
        return fetch(url, { ...init, headers });
      },
      window: browser,
      document: browser,
      navigator: { onLine: true },
      random: () => 0,
    },
  });
  try {
    await hears('live');
    expect(heard).toEqual(['connecting', 'live', 'read']);
    world.spotdraft.control.act(contract.id, 'send');
    await hears('REDLINING');

    browser.dispatchEvent(new Event('offline'));
    world.spotdraft.control.act(contract.id, 'void');
    browser.dispatchEvent(new Event('online'));
    await hears('VOIDED');
    expect(heard).toContain('offline');
  } finally {
    live.stop();
  }
});
