import { z } from 'zod';

import { domainError } from './errors.js';
import type { Contract } from './model.js';
import { parseBody } from './parse-body.js';
import { OBJECT_CONFIGURATION } from './reference-data.js';
import { ok } from './router.js';
import type { ApiCall, ApiRoute, Workspace } from './router.js';
import { toPerformer } from './state.js';

const BASE = '/api/v2.1/public/contracts';

const externalMetadataBody = z.object({
  external_metadata: z.looseObject({
    id: z.unknown().optional(),
    integration_name: z.string().nullish(),
    record_type: z.string().nullish(),
    record_data: z.record(z.string(), z.unknown()).nullish(),
    object_configuration_id: z.uuid().nullish(),
  }),
});

/** What an integration knows of a contract. */
export function externalMetadataRoutes(workspace: Workspace): ApiRoute[] {
  const { lifecycle } = workspace;
  return [
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
  ];
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
