import { z } from 'zod';

import { toIso } from './clock.js';
import { toListRow } from './contracts/contract-presenters.js';
import { counterpartyBody, defaultSignatories, partyName } from './contracts/create-contract.js';
import { addFieldError, domainError, fieldError, plainError } from './errors.js';
import type { FieldErrors } from './errors.js';
import { displayStatus } from './model.js';
import type { Contract, ContractKind, Party, UploadedFile, WorkflowStatus } from './model.js';
import { parseBody } from './parse-body.js';
import { CONTRACT_TYPES, ENTITIES, hasPermission } from './reference-data.js';
import type { User } from './reference-data.js';
import { requireComposite, requireInteger } from './router.js';
import type { ApiRoute, Workspace } from './router.js';
import { toPerformer } from './state.js';

const BASE = '/api/v2.1/public/contracts';
/** The one contract type here without a published workflow for other people's paper. */
const WITHOUT_WORKFLOW = 390;

const text = z.string().min(1, 'This field may not be blank.');
const email = z.email('Enter a valid email address.');
const metadata = z
  .looseObject({
    id: z.unknown().optional(),
    integration_name: z.string().nullish(),
    record_type: z.string().nullish(),
    record_data: z.record(z.string(), z.unknown()).nullish(),
  })
  .nullish();

const signatureBody = z.object({
  contract_name: text,
  contract_type_id: z.int(),
  file_name: text,
  file_base64: text,
  creator_organization_entity_id: z.int().nullish(),
  counterparty_organization_name: text.nullish(),
  counterparty_is_individual: z.boolean().nullish(),
  counterparty_poc_details: z.object({ first_name: text, last_name: text, email }).nullish(),
  external_metadata: metadata,
  intake_form_data: z.record(z.string(), z.unknown()).nullish(),
  business_user_email: email.nullish(),
  creator_signatories: z
    .array(z.object({ email, title: z.string().nullish(), note: z.string().nullish() }))
    .nullish(),
});

const reviewBody = signatureBody.extend({
  counterparty_workspace_id: z.int().nullish(),
  reviewer: z
    .object({
      org_user_email: z.string().nullish(),
      role_id: z.int().nullish(),
      description: z.string().nullish(),
    })
    .nullish(),
});

const executedBody = z.object({
  contract_name: text,
  file_name: text.regex(/\.pdf$/i, 'Only PDF files are supported.'),
  file_content: text,
  contract_type_id: z.int(),
  organization_entity_id: z.int(),
  counterparty_details: z.array(counterpartyBody).nullish(),
  external_metadata: metadata,
});

const versionBody = z.object({
  document_name: text,
  document_base_64: text,
  collect_approvals: z.boolean().nullish(),
  is_executed_version: z.boolean().nullish(),
});

const supportingBody = z.object({ name: text, file_name: text, file_base64: text });

