/**
 * The GraphQL texts these components send, one place for all. Plain text without imports, so that a test of the server
 * can hold them against its schema.
 */

const CONTRACT_CARD = /* GraphQL */ `
  fragment ContractCard on Contract {
    id
    name
    status
    referenceId
    counterpartyName
    createdAt
    url
    documentUrl
    actions
    type {
      name
    }
    waitingFor {
      name
      email
      status
    }
    sync {
      lastSyncedAt
      pending
      lastError
    }
  }
`;

const CONTRACT_CHOICE = /* GraphQL */ `
  fragment ContractChoice on Contract {
    id
    name
    status
    counterpartyName
    opportunity {
      id
      name
    }
  }
`;

const USER_ERROR = /* GraphQL */ `
  fragment UserErrorParts on UserError {
    field
    code
    message
  }
`;

/** A table has columns, a column may have parts: no field goes deeper. */
const DRAFT = /* GraphQL */ `
  fragment FieldParts on TemplateField {
    name
    label
    type
    required
    input
    options {
      label
      value
    }
  }
  fragment Draft on ContractDraft {
    name
    userErrors {
      ...UserErrorParts
    }
    fields {
      value
      source
      expression
      reads
      problems {
        ...UserErrorParts
      }
      field {
        ...FieldParts
        members {
          ...FieldParts
          members {
            ...FieldParts
          }
        }
      }
    }
  }
`;

export const DEAL_CONTRACTS = /* GraphQL */ `
  query DealContracts($opportunityId: ID!) {
    opportunity(id: $opportunityId) {
      id
      name
      contracts {
        ...ContractCard
      }
    }
  }
  ${CONTRACT_CARD}
`;

export const CONTRACT_CHANGED = /* GraphQL */ `
  subscription ContractChanged($opportunityId: ID!) {
    contractChanged(opportunityId: $opportunityId) {
      ...ContractCard
    }
  }
  ${CONTRACT_CARD}
`;

export const SEARCH_CONTRACTS = /* GraphQL */ `
  query SearchContracts($search: String!, $first: Int!) {
    contracts(filter: { search: $search }, first: $first) {
      nodes {
        ...ContractChoice
      }
      pageInfo {
        hasNextPage
      }
    }
  }
  ${CONTRACT_CHOICE}
`;

export const CONTRACT_BY_ID = /* GraphQL */ `
  query ContractById($id: ID!) {
    contract(id: $id) {
      ...ContractChoice
    }
  }
  ${CONTRACT_CHOICE}
`;

export const TEMPLATES = /* GraphQL */ `
  query Templates($search: String) {
    templates(search: $search) {
      id
      name
    }
  }
`;

export const CONTRACT_DRAFT = /* GraphQL */ `
  query ContractDraft($opportunityId: ID!, $templateId: ID!, $name: String, $data: JSONObject) {
    contractDraft(
      opportunityId: $opportunityId
      templateId: $templateId
      name: $name
      data: $data
    ) {
      ...Draft
    }
  }
  ${DRAFT}
  ${USER_ERROR}
`;

export const CREATE_CONTRACT = /* GraphQL */ `
  mutation CreateContract($input: CreateContractInput!) {
    createContract(input: $input) {
      created
      contract {
        ...ContractCard
      }
      userErrors {
        ...UserErrorParts
      }
    }
  }
  ${CONTRACT_CARD}
  ${USER_ERROR}
`;

export const SEND_CONTRACT = /* GraphQL */ `
  mutation SendContract($input: SendContractInput!) {
    sendContract(input: $input) {
      contract {
        ...ContractCard
      }
      userErrors {
        ...UserErrorParts
      }
    }
  }
  ${CONTRACT_CARD}
  ${USER_ERROR}
`;

export const VOID_CONTRACT = /* GraphQL */ `
  mutation VoidContract($input: VoidContractInput!) {
    voidContract(input: $input) {
      contract {
        ...ContractCard
      }
      userErrors {
        ...UserErrorParts
      }
    }
  }
  ${CONTRACT_CARD}
  ${USER_ERROR}
`;

export const LINK_CONTRACT = /* GraphQL */ `
  mutation LinkContract($input: LinkContractInput!) {
    linkContract(input: $input) {
      contract {
        ...ContractCard
      }
      userErrors {
        ...UserErrorParts
      }
    }
  }
  ${CONTRACT_CARD}
  ${USER_ERROR}
`;

export const SYNC_CONTRACT = /* GraphQL */ `
  mutation SyncContract($id: ID!) {
    syncContract(id: $id) {
      contract {
        ...ContractCard
      }
      userErrors {
        ...UserErrorParts
      }
    }
  }
  ${CONTRACT_CARD}
  ${USER_ERROR}
`;
