import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config/config.js';
import { ConfigError } from '../../../src/domain/errors.js';
import { buildGraphqlSchema } from '../../../src/resolvers/server/graphql-schema.js';
import {
  loadPersistedOperations,
  operationHash,
} from '../../../src/resolvers/server/persisted-operations.js';
import { EventReader } from '../../support/event-reader.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { CHANGED } from '../live/live-support.js';

const VIEWER = '{ viewer { name } }';
const OTHER = '{ viewer { roles } }';
const COMPONENTS_OPERATIONS: string =
  '../../../salesforce/force-app/main/default/lwc/dealdraftApi/operations.js';
const COMPONENTS_FILE = 'salesforce/persisted-operations.json';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-persisted-'));
});
afterAll(() => rm(folder, { recursive: true }));

const fileOf = (...texts: string[]) =>
  write(JSON.stringify(Object.fromEntries(texts.map((text) => [operationHash(text), text]))));

let files = 0;
async function write(content: string): Promise<string> {
  files += 1;
  const file = path.join(folder, `${files}.json`);
  await writeFile(file, content);
  return file;
}

const byHash = (text: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: operationHash(text) } },
});

async function send(world: World, body: object) {
  const response = await fetch(`${world.app.url}/graphql`, {
    method: 'POST',
    headers: { ...world.as('service'), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as {
    data?: { viewer?: unknown } | null;
    errors?: { message: string; extensions: { code: string } }[];
  };
}

const stream = (world: World, body: object) =>
  fetch(`${world.app.url}/graphql/stream`, {
    method: 'POST',
    headers: {
      ...world.as('service'),
      'content-type': 'application/json',
      accept: 'text/event-stream',
    },
    body: JSON.stringify(body),
  });

const NOT_FOUND = {
  message: 'PersistedQueryNotFound',
  extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
};

describe('without a file', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ worker: false });
  });
  afterAll(() => world[Symbol.asyncDispose]());

  test('a client is asked for the text of a new hash once, and then names it', async () => {
    expect((await send(world, byHash(VIEWER))).errors).toEqual([NOT_FOUND]);
    expect(await send(world, { query: VIEWER, ...byHash(VIEWER) })).toHaveProperty(
      'data.viewer.name',
    );
    expect(await send(world, byHash(VIEWER))).toHaveProperty('data.viewer.name');
  });

  test('by GET as well', async () => {
    await send(world, { query: OTHER, ...byHash(OTHER) });
    const extensions = encodeURIComponent(JSON.stringify(byHash(OTHER).extensions));
    const response = await fetch(`${world.app.url}/graphql?extensions=${extensions}`, {
      headers: world.as('service'),
    });
    expect(await response.json()).toHaveProperty('data.viewer.roles');
  });

  test.each([[2], ['1'], [null]])(
    'version %j of them is a fault of the request',
    async (version) => {
      const { persistedQuery } = byHash(VIEWER).extensions;
      const { errors } = await send(world, {
        extensions: { persistedQuery: { ...persistedQuery, version } },
      });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    },
  );

  test('a text under the hash of another is refused, and is not kept', async () => {
    const { errors } = await send(world, { query: OTHER, ...byHash('{ viewer { username } }') });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect((await send(world, byHash('{ viewer { username } }'))).errors).toEqual([NOT_FOUND]);
  });
});

describe('with a file and nothing else allowed', () => {
  let world: World;
  beforeAll(async () => {
    const file = await fileOf(VIEWER, CHANGED);
    world = await startWorld({
      worker: false,
      env: { PERSISTED_OPERATIONS_FILE: file, PERSISTED_ONLY: 'true' },
    });
  });
  afterAll(() => world[Symbol.asyncDispose]());

  test('its operations are carried out, by hash or as text', async () => {
    expect(await send(world, byHash(VIEWER))).toHaveProperty('data.viewer.name');
    expect(await send(world, { query: VIEWER })).toHaveProperty('data.viewer.name');
  });

  test.each([
    ['as text', { query: OTHER }],
    ['by hash', byHash(OTHER)],
    ['as text with its hash', { query: OTHER, ...byHash(OTHER) }],
    ['with a blank more', { query: `${VIEWER} ` }],
    ['as introspection', { query: '{ __schema { queryType { name } } }' }],
  ])('any other is refused: %s', async (_how, body) => {
    const answer = await send(world, body);
    expect(answer.errors).toEqual([NOT_FOUND]);
    expect(answer.data ?? null).toBeNull();
  });

  test('events are told of a known subscription, by hash', async () => {
    const events = await EventReader.open(`${world.app.url}/graphql/stream`, {
      method: 'POST',
      headers: {
        ...world.as('service'),
        'content-type': 'application/json',
        accept: 'text/event-stream',
      },
      body: JSON.stringify(byHash(CHANGED)),
    });
    events.close();
    const extensions = encodeURIComponent(JSON.stringify(byHash(CHANGED).extensions));
    const byGet = await EventReader.open(
      `${world.app.url}/graphql/stream?extensions=${extensions}`,
      { headers: { ...world.as('service'), accept: 'text/event-stream' } },
    );
    byGet.close();
  });

  test.each([
    ['as text', { query: 'subscription { contractChanged { id } }' }],
    ['by hash', byHash('subscription { contractChanged { id } }')],
  ])('and of no other: %s', async (_how, body) => {
    const response = await stream(world, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [NOT_FOUND] });
  });
});

describe('the file', () => {
  const schema = buildGraphqlSchema();
  const load = (file: string) =>
    loadPersistedOperations([{ setting: 'PERSISTED_OPERATIONS_FILE', path: file }], {
      only: true,
      schema,
    });

  test('of the Lightning components has all that they send', async () => {
    const known = await load(COMPONENTS_FILE);
    const sent = (await import(COMPONENTS_OPERATIONS)) as Record<string, string>;
    const texts = Object.values(sent);
    expect(texts.length).toBeGreaterThan(5);
    for (const text of texts) expect(known.textOf(operationHash(text))).toBe(text);
    const file = JSON.parse(await readFile(COMPONENTS_FILE, 'utf8')) as Record<string, string>;
    const ofFlows = Object.values(file).filter((text) => text.startsWith('mutation Flow'));
    expect(Object.keys(file)).toHaveLength(texts.length + ofFlows.length);
  });

  test.each<[string, string, RegExp]>([
    ['is no JSON', '{', /must be a JSON object/],
    ['is a list', '[]', /must be a JSON object/],
    [
      'has a text under a wrong hash',
      JSON.stringify({ abc: VIEWER }),
      /under abc whose hash is [0-9a-f]{64}/,
    ],
    ['asks for what the schema lacks', hashed('{ nobody }'), /does not fit the schema: .*"nobody"/],
    ['has what is no GraphQL', hashed('{ viewer'), /is no GraphQL: Syntax Error/],
  ])('is refused when it %s', async (_what, content, message) => {
    const file = await write(content);
    const failure = load(file);
    await expect(failure).rejects.toBeInstanceOf(ConfigError);
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toThrow(file);
  });

  test('is named when it is not there', async () => {
    await expect(load('/nowhere/operations.json')).rejects.toThrow(
      "PERSISTED_OPERATIONS_FILE: can't read /nowhere/operations.json (ENOENT).",
    );
  });

  test('is asked for where nothing else is allowed', () => {
    expect(() => loadConfig({ PERSISTED_ONLY: 'true' })).toThrow(
      /PERSISTED_OPERATIONS_FILE: is missing/,
    );
  });
});

function hashed(text: string): string {
  return JSON.stringify({ [operationHash(text)]: text });
}
