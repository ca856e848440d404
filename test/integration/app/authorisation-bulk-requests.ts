import type { Ask } from './authorisation-cell.js';
import type { Identified } from './authorisation-requests.js';

const shownOrNull = (value: unknown) => (value === null ? 'null' : 'shown');

interface Payload {
  readonly job: Identified | null;
  readonly userErrors: readonly { readonly code: string }[];
}

/** What a row of the job leads to. */
function ofRow(field: string): Ask {
  return async ({ graphql, target }) => {
    const { bulkJob } = await graphql<{
      bulkJob: { rows: { nodes: Record<string, unknown>[] } } | null;
    }>(`query ($id: ID!) { bulkJob(id: $id) { rows { nodes { ${field} { id } } } } }`, {
      id: target.job,
    });
    return shownOrNull(bulkJob?.rows.nodes[0]?.[field] ?? null);
  };
}

function lead(field: string): Ask {
  return async ({ graphql, target }) => {
    const data = await graphql<Record<string, Payload>>(
      `mutation ($id: ID!) { ${field}(input: { id: $id }) { job { id } userErrors { code } } }`,
      { id: target.job },
    );
    return data[field]!.userErrors[0]?.code ?? 'done';
  };
}

/** How the lines about jobs over many deals are asked. A job is its starter's, whoever owns its deals. */
export const BULK_REQUESTS: Readonly<Record<string, Ask>> = {
  'Query.bulkJob': async ({ graphql, target }) => {
    const { bulkJob } = await graphql<{ bulkJob: unknown }>(
      'query ($id: ID!) { bulkJob(id: $id) { id state startedBy } }',
      { id: target.job },
    );
    return shownOrNull(bulkJob);
  },
  'Query.bulkJobs': async ({ graphql, target }) => {
    const { bulkJobs } = await graphql<{ bulkJobs: { nodes: Identified[] } }>(
      '{ bulkJobs(first: 100) { nodes { id } } }',
    );
    return bulkJobs.nodes.some(({ id }) => id === target.job) ? 'shown' : 'absent';
  },
  'BulkRow.opportunity': ofRow('opportunity'),
  'BulkRow.contract': ofRow('contract'),
  // Whoever may not see a deal has a row that says so.
  'Mutation.startBulkCreate': async ({ graphql, target }) => {
    const { startBulkCreate } = await graphql<{ startBulkCreate: Payload }>(
      `
        mutation ($id: ID!) {
          startBulkCreate(input: { templateId: "1204", opportunityIds: [$id], dryRun: true }) {
            job {
              id
            }
            userErrors {
              code
            }
          }
        }
      `,
      { id: target.deal.id },
    );
    return startBulkCreate.userErrors[0]?.code ?? 'done';
  },
  'Mutation.cancelBulkCreate': lead('cancelBulkCreate'),
  'Mutation.pauseBulkCreate': lead('pauseBulkCreate'),
  'Mutation.resumeBulkCreate': lead('resumeBulkCreate'),
  'Mutation.retryBulkCreate': lead('retryBulkCreate'),
  'Subscription.bulkProgress': async ({ stream, target }) => {
    const events = await stream('subscription ($id: ID!) { bulkProgress(id: $id) { id } }', {
      id: target.job,
    });
    const data = await events.find<{ bulkProgress: unknown }>(() => true);
    return shownOrNull(data.bulkProgress);
  },
};
