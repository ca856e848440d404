import { z } from 'zod';

import { createContract, parseBody, sendBody } from './create-contract.js';
import { codedError, domainError, fieldError, notFound, plainError } from './errors.js';
import { parseListFilter } from './filters.js';
import { toPage } from './paging.js';
import {
  toCreated,
  toExternalRow,
  toKeyPointer,
  toListRow,
  toProcessMetrics,
  toRecipient,
  toStatus,
} from './presenters.js';
import { OBJECT_CONFIGURATION } from './reference-data.js';
import { DONE, ok, requireComposite, requireInteger } from './router.js';
import type { ApiCall, ApiRoute, Workspace } from './router.js';
import type { Contract } from './model.js';
import { toPerformer } from './state.js';
import { validateContractData } from './validate-contract-data.js';

const BASE = '/api/v2.1/public/contracts';
const MAX_EXTERNAL_ROWS = 50;

const externalMetadataBody = z.object({
  external_metadata: z.looseObject({
    id: z.unknown().optional(),
    integration_name: z.string().nullish(),
    record_type: z.string().nullish(),
    record_data: z.record(z.string(), z.unknown()).nullish(),
    object_configuration_id: z.uuid().nullish(),
  }),
});

const keyPointersBody = z.object({
  key_pointers: z.array(
    z.object({
      key_pointer_id: z.int().nullish(),
      key_pointer_field_name: z.string().nullish(),
      value: z.unknown().optional(),
    }),
  ),
});

/** Creating, finding and reading contracts, and changing their data. */
export function contractRoutes(workspace: Workspace): ApiRoute[] {
  const { state, lifecycle } = workspace;
  return [
    {
      method: 'POST',
      path: `${BASE}/`,
      handle: ({ body, actor }) => {
        const options = { acceptUnknownKeys: workspace.acceptUnknownDataKeys };
        return {
          status: 201,
          json: toCreated(createContract(body, actor, state, lifecycle, options)),
        };
      },
    },
    {
      method: 'GET',
      path: `${BASE}/`,
      handle: ({ query }) => {
        const isWanted = parseListFilter(query);
        return ok(toPage(state.listed().filter(isWanted), query, toListRow));
      },
    },
    {
      method: 'GET',
      path: `${BASE}/by_external_metadata/:externalId`,
      handle: ({ params }) => {
        const rows = state
          .listed()
          .filter(({ externalMetadata: { id } }) => isSameId(id, params.externalId))
          .slice(0, MAX_EXTERNAL_ROWS)
          .map((contract) => toExternalRow(contract, workspace.externalLookup.ids));
        return ok(workspace.externalLookup.isNested ? [rows] : rows);
      },
    },
    {
      method: 'GET',
      path: `${BASE}/:id/status`,
      handle: (call) => ok(toStatus(requireComposite(call, workspace, true))),
    },
    {
      method: 'GET',
      path: `${BASE}/:id/recipients/`,
      handle: (call) => {
        const contract = requireComposite(call, workspace);
        return ok({ items: contract.signatories.map((one) => toRecipient(one, contract)) });
      },
    },
    {
      method: 'GET',
      path: `${BASE}/:id/process_metrics/`,
      handle: (call) => {
        const id = call.params.id ?? '';
        if (!/^\d+$/.test(id) || !state.contractByNumber(Number(id))) {
          throw plainError(404, 'Not Found');
        }
        return ok(toProcessMetrics(requireInteger(call, workspace)));
      },
    },
    {
      method: 'GET',
      path: `${BASE}/:id/external_metadata`,
      handle: (call) => {
        const contract = requireForMetadata(call, workspace);
        return ok({ external_metadata: contract.externalMetadata });
      },
    },
    {
      method: 'POST',
      path: `${BASE}/:id/external_metadata`,
      handle: (call) => {
        const contract = requireForMetadata(call, workspace);
        const { external_metadata: metadata } = parseBody(externalMetadataBody, call.body);
        refuseWrongConfiguration(metadata.object_configuration_id, metadata.record_type);
        lifecycle.relink(contract, metadata, toPerformer(call.actor));
        return ok({ external_metadata: contract.externalMetadata });
      },
    },
    {
      method: 'PATCH',
      path: `${BASE}/:id/contract_data`,
      handle: (call) => {
        const contract = requireComposite(call, workspace);
        const { data } = parseBody(
          z.object({ data: z.record(z.string(), z.unknown()) }),
          call.body,
        );
        refuseFrozenData(contract);
        const template = state.template(contract.templateId ?? 0);
        const errors = validateContractData(data, template?.attributes ?? [], {
          isPartial: true,
          acceptUnknownKeys: workspace.acceptUnknownDataKeys,
        });
        if (Object.keys(errors).length > 0) throw fieldError({ data: errors });
        lifecycle.updateData(contract, data, toPerformer(call.actor));
        return ok({ data: contract.data });
      },
    },
    {
      method: 'GET',
      path: `${BASE}/:id/key_pointers`,
      handle: (call) => ok(requireComposite(call, workspace, true).keyPointers.map(toKeyPointer)),
    },
    {
      method: 'POST',
      path: `${BASE}/:id/key_pointers/bulk`,
      handle: (call) => setKeyPointers(call, workspace),
    },
    {
      method: 'PATCH',
      path: `${BASE}/:id/key_pointers/:valueId`,
      handle: (call) => patchKeyPointer(call, workspace),
    },
  ];
}

