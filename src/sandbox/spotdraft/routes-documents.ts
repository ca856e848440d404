import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { checkPreview, parseBody } from './create-contract.js';
import { storageError } from './download-links.js';
import { plainError } from './errors.js';
import type { Contract } from './model.js';
import { renderContractPdf, renderPreviewPdf } from './pdf.js';
import { ok, requireComposite } from './router.js';
import type { ApiAnswer, ApiCall, ApiRoute, Workspace } from './router.js';
import type { WorkspaceState } from './state.js';

const BASE = '/api/v2.1/public/contracts';

/** Where the signed links point; part of the sandbox's origin, but no part of the API. */
export const STORAGE_PREFIX = '/storage/';

const linkBody = z.object({
  format: z.enum(['PDF', 'DOCX', 'DOCX_WITH_FALLBACK_TO_PDF']).nullish(),
});

/** Documents out: bytes, links and previews. */
export function documentRoutes(workspace: Workspace): ApiRoute[] {
  return [
    {
      method: 'POST',
      path: `${BASE}/preview/`,
      handle: async ({ body }) => {
        const options = { acceptUnknownKeys: workspace.acceptUnknownDataKeys };
        const { template, data } = checkPreview(body, workspace.state, options);
        const bytes = await renderPreviewPdf(template.name, data, workspace.state.now());
        return { status: 200, bytes };
      },
    },
    {
      method: 'POST',
      path: `${BASE}/:id/download_link`,
      handle: (call) => downloadLink(call, requireComposite(call, workspace), workspace),
    },
    {
      method: 'POST',
      path: `${BASE}/:id/download`,
      handle: (call) => download(requireComposite(call, workspace), workspace),
    },
  ];
}

export function downloadLink(
  call: ApiCall,
  contract: Contract,
  { state, links }: Workspace,
): ApiAnswer {
  const { format } = parseBody(linkBody, call.body);
  refuseWhileLagging(contract, state);
  if (format === 'DOCX') throw plainError(400, 'This contract is not available as DOCX.');
  const { compositeId, versionId } = contract;
  return ok({
    url: call.origin + links.create(compositeId, versionId, state.settings.downloadLinkTtlMs),
    file_name: `${contract.name.replace(/[^\p{L}\p{N} .-]/gu, '_')}.pdf`,
    current_version_id: versionId,
  });
}

export async function download(contract: Contract, { state }: Workspace): Promise<ApiAnswer> {
  refuseWhileLagging(contract, state);
  return { status: 200, bytes: await renderContractPdf(contract) };
}

/** `GET /storage/{contract}/{version}.pdf` with a signature: what a download link opens. */
export function registerStorageRoute(app: FastifyInstance, { state, links }: Workspace): void {
  app.get<{ Params: { id: string; file: string } }>(
    `${STORAGE_PREFIX}:id/:file`,
    async (request, reply) => {
      const { id, file } = request.params;
      if ('client-secret' in request.headers || 'client-id' in request.headers) {
        const message = 'API credentials must not be sent to the storage host.';
        return reply
          .code(400)
          .type('application/xml')
          .send(storageError('InvalidArgument', message));
      }
      const query = new URLSearchParams(request.url.split('?')[1] ?? '');
      const link = links.check(id, file, query);
      if (!link.ok) {
        const body = storageError(link.code, link.message);
        return reply.code(link.status).type('application/xml').send(body);
      }
      const contract = state.contracts.get(id);
      if (!contract) {
        const body = storageError('NoSuchKey', 'The specified key does not exist.');
        return reply.code(404).type('application/xml').send(body);
      }
      const bytes = await renderContractPdf(contract);
      return reply.type('application/pdf').send(Buffer.from(bytes));
    },
  );
}

/** The final document may take a while after the execution: by time, by attempts, or both. */
function refuseWhileLagging(contract: Contract, state: WorkspaceState): void {
  const { documentLagMs, documentLagCalls, documentLagStatus } = state.settings;
  if (!contract.executedAt) return;
  contract.downloadsSinceExecution += 1;
  const sinceMs = state.now().getTime() - contract.executedAt.getTime();
  if (sinceMs >= documentLagMs && contract.downloadsSinceExecution > documentLagCalls) return;
  throw plainError(documentLagStatus, 'The document is not available yet.');
}
