import type { Ask, Cell } from './authorisation-cell.js';

interface Identified {
  readonly id: string;
}

const shownOrNull = (value: unknown) => (value === null ? 'null' : 'shown');

const OBLIGATION =
  'title: "Report", obligationTypeId: "101", endDate: "2027-01-31T00:00:00Z", priority: HIGH';
const TASK = 'title: "Look", assignees: [{ orgUserId: "702" }], dueDate: "2027-01-31T00:00:00Z"';

/** A mutation about a contract that answers with something of its own: its field, its input, and what it answers. */
function partAction(field: string, inputOf: (obligationId: string) => string, answer: string): Ask {
  return async ({ graphql, target }) => {
    const id = await target.draft();
    const { contract } = await graphql<{ contract: Identified | null }>(
      'query ($id: ID!) { contract(id: $id) { id } }',
      { id },
    );
    const made =
      contract === null
        ? null
        : await graphql<{ createObligation: { obligation: Identified } }>(
            `mutation ($id: ID!) { createObligation(input: { contractId: $id ${OBLIGATION} }) { obligation { id } } }`,
            { id },
          );
    const data = await graphql<Record<string, { userErrors: readonly { code: string }[] }>>(
      `mutation ($id: ID!) { ${field}(input: { contractId: $id ${inputOf(made?.createObligation.obligation.id ?? '1')} }) { ${answer} userErrors { code } } }`,
      { id },
    );
    return data[field]!.userErrors[0]?.code ?? 'done';
  };
}

/** Makes an intake by `createIntake` as the caller, another one each time. */
async function intakeOf({ graphql, unique }: Cell, use: string): Promise<string> {
  const { createIntake } = await graphql<{ createIntake: { intake: Identified } }>(
    'mutation ($title: String!) { createIntake(input: { title: $title, workflowId: "42" }) { intake { id } } }',
    { title: `${use} ${unique}` },
  );
  return createIntake.intake.id;
}

