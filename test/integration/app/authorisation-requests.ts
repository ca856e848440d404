import { expect } from 'vitest';

/** The record that a cell is about. */
export interface Target {
  readonly deal: { readonly id: string; readonly name: string };
  /** Linked to the deal, executed. */
  readonly executed: string;
  /** Makes a draft that is linked to the deal and that nothing else uses. */
  readonly draft: () => Promise<string>;
}

export interface Cell {
  readonly target: Target;
  /** What the caller sees for certain; keys see everybody's. */
  readonly own: Target;
  /** A stored webhook delivery. */
  readonly deliveryId: string;
  /** Different in each cell. */
  readonly unique: string;
  /** As the caller. @throws Refusal when the answer has an error. */
  readonly graphql: <Data>(
    operation: string,
    variables?: Readonly<Record<string, unknown>>,
  ) => Promise<Data>;
  /** As the caller: events of a subscription, once the server listens. @throws Refusal when it does not take the caller. */
  readonly stream: (
    operation: string,
    variables?: Readonly<Record<string, unknown>>,
  ) => Promise<Events>;
  /** As the caller; answers the HTTP status. Redirects are not followed. */
  readonly http: (method: string, path: string, body?: unknown) => Promise<string>;
}

export interface Events {
  /** The first that fits, and the end of the stream. @throws Refusal for an event with an error. */
  find<Data>(fits: (data: Data) => boolean): Promise<Data>;
}

/** A request that was answered with an error; its code or HTTP status is the outcome. */
export class Refusal extends Error {}

type Ask = (cell: Cell) => Promise<string>;

interface Identified {
  readonly id: string;
}
interface Page {
  readonly nodes: readonly Identified[];
  readonly edges: readonly { readonly node: Identified }[];
  readonly totalCount: number;
}
interface Payload {
  readonly contract: Identified | null;
  readonly userErrors: readonly { readonly code: string }[];
}

const PAGE = '{ nodes { id } edges { node { id } } totalCount }';
const PAYLOAD = '{ contract { id } userErrors { code message } }';

const shownOrNull = (value: unknown) => (value === null ? 'null' : 'shown');

function inPage({ nodes, edges, totalCount }: Page, id: string): string {
  expect(edges.map(({ node }) => node.id)).toEqual(nodes.map((node) => node.id));
  // What is not listed is not counted either.
  expect(totalCount).toBe(nodes.length);
  return nodes.some((node) => node.id === id) ? 'shown' : 'absent';
}

function outcomeOf({ contract, userErrors }: Payload): string {
  return userErrors[0]?.code ?? (contract === null ? 'null' : 'done');
}

/** An action on a contract: its field, and the members of its input beside the contract. */
function action(field: string, input: string): Ask {
  return async ({ graphql, target }) => {
    const data = await graphql<Record<string, Payload>>(
      `mutation ($id: ID!) { ${field}(input: { contractId: $id ${input} }) ${PAYLOAD} }`,
      { id: await target.draft() },
    );
    return outcomeOf(data[field]!);
  };
}

const LINK = `mutation ($contract: ID!, $deal: ID!) {
  linkContract(input: { contractId: $contract, opportunityId: $deal }) ${PAYLOAD}
}`;

