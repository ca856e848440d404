import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { sampleOf as makeSample } from '../../../../src/sandbox/spotdraft/examples/sample.js';
import { RequestChecks } from '../../../../src/sandbox/spotdraft/examples/request-checks.js';
import { readSpecification } from '../../../../src/sandbox/spotdraft/examples/specification.js';
import type {
  Operation,
  Specification,
} from '../../../../src/sandbox/spotdraft/examples/specification.js';
import { startSpotDraftSandbox } from '../../../../src/sandbox/spotdraft/index.js';
import type { SpotDraftSandbox } from '../../../../src/sandbox/spotdraft/index.js';
import { createOrderForm, createCaller, V21 } from './sandbox-client.js';

interface Answer {
  readonly status: number;
  readonly from: string | null;
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- foreign data that each test asserts piece by piece
}

let sandbox: SpotDraftSandbox;
let specification: Specification;
let checks: RequestChecks;
let contract: { id: string; contract_id: number };

/** What is left written by hand: whatever else is, comes and goes. */
const BY_HAND = [`POST ${V21}/contracts/`, `GET ${V21}/templates/`];

beforeAll(async () => {
  sandbox = await startSpotDraftSandbox({
    rateLimitPerSecond: null,
    examplesFor: (operation) => !BY_HAND.includes(operation),
  });
  specification = await readSpecification();
  checks = new RequestChecks(specification);
  contract = await createOrderForm(createCaller(sandbox));
  // Some operations are for contracts under negotiation alone.
  sandbox.control.send(contract.id);
});
afterAll(() => sandbox.close());

