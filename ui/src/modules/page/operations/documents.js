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
  lastReconciledAt
  backfill {
    startedAt
    isRunning
    finishedAt
    contracts
    total
    estimatedSecondsLeft
  }
  refusedDeliveries
  notices {
    kind
    urgency
    title
    cause
    since
    todo
  }
  repairs {
    asked {
      at
      by
      pass
    }
    paused {
      at
      by
    }
  }
`;

export const SYNC_PROGRESS = /* GraphQL */ `query SyncProgress { syncProgress { ${PROGRESS_FIELDS} } }`;

export const SYNC_PROGRESS_LIVE = /* GraphQL */ `subscription SyncProgress { syncProgress { ${PROGRESS_FIELDS} } }`;
