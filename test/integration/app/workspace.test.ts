import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AnalyticsDocument, FeatureFlagsDocument } from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';

let world: World;
let admin: Headers;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  admin = world.as('admin');
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => {
  world.spotdraft.faults.clear();
});

const calls = () =>
  Object.values(world.spotdraft.calls.report().byRoute).reduce((sum, count) => sum + count, 0);

const ask = (query: string, headers = admin) =>
  world.graphql(AnalyticsDocument, { query }, headers);

describe('analytics', () => {
  test('gives columns and rows as SpotDraft finds them', async () => {
    const { data, errors } = await ask(
      'SELECT contract_id, contract_status FROM contracts LIMIT 3',
    );
    expect(errors).toEqual([]);
    expect(data!.analytics).toMatchObject({
      columns: ['contract_id', 'contract_status'],
      rowCount: 3,
      truncated: false,
    });
    expect(data!.analytics.rows).toHaveLength(3);
    expect(data!.analytics.rows[0]).toEqual({
      contract_id: expect.any(Number),
      contract_status: expect.any(String),
    });
  });

  test('is asked as the person, who sees their own contracts', async () => {
    const query = 'SELECT contract_id FROM contracts';
    const all = await ask(query);
    const own = await ask(
      query,
      await world.asUser('priya.raman@meridian-cloud.example', { roles: ['admin'] }),
    );
    expect(own.data!.analytics.rowCount).toBeGreaterThan(0);
    expect(own.data!.analytics.rowCount).toBeLessThan(all.data!.analytics.rowCount);
  });

  test('is forbidden, in words for people, to somebody whom SpotDraft does not know', async () => {
    const nobody = await world.asUser('priya.raman@meridian-cloud.example', {
      roles: ['admin'],
      email: 'nobody@meridian-cloud.example',
    });
    const { errors } = await ask('SELECT contract_id FROM contracts', nobody);
    expect(errors).toMatchObject([
      {
        message: /SpotDraft has no user/,
        extensions: { code: 'FORBIDDEN', service: 'spotdraft' },
      },
    ]);
  });

  test.each([
    ['with its words', { detail: 'Not enabled.', code: 'SD_PUBLIC_00045' }, /Not enabled\./],
    ['without a body', '', /not enabled in your SpotDraft workspace/],
  ])('is forbidden where the workspace does not have it: 501 %s', async (_name, body, words) => {
    world.spotdraft.faults.add({
      kind: 'status',
      match: { path: '/analytics/query/' },
      status: 501,
      body,
    });
    const before = calls();
    const { errors } = await ask('SELECT contract_id FROM contracts');
    expect(errors).toMatchObject([{ message: words, extensions: { code: 'FORBIDDEN' } }]);
    expect(calls()).toBe(before + 1);
  });

  test.each([
    ['what is no SELECT', 'DELETE FROM contracts', /single SELECT/],
    ['a table that is not there', 'SELECT a FROM secrets', /secrets is not allowed/],
    ['what can not be parsed', 'SELECT FROM', /could not be parsed/],
  ])('refuses %s in the words of SpotDraft', async (_name, query, words) => {
    const { errors } = await ask(query);
    expect(errors).toMatchObject([{ message: words, extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test.each([
    ['a blank query', ' '],
    ['one that is too long', `SELECT ${'a'.repeat(10_000)}`],
  ])('refuses %s before any call', async (_name, query) => {
    const before = calls();
    const { errors } = await ask(query);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(calls()).toBe(before);
  });

  test('that fails there is not asked again, and says so', async () => {
    world.spotdraft.faults.add({
      kind: 'status',
      match: { path: '/analytics/query/' },
      status: 502,
      body: { detail: 'Too many bytes.', code: 'SD_PUBLIC_00043' },
    });
    const before = calls();
    const { errors } = await ask('SELECT contract_id FROM contracts');
    expect(errors).toMatchObject([
      { message: /Too many bytes/, extensions: { code: 'UPSTREAM_UNAVAILABLE' } },
    ]);
    expect(calls()).toBe(before + 1);
  });

  test('an answer beyond its bound is cut and says that there is more', async () => {
    const row = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`c${index}`, index]));
    world.spotdraft.faults.add({
      kind: 'status',
      match: { path: '/analytics/query/' },
      status: 200,
      body: {
        columns: Object.keys(row),
        rows: Array.from({ length: 300 }, () => row),
        row_count: 300,
        truncated: false,
        execution_ms: 1,
      },
    });
    const { data } = await ask('SELECT * FROM contracts');
    expect(data!.analytics).toMatchObject({ rowCount: 300, truncated: true });
    expect(data!.analytics.rows).toHaveLength(250);
  });
});

describe('featureFlags', () => {
  test('says what is switched on, by name', async () => {
    const names = ['LEGAL_INTAKE', 'MADE_UP', 'LEGAL_INTAKE'];
    const { data, errors } = await world.graphql(FeatureFlagsDocument, { names }, admin);
    expect(errors).toEqual([]);
    expect(data!.featureFlags).toEqual({ LEGAL_INTAKE: true, MADE_UP: false });
  });

  test.each([
    ['no names', []],
    ['a blank name', [' ']],
    ['too many names', Array.from({ length: 101 }, (_, index) => `F${index}`)],
  ])('refuses %s before any call', async (_name, names) => {
    const before = calls();
    const { errors } = await world.graphql(FeatureFlagsDocument, { names }, admin);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(calls()).toBe(before);
  });
});