/** How each line of the graph's table is asked. */
export const GRAPH_REQUESTS: Readonly<Record<string, Ask>> = {
  'Query.viewer': async ({ graphql }) => {
    const { viewer } = await graphql<{ viewer: unknown }>('{ viewer { name email roles } }');
    return shownOrNull(viewer);
  },
  'Query.templates': async ({ graphql }) => {
    const { templates } = await graphql<{ templates: unknown[] }>('{ templates { id name } }');
    return templates.length > 0 ? 'shown' : 'absent';
  },
  'Query.template': async ({ graphql }) => {
    const data = await graphql<{ template: unknown }>('{ template(id: "1204") { id name } }');
    return shownOrNull(data.template);
  },
  'Query.opportunity': async ({ graphql, target }) => {
    const data = await graphql<{ opportunity: unknown }>(
      'query ($id: ID!) { opportunity(id: $id) { id name } }',
      { id: target.deal.id },
    );
    return shownOrNull(data.opportunity);
  },
  'Query.opportunities': async ({ graphql, target }) => {
    const list = async (filter: object) => {
      const data = await graphql<{ opportunities: Page }>(
        `query ($filter: OpportunityFilter) { opportunities(filter: $filter, first: 100) ${PAGE} }`,
        { filter: { search: target.deal.name, ...filter } },
      );
      return inPage(data.opportunities, target.deal.id);
    };
    const outcome = await list({});
    expect(await list({ hasContract: true })).toBe(outcome);
    expect(await list({ contractStatus: ['EXECUTED'] })).toBe(outcome);
    return outcome;
  },
  'Query.contract': async ({ graphql, target }) => {
    const data = await graphql<{ contract: unknown }>(
      'query ($id: ID!) { contract(id: $id) { id name externalMetadata } }',
      { id: target.executed },
    );
    return shownOrNull(data.contract);
  },
  'Query.contracts': async ({ graphql, target }) => {
    const { contracts } = await graphql<{ contracts: Page }>(
      `query ($id: ID!) {
        contracts(filter: { opportunityId: $id, status: [EXECUTED] }, first: 100) ${PAGE}
      }`,
      { id: target.deal.id },
    );
    return inPage(contracts, target.executed);
  },
  'Query.contractDraft': async ({ graphql, target }) => {
    const { contractDraft } = await graphql<{ contractDraft: unknown }>(
      'query ($id: ID!) { contractDraft(opportunityId: $id, templateId: "1204") { name data } }',
      { id: target.deal.id },
    );
    return shownOrNull(contractDraft);
  },
  'Query.deliveries': async ({ graphql }) => {
    const data = await graphql<{ deliveries: { nodes: unknown[] } }>(
      '{ deliveries { nodes { id } } }',
    );
    return data.deliveries.nodes.length > 0 ? 'shown' : 'absent';
  },
  'Query.delivery': async ({ graphql, deliveryId }) => {
    const data = await graphql<{ delivery: unknown }>(
      'query ($id: ID!) { delivery(id: $id) { id body } }',
      { id: deliveryId },
    );
    return shownOrNull(data.delivery);
  },
  'Query.deliveryCounts': async ({ graphql }) => {
    const data = await graphql<{ deliveryCounts: unknown }>('{ deliveryCounts { received } }');
    return shownOrNull(data.deliveryCounts);
  },

  'Query.syncProgress': async ({ graphql }) => {
    const data = await graphql<{ syncProgress: unknown }>('{ syncProgress { waiting } }');
    return shownOrNull(data.syncProgress);
  },

  'Opportunity.contracts': async ({ graphql, target }) => {
    const { opportunity } = await graphql<{ opportunity: { contracts: Identified[] } | null }>(
      'query ($id: ID!) { opportunity(id: $id) { contracts { id } } }',
      { id: target.deal.id },
    );
    if (opportunity === null) return 'null';
    return opportunity.contracts.some(({ id }) => id === target.executed) ? 'shown' : 'absent';
  },
  'Contract.opportunity': async ({ graphql, target }) => {
    const { contract } = await graphql<{ contract: { opportunity: Identified | null } | null }>(
      'query ($id: ID!) { contract(id: $id) { opportunity { id } } }',
      { id: target.executed },
    );
    return shownOrNull(contract?.opportunity ?? null);
  },

  'Mutation.createContract': async ({ graphql, target, unique }) => {
    const input = { opportunityId: target.deal.id, templateId: '1204', idempotencyKey: unique };
    const { createContract } = await graphql<{ createContract: Payload }>(
      `mutation ($input: CreateContractInput!) { createContract(input: $input) ${PAYLOAD} }`,
      { input },
    );
    return outcomeOf(createContract);
  },
  'Mutation.sendContract': action('sendContract', ''),
  'Mutation.voidContract': action('voidContract', 'note: "no longer needed"'),
  'Mutation.linkContract': async ({ graphql, target, own }) => {
    const variables = { contract: await target.draft(), deal: own.deal.id };
    return outcomeOf((await graphql<{ linkContract: Payload }>(LINK, variables)).linkContract);
  },
  'Mutation.linkContract to': async ({ graphql, target, own }) => {
    const variables = { contract: await own.draft(), deal: target.deal.id };
    return outcomeOf((await graphql<{ linkContract: Payload }>(LINK, variables)).linkContract);
  },
  'Mutation.syncContract': async ({ graphql, target }) => {
    const { syncContract } = await graphql<{ syncContract: Payload }>(
      `mutation ($id: ID!) { syncContract(id: $id) ${PAYLOAD} }`,
      { id: target.executed },
    );
    return outcomeOf(syncContract);
  },
  'Mutation.replayDeliveries': async ({ graphql, deliveryId }) => {
    const { replayDeliveries } = await graphql<{ replayDeliveries: { replayed: number } }>(
      'mutation ($id: ID!) { replayDeliveries(input: { ids: [$id] }) { replayed } }',
      { id: deliveryId },
    );
    return replayDeliveries.replayed === 1 ? 'done' : 'absent';
  },

  'Mutation.pruneDeliveries': async ({ graphql }) => {
    // Nothing is that old: the other cells still need their delivery.
    const { pruneDeliveries } = await graphql<{ pruneDeliveries: { pruned: number } }>(
      'mutation { pruneDeliveries(input: { before: "2000-01-01T00:00:00Z" }) { pruned } }',
    );
    return pruneDeliveries.pruned === 0 ? 'done' : 'absent';
  },

  'Subscription.contractChanged': async ({ stream, target }) => {
    const events = await stream(
      'subscription ($id: ID) { contractChanged(opportunityId: $id) { id } }',
      { id: target.deal.id },
    );
    // Whoever may not see the deal is told so at once; to others there is something to tell after this. What happened
    // before may come first.
    const drafted = await target.draft();
    await events.find<{ contractChanged: Identified | null }>(
      ({ contractChanged }) => contractChanged?.id === drafted,
    );
    return 'shown';
  },
  'Subscription.syncProgress': async ({ stream }) => {
    const events = await stream('subscription { syncProgress { waiting } }');
    const data = await events.find<{ syncProgress: unknown }>(() => true);
    return shownOrNull(data.syncProgress);
  },
};