async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(sandbox.url + path, {
    method,
    redirect: 'manual',
    headers: {
      'client-id': sandbox.clientId,
      'client-secret': sandbox.clientSecret,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /^[[{]/.test(text);
  return {
    status: response.status,
    from: response.headers.get('x-sandbox-answer'),
    body: isJson ? JSON.parse(text) : text,
  };
}

function sampleOf(schema: Record<string, unknown>): unknown {
  return makeSample(schema, specification, (one, value) => checks.fits(one, value));
}

/** A path with the contract in the form the operation wants, and something for each other parameter. */
function pathOf({ template, parameters }: Operation): string {
  const path = template.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const schema = parameters.find((one) => one.in === 'path' && one.name === name)?.schema ?? {};
    const isNumber = schema.type === 'integer' || schema.pattern === '^[0-9]+$';
    if (name === 'contract_id' || name === 'composite_id')
      return String(isNumber ? contract.contract_id : contract.id);
    return isNumber ? '7' : String(sampleOf(schema));
  });
  const query = parameters
    .filter((one) => one.in === 'query' && one.isRequired)
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(sampleOf(schema)))}`);
  return query.length === 0 ? path : `${path}?${query.join('&')}`;
}

const keyOf = (method: string, path: string) =>
  `${method} ${path.replaceAll(/:\w+|\{\w+\}/g, ':')}`;

describe('SpotDraft sandbox: operations that are not written by hand', () => {
  it('answers every operation of the specification, and says which answers are examples', async () => {
    const byHand = new Set(
      sandbox.operations.map((key) => {
        const [method = '', path = ''] = key.split(' ');
        return keyOf(method, path);
      }),
    );
    const others = specification.operations.filter(
      ({ method, template }) => !byHand.has(keyOf(method, template)),
    );
    expect(others.length).toBeGreaterThan(55);
    const wrong: string[] = [];
    for (const operation of others) {
      const body = operation.body ? sampleOf(operation.body.schema) : undefined;
      const answer = await ask(operation.method, pathOf(operation), body);
      const expected = operation.success.content?.example === undefined ? 'schema' : 'example';
      const from = operation.success.content === null ? 'example' : expected;
      if (answer.status !== operation.success.status || answer.from !== from)
        wrong.push(`${operation.method} ${pathOf(operation)}: ${JSON.stringify(answer)}`);
    }
    expect(wrong).toEqual([]);
  });

  it('makes answers that fit their schema where there is no example', () => {
    const made = specification.operations.filter(
      ({ success: { content } }) =>
        content !== null && content.example === undefined && content.schema.format !== 'binary',
    );
    expect(made.length).toBeGreaterThan(15);
    for (const { success, method, template } of made) {
      const schema = success.content?.schema ?? {};
      const answer = sampleOf(schema);
      expect(checks.fits(schema, answer), `${method} ${template} ${JSON.stringify(answer)}`).toBe(
        true,
      );
    }
  });

  it('says so of no answer that is written by hand', async () => {
    expect(await ask('GET', `${V21}/templates/`)).toMatchObject({ status: 200, from: null });
  });

  it('gives the specification’s example', async () => {
    const { body } = await ask('GET', `${V21}/contracts/${contract.contract_id}/obligations/`);
    const operation = specification.operations.find(
      ({ method, template }) => method === 'GET' && template.endsWith('{contract_id}/obligations/'),
    );
    expect(body).toEqual(operation?.success.content?.example);
  });

  it('counts calls by their operation', async () => {
    sandbox.calls.reset();
    await ask('GET', `${V21}/contracts/${contract.contract_id}/comments/`);
    expect(sandbox.calls.report().byRoute).toEqual({
      [`GET ${V21}/contracts/:contract_id/comments/`]: 1,
    });
  });

  it('refuses strangers, throttles, and knows who calls, as on every route', async () => {
    const path = `${V21}/contracts/${contract.contract_id}/comments/`;
    expect(await ask('GET', path, undefined, { 'client-secret': 'wrong' })).toMatchObject({
      status: 401,
      from: null,
    });
    const stranger = { 'user-email': 'stranger@example.com' };
    expect((await ask('GET', path, undefined, stranger)).status).toBe(403);
    await using slow = await startSpotDraftSandbox({
      rateLimitPerSecond: 1,
      examplesFor: () => true,
    });
    const call = createCaller(slow);
    expect((await call('GET', `${V21}/facets/`)).status).toBe(200);
    expect((await call('GET', `${V21}/facets/`)).status).toBe(429);
  });

  it.each([
    [
      'an integer where the composite id belongs',
      () => `${V21}/contracts/${contract.contract_id}/content`,
    ],
    ['a composite id where the integer belongs', () => `${V21}/contracts/${contract.id}/comments/`],
    ['a contract nobody has', () => `${V21}/contracts/4711/comments/`],
    ['an id that is no number', () => `${V21}/counter_parties/seven/contacts`],
    ['an id that is no UUID', () => `${V21}/workspace/files/7/`],
    ['a path that is nobody’s', () => `${V21}/florilegium/`],
    ['a lone percent sign', () => `${V21}/contracts/%/comments/`],
  ])('answers 404 to %s', async (_what, path) => {
    const answer = await ask('GET', path());
    expect(answer).toEqual({ status: 404, from: null, body: { detail: 'Not found.' } });
  });

  it('redirects a wrong trailing slash, and refuses a method that the path lacks', async () => {
    const path = `${V21}/contracts/${contract.contract_id}/comments`;
    expect((await ask('POST', path, {})).status).toBe(302);
    expect((await ask('DELETE', `${path}/`)).status).toBe(405);
    expect((await ask('PUT', `${V21}/templates/`)).status).toBe(405);
  });

  it('checks query parameters, and takes none that is not declared', async () => {
    const comments = `${V21}/contracts/${contract.contract_id}/comments/`;
    expect(await ask('GET', `${comments}?lmit=5`)).toMatchObject({
      status: 400,
      body: { lmit: ['Unknown query parameter.'] },
    });
    const paged = specification.operations.find(
      ({ template, method }) => method === 'GET' && template.endsWith('/legal_intake/'),
    );
    expect(paged?.parameters.map(({ name }) => name)).toContain('limit');
    expect(await ask('GET', '/api/v1/public/legal_intake/?limit=many')).toMatchObject({
      status: 400,
      body: { limit: ['Input should be a valid integer'] },
    });
  });

  it('checks bodies in the API’s own words, rows by their index', async () => {
    const comments = `${V21}/contracts/${contract.contract_id}/comments/`;
    expect(await ask('POST', comments, {})).toMatchObject({ status: 400, from: null });
    const mapping = `${V21}/key_pointers/field-name-mapping/`;
    expect(await ask('POST', mapping, { old_field_names: ['a', 7] })).toMatchObject({
      status: 400,
      body: { old_field_names: { '1': ['Input should be a valid string'] } },
    });
    expect((await ask('POST', comments, undefined)).status).toBe(400);
  });
});
