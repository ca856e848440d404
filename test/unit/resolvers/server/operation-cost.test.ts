import { readdirSync, readFileSync } from 'node:fs';
import {
  getIntrospectionQuery,
  GraphQLError,
  Kind,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildGraphqlSchema } from '../../../../src/resolvers/server/graphql-schema.js';
import { limitsRule } from '../../../../src/resolvers/server/limits.js';
import { costExcess, costOf } from '../../../../src/resolvers/server/operation-cost.js';

const schema = buildGraphqlSchema();
const ROOT = new URL('../../../../', import.meta.url);

/** As the server does: what validation lets through has a price. */
function priced(text: string, variables: Readonly<Record<string, unknown>> = {}) {
  const document = parse(text);
  expect(validate(schema, document, [...specifiedRules, limitsRule])).toEqual([]);
  return document.definitions.flatMap((operation) => {
    if (operation.kind !== Kind.OPERATION_DEFINITION) return [];
    const request = { schema, document, operation, variables };
    const { spotdraft, salesforce, values } = costOf(request);
    return [
      {
        excess: costExcess(request),
        spotdraft: spotdraft.total,
        salesforce: salesforce.total,
        values: values.total,
      },
    ];
  });
}

function price(text: string, variables: Readonly<Record<string, unknown>> = {}) {
  return priced(text, variables)[0]!;
}

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

describe('the price of an operation', () => {
  it('counts a field for every entry of the lists around it', () => {
    expect(price('{ contracts(first: 30) { nodes { recipients { name } } } }').spotdraft).toBe(30);
    expect(price('{ contracts { edges { node { recipients { name } } } } }').spotdraft).toBe(25);
    expect(
      price('{ opportunities(first: 4) { nodes { contracts { keyPointers { id } } } } }').spotdraft,
    ).toBe(20);
  });

  it('takes the size of a list from variables and their defaults', () => {
    const text = (fallback: string) =>
      `query ($n: Int${fallback}) { contracts(first: $n) { nodes { recipients { name } } } }`;
    expect(price(text(''), { n: 7 }).spotdraft).toBe(7);
    expect(price(text(' = 9')).spotdraft).toBe(9);
    expect(price(text(' = 9'), { n: 3 }).spotdraft).toBe(3);
    expect(price(text('')).spotdraft).toBe(25);
    expect(price(text(''), { n: null }).spotdraft).toBe(25);
    // Refused by the list itself.
    expect(price(text(''), { n: 5_000 }).spotdraft).toBe(100);
    expect(price(text(''), { n: 'many' }).spotdraft).toBe(25);
  });

  it('counts every alias, and a fragment wherever it is used', () => {
    const one = price('{ contract(id: "T-1") { keyPointers { id } } }').spotdraft;
    expect(one).toBe(3);
    const twice = `{ a: contract(id: "T-1") { ...F } b: contract(id: "T-2") { ...F ... { k: keyPointers { id } } } }
      fragment F on Contract { keyPointers { id } }`;
    expect(price(twice).spotdraft).toBe(2 * one + 1);
  });

  it('counts what several parts of a screen ask for under one name once, as it is carried out', () => {
    const text = `{ contracts(first: 20) { nodes { ...Card ...Details ... on Contract { recipients { status } } } } }
      fragment Card on Contract { recipients { name } keyPointers { name } }
      fragment Details on Contract { recipients { email } keyPointers { value } }`;
    expect(price(text).spotdraft).toBe(40);
    expect(price(text).values).toBe(
      price(`{ contracts(first: 20) { nodes {
        recipients { name email status } keyPointers { name value } } } }`).values,
    );
    expect(
      price(text.replace('{ recipients { email }', '{ other: recipients { email }')).spotdraft,
    ).toBe(60);
  });

  it('differs for one fragment within pages of other sizes', () => {
    const text = `{ a: contracts(first: 2) { ...P } b: contracts(first: 5) { ...P } }
      fragment P on ContractConnection { nodes { recipients { name } } }`;
    expect(price(text).spotdraft).toBe(7);
  });

  it('of a page of 20 contracts with approvals and comments is less than half of what one operation may take', () => {
    const { spotdraft } = price(
      '{ contracts(first: 20) { nodes { id approvals { id status } comments(first: 20) { nodes { text } } } } }',
    );
    expect(spotdraft).toBe(40);
  });

  it('of introspection is about what its answer holds', () => {
    const { values, spotdraft } = price(getIntrospectionQuery({ inputValueDeprecation: true }));
    expect(spotdraft).toBe(0);
    expect(values).toBeGreaterThan(3_000);
    expect(values).toBeLessThan(40_000);
  });
});

describe('an operation within bounds', () => {
  it.each([
    [
      'a page of 100 deals with their contracts and what people look at of them',
      `{ opportunities(first: 100) { totalCount pageInfo { endCursor hasNextPage } nodes {
          id name stageName closeDate probability isClosed isWon url createdAt updatedAt
          amount { value currency } owner { id name email }
          account { id name website industry billingAddress { street city state postalCode country } }
          contracts { id name status kind referenceId counterpartyName createdBy createdAt url documentUrl
            externalMetadata actions type { id name } opportunity { id name }
            sync { lastSyncedAt pending lastError } } } } }`,
    ],
    [
      'a page of 100 contracts with whom each waits for',
      '{ contracts(first: 100, filter: { status: [SIGN] }) { nodes { id name waitingFor { name email } } } }',
    ],
    [
      'a page of 100 contracts with what only SpotDraft knows of them',
      '{ contracts(first: 100) { totalCount nodes { id name recipients { name } opportunity { name } } } }',
    ],
    [
      'one deal with all there is to its contracts',
      `{ opportunity(id: "006000000000001") { contracts { id recipients { name } keyPointers { id } waitingFor { name } } } }`,
    ],
    ['ten lists of a dashboard', `{ ${times(10, (i) => `a${i}: opportunities { totalCount }`)} }`],
  ])('is %s', (_what, text) => {
    expect(price(text).excess?.message ?? null).toBeNull();
  });

  it.each<Operations>([
    ['examples/', async () => textsOf('examples')],
    // One document: its files share their fragments.
    ['test/operations/', async () => [textsOf('test/operations').join('\n')]],
    ...operationsIn('ui/src'),
    ...operationsIn('salesforce/force-app/main/default/lwc'),
  ])('is what %s asks for', async (_name, texts) => {
    const all = await texts();
    expect(all).not.toEqual([]);
    for (const text of all) {
      for (const { excess, ...cost } of priced(text, { first: 100 })) {
        expect({ refusal: excess?.message ?? null, cost }).toEqual({ refusal: null, cost });
      }
    }
  });
});

