import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '../../../src/telemetry/logger.js';
import {
  ContractActionsDocument,
  CreateRecipientLinkDocument,
  CreateSigningUrlDocument,
} from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';
import { callsOf, newContract, SIGNATORY } from './lifecycle-support.js';

const REP = 'priya.raman@meridian-cloud.example';
/** Sees Priya's deals. */
const MANAGER = 'marcus.oyelaran@meridian-cloud.example';
const LINK_ROUTE = '/recipients/recipient_link/';
const SIGNING_ROUTE = '/counter_party/';

let world: World;
let deal: string;
let rep: Headers;
let log = '';
beforeAll(async () => {
  const destination = {
    write: (line: string) => {
      log += line;
    },
  };
  world = await startWorld({
    worker: false,
    backfill: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
    adapters: { log: createLogger({ level: 'trace', destination }) },
  });
  deal = dealOf(REP);
  rep = await world.asUser(REP);
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => {
  world.spotdraft.faults.clear();
  world.spotdraft.calls.reset();
});

function dealOf(username: string): string {
  const user = world.salesforce.users.find((each) => each.username === username)!;
  const rows = world.salesforce.control.org.store.rows('Opportunity');
  return String(rows.find(({ OwnerId }) => OwnerId === user.id)!.Id);
}

async function giveDealTo(ownerId: string): Promise<void> {
  const response = await fetch(`${world.salesforce.url}/__sandbox/records/Opportunity/${deal}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ OwnerId: ownerId }),
  });
  expect(response.ok).toBe(true);
}

async function recipientLink(contractId: string, headers: Headers, email = SIGNATORY) {
  const input = { contractId, email };
  return world.graphql(CreateRecipientLinkDocument, { input }, headers);
}
async function signingUrl(contractId: string, headers: Headers, email = SIGNATORY) {
  const input = { contractId, email };
  return world.graphql(CreateSigningUrlDocument, { input }, headers);
}

/** Everything that the app has written down anywhere. */
function storedText(): string {
  return readdirSync(world.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

describe('createRecipientLink', () => {
  test.each(['REDLINING', 'SIGN'] as const)(
    'gives the owner of the deal a link in %s',
    async (way) => {
      const id = await newContract(world, way, { deal });
      const { data, errors } = await recipientLink(id, rep);
      expect(errors).toEqual([]);
      const { url, userErrors } = data!.createRecipientLink;
      expect(userErrors).toEqual([]);
      const page = await fetch(String(url));
      expect([page.status, await page.text()]).toEqual([
        200,
        expect.stringContaining(`${SIGNATORY}: waiting`),
      ]);
    },
  );

  test('gives operators one, also of a contract that belongs to no deal', async () => {
    const id = await newContract(world, 'SIGN');
    const { data } = await recipientLink(id, world.as('admin'));
    expect(data!.createRecipientLink.url).toMatch(/^http/);
    const operator = await world.asUser(MANAGER, { roles: ['admin'] });
    const theirs = await recipientLink(await newContract(world, 'SIGN', { deal }), operator);
    expect(theirs.data!.createRecipientLink.url).toMatch(/^http/);
  });

  test('gives nobody else one, before any call of SpotDraft', async () => {
    const id = await newContract(world, 'SIGN', { deal });
    world.spotdraft.calls.reset();
    for (const headers of [await world.asUser(MANAGER), world.as('service')]) {
      for (const ask of [recipientLink, signingUrl]) {
        const { errors } = await ask(id, headers);
        expect(errors).toMatchObject([
          { message: /owner of the contract's deal/, extensions: { code: 'FORBIDDEN' } },
        ]);
      }
    }
    expect(world.spotdraft.calls.report().total).toBe(0);
  });

  test('ends with the deal: a new owner gets one, the old one does not', async () => {
    const id = await newContract(world, 'SIGN', { deal });
    const { store } = world.salesforce.control.org;
    const owner = String(store.find('Opportunity', deal)!.OwnerId);
    const manager = world.salesforce.users.find(({ username }) => username === MANAGER)!;
    await giveDealTo(manager.id);
    const { data } = await recipientLink(id, await world.asUser(MANAGER));
    expect(data!.createRecipientLink.url).toMatch(/^http/);
    const { errors } = await recipientLink(id, rep);
    expect(['FORBIDDEN', 'NOT_FOUND']).toContain(errors[0]!.extensions.code);
    await giveDealTo(owner);
  });

  test.each(['DRAFT', 'EXECUTED', 'ON_HOLD', 'VOIDED', 'DELETED'] as const)(
    'is refused in %s',
    async (way) => {
      const id = await newContract(world, way, { deal });
      const { data } = await recipientLink(id, way === 'DELETED' ? world.as('admin') : rep);
      expect(data!.createRecipientLink).toMatchObject({
        url: null,
        userErrors: [{ code: 'INVALID_STATE' }],
      });
      expect(callsOf(world, LINK_ROUTE)).toBe(0);
    },
  );

  test('refuses H contracts, malformed ids and addresses before any call', async () => {
    const historical = world.spotdraft.control.list().find(({ id }) => id.startsWith('H-'))!.id;
    const h = await recipientLink(historical, world.as('admin'));
    expect(h.data!.createRecipientLink.userErrors).toMatchObject([{ code: 'INVALID_STATE' }]);
    const malformed = await recipientLink('T-1?x', world.as('admin'));
    expect(malformed.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    const id = await newContract(world, 'SIGN', { deal });
    const { data } = await recipientLink(id, rep, 'iris');
    expect(data!.createRecipientLink.userErrors).toMatchObject([{ field: ['email'] }]);
    expect(callsOf(world, LINK_ROUTE)).toBe(0);
  });

  test('a stranger to the contract is not found', async () => {
    const id = await newContract(world, 'SIGN', { deal });
    const { errors } = await recipientLink(id, rep, 'nobody@harlow.example');
    expect(errors).toMatchObject([
      { message: /such recipient/, extensions: { code: 'NOT_FOUND' } },
    ]);
  });

  test('links die when the contract is taken back', async () => {
    const id = await newContract(world, 'SIGN', { deal });
    const { data } = await recipientLink(id, rep);
    world.spotdraft.control.act(id, 'unmark');
    expect((await fetch(String(data!.createRecipientLink.url))).status).toBe(404);
  });
});

describe('createSigningUrl', () => {
  test('gives the owner the address of a contract that was made for it', async () => {
    const id = await newContract(world, 'SIGN', { deal, embedded: true });
    const { data, errors } = await signingUrl(id, rep);
    expect(errors).toEqual([]);
    const page = await fetch(String(data!.createSigningUrl.url));
    expect(page.status).toBe(200);
  });

  test('says in SpotDraft’s words that it was not', async () => {
    const id = await newContract(world, 'SIGN', { deal });
    const { data } = await signingUrl(id, rep);
    expect(data!.createSigningUrl).toMatchObject({
      url: null,
      userErrors: [{ code: 'SPOTDRAFT_REFUSED', message: /embedded/ }],
    });
  });

  test.each(['DRAFT', 'REDLINING', 'EXECUTED'] as const)('is refused in %s', async (way) => {
    const id = await newContract(world, way, { deal, embedded: true });
    const { data } = await signingUrl(id, rep);
    expect(data!.createSigningUrl.userErrors).toMatchObject([{ code: 'INVALID_STATE' }]);
    expect(callsOf(world, SIGNING_ROUTE)).toBe(0);
  });
});

describe('Contract.actions', () => {
  const LINKS = ['CREATE_RECIPIENT_LINK', 'CREATE_SIGNING_URL'];
  const offered = async (id: string, headers: Headers) => {
    const { data } = await world.graphql(ContractActionsDocument, { id }, headers);
    const { actions, refusedActions } = data!.contract!;
    expect(new Set([...actions, ...refusedActions.map(({ action }) => action)]).size).toBe(
      actions.length + refusedActions.length,
    );
    return LINKS.filter((action) => (actions as string[]).includes(action));
  };

  test('offers links to those who get them', async () => {
    const id = await newContract(world, 'SIGN', { deal, embedded: true });
    expect(await offered(id, rep)).toEqual(LINKS);
    expect(await offered(id, world.as('admin'))).toEqual(LINKS);
    expect(await offered(id, await world.asUser(MANAGER))).toEqual([]);
    expect(await offered(id, world.as('service'))).toEqual([]);
  });
});

describe('a link', () => {
  test('is nowhere but in the answer: not in the log, the store or an error', async () => {
    const id = await newContract(world, 'SIGN', { deal, embedded: true });
    const secrets: string[] = [];
    for (const [ask, member] of [
      [recipientLink, 'createRecipientLink'],
      [signingUrl, 'createSigningUrl'],
    ] as const) {
      const { data } = await ask(id, rep);
      const url = new URL((data as Record<string, { url: string }>)[member]!.url);
      secrets.push(url.searchParams.get('signature')!);
    }
    expect(secrets.every((secret) => secret.length > 30)).toBe(true);

    // What fails tells nothing of it either.
    const edited = 'a-secret-that-is-no-address';
    secrets.push(edited);
    for (const [path, set] of [
      [LINK_ROUTE, { link: `javascript:${edited}` }],
      [SIGNING_ROUTE, { url: `http://elsewhere.example/${edited}` }],
    ] as const) {
      world.spotdraft.faults.add({ kind: 'edit', match: { path }, set, times: 1 });
      const ask = path === LINK_ROUTE ? recipientLink : signingUrl;
      const answer = await ask(id, rep);
      expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
      expect(JSON.stringify(answer)).not.toContain(edited);
    }
    world.spotdraft.faults.add({ kind: 'cut-body', match: { path: LINK_ROUTE } });
    expect((await recipientLink(id, rep)).errors).toHaveLength(1);

    expect(log).toContain('recipient_link');
    const kept = `${log}\n${storedText()}`;
    expect(kept).toContain(id);
    for (const secret of secrets) expect(kept).not.toContain(secret);
    expect(log).not.toContain(SIGNATORY);
  });
});
