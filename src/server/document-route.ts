import type { FastifyInstance } from 'fastify';
import { DOCUMENT_ROUTE } from '../domain/own-paths.js';
import { DOCUMENT_FORMATS } from '../services/contracts/contracts.js';
import type { Services } from '../services/create-services.js';
import { keepPrivate, openAsCaller, say } from './open-as-caller.js';
import type { OpenParts } from './open-as-caller.js';
import { noted, said } from '../domain/said.js';
import { statusWord } from '../domain/status-word.js';

export interface DocumentParts extends OpenParts {
  readonly services: Pick<Services, 'contracts'>;
}

const MISSING = noted`There is no such contract, or you have no access to its opportunity in the CRM.`;

export function documentRoute(scope: FastifyInstance, parts: DocumentParts): void {
  keepPrivate(scope);
  scope.get<{
    Params: { contractId: string };
    Querystring: { format?: string | string[] };
  }>(DOCUMENT_ROUTE, (request, reply) =>
    openAsCaller(
      request,
      reply,
      { ...parts, what: noted`document`, missing: MISSING },
      async (reader) => {
        const asked = request.query.format;
        const format = DOCUMENT_FORMATS.find((known) => known === asked);
        if (asked !== undefined && format === undefined)
          return say(
            reply,
            400,
            said`Say ?format=pdf or ?format=docx for the present version, or nothing for the signed document.`,
          );
        const { contracts } = parts.services;
        const answer = await contracts.openDocument(reader, request.params.contractId, format);
        switch (answer.kind) {
          case 'link':
            return reply.redirect(answer.url, 302);
          case 'not-found':
            return say(reply, 404, MISSING);
          case 'not-executed':
            return say(
              reply,
              409,
              said`This contract has the status "${statusWord(answer.status)}"; its document is here once it is signed by everybody.`,
            );
          case 'not-ready':
            return say(
              reply.header('retry-after', '30'),
              503,
              format === undefined
                ? said`The contract is executed, but SpotDraft has not finished its document yet. Try again in a minute.`
                : said`SpotDraft has no document of this contract yet. Try again in a minute.`,
            );
          case 'no-docx':
            return say(
              reply,
              404,
              said`SpotDraft has the present version of this contract as PDF alone: open it with ?format=pdf.`,
            );
        }
      },
    ),
  );
}
