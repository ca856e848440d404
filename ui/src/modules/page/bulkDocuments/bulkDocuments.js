const FIELDS = `
  id
  state
  dryRun
  total
  waiting
  creatable
  created
  existing
  failed
  startedBy
  startedAt
  heldUpBy
`;

/** What a new job may be of. */
export const TEMPLATES = /* GraphQL */ `
  query BulkTemplates {
    templates {
      id
      name
      mapped
    }
  }
`;

export const JOBS = /* GraphQL */ `
  query BulkJobs($first: Int!) {
    bulkJobs(first: $first) {
      nodes {
        id
        state
        dryRun
        total
        waiting
        creatable
        created
        failed
        startedBy
        startedAt
      }
    }
  }
`;

export const JOB = /* GraphQL */ `
  query BulkJob($id: ID!, $state: [BulkRowState!], $first: Int!, $after: String) {
    bulkJob(id: $id) {
      ${FIELDS}
      template {
        id
        name
        fields {
          name
          label
        }
      }
      rows(state: $state, first: $first, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          opportunityId
          opportunity {
            id
            name
          }
          contract {
            id
            name
            url
          }
          state
          userErrors {
            field
            code
            message
          }
        }
      }
    }
  }
`;

export const PROGRESS = /* GraphQL */ `
  subscription BulkProgress($id: ID!) {
    bulkProgress(id: $id) {
      ${FIELDS}
    }
  }
`;

/** What every change of jobs answers. */
const PAYLOAD = `
  job {
    id
  }
  userErrors {
    code
    message
  }
`;

/** Previews and real jobs alike: `dryRun` says which. */
export const START = /* GraphQL */ `
  mutation StartBulkCreate($input: StartBulkCreateInput!) {
    startBulkCreate(input: $input) {
      ${PAYLOAD}
    }
  }
`;

/** By what a person asks for. */
export const LEAD = {
  pause: lead('pauseBulkCreate'),
  resume: lead('resumeBulkCreate'),
  cancel: lead('cancelBulkCreate'),
  retry: lead('retryBulkCreate'),
};

function lead(change) {
  return /* GraphQL */ `
    mutation Lead($input: BulkJobInput!) {
      lead: ${change}(input: $input) {
        ${PAYLOAD}
      }
    }
  `;
}
