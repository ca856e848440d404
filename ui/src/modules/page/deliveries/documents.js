export const DELIVERIES = /* GraphQL */ `
  query Deliveries(
    $state: [DeliveryState!]
    $activity: [String!]
    $contractId: ID
    $opportunityId: ID
    $since: DateTime
    $until: DateTime
    $first: Int!
    $after: String
  ) {
    deliveries(
      state: $state
      activity: $activity
      contractId: $contractId
      opportunityId: $opportunityId
      since: $since
      until: $until
      first: $first
      after: $after
    ) {
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
      matching
      replayed
      userErrors {
        code
        message
      }
    }
  }
`;

export const DEALS_NAMED = /* GraphQL */ `
  query DealsNamed($search: String!) {
    opportunities(filter: { search: $search }, first: 2) {
      nodes {
        id
        name
      }
    }
  }
`;
