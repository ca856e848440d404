import type { Ask } from './authorisation-cell.js';

/** How contracts and deals that make themselves are asked for. */
export const AUTOMATION_REQUESTS: Readonly<Record<string, Ask>> = {
  'Query.automations': async ({ graphql }) => {
    const { automations } = await graphql<{ automations: unknown }>(
      '{ automations { openCount problems { text } } }',
    );
    return automations === null ? 'null' : 'shown';
  },
  'Query.renewals': async ({ graphql }) => {
    const { renewals } = await graphql<{ renewals: unknown }>(
      '{ renewals { undated problems { reason } } }',
    );
    return renewals === null ? 'null' : 'shown';
  },
  'Opportunity.contractProblem': async ({ graphql, target }) => {
    const { opportunity } = await graphql<{ opportunity: unknown }>(
      'query ($id: ID!) { opportunity(id: $id) { contractProblem } }',
      { id: target.deal.id },
    );
    return opportunity === null ? 'null' : 'shown';
  },
  'Mutation.dealsChanged': async ({ graphql, target }) => {
    const { dealsChanged } = await graphql<{ dealsChanged: { accepted: number } }>(
      'mutation ($id: ID!) { dealsChanged(input: { opportunityIds: [$id] }) { accepted } }',
      { id: target.deal.id },
    );
    return dealsChanged.accepted === 1 ? 'done' : 'absent';
  },
};
