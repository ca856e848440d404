import { toIso } from './clock.js';
import { contractLines } from './documents/contract-document.js';
import { ApiError, bareError } from './errors.js';
import type { Contract } from './model.js';
import { ok, requireComposite } from './router.js';
import type { ApiCall, ApiRoute, Workspace } from './router.js';

const BASE = '/api/v2.1/public/contracts';

/** The words of a contract: of a document as they stand in it, of an imported scan as they are recognised. */
export function contractTextRoutes(workspace: Workspace): ApiRoute[] {
  return [
    {
      method: 'GET',
      path: `${BASE}/:id/content`,
      handle: (call) => {
        const contract = requireVersion(call, workspace);
        const format = call.query.get('text_format') ?? 'text';
        if (format !== 'text' && format !== 'segments') {
          throw bareError(400);
        }
        const base = { contract_id: contract.compositeId, content_format: format };
        if (isScan(contract)) return ok({ ...base, extraction_status: 'not_available' });
        const lines = linesOf(contract);
        return ok({
          ...base,
          extraction_status: 'completed',
          ...(format === 'text'
            ? { content: lines.join('\n') }
            : { segments: lines.map((line) => ({ segment_text: line })) }),
          last_updated: toIso(contract.updatedAt),
        });
      },
    },
    {
      method: 'GET',
      path: `${BASE}/:id/content/scanned`,
      handle: (call) => {
        const contract = requireVersion(call, workspace);
        if (!isScan(contract)) throw bareError(400);
        const { compositeId } = contract;
        return ok({ contract_id: compositeId, content: linesOf(contract).join('\n') });
      },
    },
  ];
}

/** The contract in its present version: older ones are not kept. */
function requireVersion(call: ApiCall, workspace: Workspace): Contract {
  const version = call.query.get('contract_version_id');
  try {
    const contract = requireComposite(call, workspace, true);
    if (version === null || version === String(contract.versionId)) return contract;
  } catch (error) {
    throw error instanceof ApiError ? bareError(error.status) : error;
  }
  throw bareError(400);
}

function isScan({ compositeId }: Contract): boolean {
  return compositeId.startsWith('H-');
}

function linesOf(contract: Contract): string[] {
  return [contract.name, ...contractLines(contract)].filter((line) => line !== '');
}
