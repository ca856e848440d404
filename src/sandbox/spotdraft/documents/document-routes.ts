import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { parseBody } from '../parse-body.js';
import { storageError } from './download-links.js';
import { plainError } from '../errors.js';
import type { Contract } from '../model.js';
import { renderDocx } from './docx.js';
import { contractLines } from './contract-document.js';
import { renderContractPdf } from './pdf.js';
import { ok, requireComposite, requireInteger } from '../router.js';
import type { ApiAnswer, ApiCall, ApiRoute, Workspace } from '../router.js';
import type { WorkspaceState } from '../state.js';

const BASE = '/api/v2.1/public/contracts';

/** Where the signed links point; part of the sandbox's origin, but no part of the API. */
export const STORAGE_PREFIX = '/storage/';

const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const linkBody = z.object({
  format: z.enum(['PDF', 'DOCX', 'DOCX_WITH_FALLBACK_TO_PDF']).nullish(),
});

const docxBody = z.object({ fallback_to_last_available_docx: z.boolean().nullish() });

/** Documents out: bytes and links. */
export function documentRoutes(workspace: Workspace): ApiRoute[] {
  return [
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
    {
      method: 'POST',
      path: `${BASE}/:id/download_docx/`,
      handle: (call) => {
        const contract = requireInteger(call, workspace);
        const { fallback_to_last_available_docx: isFallback } = parseBody(docxBody, call.body);
        refuseWhileLagging(contract, workspace.state);
        const bytes = presentDocx(contract) ?? (isFallback ? lastDocx(contract) : null);
        if (bytes === null) throw noDocx();
        return { status: 200, bytes };
      },
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
  const hasDocx = presentDocx(contract) !== null;
  if (format === 'DOCX' && !hasDocx) throw noDocx();
  const { compositeId, versionId } = contract;
  const extension = hasDocx && format?.startsWith('DOCX') === true ? 'docx' : 'pdf';
  const file = `${versionId}.${extension}`;
  return ok({
    url: call.origin + links.create(compositeId, file, state.settings.downloadLinkTtlMs),
    file_name: `${contract.name.replace(/[^\p{L}\p{N} .-]/gu, '_')}.${extension}`,
    current_version_id: versionId,
  });
}

export async function download(contract: Contract, { state }: Workspace): Promise<ApiAnswer> {
  refuseWhileLagging(contract, state);
  return { status: 200, bytes: await renderContractPdf(contract) };
}

/** The present version as it can be edited: a file that came as DOCX, or what a template made and nobody has signed. */
function presentDocx(contract: Contract): Buffer | null {
  return contract.status === 'EXECUTED' ? null : lastDocx(contract);
}

/** The last version that there was as DOCX, outdated or not. */
function lastDocx({ file, ...contract }: Contract): Buffer | null {
  if (file !== undefined) return file.bytes.toString('latin1', 0, 2) === 'PK' ? file.bytes : null;
  return contract.templateId === null
    ? null
    : renderDocx([contract.name, '', ...contractLines(contract)]);
}

function noDocx() {
  return plainError(400, 'This contract is not available as DOCX.');
}

/** `GET /storage/{contract}/{version}.pdf`, or `.docx`, with a signature: what a download link opens. */
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
      const docx = file.endsWith('.docx') ? lastDocx(contract) : null;
      if (docx !== null) return reply.type(DOCX_TYPE).send(docx);
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
