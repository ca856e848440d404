import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pdf } from '../../support/documents.js';
import { upload } from '../../support/upload.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { someContract } from './sync-support.js';

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

/** Stands in an input for a value deep enough to end the stack of whatever walks through it, of what writes JSON, too. */
const DEEP = 'a value of 20,000 levels';
const DEEP_JSON = '['.repeat(20_000) + ']'.repeat(20_000);

const change = async (mutation: string, input: object) => {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!`;
  const query = `mutation ($i: ${type}) { ${mutation}(input: $i) { userErrors { field code } } }`;
  const response = await fetch(`${world.app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...world.as('service') },
    body: JSON.stringify({ query, variables: { i: input } }).replace(`"${DEEP}"`, DEEP_JSON),
  });
  const answer = (await response.json()) as {
    readonly errors?: unknown;
    readonly data?: Readonly<Record<string, { readonly userErrors: readonly object[] }>>;
  };
  expect(answer.errors).toBeUndefined();
  return answer.data![mutation]!.userErrors;
};
const writes = () =>
  Object.entries(world.spotdraft.calls.report().byRoute)
    .filter(([route]) => !route.startsWith('GET '))
    .reduce((sum, [, count]) => sum + count, 0);

const obligation = {
  title: 'Report',
  obligationTypeId: '101',
  priority: 'LOW',
  endDate: '2027-01-31T00:00:00Z',
};

describe('a value that nests without end', () => {
  const draft = () => someContract(world, 'DRAFT').id;
  const paper = async () => ({
    opportunityId: world.salesforce.deals[0]!.id,
    contractTypeId: '303',
    name: 'Paper',
    document: { uploadId: (await upload(world, pdf())).uploadId },
    intakeForm: { department: DEEP },
  });
  test.each<[string, readonly string[], () => object | Promise<object>]>([
    [
      'createCounterparty',
      ['customFields', 'a'],
      () => ({ isIndividual: false, organizationName: 'A', customFields: { a: DEEP } }),
    ],
    [
      'updateCounterparty',
      ['customFields', 'a'],
      () => ({ counterpartyId: '1', customFields: { a: DEEP } }),
    ],
    [
      'createIntake',
      ['metadata', 'a'],
      () => ({ title: 'A', workflowId: '42', metadata: { a: DEEP } }),
    ],
    ['updateIntake', ['metadata', 'a'], () => ({ intakeId: '1', metadata: { a: DEEP } })],
    [
      'createObligation',
      ['customFields', 'contractualDeliveryValue'],
      () => ({
        contractId: draft(),
        ...obligation,
        customFields: { contractualDeliveryValue: DEEP },
      }),
    ],
    [
      'updateObligations',
      ['obligations', '0', 'customFields', 'contractualDeliveryValue'],
      () => ({
        contractId: draft(),
        obligations: [{ id: '1', customFields: { contractualDeliveryValue: DEEP } }],
      }),
    ],
    ['uploadContractForReview', ['intakeForm', 'department'], paper],
    ['uploadContractForSignature', ['intakeForm', 'department'], paper],
    [
      'updateExternalMetadata',
      ['recordData', 'a'],
      () => ({ contractId: draft(), recordData: { a: DEEP } }),
    ],
  ])('in %s is a fault of the input at %j, before any call', async (mutation, field, input) => {
    const given = await input();
    const before = writes();
    expect(await change(mutation, given)).toMatchObject([{ field }]);
    expect(writes()).toBe(before);
  });
});

describe('record data, which every delivery of a webhook carries', () => {
  test('is bounded by what is given and by what was there', async () => {
    const contractId = someContract(world, 'REDLINING').id;
    const keep = (recordData: object) =>
      change('updateExternalMetadata', { contractId, recordData });
    const before = writes();
    expect(await keep({ a: 'x'.repeat(100_001) })).toMatchObject([
      { field: ['recordData', 'a'], code: 'INVALID_INPUT' },
    ]);
    expect(await keep({ a: 'x'.repeat(60_000), b: 'x'.repeat(60_000) })).toMatchObject([
      { field: ['recordData'], code: 'INVALID_INPUT' },
    ]);
    expect(writes()).toBe(before);
    expect(await keep({ a: 'x'.repeat(60_000) })).toEqual([]);
    expect(await keep({ b: 'x'.repeat(60_000) })).toMatchObject([
      { field: null, code: 'INVALID_STATE' },
    ]);
    expect(await keep({ a: null, b: 'x'.repeat(60_000) })).toEqual([]);
  });
});
