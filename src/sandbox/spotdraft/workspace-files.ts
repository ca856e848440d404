import { randomBytes, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { STORAGE_PREFIX } from './documents/document-routes.js';
import { ApiError, silentRefusal } from './errors.js';
import type { WorkspaceFile } from './model.js';
import { ok } from './router.js';
import type { ApiRoute, Workspace } from './router.js';

const BASE = '/api/v2.1/public/workspace/files';
const LIFETIME_MS = 15 * 60_000;

const uploadsBody = z.object({
  files: z
    .array(z.object({ filename: z.string().min(1), content_type: z.string().min(1) }))
    .min(1)
    .max(50),
});

/** Files of the workspace: an address for each, to which its bytes are brought. */
export function workspaceFileRoutes({ state }: Workspace): ApiRoute[] {
  return [
    {
      method: 'POST',
      path: `${BASE}/uploads/`,
      handle: ({ body, origin }) => {
        const parsed = uploadsBody.safeParse(body);
        if (!parsed.success) throw silentRefusal();
        const files = parsed.data.files.map((one): WorkspaceFile => {
          const file = {
            id: randomUUID(),
            name: one.filename.replace(/[\\/:*?"<>|]/gu, '_'),
            contentType: one.content_type,
            token: randomBytes(16).toString('hex'),
            bytes: null,
          };
          state.files.set(file.id, file);
          return file;
        });
        return ok({
          files: files.map((file) => ({
            file_id: file.id,
            filename: file.name,
            upload_url: `${origin}${STORAGE_PREFIX}uploads/${file.id}?X-Goog-Signature=${file.token}`,
            expires_at: new Date(state.now().getTime() + LIFETIME_MS).toISOString(),
          })),
        });
      },
    },
    {
      method: 'GET',
      path: `${BASE}/:fileId/`,
      handle: ({ params, origin }) => {
        const file = state.files.get(params.fileId ?? '');
        if (!file) throw new ApiError(404, undefined);
        return ok({ signed_url: `${origin}${STORAGE_PREFIX}files/${file.id}?X-Goog-Signature=x` });
      },
    },
  ];
}

/** The storage host takes the bytes as they are, from whoever has the address, and no credentials of the API. */
export function registerUploadRoute(app: FastifyInstance, { state }: Workspace): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, done) => {
      done(null, bytes);
    });
    scope.put<{ Params: { id: string }; Querystring: Record<string, string> }>(
      `${STORAGE_PREFIX}uploads/:id`,
      async (request, reply) => {
        const file = state.files.get(request.params.id);
        const isSigned = file?.token === request.query['X-Goog-Signature'];
        const isAsSaid = file?.contentType === request.headers['content-type'];
        if ('client-secret' in request.headers || 'client-id' in request.headers) {
          return reply.code(400).send();
        }
        if (!file || !isSigned || !isAsSaid || !Buffer.isBuffer(request.body)) {
          return reply.code(403).send();
        }
        file.bytes = request.body;
        return reply.code(200).send();
      },
    );
  });
}
