import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import * as errors from '../../../../src/domain/errors.js';
import type { Log } from '../../../../src/domain/log.js';
import { silentLog } from '../../../../src/domain/log.js';
import { CallerLeftError } from '../../../../src/domain/request-scope.js';
import {
  createErrorFormatter,
  GRAPHQL_ERROR_CODES,
} from '../../../../src/resolvers/server/format-error.js';
import { OpportunitiesDocument } from '../../../generated/graphql.js';
import { createGraph } from '../graph.js';

const SOQL = "SELECT Id FROM Opportunity WHERE Name = 'x'";

/** What a caller sees when a service fails like this. */
async function seenFor(error: Error, log: Log = silentLog) {
  const graph = createGraph({ viewer: { describe: () => Promise.reject(error) } }, { log });
  const { errors: seen } = await graph.run('{ viewer { name } }');
  expect(seen).toHaveLength(1);
  expect(Object.keys(seen[0]!).sort()).toEqual(['extensions', 'locations', 'message', 'path']);
  expect(seen[0]?.path).toEqual(['viewer']);
  return { message: seen[0]!.message, extensions: seen[0]!.extensions! };
}

describe('domain errors', () => {
  const salesforce = { service: 'salesforce', operation: 'GET /query', status: 503 } as const;
  const unavailable = { code: 'UPSTREAM_UNAVAILABLE', service: 'salesforce' };
  it.each([
    [new errors.InputError('m'), { code: 'BAD_USER_INPUT' }],
    [new errors.ConflictError('m'), { code: 'BAD_USER_INPUT' }],
    [new errors.UnauthenticatedError('m'), { code: 'UNAUTHENTICATED' }],
    [new errors.ForbiddenError('m'), { code: 'FORBIDDEN' }],
    [new errors.NotFoundError('m'), { code: 'NOT_FOUND' }],
    [new errors.UpstreamUnavailableError('m', salesforce), unavailable],
    [new errors.AmbiguousOutcomeError('m', salesforce), unavailable],
    [
      new errors.UpstreamAuthError('m', salesforce),
      { ...unavailable, reason: 'CREDENTIALS_REFUSED' },
    ],
    [
      new errors.ForbiddenError('m', { service: 'spotdraft' }),
      { code: 'FORBIDDEN', service: 'spotdraft' },
    ],
    [
      new errors.NotFoundError('m', { service: 'spotdraft', upstreamCode: 'SD_1' }),
      { code: 'NOT_FOUND', service: 'spotdraft', spotdraftCode: 'SD_1' },
    ],
    [
      new errors.ForbiddenError('m', { service: 'salesforce', upstreamCode: 'X' }),
      { code: 'FORBIDDEN', service: 'salesforce' },
    ],
    [
      new errors.UpstreamRejectedError('m', { service: 'spotdraft', upstreamCode: 'SD_2' }),
      { code: 'BAD_USER_INPUT', spotdraftCode: 'SD_2' },
    ],
    [
      new errors.NothingCreatedError(new errors.UpstreamUnavailableError('m', salesforce)),
      { ...unavailable, nothingCreated: true },
    ],
    [new errors.UpstreamContractError('m', salesforce), unavailable],
    [new errors.UpstreamRejectedError('m', { service: 'spotdraft' }), { code: 'BAD_USER_INPUT' }],
    [
      new errors.RateLimitedError('m', { ...salesforce, retryAfterMs: 250 }),
      { code: 'RATE_LIMITED', service: 'salesforce', retryAfterMs: 250 },
    ],
  ])('%o keeps its message and gets its code', async (error, extensions) => {
    expect(await seenFor(error)).toEqual({ message: 'm', extensions });
  });

  it.each([
    new errors.TerminalError(SOQL),
    new errors.ConfigError([SOQL]),
    new errors.UpstreamRejectedError(SOQL, { service: 'salesforce' }),
    new TypeError(SOQL),
    new GraphQLError(SOQL, { extensions: { code: 'BAD_USER_INPUT' } }),
    Object.assign(new Error(SOQL), { extensions: { code: 'BAD_USER_INPUT', secret: 's' } }),
  ])('%o is hidden behind a reference that is also in the log', async (error) => {
    const logged: object[] = [];
    const { message, extensions } = await seenFor(error, {
      ...silentLog,
      error: (fields) => logged.push(fields),
    });
    expect(extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
    const reference = /^Something went wrong on our side \(reference (\S+)\)\.$/.exec(message)?.[1];
    expect(reference).toBeDefined();
    expect(logged).toMatchObject([{ reference }]);
  });

  it('logs no properties of a foreign error, which may hold tokens', async () => {
    const logged: object[] = [];
    const error = new Error('broken', { cause: new Error('socket closed') });
    await seenFor(Object.assign(error, { headers: { authorization: 'Bearer s3cret' } }), {
      ...silentLog,
      error: (fields) => logged.push(fields),
    });
    expect(JSON.stringify(logged)).not.toContain('s3cret');
    expect(logged).toMatchObject([{ errorName: 'Error', causes: ['Error: socket closed'] }]);
  });

  it('takes it for no failure that a caller left before the answer', () => {
    const seen: unknown[] = [];
    const format = createErrorFormatter({ onInternal: (error) => seen.push(error) });
    const error = new GraphQLError('x', { originalError: new CallerLeftError(), path: ['a'] });
    expect(format(error.toJSON(), error)).toMatchObject({
      message: 'The client hung up.',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
    expect(seen).toEqual([]);
  });

  it('gives one error under several paths one reference and one log entry', () => {
    const seen: string[] = [];
    const format = createErrorFormatter({
      onInternal: (_error, reference) => seen.push(reference),
      newReference: () => `r${seen.length}`,
    });
    const originalError = new Error('x');
    const messages = ['a', 'b'].map((path) => {
      const error = new GraphQLError('x', { originalError, path: [path] });
      return format(error.toJSON(), error).message;
    });
    expect(new Set(messages).size).toBe(1);
    expect(seen).toEqual(['r0']);
    // What is thrown need not be an error.
    expect(format({ message: 'x' }, 'x').message).toContain('reference r1');
  });
});

describe('faults of the request', () => {
  const graph = createGraph({});

  it.each([
    ['does not parse', '{ viewer {'],
    ['has unknown fields', '{ nothing }'],
    ['names no operation', 'query A { viewer { name } } query B { viewer { name } }'],
    ['is empty', ''],
    ['has a literal of the wrong type', '{ opportunities(first: "x") { totalCount } }'],
    [
      'has a date that is none',
      '{ opportunities(filter: {closeDateTo: "2026-02-30"}) { totalCount } }',
    ],
    ['has a time that is none', '{ contracts(filter: {updatedSince: "now"}) { totalCount } }'],
    ['subscribes', 'subscription { viewer { name } }'],
  ])('a document that %s is BAD_USER_INPUT', async (_name, query) => {
    const { errors: seen } = await graph.run(query);
    expect(seen[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
    expect(seen[0]?.message).not.toContain('our side');
  });

  it('a variable of the wrong type is BAD_USER_INPUT and HTTP 400', async () => {
    for (const variables of [{ first: 'many' }, { filter: { closeDateFrom: '1.2.2026' } }]) {
      const answer = await graph.run(OpportunitiesDocument, variables as object);
      expect(answer).toMatchObject({
        httpStatus: 400,
        errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
      });
    }
  });

  it('more faults in a variable than are counted are BAD_USER_INPUT, and nothing to log', async () => {
    const logged: unknown[] = [];
    const log = { ...silentLog, error: (fields: object) => logged.push(fields) };
    const { errors: seen } = await createGraph({}, { log }).run(OpportunitiesDocument, {
      filter: { stageName: Array.from({ length: 100 }, () => 1 as never) },
    });
    expect(new Set(seen.map(({ extensions }) => extensions?.['code']))).toEqual(
      new Set(['BAD_USER_INPUT']),
    );
    expect(logged).toEqual([]);
  });

  it('a variable that is null where its default was relied on is BAD_USER_INPUT', async () => {
    const { errors: seen } = await graph.run(
      'query A($id: ID = "T-1") { contract(id: $id) { id } }',
      { id: null },
    );
    expect(seen).toMatchObject([{ path: ['contract'], extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('names of the schema are suggested only where it may be asked for', async () => {
    const messages = async (introspection: boolean) => {
      const closed = createGraph({}, { introspection });
      const { errors: seen } = await closed.run('{ viewr { name } }');
      return seen[0]?.message;
    };
    expect(await messages(true)).toContain('Did you mean "viewer"');
    expect(await messages(false)).not.toContain('viewer"');
    const { errors: seen } = await createGraph({}, { introspection: false }).run(
      '{ __schema { queryType { name } } }',
    );
    expect(seen[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });
});

it('knows each outward code once', () => {
  expect(new Set(GRAPHQL_ERROR_CODES).size).toBe(GRAPHQL_ERROR_CODES.length);
});
