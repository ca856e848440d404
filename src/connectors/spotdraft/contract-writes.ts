import { z } from 'zod';
import { toContractId, type ContractId } from '../../domain/contract-id.js';
import { AmbiguousOutcomeError, InputError, NotFoundError } from '../../domain/errors.js';
import { isRefusedWith, type Api } from './api.js';
import { contractWire, toContract } from './contract.wire.js';
import { requireContract, type ContractReads } from './contract-reads.js';
import type { NoteUnknown } from './note-unknown.js';
import type { CallOptions, CounterpartyRequest, SendRequest, SpotDraft } from './types.js';

export type ContractWrites = Pick<
  SpotDraft,
  | 'createContract'
  | 'sendToCounterparties'
  | 'markForExecution'
  | 'unmarkForExecution'
  | 'voidContract'
  | 'setExternalMetadata'
  | 'getDownloadLink'
>;

/** Counterparties get the contract as PDF; SpotDraft asks for at least one format. */
const ATTACHMENT_FORMATS = ['PDF'];

const downloadLinkWire = z.object({
  url: z.url({ protocol: /^https?$/u }),
  file_name: z.string(),
  current_version_id: z.union([z.string(), z.number()]).nullish().catch(null),
});

export function createContractWrites(
  api: Api,
  reads: ContractReads,
  note: NoteUnknown,
): ContractWrites {
  async function change(
    id: ContractId,
    action: string,
    body: object,
    options: CallOptions,
  ): Promise<void> {
    await api.run({
      operation: `POST /contracts/{id}/${action}`,
      method: 'POST',
      path: `/contracts/${id}/${action}`,
      body,
      effect: 'write',
      subject: `contract ${id}`,
      options,
    });
  }

  return {
    async createContract(request, options) {
      const wire = await api.ask(
        {
          operation: 'POST /contracts/',
          method: 'POST',
          path: '/contracts/',
          body: {
            contract_template_id: templateNumber(request.templateId),
            contract_data: request.data,
            counter_party_details: request.counterparties.map(toCounterpartyBody),
            external_metadata: request.externalMetadata,
            ...given('contract_name', request.name),
            ...(request.sendToCounterparties
              ? {
                  // Whether the flag alone suffices is not documented, so both are sent.
                  workflow_config: { auto_send_to_counterparty: true },
                  send_to_counterparty_config: { attachment_formats: ATTACHMENT_FORMATS },
                }
              : {}),
          },
          effect: 'write',
          subject: `template ${request.templateId}`,
          options,
        },
        contractWire,
      );
      const id = toContractId(String(wire.id));
      if (id === null) {
        throw new AmbiguousOutcomeError(
          'SpotDraft created a contract and answered without its composite id; it has to be looked up.',
          { service: 'spotdraft', operation: 'POST /contracts/', status: 201 },
        );
      }
      return toContract(wire, id, note);
    },

    async sendToCounterparties(id, request, options) {
      await change(id, 'send_to_counterparties', toSendBody(request), options);
    },

    async markForExecution(id, options) {
      await change(id, 'mark_for_execution/', {}, options);
    },

    async unmarkForExecution(id, text, options) {
      await change(id, 'unmark_for_execution', given('note', text), options);
    },

    async voidContract(id, text, options) {
      if (text.trim() === '')
        throw new InputError('Say why the contract is voided: SpotDraft wants a note.');
      await change(id, 'status/void', { note: text }, options);
    },

    async setExternalMetadata(id, metadata, options) {
      const present = await reads.getExternalMetadata(id, options);
      if (present === null) {
        throw new NotFoundError(`SpotDraft knows no contract ${id}, or it may not be seen here.`, {
          service: 'spotdraft',
          status: 404,
        });
      }
      const merged = Object.entries({ ...present, ...metadata }).filter(
        ([, value]) => value !== null,
      );
      await change(
        id,
        'external_metadata',
        { external_metadata: Object.fromEntries(merged) },
        options,
      );
    },

    async getDownloadLink(id, options) {
      try {
        const wire = await api.ask(
          {
            operation: 'POST /contracts/{id}/download_link',
            method: 'POST',
            path: `/contracts/${id}/download_link`,
            body: { format: 'PDF' },
            // A POST that changes nothing.
            effect: 'read',
            subject: `contract ${id}`,
            options,
          },
          downloadLinkWire,
        );
        const version = wire.current_version_id;
        return {
          url: wire.url,
          fileName: wire.file_name,
          versionId: version === null || version === undefined ? null : String(version),
        };
      } catch (error) {
        if (!isRefusedWith(error, 400, 404)) throw error;
        // The document lags behind the contract; only a contract that is gone makes this final.
        await requireContract(reads, id, options);
        return null;
      }
    },
  };
}

function templateNumber(templateId: string): number {
  if (!/^[1-9]\d{0,14}$/u.test(templateId)) {
    throw new InputError(
      `"${templateId.slice(0, 40)}" is not a template id: it is a number, such as 1204.`,
    );
  }
  return Number(templateId);
}

function toCounterpartyBody(counterparty: CounterpartyRequest): object {
  const { jurisdiction, address, contact } = counterparty;
  const details = {
    ...(jurisdiction !== undefined && /^[a-z]{2}$/iu.test(jurisdiction)
      ? { jurisdiction_iso_code: jurisdiction.toUpperCase() }
      : given('jurisdiction', jurisdiction)),
    ...(address === undefined
      ? {}
      : {
          address: {
            line_one: address.lineOne,
            city: address.city,
            country_iso_code: address.countryCode,
            ...given('line_two', address.lineTwo),
            ...given('state', address.state),
            ...given('zipcode', address.zipcode),
          },
        }),
  };
  return {
    is_individual: counterparty.isIndividual,
    poc_details: {
      first_name: contact.firstName,
      ...given('last_name', contact.lastName),
      email: contact.email,
    },
    ...given('organization_name', counterparty.organizationName),
    ...given('organization_type', counterparty.organizationType),
    ...(Object.keys(details).length === 0 ? {} : { organization_details: details }),
    ...given('party_role_identifier', counterparty.partyRole),
  };
}

function toSendBody(request: SendRequest): object {
  return {
    attachment_formats: ATTACHMENT_FORMATS,
    ...(request.toEmails === undefined || request.toEmails.length === 0
      ? {}
      : { to_emails: request.toEmails }),
    ...(request.ccEmails === undefined || request.ccEmails.length === 0
      ? {}
      : { cc_emails: request.ccEmails }),
    ...given('subject', request.subject),
    ...given('custom_message', request.message),
  };
}

/** SpotDraft refuses most empty strings; a key without a value is left out instead. */
function given(key: string, value: string | undefined): Record<string, string> {
  return value === undefined || value === '' ? {} : { [key]: value };
}
