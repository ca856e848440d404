import type { UpstreamRejectedError } from '../../domain/errors.js';
import type { UserError } from '../../domain/user-error.js';
import { SpotDraftUserError } from '../people/acting-user.js';

/** Members of SpotDraft's request bodies whose name in our inputs is not just the same in camelCase, with the path where it is one. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    contract_data: 'data',
    contract_name: 'name',
    contract_template_id: 'templateId',
    counter_party_details: 'counterparties',
    to_emails: 'toEmails',
    cc_emails: 'ccEmails',
    custom_message: 'message',
    items: 'invitations',
    user_ids_to_add: 'userIds',
    user_ids_to_remove: 'userIds',
    email_id: 'email',
    recipient_email: 'email',
    cp_email_id: 'email',
    assignee_user_id: 'userId',
    assignee_role_id: 'roleId',
    affix_stamp_documents: 'affixStamp',
    update_user_task_on_bu_update: 'moveTasks',
    key_pointers: 'values',
    file_name: 'document',
    file_base64: 'document',
    file_content: 'document',
    document_name: 'document',
    document_base_64: 'document',
    is_executed_version: 'executed',
    creator_organization_entity_id: 'entityId',
    organization_entity_id: 'entityId',
    counterparty_organization_name: 'counterparty.organizationName',
    counterparty_is_individual: 'counterparty.isIndividual',
    counterparty_poc_details: 'counterparty.contact',
    counterparty_details: 'counterparties',
    creator_signatories: 'signatories',
    intake_form_data: 'intakeForm',
    relation_type: 'relation',
  }),
);

/** Further down in them. */
const OTHER_NAMES_WITHIN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    poc_details: 'contact',
    party_role_identifier: 'partyRole',
    is_counterparty_signatory: 'isCounterparty',
    sign_order: 'order',
    key_pointer_id: 'id',
    key_pointer_field_name: 'name',
    org_user_email: 'email',
    permission_name: 'permission',
    new_user_email: 'email',
    new_user_name: 'name',
    approver_user_id: 'userId',
    approver_role_id: 'roleId',
  }),
);

/** Members of these have the names that a template or a person gave them. */
const NAMED_BY_PEOPLE: ReadonlySet<string> = new Set(['data', 'recordData', 'intakeForm']);

/** SpotDraft's refusal as user errors: one for each field it names, or one for the whole; its own words either way. */
export function refusalErrors(error: UpstreamRejectedError): UserError[] {
  if (error instanceof SpotDraftUserError) {
    return [{ field: null, code: error.userErrorCode, message: error.message }];
  }
  const spotdraftCode = error.upstreamCode ?? null;
  const errors: UserError[] = Object.entries(error.fieldMessages).flatMap(([path, messages]) => {
    const [head = '', ...rest] = path.split('.');
    const field = head === 'non_field_errors' ? null : inputPath(head, rest);
    return messages.map((message) => ({
      field,
      code: 'SPOTDRAFT_REFUSED' as const,
      message: `SpotDraft: ${message}`,
      spotdraftCode,
    }));
  });
  if (errors.length > 0) return errors;
  return [{ field: null, code: 'SPOTDRAFT_REFUSED', message: error.message, spotdraftCode }];
}

function inputPath(head: string, rest: readonly string[]): readonly string[] {
  const name = OTHER_NAMES.get(head) ?? camelCase(head);
  return [...name.split('.'), ...(NAMED_BY_PEOPLE.has(name) ? rest : rest.map(nameWithin))];
}

function nameWithin(name: string): string {
  return OTHER_NAMES_WITHIN.get(name) ?? camelCase(name);
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}
