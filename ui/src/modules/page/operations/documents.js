const PROGRESS_FIELDS = /* GraphQL */ `
  waiting
  parked
  deliveries {
    received
    applied
    ignored
    waiting
    parked
  }
  pauses {
    service
    reason
    until
  }
  lastReconciledAt
  backfill {
    startedAt
    finishedAt
    contracts
    total
    estimatedSecondsLeft
  }
  silentForSeconds
  refusedDeliveries
`;

export const SYNC_PROGRESS = `query SyncProgress { syncProgress { ${PROGRESS_FIELDS} } }`;

export const SYNC_PROGRESS_LIVE = `subscription SyncProgress { syncProgress { ${PROGRESS_FIELDS} } }`;

export const DELIVERIES = /* GraphQL */ `
  query Deliveries($state: [DeliveryState!], $first: Int!, $after: String) {
    deliveries(state: $state, first: $first, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        activity
        contractId
        state
        reason
        receivedAt
      }
    }
  }
`;

export const REPLAY = /* GraphQL */ `
  mutation Replay($input: ReplayDeliveriesInput!) {
    replayDeliveries(input: $input) {
      replayed
      userErrors {
        message
      }
    }
  }
`;
