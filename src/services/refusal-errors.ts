import type { UpstreamRejectedError } from '../domain/errors.js';
import type { UserError } from '../domain/user-error.js';
import { SpotDraftUserError } from './acting-user.js';

/** Members of SpotDraft's request bodies, by what they are called in our inputs. */
const INPUT_NAMES: Readonly<Record<string, string>> = {
  contract_data: 'data',
  contract_name: 'name',
  contract_template_id: 'templateId',
  counter_party_details: 'counterparties',
  to_emails: 'toEmails',
  cc_emails: 'ccEmails',
  custom_message: 'message',
};

/** SpotDraft's refusal as user errors: one for each field it names, or one for the whole; its own words either way. */
export function refusalErrors(error: UpstreamRejectedError): UserError[] {
  if (error instanceof SpotDraftUserError) {
    return [{ field: null, code: error.userErrorCode, message: error.message }];
  }
  const errors: UserError[] = Object.entries(error.fieldMessages).flatMap(([path, messages]) => {
    const [head = '', ...rest] = path.split('.');
    const field = head === 'non_field_errors' ? null : [INPUT_NAMES[head] ?? head, ...rest];
    return messages.map((message) => ({
      field,
      code: 'SPOTDRAFT_REFUSED' as const,
      message: `SpotDraft: ${message}`,
    }));
  });
  if (errors.length > 0) return errors;
  return [{ field: null, code: 'SPOTDRAFT_REFUSED', message: error.message }];
}