/** Documents going in: contracts made of them, versions, and what belongs to a contract beside its text. */
export function uploadRoutes(workspace: Workspace): ApiRoute[] {
  const { state, lifecycle } = workspace;

  function make(
    actor: User,
    made: Pick<Contract, 'name' | 'contractTypeId' | 'entityId' | 'parties' | 'kind' | 'status'> & {
      readonly file: UploadedFile;
      readonly externalMetadata: Contract['externalMetadata'] | null | undefined;
      readonly signatories: Contract['signatories'];
    },
  ): Contract {
    const number = state.nextId('T');
    const at = state.now();
    const contract: Contract = {
      ...made,
      compositeId: `T-${number}`,
      number,
      referenceId: `SD-${number}`,
      templateId: null,
      createdAt: at,
      updatedAt: at,
      creator: { name: actor.name, email: actor.email },
      tags: [],
      isOnHold: false,
      isDeleted: false,
      versionId: state.nextId('version'),
      data: {},
      externalMetadata: made.externalMetadata ?? {},
      keyPointers: [],
      comments: [],
      downloadsSinceExecution: 0,
      turns: 0,
    };
    lifecycle.created(contract, toPerformer(actor));
    return contract;
  }

  /** A contract of the other side's paper. */
  function upload(
    body: z.infer<typeof reviewBody>,
    actor: User,
    as: { readonly kind: ContractKind; readonly status: WorkflowStatus },
  ): Contract {
    const file = toFile(body.file_name, body.file_base64, 'file_base64');
    const party = partyOf(body);
    const contract = make(actor, {
      ...as,
      name: body.contract_name,
      contractTypeId: body.contract_type_id,
      entityId: entityOf(body.creator_organization_entity_id, 'creator_organization_entity_id'),
      parties: [party],
      file,
      externalMetadata: body.external_metadata,
      signatories: defaultSignatories([party], actor, state),
    });
    if (body.intake_form_data) {
      contract.intakeForm = {
        data: body.intake_form_data,
        by: toPerformer(actor),
        at: contract.createdAt,
      };
    }
    const own = body.creator_signatories ?? [];
    if (own.length > 0) {
      contract.signatories = [
        ...contract.signatories.filter(({ isCounterparty }) => isCounterparty),
        ...own.map((signatory) => ({
          recipientId: state.nextId('recipient'),
          userId: state.userByEmail(signatory.email)?.id ?? state.nextId('recipientUser'),
          name: state.userByEmail(signatory.email)?.name ?? signatory.email,
          email: signatory.email,
          isCounterparty: false,
          ...(signatory.title && { title: signatory.title }),
          ...(signatory.note && { note: signatory.note }),
        })),
      ];
    }
    return contract;
  }

  function partyOf(body: z.infer<typeof reviewBody>): Party {
    const id = body.counterparty_workspace_id;
    const contact = body.counterparty_poc_details;
    const poc = {
      firstName: contact?.first_name ?? '',
      lastName: contact?.last_name ?? '',
      email: contact?.email ?? '',
    };
    if (id !== null && id !== undefined) {
      const known = state.counterparties.get(id);
      if (!known)
        throw fieldError({ counterparty_workspace_id: ['No counterparty with this id.'] });
      return { isIndividual: known.isIndividual, name: known.name, counterpartyId: id, poc };
    }
    const name = body.counterparty_organization_name;
    if (!name) throw fieldError({ counterparty_organization_name: ['Field required'] });
    const isIndividual = body.counterparty_is_individual === true;
    const person = contact
      ? { name: `${contact.first_name} ${contact.last_name}`, email: contact.email }
      : null;
    const { record } = state.counterpartyNamed(name, isIndividual, person);
    return { isIndividual, name, counterpartyId: record.id, poc };
  }

  return [
    {
      method: 'POST',
      path: `${BASE}/upload_review_contracts/`,
      handle: ({ body: input, actor }) => {
        const body = parseBody(reviewBody, input);
        admit(actor, body.contract_type_id);
        refuseUnknownReviewer(body.reviewer, workspace);
        const as = { kind: 'THIRD_PARTY_CONTRACT', status: 'REDLINING' } as const;
        return { status: 201, json: toListRow(upload(body, actor, as)) };
      },
    },
    {
      method: 'POST',
      path: `${BASE}/upload_sign_contracts/`,
      handle: ({ body: input, actor }) => {
        const body = parseBody(signatureBody, input);
        admit(actor, body.contract_type_id);
        const contract = upload(body, actor, { kind: 'SIGN_CONTRACT', status: 'REDLINING' });
        lifecycle.mark(contract, toPerformer(actor));
        return { status: 201, json: toListRow(contract) };
      },
    },
    {
      method: 'POST',
      path: `${BASE}/executed_contracts/`,
      handle: ({ body: input, actor }) => {
        const body = parseBody(executedBody, input);
        refuseWithoutRight(actor);
        requireType(body.contract_type_id);
        const file = toFile(body.file_name, body.file_content, 'file_content');
        if (!isPdf(file.bytes))
          throw fieldError({ file_content: ['The file is not a valid PDF.'] });
        const parties = (body.counterparty_details ?? []).map((party): Party => {
          const { first_name: firstName, last_name: lastName, email: address } = party.poc_details;
          const poc = { firstName, lastName: lastName ?? '', email: address };
          const name = partyName(party);
          const contact = { name: `${firstName} ${lastName ?? ''}`.trim(), email: address };
          const { record } = state.counterpartyNamed(name, party.is_individual, contact);
          return { isIndividual: party.is_individual, name, counterpartyId: record.id, poc };
        });
        const contract = make(actor, {
          kind: 'EXECUTED_CONTRACT',
          status: 'REDLINING',
          name: body.contract_name,
          contractTypeId: body.contract_type_id,
          entityId: entityOf(body.organization_entity_id, 'organization_entity_id'),
          parties,
          file,
          externalMetadata: body.external_metadata,
          signatories: [],
        });
        lifecycle.executedElsewhere(contract);
        return { status: 201, json: toListRow(contract) };
      },
    },
    {
      method: 'POST',
      path: `${BASE}/:id/contract_version/`,
      handle: (call) => {
        const contract = requireInteger(call, workspace);
        const body = parseBody(versionBody, call.body);
        const file = toFile(body.document_name, body.document_base_64, 'document_base_64');
        refuseVersion(contract, body.is_executed_version === true);
        contract.file = file;
        lifecycle.uploadVersion(contract, toPerformer(call.actor));
        if (body.is_executed_version === true && contract.status !== 'EXECUTED')
          lifecycle.executedElsewhere(contract);
        return { status: 201 };
      },
    },
    {
      method: 'POST',
      path: '/api/v2.1/public/supported_documents/:id/',
      handle: (call) => {
        const contract = requireComposite(call, workspace);
        const body = parseBody(supportingBody, call.body);
        const file = toFile(body.file_name, body.file_base64, 'file_base64');
        const id = state.nextId('supportingDocument');
        const document = { id, name: body.name, createdAt: state.now(), file };
        contract.supportingDocuments = [...(contract.supportingDocuments ?? []), document];
        const created = toIso(document.createdAt);
        return { status: 201, json: { id, name: body.name, created } };
      },
    },
  ];
}

