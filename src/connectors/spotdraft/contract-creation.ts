import type { Contract } from '../../domain/contract.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { contractWire } from './contract.wire.js';
import { filled } from './filled.js';
import { USUAL_FORMATS } from './lifecycle.js';
import { toMadeContract } from './made-contract.js';
import { noted } from '../../domain/said.js';

export interface ContractCreation {
  createContract(request: CreateContractRequest, options: CallOptions): Promise<Contract>;
}

export interface CreateContractRequest {
  readonly templateId: string;
  readonly name?: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly counterparties: readonly CounterpartyRequest[];
  readonly externalMetadata: Readonly<Record<string, unknown>>;
  readonly sendToCounterparties: boolean;
  /** Without any, SpotDraft has the counterparties' contacts and its own users sign, as the template's workflow says. */
  readonly signatories?: readonly SignatoryRequest[];
  /** Reference id of the legal entity on our side; SpotDraft's primary one without it. */
  readonly entityReferenceId?: string;
  /** Each is SpotDraft's own default (false) when absent. */
  readonly workflow?: WorkflowRequest;
  /** Whether its pages are shown within another application. */
  readonly isEmbedded?: boolean;
}

export interface WorkflowRequest {
  readonly apiOnlyEdits?: boolean;
  readonly skipCounterpartyInfo?: boolean;
  readonly skipCreatorInfo?: boolean;
}

export interface SignatoryRequest {
  readonly name: string;
  readonly email: string;
  readonly isCounterparty: boolean;
  /** Only for a counterparty's: the name of the organisation, or first and last name of the person, exactly as it is sent. */
  readonly counterpartyName?: string;
  readonly title?: string;
  readonly note?: string;
  /** All signatories of a contract have one, or none. */
  readonly order?: number;
}

export interface CounterpartyRequest {
  readonly isIndividual: boolean;
  readonly organizationName?: string;
  readonly organizationType?: string;
  /** ISO 3166-1 alpha-2 where known; sent as `jurisdiction_iso_code`, other text as `jurisdiction`. */
  readonly jurisdiction?: string;
  readonly address?: {
    readonly lineOne: string;
    readonly city: string;
    readonly countryCode: string;
    readonly lineTwo?: string;
    readonly state?: string;
    readonly zipcode?: string;
  };
  readonly contact: {
    readonly firstName: string;
    readonly lastName?: string;
    readonly email: string;
  };
  readonly partyRole?: string;
}

export function createContractCreation({ caller, note }: CapabilityParts): ContractCreation {
  return {
    async createContract(request, options) {
      const wire = await caller.call('POST /contracts/', {
        body: {
          contract_template_id: Number(parseNumberId(request.templateId, noted`a template`)),
          contract_data: request.data,
          counter_party_details: request.counterparties.map(toCounterpartyBody),
          external_metadata: request.externalMetadata,
          contract_name: filled(request.name),
          entity_reference_id: filled(request.entityReferenceId),
          signatories: filled(request.signatories?.map(toSignatoryBody)),
          is_embedded_contract: request.isEmbedded,
          ...toWorkflowBody(request),
        },
        answer: contractWire,
        subject: noted`template ${request.templateId}`,
        options,
      });
      return toMadeContract(wire, 'POST /contracts/', note);
    },
  };
}

function toWorkflowBody({ sendToCounterparties, workflow = {} }: CreateContractRequest) {
  const config = {
    ...(sendToCounterparties ? { auto_send_to_counterparty: true } : {}),
    api_only_contract_edits: workflow.apiOnlyEdits,
    skip_cp_info_collection: workflow.skipCounterpartyInfo,
    skip_creator_info_collection: workflow.skipCreatorInfo,
  };
  return {
    ...(Object.values(config).some((value) => value !== undefined)
      ? { workflow_config: config }
      : {}),
    // Whether the flag alone suffices is not documented, so both are sent.
    ...(sendToCounterparties
      ? { send_to_counterparty_config: { attachment_formats: USUAL_FORMATS } }
      : {}),
  };
}

function toSignatoryBody(signatory: SignatoryRequest) {
  return {
    name: signatory.name,
    email: signatory.email,
    is_counterparty_signatory: signatory.isCounterparty,
    counterparty_name: filled(signatory.counterpartyName),
    title: filled(signatory.title),
    note: filled(signatory.note),
    sign_order: signatory.order,
  };
}

function toCounterpartyBody(counterparty: CounterpartyRequest) {
  const { jurisdiction, address, contact } = counterparty;
  const isCode = jurisdiction !== undefined && /^[a-z]{2}$/iu.test(jurisdiction);
  const details = {
    ...(isCode
      ? { jurisdiction_iso_code: jurisdiction.toUpperCase() }
      : { jurisdiction: filled(jurisdiction) }),
    ...(address === undefined
      ? {}
      : {
          address: {
            line_one: address.lineOne,
            city: address.city,
            country_iso_code: address.countryCode,
            line_two: filled(address.lineTwo),
            state: filled(address.state),
            zipcode: filled(address.zipcode),
          },
        }),
  };
  const hasDetails = Object.values(details).some((value) => value !== undefined);
  return {
    is_individual: counterparty.isIndividual,
    poc_details: {
      first_name: contact.firstName,
      last_name: filled(contact.lastName),
      email: contact.email,
    },
    organization_name: filled(counterparty.organizationName),
    organization_type: filled(counterparty.organizationType),
    ...(hasDetails ? { organization_details: details } : {}),
    party_role_identifier: filled(counterparty.partyRole),
  };
}
