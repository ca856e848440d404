import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import type { SupportingDocument } from '../domain/supporting-document.js';
import { Field, ID, InputType, ObjectType } from './decorators.js';
import { CounterpartyInput, SignatoryInput } from './parties.js';
import { UserErrorType } from './user-errors.js';

@InputType('DocumentInput', { description: 'A PDF or DOCX: exactly one of the two.' })
export class DocumentInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'A file of the CRM that the caller can read (ContentDocument), or one of its versions (ContentVersion).',
  })
  readonly crmFileId?: string | null;

  @Field(() => ID, { nullable: true, description: 'What `POST /uploads` answered to this caller.' })
  readonly uploadId?: string | null;
}

@InputType('ReviewerInput', {
  description: 'Who is to review it: exactly one of `userId`, `roleId` and `email`.',
})
export class ReviewerInput {
  @Field(() => ID, { nullable: true, description: 'Number of a user of the workspace.' })
  readonly userId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Number of a role of the workspace.' })
  readonly roleId?: string | null;

  @Field(() => String, { nullable: true, description: 'Address of a user of the workspace.' })
  readonly email?: string | null;

  @Field(() => String, { nullable: true, description: 'What to look at.' })
  readonly description?: string | null;
}

@InputType('UploadContractInput', { description: 'A document that becomes a contract of a deal.' })
class UploadContractInput {
  @Field(() => ID, { description: 'The deal; 15 or 18 characters.' })
  readonly opportunityId!: string;

  @Field(() => ID, { description: 'The contract type.' })
  readonly contractTypeId!: string;

  @Field(() => String, { description: 'What the contract is called.' })
  readonly name!: string;

  @Field(() => DocumentInput, { description: 'The contract itself.' })
  readonly document!: DocumentInput;

  @Field(() => String, {
    nullable: true,
    description:
      'Names the intent: repeats with the same key give the same contract. Without it, repeats within a minute do.',
  })
  readonly idempotencyKey?: string | null;
}

@InputType('UploadContractForSignatureInput', {
  description: "A contract of the other side's paper that is agreed and to be signed.",
})
export class UploadContractForSignatureInput extends UploadContractInput {
  @Field(() => CounterpartyInput, {
    nullable: true,
    description: "Whom it is with; the deal's account and its primary contact when absent.",
  })
  readonly counterparty?: CounterpartyInput | null;

  @Field(() => ID, {
    nullable: true,
    description: "Our legal entity; the workspace's primary one when absent.",
  })
  readonly entityId?: string | null;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: "Answers to the contract type's intake form, by its variables.",
  })
  readonly intakeForm?: Record<string, unknown> | null;

  @Field(() => [SignatoryInput], {
    nullable: true,
    description: 'Who signs for our side. SpotDraft takes no others with an upload.',
  })
  readonly signatories?: SignatoryInput[] | null;
}

@InputType('UploadContractForReviewInput', {
  description: "A contract of the other side's paper that is to be negotiated.",
})
export class UploadContractForReviewInput extends UploadContractForSignatureInput {
  @Field(() => ReviewerInput, { nullable: true, description: 'Who is asked to review it.' })
  readonly reviewer?: ReviewerInput | null;
}

@InputType('RecordExecutedContractInput', {
  description: 'A contract that was signed elsewhere; a PDF.',
})
export class RecordExecutedContractInput extends UploadContractInput {
  @Field(() => ID, { description: 'Our legal entity.' })
  readonly entityId!: string;

  @Field(() => [CounterpartyInput], {
    nullable: true,
    description:
      "Whom it is with, each with a contact; the deal's account and its primary contact when absent, nobody when empty.",
  })
  readonly counterparties?: CounterpartyInput[] | null;
}

@InputType('UploadContractVersionInput', { description: 'Another version of a contract.' })
export class UploadContractVersionInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => DocumentInput, { description: 'The new version.' })
  readonly document!: DocumentInput;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether it has all signatures.',
  })
  readonly executed?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: 'Whether approvals have to be given anew.',
  })
  readonly collectApprovals?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Names the intent: repeats with the same key upload nothing again. Without it, repeats within a minute do not.',
  })
  readonly idempotencyKey?: string | null;
}

@InputType('AddSupportingDocumentInput', {
  description: 'A file that belongs to a contract: a schedule, an annexure.',
})
export class AddSupportingDocumentInput {
  @Field(() => ID, { description: 'The contract, such as `T-123`.' })
  readonly contractId!: string;

  @Field(() => String, { description: 'What it is called.' })
  readonly name!: string;

  @Field(() => DocumentInput, { description: 'The file.' })
  readonly document!: DocumentInput;

  @Field(() => String, {
    nullable: true,
    description:
      'Names the intent: repeats with the same key add nothing again. Without it, repeats within a minute do not.',
  })
  readonly idempotencyKey?: string | null;
}

@ObjectType('SupportingDocument', { description: 'A file that SpotDraft keeps beside a contract.' })
export class SupportingDocumentType implements SupportingDocument {
  @Field(() => ID, { description: 'Number of the file in SpotDraft.' })
  readonly id!: string;

  @Field(() => String, { description: 'What it is called.' })
  readonly name!: string;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description:
      'When it was added; null where SpotDraft does not say, or an earlier request added it.',
  })
  readonly createdAt!: string | null;
}

@ObjectType('SupportingDocumentPayload', { description: 'Outcome of `addSupportingDocument`.' })
export class SupportingDocumentPayload {
  @Field(() => SupportingDocumentType, {
    nullable: true,
    description: 'The file; null when the request was refused.',
  })
  readonly supportingDocument!: SupportingDocumentType | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