function admit(actor: User, contractTypeId: number): void {
  refuseWithoutRight(actor);
  requireType(contractTypeId);
  if (contractTypeId === WITHOUT_WORKFLOW) {
    throw domainError(
      400,
      'SD_CONTRACTS_00289',
      'The contract type has no published workflow for third-party paper.',
    );
  }
}

function refuseWithoutRight(actor: User): void {
  if (!hasPermission(actor, 'create-contracts'))
    throw plainError(403, 'You do not have permission to perform this action.');
}

function requireType(id: number): void {
  if (!CONTRACT_TYPES.some((type) => type.id === id))
    throw fieldError({ contract_type_id: ['No contract type with this id.'] });
}

function entityOf(id: number | null | undefined, field: string): number {
  const entity = ENTITIES.find((one) => (id ? one.id === id : one.is_primary));
  if (!entity) throw fieldError({ [field]: ['No entity with this id.'] });
  return entity.id;
}

function refuseUnknownReviewer(
  reviewer: z.infer<typeof reviewBody>['reviewer'],
  { state }: Workspace,
): void {
  if (!reviewer) return;
  const errors: FieldErrors = {};
  const address = reviewer.org_user_email;
  if (address && state.userByEmail(address)?.isActive !== true)
    addFieldError(errors, ['reviewer', 'org_user_email'], 'No active user with this address.');
  if (!address && !reviewer.role_id)
    addFieldError(errors, ['reviewer'], 'Either org_user_email or role_id is required.');
  if (Object.keys(errors).length > 0) throw fieldError(errors);
}

/** What is out for signature takes a signed copy alone; what is paused or given up takes nothing. */
function refuseVersion(contract: Contract, isExecuted: boolean): void {
  const status = displayStatus(contract);
  if (['DRAFT', 'REDLINING', 'EXECUTED'].includes(status)) return;
  if (status === 'SIGN' && isExecuted) return;
  throw plainError(400, 'A version cannot be uploaded in the present status of the contract.');
}

/** A file that came in as base64, if it is what its content says: PDF, or the archive that a DOCX is. */
function toFile(name: string, base64: string, field: string): UploadedFile {
  const bytes = Buffer.from(base64, 'base64');
  const isWhole = bytes.length > 0 && bytes.toString('base64').length === base64.trim().length;
  if (!isWhole) throw fieldError({ [field]: ['This is not base64.'] });
  if (!isPdf(bytes) && bytes.toString('latin1', 0, 4) !== 'PK\u0003\u0004')
    throw fieldError({ [field]: ['Only PDF and DOCX files are supported.'] });
  return { name, bytes };
}

function isPdf(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 5) === '%PDF-';
}
