import { z } from 'zod';

import { addFieldError, fieldError, plainError } from '../errors.js';
import type { FieldErrors } from '../errors.js';
import type { Lifecycle, Mail } from './lifecycle.js';
import type { Contract, Party, Signatory } from '../model.js';
import { hasPermission, ORGANIZATION_TYPES } from '../reference-data.js';
import { parseBody } from '../parse-body.js';
import type { User } from '../reference-data.js';
import { toPerformer } from '../state.js';
import type { WorkspaceState } from '../state.js';
import type { Template } from '../templates/sample-templates.js';
import { validateContractData } from './validate-contract-data.js';

// Empty strings are refused throughout: optional members are left out instead.
const text = z.string().min(1, 'This field may not be blank.');
const email = z.email('Enter a valid email address.');

export const addressBody = z.object({
  line_one: text,
  city: text,
  country_iso_code: z.string().regex(/^[A-Z]{2}$/, 'Enter a two-letter ISO country code.'),
  state: text.nullish(),
  zipcode: text.nullish(),
  country: text.nullish(),
  line_two: text.nullish(),
});

export const counterpartyBody = z.object({
  is_individual: z.boolean(),
  organization_name: text.nullish(),
  organization_type: text.nullish(),
  poc_details: z.object({ first_name: text, last_name: text.nullish(), email }),
  organization_details: z
    .object({
      jurisdiction: text.nullish(),
      jurisdiction_iso_code: z
        .string()
        .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'Enter an ISO jurisdiction code.')
        .nullish(),
      address: addressBody.nullish(),
    })
    .nullish(),
  party_role_identifier: text.nullish(),
});

const signatoryBody = z.object({
  name: text,
  email,
  is_counterparty_signatory: z.boolean(),
  counterparty_name: text.nullish(),
  title: text.nullish(),
  note: text.nullish(),
  sign_order: z.int().nullish(),
});

export const sendBody = z.object({
  attachment_formats: z
    .array(z.enum(['DOCX', 'PDF', 'TEMPLATE']))
    .min(1, 'This list may not be empty.'),
  to_emails: z.array(email).nullish(),
  cc_emails: z.array(email).nullish(),
  bcc_emails: z.array(email).nullish(),
  subject: text.nullish(),
  custom_message: text.nullish(),
  extra_attachments: z
    .array(z.object({ file_name: text, mime_type: text, content_base64: z.base64().min(1) }))
    .nullish(),
});

/** The mail that such a body asks for. */
export function toMail(body: z.infer<typeof sendBody>): Mail {
  return {
    ...(body.to_emails && { to: body.to_emails }),
    ...(body.cc_emails && { cc: body.cc_emails }),
    ...(body.bcc_emails && { bcc: body.bcc_emails }),
    formats: body.attachment_formats,
    attachments: (body.extra_attachments ?? []).map(({ file_name: name }) => name),
    subject: body.subject ?? null,
    message: body.custom_message ?? null,
  };
}

export const createBody = z.object({
  contract_template_id: z.int(),
  contract_data: z.record(z.string(), z.unknown()),
  counter_party_details: z.array(counterpartyBody).min(1, 'This list may not be empty.'),
  external_metadata: z.record(z.string(), z.unknown()).nullish(),
  entity_reference_id: text.nullish(),
  contract_name: text.nullish(),
  workflow_config: z
    .object({
      auto_send_to_counterparty: z.boolean().nullish(),
      api_only_contract_edits: z.boolean().nullish(),
      skip_cp_info_collection: z.boolean().nullish(),
      skip_creator_info_collection: z.boolean().nullish(),
    })
    .nullish(),
  send_to_counterparty_config: sendBody.nullish(),
  signatories: z.array(signatoryBody).nullish(),
  is_embedded_contract: z.boolean().nullish(),
});

type CreateBody = z.infer<typeof createBody>;
type CounterpartyBody = z.infer<typeof counterpartyBody>;

export interface CreateOptions {
  readonly acceptUnknownKeys: boolean;
}

