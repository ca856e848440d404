import type { Reader } from '../../auth/caller.js';
import type { Contract, ContractKind } from '../../domain/contract.js';
import { DOCUMENT_TYPES } from '../../domain/document.js';
import type { Document } from '../../domain/document.js';
import { newDealLink } from '../../domain/deal-link.js';
import { parseNumberId } from '../../domain/number-id.js';
import { parseOpportunityId } from '../../domain/opportunity-id.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { UserError } from '../../domain/user-error.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { CreateContractResult } from '../contracts/contract-request.js';
import { unknownQuestions } from '../contracts/intake-questions.js';
import type { IntakeAnswers } from '../contracts/intake-questions.js';
import { makeContract, refused, requireReadable } from '../contracts/make-contract.js';
import type { ContractWish } from '../contracts/make-contract.js';
import { MAX_COUNTERPARTIES } from '../contracts/people-errors.js';
import { crowdErrors } from '../contracts/task-input.js';
import type { SharedParts } from '../create-services.js';
import { dataSizeErrors } from '../data-size.js';
import type { GivenSignatory } from '../../mapping/index.js';
import { keyErrors } from '../once/idempotency.js';
import { nameErrors } from './contract-documents.js';
import { createOpenDocument, documentErrors } from './open-document.js';
import type { DocumentInput } from './open-document.js';
import { reviewerErrors, toReviewer } from './reviewer.js';
import type { ReviewerInput } from './reviewer.js';
import { ownSignatoryErrors, toOwnSignatories } from './own-signatories.js';
import {
  counterpartyErrors,
  findCounterparties,
  findCounterparty,
  toCounterpartyRequest,
} from './uploaded-counterparty.js';
import type { CounterpartyInput } from './uploaded-counterparty.js';
import { noted, said } from '../../domain/said.js';

/** Contracts that are made of a document, for a deal: one of each wish, as `createContract` makes them. */
export interface ContractUploads {
  /** @throws InputError for malformed ids, NotFoundError for a deal that the reader does not see. */
  forReview(reader: Reader, input: UploadForReviewInput): Promise<CreateContractResult>;
  /** @throws as `forReview` */
  forSignature(reader: Reader, input: UploadForSignatureInput): Promise<CreateContractResult>;
  /** @throws as `forReview` */
  executed(reader: Reader, input: RecordExecutedInput): Promise<CreateContractResult>;
}

interface UploadInput {
  readonly opportunityId: string;
  readonly contractTypeId: string;
  readonly name: string;
  readonly document: DocumentInput;
  readonly idempotencyKey?: string;
}

export interface UploadForSignatureInput extends UploadInput {
  /** The deal's account and its primary contact when absent. */
  readonly counterparty?: CounterpartyInput;
  readonly entityId?: string;
  readonly intakeForm?: IntakeAnswers;
  readonly signatories?: readonly GivenSignatory[];
}

export interface UploadForReviewInput extends UploadForSignatureInput {
  readonly reviewer?: ReviewerInput;
}

export interface RecordExecutedInput extends UploadInput {
  readonly entityId: string;
  /** The deal's account and its primary contact when absent; none when empty. */
  readonly counterparties?: readonly CounterpartyInput[];
}

type Prepared<Ready> = Awaited<ReturnType<ContractWish<Ready>['prepare']>>;

/** What is particular to one way of making a contract of a document. */
interface Way<Ready> {
  readonly mutation: string;
  readonly kind: ContractKind;
  /** What the caller said beside name and document. */
  readonly said: unknown;
  readonly errors: readonly UserError[];
  /** What the document has to be beside what all have to be; null when it is that. */
  readonly refuses?: (document: Document) => string | null;
  readonly prepare: () => Promise<Prepared<Ready>>;
  readonly send: (
    ready: Ready,
    contract: {
      readonly name: string;
      readonly contractTypeId: string;
      readonly document: Document;
      readonly externalMetadata: Readonly<Record<string, unknown>>;
    },
    options: CallOptions,
  ) => Promise<Contract>;
}

