import { createHmac, timingSafeEqual } from 'node:crypto';

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { fieldError, notFound, plainError } from './errors.js';
import { displayStatus } from './model.js';
import type { Contract } from './model.js';
import { ok, requireInteger } from './router.js';
import type { ApiCall, ApiRoute, Workspace } from './router.js';

const BASE = '/api/v2.1/public/contracts';

/** Where the links point; part of the sandbox's origin, but no part of the API. */
export const LINK_PREFIX = '/act/';

/** An embedded signing page is opened at once. */
const EMBEDDED_FOR_MS = 10 * 60_000;

/** Links that stand for a person: whoever has one reviews or signs as them. */
export function personalLinkRoutes(workspace: Workspace): ApiRoute[] {
  return [
    {
      method: 'GET',
      path: `${BASE}/:id/recipients/recipient_link/`,
      handle: (call) => {
        const contract = requireInteger(call, workspace);
        const email = requiredEmail(call, 'recipient_email');
        if (!['REDLINING', 'SIGN'].includes(displayStatus(contract))) {
          throw plainError(400, 'The contract is not with its recipients.');
        }
        if (!isRecipient(contract, email)) throw notFound();
        return ok({ link: call.origin + pathOf(workspace, contract, email, null) });
      },
    },
    {
      method: 'GET',
      path: `${BASE}/embedded/contracts/:id/counter_party/`,
      handle: (call) => {
        const contract = requireInteger(call, workspace);
        const email = requiredEmail(call, 'cp_email_id');
        if (contract.isEmbedded !== true) {
          throw plainError(400, 'The contract was not created for embedded signing.');
        }
        if (displayStatus(contract) !== 'SIGN') {
          throw plainError(400, 'The contract is not out for signature.');
        }
        const signs = contract.signatories.some(
          (one) => one.isCounterparty && isSame(one.email, email),
        );
        if (!signs) throw plainError(400, 'No counterparty signatory has that address.');
        const expiresMs = workspace.state.now().getTime() + EMBEDDED_FOR_MS;
        return ok({ url: call.origin + pathOf(workspace, contract, email, expiresMs) });
      },
    },
  ];
}

/** What a link opens: a page that names the contract and says how far its recipient is. */
export function registerLinkRoute(app: FastifyInstance, workspace: Workspace): void {
  app.get<{ Params: { id: string } }>(`${LINK_PREFIX}:id`, async (request, reply) => {
    const query = new URLSearchParams(request.url.split('?')[1] ?? '');
    const email = query.get('email') ?? '';
    const expiresMs = query.get('expires');
    const contract = workspace.state.contract(request.params.id);
    const isGood =
      contract !== undefined &&
      isEqual(query.get('signature') ?? '', signature(workspace, contract, email, expiresMs));
    const isOver = expiresMs !== null && workspace.state.now().getTime() >= Number(expiresMs);
    void reply.type('text/html; charset=utf-8');
    if (!isGood || isOver) {
      return reply.code(404).send('<h1>This link is no longer valid</h1>');
    }
    const signatory = contract.signatories.find((one) => isSame(one.email, email));
    const { action } = signatory ?? {};
    const state = action === undefined ? 'waiting' : action.isSuccess ? 'signed' : 'declined';
    return reply.send(`<h1>${escaped(contract.name)}</h1><p>${escaped(email)}: ${state}</p>`);
  });
}

function pathOf(
  workspace: Workspace,
  contract: Contract,
  email: string,
  expiresMs: number | null,
): string {
  const query = new URLSearchParams({
    email,
    ...(expiresMs !== null && { expires: String(expiresMs) }),
    signature: signature(workspace, contract, email, expiresMs === null ? null : String(expiresMs)),
  });
  return `${LINK_PREFIX}${contract.compositeId}?${query.toString()}`;
}

/** Of this round of review or signature: a contract that is taken back, or sent on, leaves the links of before dead. */
function signature(
  { hmacKey }: Workspace,
  contract: Contract,
  email: string,
  expiresMs: string | null,
): string {
  const round = `${contract.status} ${String(contract.markedAt?.getTime())}`;
  return createHmac('sha256', `links of ${hmacKey}`)
    .update(`${contract.compositeId}\n${email.toLowerCase()}\n${round}\n${String(expiresMs)}`)
    .digest('hex');
}

function requiredEmail(call: ApiCall, name: string): string {
  const given = call.query.get(name);
  if (given === null) throw fieldError({ [name]: ['Field required'] });
  if (!z.email().safeParse(given).success) {
    throw fieldError({ [name]: ['Enter a valid email address.'] });
  }
  return given;
}

function isRecipient({ parties, signatories }: Contract, email: string): boolean {
  return (
    signatories.some((one) => isSame(one.email, email)) ||
    parties.some(({ poc }) => isSame(poc.email, email))
  );
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
