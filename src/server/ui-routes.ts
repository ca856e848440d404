import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ConfigError } from '../domain/errors.js';
import { graphiqlRoute } from './graphiql-route.js';
import type { GraphiqlParts } from './graphiql-route.js';
import { serveFiles } from './static-files.js';
import { languageOf, noted, told } from '../domain/said.js';

/** Where the build puts the page, in a clone and in the package alike. */
const UI_FOLDER = fileURLToPath(new URL('../../ui/dist', import.meta.url));

/** What the page asks, as persisted operations. */
const OPERATIONS = 'operations.json';
export const UI_OPERATIONS = path.join(UI_FOLDER, OPERATIONS);

/** What /graphql shows a browser. */
const GRAPHIQL_PAGE = 'graphiql.html';

/**
 * The page may load and call only what comes from here. Styles are the exception: LWC adds them as `<style>` elements,
 * and the base components place their menus by `style` attributes.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const NOT_SEEN = noted`There is no such contract, or you may not see its deal.`;

/** What the demo lets the page do with its sandbox, in the place of people who are not there. */
export interface Counterparty {
  /** Takes a contract one step further: sent, then out for signature, then signed by whoever is next. */
  advance(contractId: string): Promise<CounterpartyAnswer>;
  /** What stands of a contract on its records in the CRM, for people to see that it was written there. */
  crmFields(contractId: string): Promise<readonly CrmField[]>;
}

export interface CrmField {
  readonly object: string;
  readonly field: string;
  /** Null while the CRM has none. */
  readonly value: string | null;
}

export type CounterpartyAnswer =
  | { readonly kind: 'done'; readonly message: string }
  | { readonly kind: 'refused'; readonly message: string };

export interface UiParts extends Omit<GraphiqlParts, 'sendPage'> {
  /** Null outside the demo: a real SpotDraft has real counterparties. */
  readonly counterparty: Counterparty | null;
  /** Whether the one who asks may see the contract. */
  readonly maySee: (request: FastifyRequest, contractId: string) => Promise<boolean>;
}

/** Whether there are pages to serve: a clone may not be built, and they are no part of what the server needs. */
export function isUiBuilt(): boolean {
  return ['index.html', GRAPHIQL_PAGE, OPERATIONS].every((name) =>
    existsSync(path.join(UI_FOLDER, name)),
  );
}

/** @throws ConfigError when the page is asked for and was never built. */
export function requireBuiltUi(): void {
  if (!isUiBuilt())
    throw new ConfigError(['UI: the page is not built; run "npm run build:ui", or turn it off.']);
}

/**
 * The page at `/`, GraphiQL at /graphql, and their files. Every file is a route of its own, so all other addresses answer as they do without it.
 */
export async function registerUi(scope: FastifyInstance, parts: UiParts): Promise<void> {
  scope.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
    reply.header('referrer-policy', 'same-origin');
  });
  const pages = await serveFiles(scope, UI_FOLDER, [GRAPHIQL_PAGE]);
  const sendPage = pages.get(GRAPHIQL_PAGE);
  if (sendPage !== undefined) graphiqlRoute(scope, { ...parts, sendPage });
  scope.get('/demo', async () => ({ counterparty: parts.counterparty !== null }));
  const { counterparty } = parts;
  if (counterparty === null) return;
  scope.get<{ Params: { contractId: string } }>(
    '/demo/contracts/:contractId/crm',
    async (request, reply) => {
      const { contractId } = request.params;
      if (!(await parts.maySee(request, contractId))) return answer(reply, 404, NOT_SEEN);
      const fields = await counterparty.crmFields(contractId);
      return reply.header('cache-control', 'no-store').send({ fields });
    },
  );
  scope.post<{ Params: { contractId: string } }>(
    '/demo/contracts/:contractId/advance',
    async (request, reply) => {
      const { contractId } = request.params;
      if (!(await parts.maySee(request, contractId))) return answer(reply, 404, NOT_SEEN);
      const { kind, message } = await counterparty.advance(contractId);
      return answer(reply, kind === 'done' ? 200 : 409, message);
    },
  );
}

async function answer(reply: FastifyReply, status: number, message: string): Promise<FastifyReply> {
  const language = languageOf(reply.request.headers['accept-language']);
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .send({ message: told(message, language) });
}