export function createContractUploads(parts: SharedParts): ContractUploads {
  const { spotdraft, crm } = parts;
  const openDocument = createOpenDocument(parts);

  async function upload<Ready>(
    reader: Reader,
    opportunityId: OpportunityId,
    input: UploadInput,
    way: Way<Ready>,
  ): Promise<CreateContractResult> {
    const contractTypeId = parseNumberId(input.contractTypeId, noted`a contract type`);
    const name = input.name.trim();
    const wrong = [
      ...documentErrors(input.document),
      ...nameErrors(name),
      ...way.errors,
      ...keyErrors(input.idempotencyKey),
    ];
    // The deal first: whoever does not see it learns nothing of files and uploads.
    await requireReadable(crm, reader, opportunityId);
    if (wrong.length > 0) return refused(...wrong);
    const opened = await openDocument(reader, input.document);
    if (!opened.ok) return refused(...opened.userErrors);
    const { document } = opened;
    const unfit = way.refuses?.(document) ?? null;
    if (unfit !== null) {
      return refused({ field: ['document'], code: 'INVALID_VALUE', message: unfit });
    }
    return makeContract<Ready>(parts, reader, {
      opportunityId,
      of: [way.mutation, contractTypeId],
      ofWhat: said`contract type`,
      // Of the document its bytes count, wherever they come from.
      input: [name, document.sha256, way.said],
      idempotencyKey: input.idempotencyKey,
      kind: way.kind,
      prepare: way.prepare,
      send: (ready, mark, options) =>
        way.send(
          ready,
          {
            name,
            contractTypeId,
            document,
            externalMetadata: newDealLink(opportunityId, mark),
          },
          options,
        ),
    });
  }

  async function answerErrors({
    contractTypeId,
    intakeForm: answers,
  }: UploadForSignatureInput): Promise<readonly UserError[]> {
    return answers === undefined || Object.keys(answers).length === 0
      ? []
      : unknownQuestions(spotdraft, { field: 'intakeForm', contractTypeId, answers });
  }

  /** What uploads for review and for signature have in common. */
  function otherSidesPaper(
    reader: Reader,
    opportunityId: OpportunityId,
    input: UploadForSignatureInput,
  ) {
    const { counterparty, entityId, intakeForm, signatories } = input;
    if (entityId !== undefined) parseNumberId(entityId, noted`an entity`);
    return {
      said: { counterparty, entityId, intakeForm, signatories },
      errors: [
        ...(counterparty === undefined ? [] : counterpartyErrors(['counterparty'], counterparty)),
        ...ownSignatoryErrors(signatories),
        ...dataSizeErrors(['intakeForm'], intakeForm ?? {}),
      ],
      async prepare() {
        const found = await findCounterparty(parts, reader, opportunityId, counterparty);
        if (!found.ok) return found;
        const userErrors = await answerErrors(input);
        if (userErrors.length > 0) return { ok: false, userErrors } as const;
        return {
          ok: true,
          request: {
            counterparty: found.party,
            ...(entityId === undefined ? {} : { entityId }),
            ...(intakeForm === undefined ? {} : { intakeForm }),
            ...(signatories === undefined ? {} : { signatories: toOwnSignatories(signatories) }),
          },
        } as const;
      },
    };
  }

  return {
    async forReview(reader, input) {
      const opportunityId = parseOpportunityId(input.opportunityId);
      const paper = otherSidesPaper(reader, opportunityId, input);
      const { reviewer } = input;
      return upload(reader, opportunityId, input, {
        mutation: 'uploadContractForReview',
        kind: 'THIRD_PARTY_CONTRACT',
        said: { ...paper.said, reviewer },
        errors: [...paper.errors, ...reviewerErrors(reviewer)],
        async prepare() {
          const prepared = await paper.prepare();
          if (!prepared.ok) return { kind: 'refused', refused: prepared.userErrors };
          const { request } = prepared;
          if (reviewer === undefined) return { kind: 'ready', ready: request };
          const asked = await toReviewer(spotdraft, reviewer);
          return asked === null
            ? { kind: 'refused', refused: [unknownReviewer()] }
            : { kind: 'ready', ready: { ...request, reviewer: asked } };
        },
        send: (request, contract, options) =>
          spotdraft.uploadForReview({ ...contract, ...request }, options),
      });
    },

    async forSignature(reader, input) {
      const opportunityId = parseOpportunityId(input.opportunityId);
      const paper = otherSidesPaper(reader, opportunityId, input);
      return upload(reader, opportunityId, input, {
        mutation: 'uploadContractForSignature',
        kind: 'SIGN_CONTRACT',
        said: paper.said,
        errors: paper.errors,
        async prepare() {
          const prepared = await paper.prepare();
          return prepared.ok
            ? { kind: 'ready', ready: prepared.request }
            : { kind: 'refused', refused: prepared.userErrors };
        },
        send: (request, contract, options) =>
          spotdraft.uploadForSignature({ ...contract, ...request }, options),
      });
    },

    async executed(reader, input) {
      const opportunityId = parseOpportunityId(input.opportunityId);
      const entityId = parseNumberId(input.entityId, noted`an entity`);
      const { counterparties } = input;
      return upload(reader, opportunityId, input, {
        mutation: 'recordExecutedContract',
        kind: 'EXECUTED_CONTRACT',
        said: { entityId, counterparties },
        errors: [
          ...crowdErrors(['counterparties'], counterparties, MAX_COUNTERPARTIES),
          ...(counterparties ?? []).flatMap((party, index) =>
            counterpartyErrors(['counterparties', String(index)], party),
          ),
        ],
        refuses: ({ contentType }) =>
          contentType === DOCUMENT_TYPES.pdf
            ? null
            : said`SpotDraft takes executed contracts as PDF alone. Save it as PDF.`,
        async prepare() {
          const found = await findCounterparties(parts, reader, opportunityId, counterparties);
          return found.ok
            ? { kind: 'ready', ready: found.parties.map(toCounterpartyRequest) }
            : { kind: 'refused', refused: found.userErrors };
        },
        send: (parties, contract, options) =>
          spotdraft.uploadExecuted({ ...contract, entityId, counterparties: parties }, options),
      });
    },
  };
}

function unknownReviewer(): UserError {
  return {
    field: ['reviewer', 'userId'],
    code: 'NOT_FOUND',
    message: said`SpotDraft has no active user of this id in the workspace.`,
  };
}
