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

export const JOB = /* GraphQL */ `
  query BulkJob($id: ID!, $state: [BulkRowState!], $first: Int!, $after: String) {
    bulkJob(id: $id) {
      ${FIELDS}
      template {
        id
        name
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

export const START = /* GraphQL */ `
  mutation StartBulkCreate($input: StartBulkCreateInput!) {
    startBulkCreate(input: $input) {
      job {
        id
      }
      userErrors {
        code
        message
      }
    }
  }
`;

const PAUSE = /* GraphQL */ `
  mutation Lead($input: BulkJobInput!) {
    lead: pauseBulkCreate(input: $input) {
      job {
        id
      }
      userErrors {
        code
        message
      }
    }
  }
`;

const RESUME = /* GraphQL */ `
  mutation Lead($input: BulkJobInput!) {
    lead: resumeBulkCreate(input: $input) {
      job {
        id
      }
      userErrors {
        code
        message
      }
    }
  }
`;

const CANCEL = /* GraphQL */ `
  mutation Lead($input: BulkJobInput!) {
    lead: cancelBulkCreate(input: $input) {
      job {
        id
      }
      userErrors {
        code
        message
      }
    }
  }
`;

const RETRY = /* GraphQL */ `
  mutation Lead($input: BulkJobInput!) {
    lead: retryBulkCreate(input: $input) {
      job {
        id
      }
      userErrors {
        code
        message
      }
    }
  }
`;

/** By what a person asks for. */
export const LEAD = { pause: PAUSE, resume: RESUME, cancel: CANCEL, retry: RETRY };