/**
 * Makes a contract from a request's body, with its webhooks. Nothing is de-duplicated: every accepted
 * request makes another contract.
 *
 * @throws ApiError 400 with field-keyed messages, 403 without Creator access, 404 for an unknown template
 */
export function createContract(
  input: unknown,
  actor: User,
  state: WorkspaceState,
  lifecycle: Lifecycle,
  options: CreateOptions,
): Contract {
  const body = parseBody(createBody, input);
  const template = findTemplate(state, body.contract_template_id);
  if (!hasPermission(actor, 'create-contracts')) {
    throw plainError(403, 'You do not have permission to perform this action.');
  }
  refuseInvalid(body, template, options);
  const entity = state.entities.find(({ reference_id: reference, is_primary: isPrimary }) =>
    body.entity_reference_id ? reference === body.entity_reference_id : isPrimary,
  );
  if (!entity) {
    throw fieldError({ entity_reference_id: ['No entity with this reference id.'] });
  }
  const performer = toPerformer(actor);
  const parties = body.counter_party_details.map((party) => {
    const { record, isNew } = registerCounterparty(state, party);
    if (isNew) {
      const counterparty = { id: record.id, name: record.name };
      lifecycle.emitCounterparty('COUNTER_PARTY_CREATED', counterparty, performer);
    }
    return toParty(party, record.id);
  });
  const number = state.nextId('T');
  const at = state.now();
  const contract: Contract = {
    compositeId: `T-${number}`,
    number,
    referenceId: `SD-${number}`,
    templateId: template.id,
    contractTypeId: template.contractTypeId,
    entityId: entity.id,
    createdAt: at,
    updatedAt: at,
    creator: { name: actor.name, email: actor.email },
    parties,
    tags: [],
    kind: 'TEMPLATE_CONTRACT',
    name: body.contract_name ?? `${template.name} - ${parties[0]?.name ?? ''}`,
    status: 'DRAFT',
    isOnHold: false,
    isDeleted: false,
    versionId: state.nextId('version'),
    data: body.contract_data,
    externalMetadata: body.external_metadata ?? {},
    signatories: toSignatories(body, parties, actor, state),
    keyPointers: state.keyPointersOf(template.id, body.contract_data),
    comments: [],
    isEmbedded: body.is_embedded_contract ?? false,
    downloadsSinceExecution: 0,
    turns: 0,
  };
  lifecycle.created(contract, performer);
  if (body.workflow_config?.auto_send_to_counterparty) {
    const mail = body.send_to_counterparty_config;
    lifecycle.send(contract, performer, mail ? toMail(mail) : {});
  }
  return contract;
}

export function findTemplate(state: WorkspaceState, id: number): Template {
  const template = state.template(id);
  if (!template || template.isArchived) throw plainError(404, 'Contract template not found.');
  return template;
}

function refuseInvalid(body: CreateBody, template: Template, options: CreateOptions): void {
  const errors: FieldErrors = {};
  const dataErrors = validateContractData(body.contract_data, template.attributes, options);
  if (Object.keys(dataErrors).length > 0) errors.contract_data = dataErrors;
  checkParties(body.counter_party_details, template, errors);
  checkSignatories(body, errors);
  if (Object.keys(errors).length > 0) throw fieldError(errors);
}

export function checkParties(
  parties: readonly Pick<
    CounterpartyBody,
    'is_individual' | 'organization_name' | 'organization_type'
  >[],
  template: Template,
  errors: FieldErrors,
): void {
  for (const [index, party] of parties.entries()) {
    const at = ['counter_party_details', String(index)];
    if (!party.is_individual && !party.organization_name) {
      addFieldError(errors, [...at, 'organization_name'], 'Field required');
    }
    const kind = party.is_individual ? 'Individual' : 'Organisation';
    if (template.counterPartyKind !== 'Both' && template.counterPartyKind !== kind) {
      const message = `This template takes counterparties of kind ${template.counterPartyKind}.`;
      addFieldError(errors, [...at, 'is_individual'], message);
    }
    const label = party.organization_type;
    if (label && !ORGANIZATION_TYPES.some(({ name }) => name === label)) {
      const message = `"${label}" is not an organization type of this workspace.`;
      addFieldError(errors, [...at, 'organization_type'], message);
    }
  }
}

