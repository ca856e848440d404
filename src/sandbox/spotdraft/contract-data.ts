import { z } from 'zod';

import { validateContractData } from './contracts/validate-contract-data.js';
import { codedError, fieldError } from './errors.js';
import type { Contract } from './model.js';
import { parseBody } from './parse-body.js';
import { ok, requireComposite } from './router.js';
import type { ApiRoute, Workspace } from './router.js';
import { toPerformer } from './state.js';

const BASE = '/api/v2.1/public/contracts';

/** What is filled in for the fields of a contract's template. */
export function contractDataRoutes(workspace: Workspace): ApiRoute[] {
  const { state, lifecycle } = workspace;
  return [
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
  ];
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
