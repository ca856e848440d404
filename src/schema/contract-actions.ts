import { GraphQLJSONObject } from 'graphql-scalars';
import { ATTACHMENT_FORMATS } from '../domain/attachment-format.js';
import type { AttachmentFormat } from '../domain/attachment-format.js';
import { Bytes } from './bytes.js';
import { ContractObjectType } from './contracts.js';
import { Field, ID, InputType, ObjectType, registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';
import { ContractCounterpartyInput, SignatoryInput } from './parties.js';
import { UserErrorType } from './user-errors.js';

@InputType('CreateContractInput', { description: 'A contract to generate from a deal.' })
export class CreateContractInput {
  @Field(() => ID, { description: 'The deal; 15 or 18 characters.' })
  readonly opportunityId!: string;

  @Field(() => ID, { description: 'The template to generate from.' })
  readonly templateId!: string;

  @Field(() => String, { nullable: true, description: "In place of the mapping's name." })
  readonly name?: string | null;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: "By template field name, in place of the mapping's values.",
  })
  readonly data?: Record<string, unknown> | null;

  @Field(() => [ContractCounterpartyInput], {
    nullable: true,
    description: "In place of the mapping's counterparties, all of them.",
  })
  readonly counterparties?: ContractCounterpartyInput[] | null;

  @Field(() => [SignatoryInput], {
    nullable: true,
    description: "In place of the mapping's signatories, all of them.",
  })
  readonly signatories?: SignatoryInput[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Names the intent: repeats with the same key give the same contract. Without it, repeats within a minute do.',
  })
  readonly idempotencyKey?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether to send the new contract to the counterparties at once.',
  })
  readonly sendToCounterparties?: boolean | null;
}

@ObjectType('CreateContractPayload', { description: 'Outcome of `createContract`.' })
export class CreateContractPayload {
  @Field(() => ContractObjectType, {
    nullable: true,
    description: 'The contract; null when the request was refused.',
  })
  readonly contract!: ContractObjectType | null;

  @Field(() => Boolean, {
    description: 'False when an earlier request with the same intent had made the contract.',
  })
  readonly created!: boolean;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}

@ObjectType('ContractPayload', { description: 'Outcome of an action on a contract.' })
export class ContractPayload {
  @Field(() => ContractObjectType, {
    nullable: true,
    description: 'The contract after the action; null when the action was refused.',
  })
  readonly contract!: ContractObjectType | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}

const AttachmentFormatEnum = enumValues(ATTACHMENT_FORMATS);

registerEnumType(AttachmentFormatEnum, {
  name: 'AttachmentFormat',
  description: 'In which form a contract goes along with an email.',
  valuesConfig: {
    DOCX: { description: 'As a Word document.' },
    PDF: { description: 'As a PDF.' },
    TEMPLATE: { description: 'As its template.' },
  },
});

@InputType('ExtraAttachmentInput', { description: 'A file that goes along with an email.' })
export class ExtraAttachmentInput {
  @Field(() => String, { description: 'Its name, such as `terms.pdf`.' })
  readonly fileName!: string;

  @Field(() => String, { description: 'Its type, such as `application/pdf`.' })
  readonly mimeType!: string;

  @Bytes()
  @Field(() => String, { description: 'Its bytes in base64.' })
  readonly contentBase64!: string;
}

@InputType('SendContractInput', { description: 'A contract to send to its counterparties.' })
export class SendContractInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => [String], {
    nullable: true,
    description: "Email addresses to send to, in place of the contract's counterparties.",
  })
  readonly toEmails?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Email addresses to copy in.' })
  readonly ccEmails?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Email addresses to copy in without the others seeing them.',
  })
  readonly bccEmails?: string[] | null;

  @Field(() => [AttachmentFormatEnum], {
    nullable: true,
    description: 'In which forms the contract goes along; as PDF when absent.',
  })
  readonly attachmentFormats?: AttachmentFormat[] | null;

  @Field(() => [ExtraAttachmentInput], {
    nullable: true,
    description: 'Files that go along beside the contract, at most 20.',
  })
  readonly extraAttachments?: ExtraAttachmentInput[] | null;

  @Field(() => String, { nullable: true, description: 'Subject of the email.' })
  readonly subject?: string | null;

  @Field(() => String, { nullable: true, description: 'Text of the email.' })
  readonly message?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Names the intent: repeats with the same key send one email. Without it, repeats within a minute do.',
  })
  readonly idempotencyKey?: string | null;
}

@InputType('VoidContractInput', { description: 'A contract to cancel.' })
export class VoidContractInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => String, { description: 'Why; kept with the contract.' })
  readonly note!: string;
}

@InputType('LinkContractInput', { description: 'An existing contract to link to a deal.' })
export class LinkContractInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => ID, { description: 'The deal; 15 or 18 characters.' })
  readonly opportunityId!: string;
}
