import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';
import { statusWord } from '../../../src/domain/status-word.js';

describe('/documents/{contractId}', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({
      worker: false,
      backfill: true,
      spotdraft: { rateLimitPerSecond: null },
      env: { SPOTDRAFT_RATE_LIMIT: '1000' },
    });
  });
  afterAll(() => world[Symbol.asyncDispose]());
  beforeEach(() => {
    world.spotdraft.faults.clear();
    Object.assign(world.spotdraft.settings, { documentLagCalls: 0 });
  });

  const open = (id: string, headers: Headers = world.as('service'), method = 'GET') =>
    fetch(`${world.app.url}/documents/${id}`, { headers, method, redirect: 'manual' });
  const inStatus = (wanted: string) =>
    world.spotdraft.control
      .list()
      .find(({ contract_status: status, deleted }) => status === wanted && !deleted)!.id;

  test('redirects to a fresh link each time, which opens the signed PDF', async () => {
    const id = inStatus('EXECUTED');
    const [first, second] = [await open(id), await open(id)];
    expect([first.status, second.status]).toEqual([302, 302]);
    const links = [first.headers.get('location')!, second.headers.get('location')!];
    for (const link of links) {
      const file = await fetch(link);
      expect(file.headers.get('content-type')).toContain('application/pdf');
      expect(
        Buffer.from(await file.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
    }
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(first.headers.get('referrer-policy')).toBe('no-referrer');
    // Temporary links are kept nowhere.
    const { search } = new URL(links[0]!);
    for (const name of await readdir(world.folder)) {
      const stored = await readFile(path.join(world.folder, name), 'latin1');
      expect(stored).not.toContain(search);
    }
  });

  test('redirects to a link with any letters in it, percent-encoded where it has to be', async () => {
    world.spotdraft.faults.add({
      kind: 'status',
      status: 200,
      body: { url: 'https://files.example/Vertrag für 李雷.pdf?sig=a%2Fb', file_name: 'a.pdf' },
      match: { path: '/download_link' },
      times: 1,
    });
    const response = await open(inStatus('EXECUTED'));
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(
      'https://files.example/Vertrag%20f%C3%BCr%20%E6%9D%8E%E9%9B%B7.pdf?sig=a%2Fb',
    );
  });

  test('answers HEAD as GET, without a body', async () => {
    const response = await open(inStatus('EXECUTED'), world.as('service'), 'HEAD');
    expect(response.status).toBe(302);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect((await open('T-987654', world.as('service'), 'HEAD')).status).toBe(404);
  });

  test.each<[string, () => Headers, number]>([
    ['nobody', () => ({}), 401],
    ['an unknown key', () => ({ 'x-api-key': 'x' }), 401],
    ['a bad token', () => ({ authorization: 'Bearer x.y.z' }), 401],
    ['a key of the role "user"', () => world.as('user'), 404],
  ])(
    'answers %s with its status, whether the contract exists or not',
    async (_who, headers, status) => {
      for (const id of [inStatus('EXECUTED'), inStatus('DRAFT'), 'T-987654', 'nonsense']) {
        const response = await open(id, headers());
        expect(response.status).toBe(status);
        expect(response.headers.get('cache-control')).toBe('no-store');
        expect(response.headers.get('location')).toBeNull();
      }
    },
  );

  test('a token whose user the CRM does not know sees no documents', async () => {
    const headers = await world.asUser('nobody@nowhere.example');
    expect((await open(inStatus('EXECUTED'), headers)).status).toBe(404);
  });

  test.each(['T-987654', 'nonsense', 'T-1%2F..%2F2', '%00', 'x'.repeat(5_000)])(
    'answers 404 for %s',
    async (id) => {
      const response = await open(id);
      expect(response.status).toBe(404);
      expect(response.headers.get('cache-control')).toBe('no-store');
    },
  );

  test('answers 400 to an address that is none, in the form of every error', async () => {
    const response = await open('%E0%A4%A');
    expect(response.status).toBe(400);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  test.each(['DRAFT', 'SIGN', 'ON_HOLD', 'VOIDED'] as const)(
    'answers 409 while it is %s',
    async (status) => {
      const response = await open(inStatus(status));
      expect(response.status).toBe(409);
      expect(await response.text()).toContain(`the status "${statusWord(status)}"`);
      expect(response.headers.get('cache-control')).toBe('no-store');
    },
  );

  test('opens a contract that was signed a moment ago, though the projection is behind', async () => {
    const id = inStatus('SIGN');
    world.spotdraft.control.execute(id);
    expect((await open(id)).status).toBe(302);
  });

  test('answers 503 while SpotDraft has no document yet, then opens', async () => {
    const id = inStatus('SIGN');
    Object.assign(world.spotdraft.settings, { documentLagCalls: 1 });
    world.spotdraft.control.execute(id);
    const early = await open(id);
    expect(early.status).toBe(503);
    expect(early.headers.get('cache-control')).toBe('no-store');
    expect(early.headers.get('retry-after')).not.toBeNull();
    expect((await open(id)).status).toBe(302);
  });

  test('answers 503 while SpotDraft or the CRM is down, and tells no more', async () => {
    const id = inStatus('EXECUTED');
    world.spotdraft.faults.add({ kind: 'status', status: 500 });
    const response = await open(id);
    expect(response.status).toBe(503);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).not.toMatch(/stack|http:/);
    world.spotdraft.faults.clear();
    world.salesforce.control.addFault({ kind: 'status', status: 503 });
    expect((await open(id)).status).toBe(503);
    world.salesforce.control.clearFaults();
  });

  describe.each(['pdf', 'docx'] as const)('as %s', (format) => {
    const signature = format === 'pdf' ? '%PDF-' : 'PK\u0003\u0004';
    const openAs = (id: string, headers?: Headers) => open(`${id}?format=${format}`, headers);
    /** One that a template made: uploads and imports have their PDF alone. */
    const madeIn = (wanted: string) =>
      world.spotdraft.control
        .list()
        .find(
          ({ contract_status: status, deleted, id }) =>
            status === wanted && !deleted && id.startsWith('T-'),
        )!.id;

    test.each(['DRAFT', 'REDLINING', 'SIGN', 'ON_HOLD', 'VOIDED'])(
      'the present version opens while it is %s',
      async (status) => {
        const response = await openAs(madeIn(status));
        expect(response.status).toBe(302);
        expect(response.headers.get('cache-control')).toBe('no-store');
        const file = await fetch(response.headers.get('location')!);
        expect(file.status).toBe(200);
        const bytes = Buffer.from(await file.arrayBuffer());
        expect(bytes.toString('latin1', 0, signature.length)).toBe(signature);
      },
    );

    test('nobody gets in who does not get the signed one', async () => {
      const id = madeIn('DRAFT');
      expect((await openAs(id, {})).status).toBe(401);
      expect((await openAs(id, world.as('user'))).status).toBe(404);
      const stranger = await world.asUser('nobody@nowhere.example');
      expect((await openAs(id, stranger)).status).toBe(404);
      expect((await openAs('T-987654')).status).toBe(404);
    });

    test('is not there yet while SpotDraft has none, and 503 while it is down', async () => {
      const id = madeIn('DRAFT');
      world.spotdraft.faults.add({
        kind: 'status',
        match: { path: '/download_link' },
        status: 404,
        body: { detail: 'Not found.' },
      });
      const early = await openAs(id);
      expect(early.status).toBe(503);
      expect(early.headers.get('retry-after')).not.toBeNull();
      world.spotdraft.faults.clear();
      world.spotdraft.faults.add({ kind: 'status', status: 500 });
      expect((await openAs(id)).status).toBe(503);
    });
  });

  test('the present version of an executed contract is the signed PDF, and no DOCX', async () => {
    const id = inStatus('EXECUTED');
    expect((await open(`${id}?format=pdf`)).status).toBe(302);
    const docx = await open(`${id}?format=docx`);
    expect(docx.status).toBe(404);
    expect(await docx.text()).toContain('?format=pdf');
  });

  test('answers 400 to another format, for those who may open it', async () => {
    const id = inStatus('EXECUTED');
    for (const query of ['format=odt', 'format=', 'format=PDF', 'format=pdf&format=docx']) {
      expect((await open(`${id}?${query}`)).status).toBe(400);
      expect((await open(`${id}?${query}`, {})).status).toBe(401);
    }
  });

  test('Contract.previewUrl is a stable link until it is executed, and goes on to work then', async () => {
    const previewOf = async (id: string) => {
      const { data } = await world.graphql<{ contract: { previewUrl: string | null } }, object>(
        'query ($id: ID!) { contract(id: $id) { previewUrl } }',
        { id },
      );
      return data!.contract.previewUrl;
    };
    const id = inStatus('REDLINING');
    const link = await previewOf(id);
    expect(link).toBe(`${world.app.url}/documents/${id}?format=pdf`);
    world.spotdraft.control.execute(id);
    await world.graphql('mutation ($id: ID!) { syncContract(id: $id) { contract { id } } }', {
      id,
    });
    expect(await previewOf(id)).toBeNull();
    const response = await fetch(link!, { headers: world.as('service'), redirect: 'manual' });
    expect(response.status).toBe(302);
  });

  test('a deleted contract has no document', async () => {
    const id = inStatus('EXECUTED');
    world.spotdraft.control.delete(id);
    expect([404, 409]).toContain((await open(id)).status);
    const sync = 'mutation ($id: ID!) { syncContract(id: $id) { contract { status } } }';
    await world.graphql(sync, { id });
    expect((await open(`${id}?format=pdf`)).status).toBe(404);
  });
});
