/**
 * The GraphQL texts these components send, one place for all. Plain text without imports, so that a test of the server
 * can hold them against its schema.
 */

const CONTRACT_CARD = /* GraphQL */ `
  fragment ContractCard on Contract {
    id
    name
    status
    counterpartyName
    createdAt
    url
    documentUrl
    externalMetadata
    actions
    type {
      name
    }
    waitingFor {
      name
      email
      status
      order
    }
    sync {
      lastSyncedAt
      pending
      lastError
    }
    archives {
      destination
      state
      path
      url
      archivedAt
      verifiedAt
      lastError
    }
    terms {
      name
      state
      signed
      expected
      difference
      signedFrom
      expectedFrom
      blocks
      confirmedBy
      confirmedReason
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

/** Of whom and when a contract tells; each part is read live, so it comes after the list itself. */
const PROGRESS = /* GraphQL */ `
  fragment Progress on Contract {
    id
    recipients {
      id
      name
      email
      type
      order
      status
      signedAt
      declined
      declineReason
    }
    metrics {
      sentAt
      executedAt
    }
    keyPointers {
      name
      label
      value
    }
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
    sendsToCounterparties
    userErrors {
      ...UserErrorParts
    }
    counterparties {
      organizationName
      isIndividual
      organizationType
      jurisdiction
      partyRole
      contact {
        firstName
        lastName
        email
      }
      address {
        line1
        line2
        city
        state
        zipcode
        country
      }
    }
    signatories {
      name
      email
      title
      note
      order
      isCounterparty
      counterpartyName
    }
    similar {
      id
      name
      status
      createdAt
      url
    }
    fields {
      value
      source
      expression
      hint
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
    viewer {
      email
    }
    opportunity(id: $opportunityId) {
      id
      name
      contractProblem
      contracts {
        ...ContractCard
      }
    }
  }
  ${CONTRACT_CARD}
`;

export const DEAL_PROGRESS = /* GraphQL */ `
  query DealProgress($opportunityId: ID!) {
    opportunity(id: $opportunityId) {
      id
      contracts {
        ...Progress
      }
    }
  }
  ${PROGRESS}
`;

export const CONTRACT_PROGRESS = /* GraphQL */ `
  query ContractProgress($id: ID!) {
    contract(id: $id) {
      ...Progress
    }
  }
  ${PROGRESS}
`;

/** What a contract was filled with, to make it anew. */
export const CONTRACT_DATA = /* GraphQL */ `
  query ContractData($id: ID!) {
    contract(id: $id) {
      name
      questionnaire(type: TEMPLATE) {
        data
      }
    }
  }
`;

export const CONTRACT_CHANGED = /* GraphQL */ `
  subscription ContractChanged($opportunityId: ID!) {
    contractChanged(opportunityId: $opportunityId) {
      ...ContractCard
    }
  }
  ${CONTRACT_CARD}
`;

/** Approvals and comments are read live from SpotDraft, so it is asked for when somebody opens it. */
export const CONTRACT_HISTORY = /* GraphQL */ `
  query ContractHistory($id: ID!) {
    contract(id: $id) {
      timeline(first: 60) {
        nodes {
          at
          kind
          operation
          outcome
          failed
          actor
          error
          changes {
            field
            after
          }
        }
      }
      approvals {
        name
        status
        sentAt
        approver {
          name
        }
      }
      comments(first: 10) {
        nodes {
          text
          replies {
            text
          }
        }
      }
    }
  }
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

/** Contracts of no deal that may be this one's, for those who may see such contracts. */
export const LINK_SUGGESTIONS = /* GraphQL */ `
  query LinkSuggestions($opportunityId: ID!) {
    opportunity(id: $opportunityId) {
      suggestedContracts {
        contract {
          ...ContractChoice
        }
        reasons
      }
    }
  }
  ${CONTRACT_CHOICE}
`;

export const TEMPLATES = /* GraphQL */ `
  query Templates($search: String) {
    viewer {
      roles
    }
    templates(search: $search) {
      id
      name
      mapped
    }
  }
`;

export const CONTRACT_DRAFT = /* GraphQL */ `
  query ContractDraft(
    $opportunityId: ID!
    $templateId: ID!
    $name: String
    $data: JSONObject
    $counterparties: [ContractCounterpartyInput!]
    $signatories: [SignatoryInput!]
  ) {
    viewer {
      roles
    }
    contractDraft(
      opportunityId: $opportunityId
      templateId: $templateId
      name: $name
      data: $data
      counterparties: $counterparties
      signatories: $signatories
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

export const RESEND_TO_SIGNATORY = /* GraphQL */ `
  mutation ResendToSignatory($input: ResendToSignatoryInput!) {
    resendToSignatory(input: $input) {
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

export const CREATE_RECIPIENT_LINK = /* GraphQL */ `
  mutation CreateRecipientLink($input: CreateRecipientLinkInput!) {
    createRecipientLink(input: $input) {
      url
      userErrors {
        ...UserErrorParts
      }
    }
  }
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

export const ARCHIVE_CONTRACT = /* GraphQL */ `
  mutation ArchiveContract($contractId: ID!) {
    archiveContract(input: { contractId: $contractId }) {
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

export const CONFIRM_TERM = /* GraphQL */ `
  mutation ConfirmTerm($input: ConfirmTermInput!) {
    confirmTerm(input: $input) {
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
