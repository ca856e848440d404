import { toIso } from './clock.js';
import type { JsonObject } from './json.js';
import { displayStatus, INTERNAL_KINDS } from './model.js';
import type { Contract, KeyPointerValue, Signatory } from './model.js';
import { contractTypeName, ROLES, WORKSPACE_ID } from './reference-data.js';
import type { User } from './reference-data.js';
import type { CounterpartyRecord } from './state.js';

const APP_ORIGIN = 'https://app.spotdraft.com';

/** What all contract answers have in common. */
function contractBase(contract: Contract): JsonObject {
  return {
    created: toIso(contract.createdAt),
    contract_name: contract.name,
    contract_link: `${APP_ORIGIN}/contracts/v2/${contract.number}`,
    contract_status: displayStatus(contract),
    counter_party_name: contract.parties[0]?.name ?? '',
    contract_type_name: contractTypeName(contract.contractTypeId),
    contract_type_id: contract.contractTypeId,
    created_by_workspace: WORKSPACE_ID,
    external_metadata: contract.externalMetadata,
    reference_id: contract.referenceId,
  };
}

/** A row of the list; `created_by` is a display name here. */
export function toListRow(contract: Contract): JsonObject {
  return {
    id: contract.compositeId,
    ...contractBase(contract),
    created_by: contract.creator.name,
    created_by_user_name: contract.creator.name,
    created_by_user_email: contract.creator.email,
  };
}

/** The answer to a create, the only one with both ids; `created_by` is an e-mail address here. */
export function toCreated(contract: Contract): JsonObject {
  return {
    id: contract.compositeId,
    contract_id: contract.number,
    ...contractBase(contract),
    created_by: contract.creator.email,
  };
}

export function toExternalRow(contract: Contract, ids: 'composite' | 'integer'): JsonObject {
  return {
    id: ids === 'composite' ? contract.compositeId : contract.number,
    ...contractBase(contract),
    created_by: contract.creator.email,
  };
}

export function toStatus(contract: Contract): JsonObject {
  return { contract_status: displayStatus(contract), contract_name: contract.name };
}

export function toRecipient(signatory: Signatory, contract: Contract): JsonObject {
  const { action, sentAt } = signatory;
  return {
    recipient: {
      id: signatory.recipientId,
      recipient_type: 'SIGNATORY',
      user: { id: signatory.userId, email: signatory.email, name: signatory.name },
      created: toIso(contract.createdAt),
      is_sent_for_signature: sentAt !== undefined,
      ...(sentAt && { last_sent_for_signature_at: toIso(sentAt) }),
      ...(signatory.order !== undefined && { recipient_order: signatory.order }),
      ...(signatory.title && { title: signatory.title }),
      ...(signatory.note && { note: signatory.note }),
    },
    // A decline is an action like a signature: completed, but without success.
    recipient_action: action
      ? { is_success: action.isSuccess, action_notes: action.notes, timestamp: toIso(action.at) }
      : null,
    status: action ? 'COMPLETED' : sentAt ? 'IN_PROGRESS' : 'PENDING',
  };
}

export function toKeyPointer(row: KeyPointerValue): JsonObject {
  return {
    id: row.id,
    value: row.value,
    label: row.label,
    field_name: row.fieldName,
    data_type: row.dataType,
    format_option: {},
  };
}

export function toProcessMetrics(contract: Contract): JsonObject {
  const signed = contract.signatories.filter(({ action }) => action?.isSuccess);
  return {
    contract_id: contract.number,
    contract_turns: {
      no_of_turns: contract.turns,
      ...(contract.sentAt && { last_turn_change_datetime: toIso(contract.sentAt) }),
    },
    ...(contract.sentAt && { contract_sent_to_cp_datetime: toIso(contract.sentAt) }),
    ...(contract.markedAt && { marked_for_signature_datetime: toIso(contract.markedAt) }),
    ...(contract.executedAt && { contract_executed_datetime: toIso(contract.executedAt) }),
    contract_signed_by_signatory_list: signed.flatMap(({ action, isCounterparty, email }) =>
      action
        ? [
            {
              is_creator_party: !isCounterparty,
              signed_datetime: toIso(action.at),
              signatory_email: email,
            },
          ]
        : [],
    ),
    type_of_workflow: INTERNAL_KINDS[contract.kind],
    contract_status: INTERNAL_STATUSES[contract.status],
    ...(PENDING_WITH[contract.status] && { pending_with: PENDING_WITH[contract.status] }),
  };
}

const INTERNAL_STATUSES = {
  DRAFT: 'DRAFT',
  REDLINING: 'REVIEW',
  SIGN: 'SIGN',
  EXECUTED: 'COMPLETED',
  VOIDED: 'VOIDED',
} as const;

const PENDING_WITH: Partial<Record<Contract['status'], string>> = {
  DRAFT: 'CREATOR_PARTY',
  REDLINING: 'COUNTER_PARTY',
  SIGN: 'BOTH',
};

export function toUser(user: User): JsonObject {
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    designation: user.designation,
    roles: ROLES.filter(({ id }) => user.roleIds.includes(id)).map(({ id, name, description }) => ({
      id,
      name,
      description,
    })),
    is_active: user.isActive,
  };
}

export function toCounterparty(record: CounterpartyRecord): JsonObject {
  return {
    id: record.id,
    name: record.name,
    is_individual: record.isIndividual,
    contacts: record.contacts.map((contact) => ({ ...contact })),
    status: 'ACTIVE',
    ...(record.address && { primary_address: { ...record.address } }),
    ...(record.brandName && { brand_name: record.brandName }),
  };
}