/** How obligations, tasks and what is of the workspace are asked for. */
export const WORKSPACE_REQUESTS: Readonly<Record<string, Ask>> = {
  'Query.archives': async ({ graphql }) => {
    const { archives } = await graphql<{ archives: unknown }>('{ archives { totalCount } }');
    return archives === null ? 'null' : 'shown';
  },
  'Query.archiveDestinations': async ({ graphql }) => {
    const { archiveDestinations } = await graphql<{ archiveDestinations: unknown }>(
      '{ archiveDestinations { name } }',
    );
    return archiveDestinations === null ? 'null' : 'shown';
  },
  'Query.unlinkedContracts': async ({ graphql }) => {
    const data = await graphql<{ unlinkedContracts: unknown }>(
      '{ unlinkedContracts { totalCount } }',
    );
    return data.unlinkedContracts === null ? 'null' : 'shown';
  },
  'Query.linkCoverage': async ({ graphql }) => {
    const { linkCoverage } = await graphql<{ linkCoverage: unknown }>(
      '{ linkCoverage { linked all } }',
    );
    return linkCoverage === null ? 'null' : 'shown';
  },
  'UnlinkedContract.contract': async ({ graphql }) => {
    const data = await graphql<{ unlinkedContracts: { nodes: unknown[] } }>(
      '{ unlinkedContracts(first: 1) { nodes { contract { id } } } }',
    );
    return data.unlinkedContracts.nodes.length === 1 ? 'shown' : 'absent';
  },
  'LinkSuggestion.opportunity': async ({ graphql }) => {
    const data = await graphql<{
      unlinkedContracts: { nodes: { suggestions: unknown[] | null }[] };
    }>('{ unlinkedContracts { nodes { suggestions { opportunity { id } } } } }');
    const { nodes } = data.unlinkedContracts;
    return nodes.every(({ suggestions }) => suggestions !== null) ? 'shown' : 'null';
  },
  'ArchivedDocument.contract': async ({ graphql }) => {
    const { archives } = await graphql<{ archives: unknown }>(
      '{ archives { nodes { contract { id } } } }',
    );
    return archives === null ? 'null' : 'shown';
  },
  'Query.intakes': async (cell) => {
    await intakeOf(cell, 'intakes');
    const data = await cell.graphql<{ intakes: { nodes: unknown[] } }>(
      '{ intakes { nodes { id } } }',
    );
    return data.intakes.nodes.length > 0 ? 'shown' : 'absent';
  },
  'Query.intake': async (cell) => {
    const data = await cell.graphql<{ intake: unknown }>(
      'query ($id: ID!) { intake(id: $id) { id } }',
      { id: await intakeOf(cell, 'intake') },
    );
    return shownOrNull(data.intake);
  },
  'Mutation.createIntake': async (cell) =>
    (await intakeOf(cell, 'createIntake')) === '' ? 'absent' : 'done',
  'Mutation.updateIntake': async (cell) => {
    const data = await cell.graphql<{ updateIntake: { intake: unknown } }>(
      'mutation ($id: ID!) { updateIntake(input: { intakeId: $id, priority: LOW }) { intake { id } } }',
      { id: await intakeOf(cell, 'updateIntake') },
    );
    return data.updateIntake.intake === null ? 'null' : 'done';
  },
  'Mutation.deleteIntake': async (cell) => {
    const data = await cell.graphql<{ deleteIntake: { intakeId: unknown } }>(
      'mutation ($id: ID!) { deleteIntake(input: { intakeId: $id }) { intakeId } }',
      { id: await intakeOf(cell, 'deleteIntake') },
    );
    return data.deleteIntake.intakeId === null ? 'null' : 'done';
  },
  'Query.facets': async ({ graphql }) => {
    const { facets } = await graphql<{ facets: unknown }>('{ facets }');
    return shownOrNull(facets);
  },
  'Query.facetOptions': async ({ graphql }) => {
    const data = await graphql<{ facetOptions: unknown }>('{ facetOptions(field: "tags") }');
    return shownOrNull(data.facetOptions);
  },
  'Query.analytics': async ({ graphql }) => {
    const { analytics } = await graphql<{ analytics: unknown }>(
      '{ analytics(query: "SELECT contract_id FROM contracts") { rowCount } }',
    );
    return shownOrNull(analytics);
  },
  'Query.featureFlags': async ({ graphql }) => {
    const data = await graphql<{ featureFlags: unknown }>('{ featureFlags(names: ["A"]) }');
    return shownOrNull(data.featureFlags);
  },
  'Query.doctor': async ({ graphql }) => {
    const { doctor } = await graphql<{ doctor: unknown[] | null }>('{ doctor { check } }');
    return shownOrNull(doctor);
  },
  'Query.webhookSubscription': async ({ graphql }) => {
    const data = await graphql<{ webhookSubscription: unknown }>('{ webhookSubscription { id } }');
    return shownOrNull(data.webhookSubscription);
  },
  'Mutation.registerWebhook': async ({ graphql }) => {
    // Refused by dealdraft itself: the other cells go on without one.
    const { registerWebhook } = await graphql<{
      registerWebhook: { userErrors: readonly { code: string }[] };
    }>(
      'mutation { registerWebhook(input: { publicUrl: "http://deals.example" }) { userErrors { code } } }',
    );
    return registerWebhook.userErrors[0]?.code ?? 'done';
  },
  'Mutation.removeWebhook': async ({ graphql }) => {
    const { removeWebhook } = await graphql<{
      removeWebhook: { userErrors: readonly { code: string }[] };
    }>('mutation { removeWebhook(input: { id: "999999" }) { userErrors { code } } }');
    return removeWebhook.userErrors[0]?.code ?? 'done';
  },
  'Contract.obligations': async ({ graphql, target }) => {
    const data = await graphql<{ contract: { obligations: unknown[] } | null }>(
      'query ($id: ID!) { contract(id: $id) { obligations { id title } } }',
      { id: target.executed },
    );
    return shownOrNull(data.contract?.obligations ?? null);
  },
  'Query.obligationTypes': async ({ graphql }) => {
    const data = await graphql<{ obligationTypes: unknown[] }>('{ obligationTypes { id name } }');
    return data.obligationTypes.length > 0 ? 'shown' : 'absent';
  },
  'Mutation.createObligation': partAction(
    'createObligation',
    () => OBLIGATION.replace('Report', 'Another'),
    'obligation { id }',
  ),
  'Mutation.createObligations': partAction(
    'createObligations',
    () => `obligations: [{ ${OBLIGATION} }]`,
    'obligations { id }',
  ),
  'Mutation.updateObligation': partAction(
    'updateObligation',
    (id) => `obligationId: "${id}", status: FAILED`,
    'obligation { id }',
  ),
  'Mutation.updateObligations': partAction(
    'updateObligations',
    (id) => `obligations: [{ id: "${id}", status: FAILED }]`,
    'obligations { id }',
  ),
  'Mutation.deleteObligation': partAction(
    'deleteObligation',
    (id) => `obligationId: "${id}"`,
    'obligationId',
  ),
  'Mutation.createTask': partAction('createTask', () => TASK, 'task { id }'),
  'Mutation.createTasks': partAction('createTasks', () => `tasks: [{ ${TASK} }]`, 'tasks { id }'),
};
