import { ContractPayload, CreateContractPayload } from '../../schema/contract-actions.js';
import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, Mutation, Resolver } from '../../schema/decorators.js';
import type { CounterpartyInput } from '../../schema/parties.js';
import {
  AddSupportingDocumentInput,
  RecordExecutedContractInput,
  SupportingDocumentPayload,
  UploadContractForReviewInput,
  UploadContractForSignatureInput,
  UploadContractVersionInput,
} from '../../schema/uploads.js';
import type { CreateContractResult } from '../../services/contracts/contract-request.js';
import { createContractDocuments } from '../../services/uploads/contract-documents.js';
import { createContractUploads } from '../../services/uploads/upload-contract.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';
import { toContractPayload } from './contract-node.js';

@Resolver()
export class UploadsResolver {
  @Cost({ spotdraft: 3, salesforce: 5 })
  @Mutation(() => CreateContractPayload, {
    description:
      "Makes a contract of the other side's paper, to be negotiated: one intent makes one contract.",
  })
  async uploadContractForReview(
    @Arg('input', () => UploadContractForReviewInput, { description: 'What to upload.' })
    input: UploadContractForReviewInput,
    @Ctx() context: RequestContext,
  ): Promise<CreateContractPayload> {
    const { reviewer, ...rest } = input;
    return toCreated(
      await context.act((_actions, reader) =>
        context.services.of(createContractUploads).forReview(reader, {
          ...toPaper(rest),
          ...(reviewer ? { reviewer: withoutNulls(reviewer) } : {}),
        }),
      ),
    );
  }

  @Cost({ spotdraft: 3, salesforce: 5 })
  @Mutation(() => CreateContractPayload, {
    description:
      'Makes a contract of agreed paper and has it signed: one intent makes one contract.',
  })
  async uploadContractForSignature(
    @Arg('input', () => UploadContractForSignatureInput, { description: 'What to upload.' })
    input: UploadContractForSignatureInput,
    @Ctx() context: RequestContext,
  ): Promise<CreateContractPayload> {
    return toCreated(
      await context.act((_actions, reader) =>
        context.services.of(createContractUploads).forSignature(reader, toPaper(input)),
      ),
    );
  }

  @Cost({ spotdraft: 3, spotdraftForEach: ['input', 'counterparties'], salesforce: 5 })
  @Mutation(() => CreateContractPayload, {
    description: 'Records a contract that was signed elsewhere: one intent makes one contract.',
  })
  async recordExecutedContract(
    @Arg('input', () => RecordExecutedContractInput, { description: 'What was signed.' })
    input: RecordExecutedContractInput,
    @Ctx() context: RequestContext,
  ): Promise<CreateContractPayload> {
    const { document, counterparties, ...rest } = input;
    return toCreated(
      await context.act((_actions, reader) =>
        context.services.of(createContractUploads).executed(reader, {
          ...withoutNulls(rest),
          document: withoutNulls(document),
          ...(counterparties ? { counterparties: counterparties.map(toCounterparty) } : {}),
        }),
      ),
    );
  }

  @Cost({ spotdraft: 4, salesforce: 4 })
  @Mutation(() => ContractPayload, {
    description: 'Puts another version in the place of the present one.',
  })
  async uploadContractVersion(
    @Arg('input', () => UploadContractVersionInput, { description: 'Which contract, and what.' })
    input: UploadContractVersionInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    const { document, ...rest } = input;
    return toContractPayload(
      await context.act((_actions, reader) =>
        context.services
          .of(createContractDocuments)
          .uploadVersion(
            reader,
            Object.assign(
              { executed: false, collectApprovals: true, document: withoutNulls(document) },
              withoutNulls(rest),
            ),
          ),
      ),
    );
  }

  @Cost({ spotdraft: 2, salesforce: 4 })
  @Mutation(() => SupportingDocumentPayload, {
    description: 'Adds a file to a contract that belongs to it beside its text.',
  })
  addSupportingDocument(
    @Arg('input', () => AddSupportingDocumentInput, { description: 'Which contract, and what.' })
    input: AddSupportingDocumentInput,
    @Ctx() context: RequestContext,
  ): Promise<SupportingDocumentPayload> {
    const { document, ...rest } = input;
    return context.act((_actions, reader) =>
      context.services.of(createContractDocuments).addSupporting(reader, {
        ...withoutNulls(rest),
        document: withoutNulls(document),
      }),
    );
  }
}

function toPaper(input: UploadContractForSignatureInput) {
  const { document, counterparty, signatories, ...rest } = input;
  return {
    ...withoutNulls(rest),
    document: withoutNulls(document),
    ...(counterparty ? { counterparty: toCounterparty(counterparty) } : {}),
    ...(signatories ? { signatories: signatories.map((one) => withoutNulls(one)) } : {}),
  };
}

function toCounterparty({ contact, ...given }: CounterpartyInput) {
  return { ...withoutNulls(given), ...(contact ? { contact: withoutNulls(contact) } : {}) };
}

function toCreated(result: CreateContractResult): CreateContractPayload {
  const { contract, userErrors } = toContractPayload(result);
  return { contract, created: result.created, userErrors };
}
