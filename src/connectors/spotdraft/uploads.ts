import { z } from 'zod';
import type { Contract } from '../../domain/contract.js';
import type { ContractId } from '../../domain/contract-id.js';
import { nameByContent } from '../../domain/document.js';
import type { Document } from '../../domain/document.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { SupportingDocument } from '../../domain/supporting-document.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import type { CounterpartyRequest } from './contract-creation.js';
import { contractWire, toUtc } from './contract.wire.js';
import { FILE_CONTENT } from './file-body.js';
import { filled } from './filled.js';
import { toMadeContract } from './made-contract.js';
import { toOlderCounterpartyBody } from './older-counterparty.js';
import { noted } from '../../domain/said.js';

/** Documents going in: contracts made of them, and documents of contracts that are there. */
export interface Uploads {
  /** Paper of the other side, to be negotiated. */
  uploadForReview(request: UploadForReviewRequest, options: CallOptions): Promise<Contract>;
  /** Agreed paper, to be signed. */
  uploadForSignature(request: UploadForSignatureRequest, options: CallOptions): Promise<Contract>;
  /** A contract that was signed elsewhere; a PDF. */
  uploadExecuted(request: UploadExecutedRequest, options: CallOptions): Promise<Contract>;
  uploadVersion(id: ContractId, request: UploadVersionRequest, options: CallOptions): Promise<void>;
  addSupportingDocument(
    id: ContractId,
    request: { readonly name: string; readonly document: Document },
    options: CallOptions,
  ): Promise<SupportingDocument>;
}

interface UploadedContract {
  readonly name: string;
  readonly contractTypeId: string;
  readonly document: Document;
  readonly externalMetadata: Readonly<Record<string, unknown>>;
}

export interface UploadForSignatureRequest extends UploadedContract {
  /** Number of the legal entity on our side; SpotDraft's primary one without it. */
  readonly entityId?: string;
  readonly counterparty: UploadedCounterparty;
  /** By the variables of its contract type's questionnaire. */
  readonly intakeForm?: Readonly<Record<string, unknown>>;
  /** Of our side. */
  readonly signatories?: readonly CreatorSignatory[];
}

export interface UploadForReviewRequest extends UploadForSignatureRequest {
  readonly reviewer?: Reviewer;
}

export interface UploadExecutedRequest extends UploadedContract {
  readonly entityId: string;
  readonly counterparties: readonly CounterpartyRequest[];
}

/** Somebody whom SpotDraft knows by this name is taken for the same. */
export interface UploadedCounterparty {
  readonly isIndividual: boolean;
  readonly organizationName: string;
  readonly contact?: {
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
  };
}

export interface CreatorSignatory {
  readonly email: string;
  readonly title?: string;
  readonly note?: string;
}

export type Reviewer = { readonly description?: string } & (
  { readonly email: string } | { readonly roleId: string }
);

export interface UploadVersionRequest {
  readonly document: Document;
  /** It has all signatures. */
  readonly isExecuted: boolean;
  /** Whether approvals have to be given anew. */
  readonly collectApprovals: boolean;
}

const supportingDocumentWire = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  name: z.string().nullish().catch(null),
  created: z.string().nullish().catch(null),
});

export function createUploads({ caller, note }: CapabilityParts): Uploads {
  return {
    async uploadForReview(request, options) {
      const wire = await caller.call('POST /contracts/upload_review_contracts/', {
        body: { ...toUploadBody(request), ...toReviewerBody(request) },
        file: request.document,
        answer: contractWire,
        options,
      });
      return toMadeContract(wire, 'POST /contracts/upload_review_contracts/', note);
    },

    async uploadForSignature(request, options) {
      const wire = await caller.call('POST /contracts/upload_sign_contracts/', {
        body: toUploadBody(request),
        file: request.document,
        answer: contractWire,
        options,
      });
      return toMadeContract(wire, 'POST /contracts/upload_sign_contracts/', note);
    },

    async uploadExecuted(request, options) {
      const wire = await caller.call('POST /contracts/executed_contracts/', {
        body: {
          contract_name: request.name,
          file_name: nameByContent(request.document),
          file_content: FILE_CONTENT,
          contract_type_id: typeNumber(request),
          organization_entity_id: entityNumber(request.entityId),
          counterparty_details: filled(request.counterparties.map(toOlderCounterpartyBody)),
          external_metadata: request.externalMetadata,
        },
        file: request.document,
        answer: contractWire,
        options,
      });
      return toMadeContract(wire, 'POST /contracts/executed_contracts/', note);
    },

    async uploadVersion(id, { document, isExecuted, collectApprovals }, options) {
      await caller.call('POST /contracts/{id}/contract_version/', {
        path: { id },
        body: {
          document_name: nameByContent(document),
          document_base_64: FILE_CONTENT,
          // SpotDraft's own default is true: said either way, so that nobody depends on it.
          collect_approvals: collectApprovals,
          is_executed_version: isExecuted,
        },
        file: document,
        options,
      });
    },

    async addSupportingDocument(id, { name, document }, options) {
      const wire = await caller.call('POST /supported_documents/{id}/', {
        path: { id },
        body: { name, file_name: nameByContent(document), file_base64: FILE_CONTENT },
        file: document,
        answer: supportingDocumentWire,
        options,
      });
      return { id: wire.id, name: wire.name ?? name, createdAt: toUtc(wire.created) };
    },
  };
}

function toUploadBody(request: UploadForSignatureRequest) {
  const { name, document, externalMetadata, entityId, counterparty, intakeForm } = request;
  const { isIndividual, organizationName, contact } = counterparty;
  return {
    contract_name: name,
    contract_type_id: typeNumber(request),
    file_name: nameByContent(document),
    file_base64: FILE_CONTENT,
    creator_organization_entity_id: entityId === undefined ? undefined : entityNumber(entityId),
    counterparty_organization_name: organizationName,
    counterparty_is_individual: isIndividual,
    counterparty_poc_details:
      contact === undefined
        ? undefined
        : { first_name: contact.firstName, last_name: contact.lastName, email: contact.email },
    external_metadata: externalMetadata,
    intake_form_data: intakeForm,
    creator_signatories: filled(
      request.signatories?.map((signatory) => ({
        email: signatory.email,
        title: filled(signatory.title),
        note: filled(signatory.note),
      })),
    ),
  };
}

function toReviewerBody({ reviewer }: UploadForReviewRequest) {
  if (reviewer === undefined) return {};
  const description = filled(reviewer.description);
  return {
    reviewer:
      'email' in reviewer
        ? { org_user_email: reviewer.email, description }
        : { role_id: Number(parseNumberId(reviewer.roleId, noted`a role`)), description },
  };
}

function typeNumber({ contractTypeId }: UploadedContract): number {
  return Number(parseNumberId(contractTypeId, noted`a contract type`));
}

function entityNumber(entityId: string): number {
  return Number(parseNumberId(entityId, noted`an entity`));
}
