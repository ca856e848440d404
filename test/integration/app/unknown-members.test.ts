import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { newContract } from './lifecycle-support.js';

/** Everything that is read from SpotDraft, in operations of a size that is taken. */
const READS: readonly string[] = [
  `query ($id: ID!) { contract(id: $id) {
    recipients { id type order title signedAt declined } keyPointers { id name label value } notes { id text tag }
    approvals { id name type status approver { name } actions { status at } } comments { nodes { id text replies { id text } } }
    obligations { id title type status tasks { id title } } relatedContracts { nodes { relationId relation contract { id } } }
    questionnaire(type: TEMPLATE) { data respondents { name at } } metrics { turns workflow signatures { email at } }
    authorizedUsers { nodes { id name email } } text { status text } } }`,
  '{ contractTypes { id name entities { id name } intakeForm { name label } templates { id name } } }',
  '{ templates { id name mapped tags contractType { id name } counterpartyKind fields { name type } } }',
  '{ entities { id name referenceId } organizationTypes(jurisdiction: "US") { id name } spotdraftRoles { id name } }',
  `{ counterparties(first: 3) { nodes { id name contacts { nodes { id name } } addresses { nodes { id lineOne } } } }
    spotdraftUsers { nodes { id name email roles { id } } } }`,
  '{ keyPointerDefinitions(contractTypeId: "303") { id name label } obligationTypes { id name } intakes { nodes { id title } } }',
  '{ featureFlags(names: ["a"]) analytics(query: "SELECT contract_id FROM contracts LIMIT 3") { columns rows rowCount } facets }',
  '{ searchContracts(filter: {}) { nodes { id name status kind } } }',
];

let world: World;
let id: string;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    backfill: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  id = await newContract(world, 'REDLINING', { deal: world.salesforce.deals[0]!.id });
  world.spotdraft.control.act(id, 'comment', { comment: 'Seen.' });
});
afterAll(() => world[Symbol.asyncDispose]());

const SOMETHING = { since: '2027', parts: [{ of: null }] };
/** Where objects stand in SpotDraft's answers: alone, or in a list under one of its names. */
const PLACES = ['', 'results.0.', 'items.0.', '0.', 'items.0.recipient.', 'results.0.approval.'];

test.each(READS)('a member that nobody knows yet changes nothing of %s', async (query) => {
  const ask = () => world.graphql(query, { id }, world.as('admin'));
  world.spotdraft.faults.add({
    kind: 'edit',
    set: Object.fromEntries(PLACES.map((place) => [`${place}member_of_tomorrow`, SOMETHING])),
  });
  const { data, errors } = await ask();
  expect(errors).toEqual([]);
  expect(world.spotdraft.faults.list()[0]!.struck).toBeGreaterThan(0);
  world.spotdraft.faults.clear();
  // Facets are handed on as they are, and kept for a while.
  expect(withoutTomorrow(data)).toBe(withoutTomorrow((await ask()).data));
});

function withoutTomorrow(data: unknown): string {
  return JSON.stringify(data, (name, value: unknown) =>
    name === 'member_of_tomorrow' ? undefined : value,
  );
}
