export const ARCHIVES = /* GraphQL */ `
  query Archives {
    archiveDestinations {
      name
      type
      archived
      waiting
      parked
      oldestWaitingSince
      lastError
      pausedSince
      pausedUntil
      pauseReason
    }
    archives(state: [WAITING, PARKED], first: 20) {
      nodes {
        destination
        state
        lastError
        attempts
        contract {
          id
          name
        }
      }
    }
  }
`;

export const ARCHIVE_AGAIN = /* GraphQL */ `
  mutation ArchiveAgain($input: ArchiveContractInput!) {
    archiveContract(input: $input) {
      userErrors {
        code
        message
      }
    }
  }
`;