/** Moving a contract through its life. */
export function contractActionRoutes(workspace: Workspace): ApiRoute[] {
  const { lifecycle } = workspace;
  return [
    {
      method: 'POST',
      path: `${BASE}/:id/send_to_counterparties`,
      handle: (call) => sendToCounterparties(call, requireComposite(call, workspace), workspace),
    },
    {
      method: 'POST',
      path: `${BASE}/:id/mark_for_execution/`,
      handle: (call) => {
        const contract = requireComposite(call, workspace);
        parseBody(z.object({ affix_stamp_documents: z.boolean().nullish() }), call.body);
        lifecycle.mark(contract, toPerformer(call.actor));
        return DONE;
      },
    },
    {
      method: 'POST',
      path: `${BASE}/:id/unmark_for_execution`,
      handle: (call) => {
        const contract = requireComposite(call, workspace);
        parseBody(z.object({ note: z.string().nullish() }), call.body);
        lifecycle.unmark(contract, toPerformer(call.actor));
        return DONE;
      },
    },
    {
      method: 'POST',
      path: `${BASE}/:id/status/void`,
      handle: (call) => {
        const contract = requireComposite(call, workspace);
        const note = z.string().min(1, 'This field may not be blank.');
        parseBody(z.object({ note }), call.body);
        lifecycle.void(contract, toPerformer(call.actor));
        return { status: 204 };
      },
    },
    {
      method: 'POST',
      path: `${BASE}/:id/signatories/resend_email/`,
      handle: (call) => {
        const contract = requireComposite(call, workspace);
        const { email_id: email } = parseBody(z.object({ email_id: z.email() }), call.body);
        lifecycle.resendSigningMail(contract, email);
        return DONE;
      },
    },
  ];
}

export function sendToCounterparties(
  call: ApiCall,
  contract: Contract,
  { lifecycle }: Workspace,
): typeof DONE {
  const mail = parseBody(sendBody, call.body);
  lifecycle.send(contract, toPerformer(call.actor), {
    ...(mail.to_emails && { to: mail.to_emails }),
    ...(mail.cc_emails && { cc: mail.cc_emails }),
  });
  return DONE;
}

function setKeyPointers(call: ApiCall, workspace: Workspace) {
  const { state, lifecycle } = workspace;
  const contract = requireComposite(call, workspace);
  const { key_pointers: entries } = parseBody(keyPointersBody, call.body);
  const updates = entries.map((entry, index) => {
    const definition = state.definitions.find(
      ({ id, fieldName, contractTypeId }) =>
        contractTypeId === contract.contractTypeId &&
        (id === entry.key_pointer_id || fieldName === entry.key_pointer_field_name),
    );
    if (!definition) {
      const field = entry.key_pointer_id ? 'key_pointer_id' : 'key_pointer_field_name';
      const message = ['No such metadata field for this contract type.'];
      throw fieldError({ key_pointers: { [String(index)]: { [field]: message } } });
    }
    return { definition, value: entry.value };
  });
  for (const { definition, value } of updates) {
    lifecycle.setKeyPointer(contract, definition, value, toPerformer(call.actor));
  }
  const touched = new Set(updates.map(({ definition }) => definition.id));
  return ok(
    contract.keyPointers.filter(({ definitionId }) => touched.has(definitionId)).map(toKeyPointer),
  );
}

/** Takes the id of a value row, where the bulk operation takes the definition's. */
function patchKeyPointer(call: ApiCall, workspace: Workspace) {
  const contract = requireComposite(call, workspace);
  const row = contract.keyPointers.find(({ id }) => String(id) === call.params.valueId);
  const definition = workspace.state.definitions.find(({ id }) => id === row?.definitionId);
  if (!row || !definition) throw notFound();
  const { value } = parseBody(z.object({ value: z.unknown().optional() }), call.body);
  workspace.lifecycle.setKeyPointer(contract, definition, value, toPerformer(call.actor));
  return ok(toKeyPointer(row));
}

function requireForMetadata(call: ApiCall, { state }: Workspace): Contract {
  const id = call.params.id ?? '';
  const contract = /^[TH]-\d+$/.test(id) ? state.contract(id) : undefined;
  if (!contract || !state.isStatusVisible(contract)) {
    throw domainError(404, 'SD_CONTRACTS_00404', 'Contract not found.');
  }
  return contract;
}

function refuseWrongConfiguration(
  configurationId: string | null | undefined,
  recordType: string | null | undefined,
): void {
  if (!configurationId) return;
  if (configurationId !== OBJECT_CONFIGURATION.id) {
    throw domainError(404, 'SD_INTEGRATIONS_00021', 'Object configuration not found.');
  }
  if (recordType !== OBJECT_CONFIGURATION.recordType) {
    const message = 'record_type does not match the object configuration.';
    throw domainError(400, 'SD_INTEGRATIONS_00030', message);
  }
}

function refuseFrozenData(contract: Contract): void {
  if (contract.compositeId.startsWith('H-')) {
    throw codedError(400, 'SD_PUBLIC_00010', 'Historic contracts are not supported.');
  }
  if (contract.status === 'EXECUTED') {
    const detail = 'Contract data cannot be updated for an executed contract.';
    throw codedError(400, 'SD_PUBLIC_00009', detail);
  }
}

/** Exact and case-sensitive, also for an id that was stored as a number. */
function isSameId(stored: unknown, wanted: string | undefined): boolean {
  return (typeof stored === 'string' || typeof stored === 'number') && String(stored) === wanted;
}
