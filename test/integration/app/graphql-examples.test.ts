import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Kind, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdf } from '../../support/documents.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

/** What docs/graphql.md shows, one for each group of the graph. */
const EXAMPLES = 'test/operations/examples';
const RESOLVERS = 'src/resolvers';
const ADMIN = 'helena.brandt@meridian-cloud.example';

const examples = readdirSync(EXAMPLES).map((file) => path.basename(file, '.graphql'));

let world: World;
beforeAll(async () => {
  world = await startWorld({
    backfill: true,
    webhook: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
});
afterAll(() => world[Symbol.asyncDispose]());

const used = new Set<string>();
/** A contract in a state which no example had before. */
function contractIn(status: string, typeId?: number): string {
  const found = world.spotdraft.control
    .list()
    .find(
      (contract) =>
        contract.id.startsWith('T-') &&
        contract.contract_status === status &&
        !contract.deleted &&
        (typeId === undefined ||
          (contract.contract_type_id === typeId &&
            /TEMPLATE/.test(String(contract.contract_kind)))) &&
        !used.has(contract.id),
    );
  if (found === undefined) throw new Error(`No contract in ${status} is left.`);
  used.add(found.id);
  return found.id;
}

/** A deal with all that the mapping of the order form reads. */
function completeDeal(): string {
  const { store } = world.salesforce.control.org;
  const roles = store.rows('OpportunityContactRole').filter(({ IsPrimary }) => IsPrimary === true);
  const deal = store
    .rows('Opportunity')
    .find(
      ({ Id, Amount, AccountId }) =>
        Amount !== null &&
        AccountId !== null &&
        roles.some(({ OpportunityId }) => OpportunityId === Id),
    );
  return String(deal!.Id);
}

async function upload(): Promise<string> {
  const response = await fetch(`${world.app.url}/uploads?fileName=paper.pdf`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', ...(await world.asUser(ADMIN)) },
    body: new Uint8Array(pdf()),
  });
  const { uploadId } = (await response.json()) as { uploadId: string };
  return uploadId;
}

/** The first who has yet to sign one. */
async function recipientOf(contractId: string): Promise<string> {
  const { data } = await world.graphql<
    { contract: { waitingFor: { email: string }[] } },
    { id: string }
  >('query ($id: ID!) { contract(id: $id) { waitingFor { email } } }', { id: contractId });
  return data!.contract.waitingFor[0]!.email;
}

async function counterparty(): Promise<string> {
  const { data } = await world.graphql<{ counterparties: { nodes: { id: string }[] } }, object>(
    '{ counterparties(first: 1) { nodes { id } } }',
    {},
  );
  return data!.counterparties.nodes[0]!.id;
}

/** What an example asks for by the name of a variable; each time something else. */
const VALUES: Readonly<Record<string, (given: Record<string, unknown>) => unknown>> = {
  after: () => null,
  amendmentId: () => contractIn('REDLINING'),
  contractId: () => contractIn('REDLINING'),
  orderFormId: () => contractIn('REDLINING', 303),
  contractTypeId: () => '303',
  counterpartyId: counterparty,
  data: () => ({ po_number: 'PO-7' }),
  entityId: () => '62',
  intakeAnswers: () => ({ department: 'sales' }),
  obligationTypeId: () => '101',
  opportunityId: completeDeal,
  recipientEmail: ({ signingContractId }) => recipientOf(String(signingContractId)),
  signingContractId: () => contractIn('SIGN'),
  templateId: () => '1204',
  uploadId: upload,
  userId: () => String(world.spotdraft.control.users()[1]!.id),
};

async function variablesOf(text: string): Promise<Record<string, unknown>> {
  const [operation] = parse(text).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('Not one operation.');
  const given: Record<string, unknown> = {};
  for (const { variable } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const value = VALUES[name];
    if (value === undefined) throw new Error(`Say in VALUES what $${name} is.`);
    given[name] = await value(given);
  }
  return given;
}

/** All the faults that a payload names. */
function userErrorsIn(data: unknown): unknown[] {
  return Object.values(data ?? {}).flatMap(
    (payload: { readonly userErrors?: unknown[] } | null) => payload?.userErrors ?? [],
  );
}

describe('the examples of docs/graphql.md', () => {
  it('are there for every group, and for nothing else', () => {
    const groups = readdirSync(RESOLVERS, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.resolver.ts'))
      .map((file) => path.basename(file, '.resolver.ts'));
    expect(examples.toSorted()).toEqual(groups.toSorted());
  });

  it.each(examples)('%s runs as it stands there', async (name) => {
    const text = readFileSync(path.join(EXAMPLES, `${name}.graphql`), 'utf8');
    const variables = await variablesOf(text);
    const answer = await world.graphql<object, object>(
      text,
      variables,
      await world.asUser(ADMIN, { roles: ['admin'] }),
    );
    expect(answer.errors).toEqual([]);
    expect(userErrorsIn(answer.data)).toEqual([]);
    expect(Object.values(answer.data ?? {})).not.toContain(null);
  });
});
