export const ORPHANS = /* GraphQL */ `
  query Orphans($first: Int!) {
    linkCoverage {
      linked
      all
    }
    unlinkedContracts(first: $first) {
      totalCount
      nodes {
        contract {
          id
          name
          counterpartyName
          createdAt
          url
        }
        suggestions {
          opportunity {
            id
            name
          }
          score
          reasons
        }
      }
    }
  }
`;

export const LINK = /* GraphQL */ `
  mutation LinkOrphan($input: LinkContractInput!) {
    linkContract(input: $input) {
      userErrors {
        code
        message
      }
    }
  }
`;
