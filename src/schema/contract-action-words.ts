import { CONTRACT_ACTIONS } from '../domain/contract-action.js';
import type { ContractAction, RefusedAction } from '../domain/contract-action.js';
import { Field, ObjectType, registerEnumType } from './decorators.js';
import { Sentence } from './sentence.js';
import { enumValues } from './enum-values.js';

export const ContractActionEnum = enumValues(CONTRACT_ACTIONS);

const MEANINGS: Readonly<Record<ContractAction, string>> = {
  OPEN: 'Open it in SpotDraft (`url`); not once it is deleted there.',
  OPEN_DOCUMENT: 'Open the signed document (`documentUrl`).',
  SYNC: 'Read it anew and write the CRM now (`syncContract`).',
  LINK_CONTRACT: 'Link it to a deal (`linkContract`).',
  SEND: 'Send it to the counterparties (`sendContract`).',
  MARK_FOR_EXECUTION: 'Make it ready for signature (`markForExecution`).',
  UNMARK_FOR_EXECUTION: 'Take it back from signature (`unmarkForExecution`).',
  RESEND_TO_SIGNATORY: 'Write to a signatory again (`resendToSignatory`).',
  CREATE_RECIPIENT_LINK:
    'Get the link by which a recipient reviews or signs (`createRecipientLink`).',
  CREATE_SIGNING_URL: 'Let a counterparty sign inside another page (`createSigningUrl`).',
  VOID: 'Cancel it (`voidContract`).',
  CHANGE_BUSINESS_USER: 'Give it to another business user (`changeBusinessUser`).',
  REQUEST_REVIEW: 'Ask for a legal review (`requestReview`).',
  REQUEST_APPROVALS: 'Ask for approvals (`requestApprovals`).',
  UPLOAD_CONTRACT_VERSION:
    'Upload a new version (`uploadContractVersion`); while it is out for signature, an executed one alone.',
  ADD_SUPPORTING_DOCUMENT: 'Put another document beside it (`addSupportingDocument`).',
  UPDATE_CONTRACT_DATA: 'Change what the template was filled with (`updateContractData`).',
  UPDATE_INTAKE_FORM: 'Change answers of the intake form (`updateIntakeForm`).',
  UPDATE_KEY_POINTERS: 'Change key pointers (`updateKeyPointers`).',
  UPDATE_EXTERNAL_METADATA: 'Change what integrations noted on it (`updateExternalMetadata`).',
  UPDATE_NOTE: 'Change what a note says (`updateNote`).',
  ADD_COMMENT: 'Comment on it (`addComment`).',
  RELATE_CONTRACTS: 'Relate it to another contract (`relateContracts`).',
  INVITE_TO_CONTRACT: 'Let others see or edit it (`inviteToContract`).',
  UNINVITE_FROM_CONTRACT: 'Take back an invitation (`uninviteFromContract`).',
  CREATE_OBLIGATION: 'Note an obligation (`createObligation`).',
  UPDATE_OBLIGATION: 'Change an obligation (`updateObligation`).',
  DELETE_OBLIGATION: 'Delete an obligation (`deleteObligation`).',
  CREATE_OBLIGATIONS: 'Note several obligations (`createObligations`).',
  UPDATE_OBLIGATIONS: 'Change several obligations (`updateObligations`).',
  CREATE_TASK: 'Give somebody a task about it (`createTask`).',
  CREATE_TASKS: 'Give out several tasks about it (`createTasks`).',
  RETRIGGER_WEBHOOK: 'Have SpotDraft send its last webhook again (`retriggerWebhook`).',
  ARCHIVE_CONTRACT: 'Have its document archived again, now (`archiveContract`).',
  CONFIRM_TERM: 'Confirm a difference between what was signed and its deal (`confirmTerm`).',
};

registerEnumType(ContractActionEnum, {
  name: 'ContractAction',
  description: 'What may be done with a contract.',
  valuesConfig: Object.fromEntries(
    CONTRACT_ACTIONS.map((action) => [action, { description: MEANINGS[action] }]),
  ),
});

@ObjectType('RefusedAction', { description: 'What may not be done with a contract, and why.' })
export class RefusedActionType implements RefusedAction {
  @Field(() => ContractActionEnum, { description: 'What is not possible.' })
  readonly action!: ContractAction;

  @Sentence()
  @Field(() => String, { description: 'What stands against it, for people.' })
  readonly reason!: string;
}
