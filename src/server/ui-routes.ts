import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ConfigError } from '../domain/errors.js';

/** Where the build puts the page, in a clone and in the package alike. */
const UI_FOLDER = fileURLToPath(new URL('../../ui/dist', import.meta.url));

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

/** What the demo lets the page do with its sandbox, in the place of people who are not there. */
export interface Counterparty {
  /** Takes a contract one step further: sent, then out for signature, then signed by whoever is next. */
  advance(contractId: string): Promise<CounterpartyAnswer>;
}

export type CounterpartyAnswer =
  | { readonly kind: 'done'; readonly message: string }
  | { readonly kind: 'refused'; readonly message: string };

export interface UiParts {
  /** Null outside the demo: a real SpotDraft has real counterparties. */
  readonly counterparty: Counterparty | null;
  /** Whether the one who asks may see the contract. */
  readonly maySee: (request: FastifyRequest, contractId: string) => Promise<boolean>;
}

/** Whether there is a page to serve: a clone may not be built, and the page is no part of what the server needs. */
export function isUiBuilt(): boolean {
  return existsSync(path.join(UI_FOLDER, 'index.html'));
}

/** @throws ConfigError when the page is asked for and was never built. */
export function requireBuiltUi(): void {
  if (!isUiBuilt())
    throw new ConfigError(['UI: the page is not built; run "npm run build:ui", or turn it off.']);
}

/**
 * The page at `/` and its files. Every file is a route of its own, so all other addresses answer as they do without it.
 */
export async function registerUi(scope: FastifyInstance, parts: UiParts): Promise<void> {
  scope.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
    reply.header('referrer-policy', 'same-origin');
  });
  await scope.register(fastifyStatic, {
    root: UI_FOLDER,
    wildcard: false,
    index: 'index.html',
    setHeaders: (reply, file) => {
      const isNamedByContent = /-[\w-]{8}\.(?:js|css)$/.test(file);
      reply.header(
        'cache-control',
        isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  scope.get('/demo', async () => ({ counterparty: parts.counterparty !== null }));
  const { counterparty } = parts;
  if (counterparty === null) return;
  scope.post<{ Params: { contractId: string } }>(
    '/demo/contracts/:contractId/advance',
    async (request, reply) => {
      const { contractId } = request.params;
      if (!(await parts.maySee(request, contractId)))
        return answer(reply, 404, 'There is no such contract, or you may not see its deal.');
      const { kind, message } = await counterparty.advance(contractId);
      return answer(reply, kind === 'done' ? 200 : 409, message);
    },
  );
}

async function answer(reply: FastifyReply, status: number, message: string): Promise<FastifyReply> {
  return reply.code(status).header('cache-control', 'no-store').send({ message });
}
