import type { FastifyInstance } from 'fastify';
import { DOCUMENT_TYPES } from '../domain/document.js';
import { PREVIEW_ROUTE } from '../domain/own-paths.js';
import { createPreviewService } from '../services/contracts/previews.js';
import type { Services } from '../services/create-services.js';
import { keepPrivate, openAsCaller, say } from './open-as-caller.js';
import type { OpenParts } from './open-as-caller.js';
import { noted } from '../domain/said.js';

export interface PreviewRouteParts extends OpenParts {
  readonly services: Pick<Services, 'of'>;
}

const MISSING = noted`There is no such preview of yours. A preview is there for an hour, for whoever asked for it: make a new one on the deal.`;

export function previewRoute(scope: FastifyInstance, parts: PreviewRouteParts): void {
  keepPrivate(scope);
  scope.get<{ Params: { previewId: string } }>(PREVIEW_ROUTE, (request, reply) =>
    openAsCaller(
      request,
      reply,
      { ...parts, what: noted`preview`, missing: MISSING },
      async (reader) => {
        const previews = parts.services.of(createPreviewService);
        const file = await previews.open(reader, request.params.previewId);
        if (file === null) return say(reply, 404, MISSING);
        return reply
          .type(DOCUMENT_TYPES.pdf)
          .header('content-disposition', inlineAs(file.fileName))
          .header('x-content-type-options', 'nosniff')
          .send(file.bytes);
      },
    ),
  );
}

/** Shown by the browser, and saved under the name; letters beyond ASCII go in the form of RFC 8187. */
function inlineAs(fileName: string): string {
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `inline; filename="preview.pdf"; filename*=UTF-8''${encoded}`;
}