describe('an operation out of bounds', () => {
  it.each<[string, string, string]>([
    [
      'facts of the contracts of a deal under 60 aliases',
      `{ opportunity(id: "006000000000001") { contracts { ${times(60, (i) => `k${i}: keyPointers { id }`)} } } }`,
      'calls of SpotDraft, most of them for `Contract.keyPointers`, but at most 100',
    ],
    [
      '240 templates by their ids',
      `{ ${times(240, (i) => `t${i}: template(id: "${i + 1}") { name }`)} }`,
      'calls of SpotDraft',
    ],
    [
      '200 contracts by their ids',
      `{ ${times(200, (i) => `c${i}: contract(id: "T-${i + 1}") { id }`)} }`,
      'calls of SpotDraft',
    ],
    [
      'recipients and facts of 100 contracts at once',
      '{ contracts(first: 100) { nodes { recipients { name } keyPointers { id } } } }',
      'calls of SpotDraft',
    ],
    [
      'whom the contracts of a page of deals wait for',
      '{ opportunities(first: 100) { nodes { contracts { waitingFor { name } } } } }',
      'calls of SpotDraft, most of them for `Contract.waitingFor`, but at most 100',
    ],
    [
      'contracts with more counterparties to look up than lists have entries',
      `mutation ($c: [ContractCounterpartyInput!]) { ${times(6, (i) => `c${i}: createContract(input: { opportunityId: "1", templateId: "1", counterparties: $c }) { created }`)} }`,
      'calls of SpotDraft, most of them for `Mutation.createContract`, but at most 100',
    ],
    [
      'a page of deals under 125 aliases',
      `{ ${times(125, (i) => `o${i}: opportunities { totalCount nodes { id } }`)} }`,
      '250 calls of Salesforce',
    ],
    [
      'more lists than one screen shows',
      `{ ${times(11, (i) => `o${i}: contracts { nodes { id } }`)} }`,
      'calls of Salesforce',
    ],
    [
      'many changes in one request',
      `mutation { ${times(20, (i) => `s${i}: syncContract(id: "T-${i + 1}") { userErrors { code } }`)} }`,
      '60 calls of Salesforce',
    ],
    [
      'deals and their contracts in each other',
      '{ opportunities(first: 100) { nodes { contracts { opportunity { contracts { opportunity { contracts { id name status url createdAt } } } } } } } }',
      'values in its answer',
    ],
    [
      'the description of every field 490 times',
      `{ __schema { types { fields { ${times(490, (i) => `a${i}: description`)} } } } }`,
      'values in its answer, most of them for `__Field.description`',
    ],
    [
      'every type of every field of every type',
      `{ __schema { types { fields { type { fields { type { ${times(20, (i) => `a${i}: name`)} } } } } } } }`,
      'values in its answer',
    ],
    [
      'bodies of deliveries, of a megabyte each',
      `{ ${times(11, (i) => `d${i}: delivery(id: "${i + 1}") { body }`)} }`,
      'values in its answer',
    ],
  ])('is %s', (_what, text, words) => {
    const { excess } = price(text, { c: Array(20).fill({ id: '1' }) });
    expect(excess).toBeInstanceOf(GraphQLError);
    expect(excess!.message).toContain(words);
    expect(excess!.message).toMatch(/are allowed\. Ask for/);
    expect(excess!.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(excess!.locations).toEqual([{ line: 1, column: 1 }]);
  });
});

type Operations = [path: string, texts: () => Promise<readonly string[]>];

/** What a folder's scripts ask for: their literals, or what they export where literals are put together. */
function operationsIn(folder: string): Operations[] {
  return readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js') && !file.includes('__tests__'))
    .flatMap((file): Operations[] => {
      const url = new URL(`${folder}/${file}`, ROOT);
      const literals = [
        ...readFileSync(url, 'utf8').matchAll(/`\s*((?:query|mutation|subscription)\b[^`]*)`/g),
      ].map(([, text = '']) => text);
      if (literals.length === 0) return [];
      const exported = async () => {
        const module: Readonly<Record<string, unknown>> = await import(url.href);
        const texts = Object.values(module)
          .flatMap((value) => (isRecord(value) ? Object.values(value) : [value]))
          .filter((text) => typeof text === 'string');
        // What a file keeps to itself would go unseen.
        expect(texts.length).toBeGreaterThanOrEqual(literals.length);
        return texts;
      };
      const isWhole = literals.every((text) => !text.includes('${'));
      return [[`${folder}/${file}`, isWhole ? async () => literals : exported]];
    });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function textsOf(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, ROOT))
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => readFileSync(new URL(`${folder}/${file}`, ROOT), 'utf8'));
}