function checkSignatories(body: CreateBody, errors: FieldErrors): void {
  const signatories = body.signatories ?? [];
  const names = body.counter_party_details.map(partyName);
  for (const [index, signatory] of signatories.entries()) {
    const at = ['signatories', String(index), 'counterparty_name'];
    const named = signatory.counterparty_name;
    if (signatory.is_counterparty_signatory && !names.some((name) => name === named)) {
      addFieldError(errors, at, 'Must be the name of one of the counterparties.');
    }
    if (!signatory.is_counterparty_signatory && named) {
      addFieldError(errors, at, 'Only a counterparty signatory may name a counterparty.');
    }
  }
  const ordered = signatories.filter(({ sign_order: order }) => typeof order === 'number');
  if (ordered.length === 0) return;
  if (ordered.length !== signatories.length) {
    addFieldError(errors, ['signatories'], 'sign_order must be given for all signatories or none.');
  } else if (!signatories.some((signatory) => signatory.is_counterparty_signatory)) {
    addFieldError(errors, ['signatories'], 'sign_order needs a counterparty signatory.');
  }
}

function registerCounterparty(state: WorkspaceState, party: CounterpartyBody) {
  const { poc_details: poc, organization_details: details } = party;
  const address = details?.address;
  return state.counterpartyNamed(
    partyName(party),
    party.is_individual,
    { name: `${poc.first_name} ${poc.last_name ?? ''}`.trim(), email: poc.email },
    address
      ? {
          line_one: address.line_one,
          city_name: address.city,
          state_name: address.state ?? '',
          zipcode: address.zipcode ?? '',
          country_name: address.country ?? address.country_iso_code,
        }
      : undefined,
  );
}

export function partyName(
  party: Pick<CounterpartyBody, 'is_individual' | 'organization_name' | 'poc_details'>,
): string {
  const { first_name: first, last_name: last } = party.poc_details;
  if (party.is_individual) return `${first} ${last ?? ''}`.trim();
  return party.organization_name ?? '';
}

function toParty(party: CounterpartyBody, counterpartyId: number): Party {
  const { first_name: firstName, last_name: lastName, email: pocEmail } = party.poc_details;
  return {
    isIndividual: party.is_individual,
    name: partyName(party),
    counterpartyId,
    poc: { firstName, lastName: lastName ?? '', email: pocEmail },
  };
}

function toSignatories(
  body: CreateBody,
  parties: readonly Party[],
  actor: User,
  state: WorkspaceState,
): Signatory[] {
  if (body.signatories && body.signatories.length > 0) {
    return body.signatories.map((signatory) => ({
      recipientId: state.nextId('recipient'),
      userId: state.userByEmail(signatory.email)?.id ?? state.nextId('recipientUser'),
      name: signatory.name,
      email: signatory.email,
      isCounterparty: signatory.is_counterparty_signatory,
      ...(signatory.title && { title: signatory.title }),
      ...(signatory.note && { note: signatory.note }),
      ...(typeof signatory.sign_order === 'number' && { order: signatory.sign_order }),
    }));
  }
  return defaultSignatories(parties, actor, state);
}

/** Without named signatories each counterparty's contact signs, then whoever made the contract. */
export function defaultSignatories(
  parties: readonly Party[],
  creator: { readonly name: string; readonly email: string },
  state: WorkspaceState,
): Signatory[] {
  const counterparties = parties.map(({ poc }) => ({
    recipientId: state.nextId('recipient'),
    userId: state.nextId('recipientUser'),
    name: `${poc.firstName} ${poc.lastName}`.trim(),
    email: poc.email,
    isCounterparty: true,
  }));
  return [
    ...counterparties,
    {
      recipientId: state.nextId('recipient'),
      userId: state.userByEmail(creator.email)?.id ?? state.nextId('recipientUser'),
      name: creator.name,
      email: creator.email,
      isCounterparty: false,
    },
  ];
}
