import { expect, it } from 'vitest';
import {
  CreateContractDocument,
  LinkContractDocument,
  SendContractDocument,
  SyncContractDocument,
  VoidContractDocument,
} from '../../generated/graphql.js';
import { createGraph } from './graph.js';
import { createContract, createWorld, REP } from './in-memory-services.js';

it('creates a contract and shows it with its deal', async () => {
  const world = createWorld(1);
  const { data, errors } = await createGraph(world).run(CreateContractDocument, {
    input: { opportunityId: '006000000000000', templateId: '1204', data: { po: null, n: [1, {}] } },
  });
  expect(errors).toEqual([]);
  expect(data?.createContract).toMatchObject({
    contract: { id: 'T-2', opportunity: { id: '006000000000000AAA' } },
    created: true,
    userErrors: [],
  });
  expect(world.lastArguments.get('actions.create')).toEqual([
    {
      opportunityId: '006000000000000',
      templateId: '1204',
      data: { po: null, n: [1, {}] },
      sendToCounterparties: false,
    },
  ]);
});

it('takes null for an optional member of an input as absent', async () => {
  const world = createWorld(1);
  const graph = createGraph(world);
  await graph.run(CreateContractDocument, {
    input: {
      opportunityId: '006000000000000',
      templateId: '1204',
      name: null,
      data: null,
      idempotencyKey: null,
      sendToCounterparties: null,
    },
  });
  expect(world.lastArguments.get('actions.create')).toStrictEqual([
    { opportunityId: '006000000000000', templateId: '1204', sendToCounterparties: false },
  ]);
  await graph.run(SendContractDocument, {
    input: { contractId: 'T-1', toEmails: null, subject: 'Please sign' },
  });
  expect(world.lastArguments.get('actions.send')).toStrictEqual([
    { contractId: 'T-1', subject: 'Please sign' },
  ]);
});

it('accepts contract data written into the document', async () => {
  const world = createWorld(1);
  await createGraph(world).run(
    `mutation { createContract(input: {
      opportunityId: "006000000000000", templateId: "1204", sendToCounterparties: true
      data: { amount: { type: "EUR", value: 1.5 }, rows: [{ item: "Seat", ok: true, no: null }] }
    }) { created } }`,
  );
  expect(world.lastArguments.get('actions.create')).toEqual([
    {
      opportunityId: '006000000000000',
      templateId: '1204',
      sendToCounterparties: true,
      data: { amount: { type: 'EUR', value: 1.5 }, rows: [{ item: 'Seat', ok: true, no: null }] },
    },
  ]);
});

it('voids, and answers the contract as it is afterwards', async () => {
  const { data } = await createGraph(createWorld(1)).run(VoidContractDocument, {
    input: { contractId: 'T-1', note: 'Lost' },
  });
  expect(data?.voidContract).toMatchObject({ contract: { status: 'VOIDED' }, userErrors: [] });
});

it('shows nothing stale behind a mutation, even in the same request', async () => {
  const world = createWorld(2);
  world.contracts.push(createContract(3, { opportunityId: world.deals[0]!.id }));
  const answer = await createGraph(world).run(
    `mutation Move($to: ID!) {
      before: syncContract(id: "T-3") { contract { opportunity { name contracts { id } } } }
      linkContract(input: { contractId: "T-3", opportunityId: $to }) {
        contract { opportunity { name contracts { id } } }
      }
      after: syncContract(id: "T-1") { contract { opportunity { name contracts { id } } } }
    }`,
    { to: world.deals[1]!.id },
  );
  expect(answer.errors).toEqual([]);
  expect(answer.data).toEqual({
    before: {
      contract: { opportunity: { name: 'Deal 0', contracts: [{ id: 'T-1' }, { id: 'T-3' }] } },
    },
    linkContract: {
      contract: { opportunity: { name: 'Deal 1', contracts: [{ id: 'T-2' }, { id: 'T-3' }] } },
    },
    after: { contract: { opportunity: { name: 'Deal 0', contracts: [{ id: 'T-1' }] } } },
  });
});

it('answers NOT_FOUND for a contract that the caller may not see', async () => {
  const world = createWorld(1);
  world.hiddenDeals.add(world.deals[0]!.id);
  const graph = createGraph(world);
  const link = { input: { contractId: 'T-1', opportunityId: '006000000000000' } };
  for (const { data, errors } of [
    await graph.run(SyncContractDocument, { id: 'T-1' }, REP),
    await graph.run(LinkContractDocument, link, REP),
  ]) {
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  }
});
