import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { someContract } from './sync-support.js';
import { API_KEYS, startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
let draft: string;
let deal: string;
beforeAll(async () => {
  world = await startWorld({ worker: false, backfill: true });
  draft = someContract(world, 'DRAFT').id;
  deal = String(world.salesforce.control.org.store.rows('Opportunity')[0]!.Id);
});
afterAll(() => world[Symbol.asyncDispose]());

/** As much as a request may hold. */
const ENDLESS = 'x'.repeat(900_000);
const ASK = {
  contracts:
    'query ($f: ContractFilter, $a: String) { contracts(filter: $f, after: $a) { nodes { id } } }',
  deals:
    'query ($f: OpportunityFilter, $a: String) { opportunities(filter: $f, after: $a) { nodes { id } } }',
  templates: 'query ($s: String) { templates(search: $s) { id } }',
  draft:
    'query ($o: ID!, $t: ID!, $n: String) { contractDraft(opportunityId: $o, templateId: $t, name: $n) { userErrors { field code message } } }',
  deliveries:
    'query ($c: ID, $a: String) { deliveries(contractId: $c, after: $a) { nodes { id } } }',
};
const change = (name: string, input: string) =>
  `mutation ($i: ${input}!) { ${name}(input: $i) { userErrors { field code message } } }`;

const spent = () => world.spotdraft.calls.report().total;

const writes = () =>
  Object.entries(world.spotdraft.calls.report().byRoute)
    .filter(([route]) => !route.startsWith('GET '))
    .reduce((sum, [, count]) => sum + count, 0);

/** What an answer says of a text, and that it does not repeat it. */
async function ask(query: string, variables: object) {
  const response = await fetch(`${world.app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': API_KEYS.admin },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  expect(text.length).toBeLessThan(2_000);
  return JSON.parse(text) as { errors?: unknown[]; data?: Record<string, unknown> };
}

describe('a text without end', () => {
  test.each<[string, string, () => object]>([
    ['contracts(filter: { search })', ASK.contracts, () => ({ f: { search: ENDLESS } })],
    ['contracts(filter: { typeId })', ASK.contracts, () => ({ f: { typeId: ENDLESS } })],
    [
      'contracts(filter: { opportunityId })',
      ASK.contracts,
      () => ({ f: { opportunityId: ENDLESS } }),
    ],
    ['contracts(after)', ASK.contracts, () => ({ a: ENDLESS })],
    ['opportunities(filter: { search })', ASK.deals, () => ({ f: { search: ENDLESS } })],
    ['opportunities(filter: { stageName })', ASK.deals, () => ({ f: { stageName: [ENDLESS] } })],
    ['opportunities(filter: { ownerId })', ASK.deals, () => ({ f: { ownerId: ENDLESS } })],
    ['opportunities(after)', ASK.deals, () => ({ a: ENDLESS })],
    ['templates(search)', ASK.templates, () => ({ s: ENDLESS })],
    ['contractDraft(templateId)', ASK.draft, () => ({ o: deal, t: ENDLESS })],
    ['deliveries(contractId)', ASK.deliveries, () => ({ c: ENDLESS })],
    ['deliveries(after)', ASK.deliveries, () => ({ a: ENDLESS })],
  ])('of %s is BAD_USER_INPUT and costs nothing', async (_where, query, variables) => {
    const before = spent();
    const { errors } = await ask(query, variables());
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(spent()).toBe(before);
  });

  test.each<[string, string, string, (texts: { contract: string }) => object]>([
    [
      'name',
      'createContract',
      'CreateContractInput',
      () => ({ opportunityId: deal, templateId: '1204', name: ENDLESS }),
    ],
    [
      'idempotencyKey',
      'createContract',
      'CreateContractInput',
      () => ({ opportunityId: deal, templateId: '1204', idempotencyKey: ENDLESS }),
    ],
    [
      'subject',
      'sendContract',
      'SendContractInput',
      ({ contract }) => ({ contractId: contract, subject: ENDLESS }),
    ],
    [
      'message',
      'sendContract',
      'SendContractInput',
      ({ contract }) => ({ contractId: contract, message: ENDLESS }),
    ],
    [
      'toEmails',
      'sendContract',
      'SendContractInput',
      ({ contract }) => ({ contractId: contract, toEmails: [`${ENDLESS}@x.example`] }),
    ],
    [
      'ccEmails',
      'sendContract',
      'SendContractInput',
      ({ contract }) => ({
        contractId: contract,
        ccEmails: Array<string>(20_000).fill('a@x.example'),
      }),
    ],
    [
      'note',
      'voidContract',
      'VoidContractInput',
      ({ contract }) => ({ contractId: contract, note: ENDLESS }),
    ],
    [
      'text',
      'updateNote',
      'UpdateNoteInput',
      ({ contract }) => ({ contractId: contract, noteId: '1', text: ENDLESS }),
    ],
    [
      'tag',
      'updateNote',
      'UpdateNoteInput',
      ({ contract }) => ({ contractId: contract, noteId: '1', text: 'x', tag: ENDLESS }),
    ],
  ])('in %s of %s is a user error there, and nothing is sent', async (field, name, input, make) => {
    const before = writes();
    const { data, errors } = await ask(change(name, input), { i: make({ contract: draft }) });
    expect(errors).toBeUndefined();
    expect(data![name]).toMatchObject({
      userErrors: [{ field: expect.arrayContaining([field]) as string[] }],
    });
    expect(writes()).toBe(before);
  });

  test('as a name of a draft is told as createContract would, and not even looked at beyond what any text may have', async () => {
    const { data } = await ask(ASK.draft, { o: deal, t: '1204', n: 'x'.repeat(90_000) });
    const { userErrors } = data!['contractDraft'] as { userErrors: object[] };
    expect(userErrors[0]).toMatchObject({
      field: ['name'],
      code: 'INVALID_INPUT',
      message: '"name" is 90000 characters long; at most 1000 are taken. Shorten it.',
    });
    const before = spent();
    expect(await ask(ASK.draft, { o: deal, t: '1204', n: ENDLESS })).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect(spent()).toBe(before);
  });
});

describe('what is endless and of no type that there is', () => {
  const filters =
    'query ($f: ContractFilter, $o: OpportunityOrder) { contracts(filter: $f) { nodes { id } } opportunities(orderBy: $o) { nodes { id } } }';
  const members = Object.fromEntries(Array.from({ length: 40_000 }, (_, i) => [`seach${i}`, 1]));

  test.each<[string, string, object]>([
    ['an object of members that its type lacks', filters, { f: members }],
    ['a member with such a name', filters, { f: { [ENDLESS]: 1 } }],
    ['an object where a text belongs', filters, { f: { search: members } }],
    [
      'objects where words belong',
      filters,
      { f: { status: Array(500).fill({ [ENDLESS.slice(0, 1_500)]: 1 }) } },
    ],
    ['a word of a list of words', filters, { o: ENDLESS }],
    ['a time', filters, { f: { updatedSince: ENDLESS } }],
    ['the name of a field', `{ ${ENDLESS} }`, {}],
  ])('%s is refused in few words, by POST and on a stream', async (_what, query, variables) => {
    for (const path of ['/graphql', '/graphql/stream']) {
      const response = await fetch(world.app.url + path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: path === '/graphql' ? 'application/json' : 'text/event-stream',
          'x-api-key': API_KEYS.admin,
        },
        body: JSON.stringify({ query, variables }),
      });
      expect(response.status).toBe(400);
      const text = await response.text();
      expect(text.length).toBeLessThan(200_000);
      const { errors } = JSON.parse(text) as { errors: { message: string }[] };
      expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
      for (const { message } of errors) expect(message.length).toBeLessThan(2_100);
    }
  });
});

describe('data without end', () => {
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`po_numbr_${i}`, 1]));

  test.each<[string, object]>([
    ['names', many(40_000)],
    ['rows', { rows: Array<object>(60_000).fill({ a: 1 }) }],
    ['a name', { [ENDLESS]: 1 }],
    ['a name within', { row: [{ [ENDLESS]: 1 }] }],
  ])('of %s is one user error, in a draft and in a contract', async (_what, data) => {
    const expected = [{ field: ['data'], code: 'INVALID_INPUT' }];
    const query = ASK.draft.replace('$n: String', '$d: JSONObject').replace('name: $n', 'data: $d');
    const asked = await ask(query, { o: deal, t: '1204', d: data });
    expect(asked.data).toMatchObject({ contractDraft: { userErrors: expected } });
    const made = await ask(change('createContract', 'CreateContractInput'), {
      i: { opportunityId: deal, templateId: '1204', data },
    });
    expect(made.data).toMatchObject({ createContract: { userErrors: expected } });
  });

  test('is not what a large table is', async () => {
    const rows = Array.from({ length: 1_500 }, (_, row) => ({ ...many(10), row }));
    const query = ASK.draft.replace('$n: String', '$d: JSONObject').replace('name: $n', 'data: $d');
    const asked = await ask(query, { o: deal, t: '1204', d: { rows } });
    expect(asked.data).toMatchObject({
      contractDraft: { userErrors: [{ field: ['data', 'rows'], code: 'UNKNOWN_FIELD' }] },
    });
  });
});

test('names that every object has are names like others, in data, variables and the body itself', async () => {
  for (const name of ['__proto__', 'constructor']) {
    const response = await fetch(`${world.app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': API_KEYS.admin },
      body: `{"query":"query ($o: ID!, $d: JSONObject) { contractDraft(opportunityId: $o, templateId: \\"1204\\", data: $d) { userErrors { field code message } } }",
        "${name}":{"prototype":{"polluted":true}},
        "variables":{"o":"${deal}","${name}":{"prototype":1},"d":{"${name}":{"prototype":{"polluted":true}}}}}`,
    });
    const { data } = (await response.json()) as {
      data: { contractDraft: { userErrors: { field: string[]; code: string; message: string }[] } };
    };
    const unknown = data.contractDraft.userErrors.filter(({ code }) => code === 'UNKNOWN_FIELD');
    expect(unknown).toMatchObject([{ field: ['data', name] }]);
    expect(unknown[0]!.message).toContain(name);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  }
});

test('lists of statuses as long as a request may be cost what a short one costs', async () => {
  const status = Array<string>(60_000).fill('DRAFT');
  const { errors } = await ask(ASK.contracts.replace('(filter', '(first: 2, filter'), {
    f: { status },
  });
  expect(errors).toBeUndefined();
});
