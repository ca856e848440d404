import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { runBackfill, runReconcile } from '../../../src/sync/index.js';
import {
  ContractDocument,
  ContractDraftDocument,
  ContractNotesDocument,
  ContractsDocument,
  CreateContractDocument,
  SendContractDocument,
  UpdateNoteDocument,
  VoidContractDocument,
} from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { crmRecord, onlyContract, settled, someContract } from './sync-support.js';

/** An emoji cut in the middle, as a field of limited length leaves it. */
const HALF = 'half \ud83d';
const MENDED = 'half \ufffd';

let world: World;
beforeAll(async () => {
  world = await startWorld({
    backfill: true,
    webhook: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '500' },
  });
});
afterAll(() => world[Symbol.asyncDispose]());

/** A deal that the example mapping can make an order form of. */
function completeDeal(): string {
  const { store } = world.salesforce.control.org;
  const roles = store.rows('OpportunityContactRole');
  const row = store
    .rows('Opportunity')
    .find(
      ({ Id, Amount, AccountId }) =>
        Amount !== null &&
        AccountId !== null &&
        roles.some((role) => role.OpportunityId === Id && role.IsPrimary === true),
    );
  return String(row!.Id);
}

describe('a name with half of a pair of UTF-16 units', () => {
  test('is one text in deliveries, the store, answers and the CRM, and no pass finds drift', async () => {
    const id = parseContractId(onlyContract(world, 'REDLINING').id);
    world.spotdraft.control.rename(id, HALF);
    // Names are not announced by themselves; this delivery carries the new one.
    world.spotdraft.control.act(id, 'upload-version');
    await settled(world);
    expect(crmRecord(world, id)).toMatchObject({ Name: MENDED });
    const stored = (await world.app.store.contracts.get([id])).get(id);
    expect(stored?.contract.name).toBe(MENDED);
    const { data } = await world.graphql(ContractDocument, { id });
    expect(data!.contract!.name).toBe(MENDED);
    const found = await world.graphql(ContractsDocument, { filter: { search: HALF } });
    expect(found.data!.contracts.nodes.map((node) => node.id)).toContain(id);

    for (const dryRun of [true, false, true]) {
      const report = await runReconcile(world.app, { dryRun });
      expect(report).toMatchObject({ adrift: 0, found: {}, items: [] });
    }
    await runBackfill({ ...world.app, onProgress: () => undefined });
    await settled(world);
    expect(await runReconcile(world.app, { dryRun: true })).toMatchObject({ found: {} });
  });
});

describe('ill-formed text in arguments', () => {
  test('of createContract is mended before it is compared, kept and sent', async () => {
    const opportunityId = completeDeal();
    const input = {
      opportunityId,
      templateId: '1204',
      name: HALF,
      data: { po_number: HALF },
      idempotencyKey: `key ${HALF}`,
    };
    const preview = await world.graphql(ContractDraftDocument, {
      opportunityId,
      templateId: '1204',
      name: HALF,
      data: { po_number: HALF },
    });
    expect(preview.data!.contractDraft).toMatchObject({
      name: MENDED,
      data: { po_number: MENDED },
    });
    const first = await world.graphql(CreateContractDocument, { input });
    expect(first.data!.createContract).toMatchObject({ created: true, userErrors: [] });
    const { id } = first.data!.createContract.contract!;
    const again = await world.graphql(CreateContractDocument, {
      input: {
        ...input,
        idempotencyKey: `key ${MENDED}`,
        name: MENDED,
        data: { po_number: MENDED },
      },
    });
    expect(again.data!.createContract).toMatchObject({
      created: false,
      contract: { id, name: MENDED },
      userErrors: [],
    });
    await settled(world);
    expect(await runReconcile(world.app, { dryRun: true })).toMatchObject({ adrift: 0, found: {} });
  });

  test('of messages and notes goes on as one text', async () => {
    const draft = someContract(world, 'DRAFT');
    const sent = await world.graphql(SendContractDocument, {
      input: { contractId: draft.id, subject: HALF, message: HALF },
    });
    expect(sent.data!.sendContract.userErrors).toEqual([]);
    const { data } = await world.graphql(ContractNotesDocument, { id: draft.id });
    const [note] = data!.contract!.notes!;
    const updated = await world.graphql(UpdateNoteDocument, {
      input: { contractId: draft.id, noteId: note!.id, text: HALF, tag: HALF },
    });
    expect(updated.data!.updateNote).toMatchObject({ note: { text: MENDED, tag: MENDED } });
    const voided = await world.graphql(VoidContractDocument, {
      input: { contractId: draft.id, note: HALF },
    });
    expect(voided.data!.voidContract).toMatchObject({
      contract: { status: 'VOIDED' },
      userErrors: [],
    });
  });

  test.each([
    ['a cursor', { after: HALF }],
    ['an id', { filter: { opportunityId: HALF } }],
  ])('of %s is refused like any malformed one', async (_what, variables) => {
    const { errors } = await world.graphql(ContractsDocument, variables);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

test.each([
  'query ($id: ID!) { contract(id: $id) { id } }',
  'query ($id: ID!) { opportunity(id: $id) { id } }',
  'query ($id: ID!) { template(id: $id) { id } }',
  'query ($id: ID!) { deliveries(contractId: $id) { totalCount } }',
  'query ($id: String!) { organizationTypes(jurisdiction: $id) { id } }',
])('what is shown of a long text is not cut within a character: %s', async (query) => {
  for (const length of [9, 39, 79]) {
    const id = 'x'.repeat(length) + '\u{1f600}'.repeat(100);
    const answer = await world.graphql(query, { id }, world.as('admin'));
    expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(answer.errors[0]?.message.isWellFormed()).toBe(true);
  }
});

test('data that nests 100,000 deep is a fault of the request, in a draft, too', async () => {
  const deep = `${'['.repeat(100_000)}"\\ud83d"${']'.repeat(100_000)}`;
  const response = await fetch(`${world.app.url}/graphql`, {
    method: 'POST',
    headers: { ...world.as('service'), 'content-type': 'application/json' },
    body: `{"query":"query ($d: JSONObject, $o: ID!) { contractDraft(opportunityId: $o, templateId: \\"1204\\", data: $d) { userErrors { field code } } }","variables":{"o":"${completeDeal()}","d":{"po_number":${deep}}}}`,
  });
  expect(await response.json()).toEqual({
    data: {
      contractDraft: {
        userErrors: expect.arrayContaining([
          { field: ['data', 'po_number'], code: 'INVALID_INPUT' },
        ]),
      },
    },
  });
});
