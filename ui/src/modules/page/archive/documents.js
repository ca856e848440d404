export const ARCHIVES = /* GraphQL */ `
  query Archives {
    kept: archives(state: [ARCHIVED], first: 50) {
      nodes {
        destination
      }
    }
    missing: archives(state: [WAITING, PARKED], first: 50) {
      totalCount
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

export const ARCHIVE_COUNTS = /* GraphQL */ `
  query ArchiveCounts($destination: String!) {
    archived: archives(state: [ARCHIVED], destination: $destination, first: 1) {
      totalCount
    }
    waiting: archives(state: [WAITING], destination: $destination, first: 1) {
      totalCount
    }
    parked: archives(state: [PARKED], destination: $destination, first: 1) {
      totalCount
    }
  }
`;

export const ARCHIVE_AGAIN = /* GraphQL */ `
  mutation ArchiveAgain($input: ArchiveContractInput!) {
    archiveContract(input: $input) {
      userErrors {
        message
      }
    }
  }
`;