/** How each line of the routes' table is asked. */
export const ROUTE_REQUESTS: Readonly<Record<string, Ask>> = {
  'POST /graphql': ({ http }) => http('POST', '/graphql', { query: '{ viewer { name } }' }),
  'POST /graphql/stream': ({ http }) =>
    http('POST', '/graphql/stream', { query: '{ viewer { name } }' }),
  'GET /graphql/stream': ({ http }) =>
    http('GET', `/graphql/stream?query=${encodeURIComponent('{ viewer { name } }')}`),
  'GET /signin': ({ http }) => http('GET', '/signin'),
  'GET /signin/callback': ({ http }) => http('GET', '/signin/callback?code=made-up&state=made-up'),
  'POST /signout': ({ http }) => http('POST', '/signout'),
  'GET /session': ({ http }) => http('GET', '/session'),
  'GET /documents/:contractId': ({ http, target }) => http('GET', `/documents/${target.executed}`),
  'POST /webhooks/spotdraft': ({ http }) =>
    http('POST', '/webhooks/spotdraft', { activity: 'CONTRACT_EXECUTED', contract_id: 1 }),
  'GET /': ({ http }) => http('GET', '/'),
  'GET /demo': ({ http }) => http('GET', '/demo'),
  'POST /demo/contracts/:contractId/advance': ({ http, target }) =>
    http('POST', `/demo/contracts/${target.executed}/advance`),
  'GET /healthz': ({ http }) => http('GET', '/healthz'),
  'GET /readyz': ({ http }) => http('GET', '/readyz'),
  'GET /metrics': ({ http }) => http('GET', '/metrics'),
};
