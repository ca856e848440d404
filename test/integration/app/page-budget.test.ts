import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

/** What a screen shows of contracts beyond what is known of them. */
const PAGE = `{ contracts(first: 20) {
  nodes { id name status approvals { id status } comments(first: 10) { nodes { text } } }
} }`;
const CONTRACTS = 20;
/** Approvals and comments. */
const PARTS = 2;
/** What SpotDraft takes of a workspace in any one second. */
const RATE_LIMIT = 10;

interface Page {
  readonly contracts: {
    readonly nodes: readonly {
      readonly id: string;
      readonly approvals: readonly unknown[] | null;
      readonly comments: { readonly nodes: readonly unknown[] } | null;
    }[];
  };
}

let world: World;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    backfill: true,
    webhook: true,
    spotdraft: { rateLimitPerSecond: RATE_LIMIT },
    env: { SPOTDRAFT_RATE_LIMIT: String(RATE_LIMIT) },
  });
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => {
  world.spotdraft.calls.reset();
});

const calls = () => world.spotdraft.calls.report();

/** How many calls wait for SpotDraft, as the server's metrics say. */
async function waiting(): Promise<number> {
  const text = await (await fetch(`${world.app.url}/metrics`)).text();
  const [, count] =
    /^dealdraft_spotdraft_calls_waiting\{lane="interactive"\} (\d+)$/mu.exec(text) ?? [];
  return Number(count);
}

async function readPage(): Promise<Page['contracts']['nodes']> {
  const { data, errors } = await world.graphql<Page, object>(PAGE, {});
  // Comments of a historical contract can't be asked for: by its number SpotDraft means another one.
  expect(errors.filter(({ message }) => !message.includes('historical'))).toEqual([]);
  return data!.contracts.nodes;
}

describe('a page of 20 contracts with approvals and comments', () => {
  test('leaves half of what SpotDraft takes to whoever else asks meanwhile, and stays within it', async () => {
    const page = readPage();
    await eventually(async () => {
      expect(await waiting()).toBeGreaterThan(CONTRACTS);
    });
    const ids = world.spotdraft.control.list().slice(0, RATE_LIMIT);
    const before = calls().total;
    const asked = ids.map(({ id }, index) => `c${index}: contract(id: "${id}") { notes { id } }`);
    const { errors } = await world.graphql(`{ ${asked.join(' ')} }`, {}, world.as('admin'));
    expect(errors).toEqual([]);
    // Their ten calls, as many of the page, and what was under way when they came.
    expect(calls().total - before).toBeLessThanOrEqual(2 * RATE_LIMIT + RATE_LIMIT);
    // The page was not done first.
    expect(await waiting()).toBeGreaterThan(0);
    const nodes = await page;
    expect(nodes).toHaveLength(CONTRACTS);
    expect(nodes.every(({ approvals }) => Array.isArray(approvals))).toBe(true);
    expect(calls().total).toBeLessThanOrEqual(CONTRACTS * PARTS + RATE_LIMIT);
    expect(calls().maxInOneSecond).toBeLessThanOrEqual(RATE_LIMIT);
  });

  test('costs no call again while nothing has changed, and one of what has', async () => {
    const [first] = await readPage();
    world.spotdraft.calls.reset();
    await readPage();
    expect(calls().total).toBe(0);
    world.spotdraft.control.act(first!.id, 'comment', { comment: 'said in SpotDraft' });
    await world.spotdraft.deliveries.flush();
    world.spotdraft.calls.reset();
    await readPage();
    expect(calls().total).toBe(PARTS);
  });
});
