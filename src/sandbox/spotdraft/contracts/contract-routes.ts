import { z } from 'zod';

import { createContract, sendBody, toMail } from './create-contract.js';
import { parseBody } from '../parse-body.js';
import { parseListFilter } from './contract-search.js';
import { toPage } from '../paging.js';
import { toCreated, toExternalRow, toListRow, toStatus } from './contract-presenters.js';
import { DONE, ok, requireComposite } from '../router.js';
import type { ApiCall, ApiRoute, Workspace } from '../router.js';
import type { Contract } from '../model.js';
import { toPerformer } from '../state.js';

const BASE = '/api/v2.1/public/contracts';
const MAX_EXTERNAL_ROWS = 50;

/** Creating and finding contracts. */
export function contractRoutes(workspace: Workspace): ApiRoute[] {
  const { state, lifecycle } = workspace;
  return [
    {
      method: 'POST',
      path: `${BASE}/`,
      handle: ({ body, actor }) => {
        const options = { acceptUnknownKeys: workspace.acceptUnknownDataKeys };
        return {
          status: 201,
          json: toCreated(createContract(body, actor, state, lifecycle, options)),
        };
      },
    },
    {
      method: 'GET',
      path: `${BASE}/`,
      handle: ({ query }) => {
        const isWanted = parseListFilter(query, state);
        return ok(toPage(state.listed().filter(isWanted), query, toListRow));
      },
    },
    {
      method: 'GET',
      path: `${BASE}/by_external_metadata/:externalId`,
      handle: ({ params }) => {
        const rows = state
          .listed()
          .filter(({ externalMetadata: { id } }) => isSameId(id, params.externalId))
          .slice(0, MAX_EXTERNAL_ROWS)
          .map((contract) => toExternalRow(contract, workspace.externalLookup.ids));
        return ok(workspace.externalLookup.isNested ? [rows] : rows);
      },
    },
    {
      method: 'GET',
      path: `${BASE}/:id/status`,
      handle: (call) => ok(toStatus(requireComposite(call, workspace, true))),
    },
  ];
}

/** Moving a contract through its life. */
export function contractActionRoutes(workspace: Workspace): ApiRoute[] {
  const { lifecycle } = workspace;
  return [
    {
      method: 'POST',
      path: `${BASE}/:id/send_to_counterparties`,
      handle: (call) => sendToCounterparties(call, requireComposite(call, workspace), workspace),
    },
    {
      method: 'POST',
      path: `${BASE}/:id/mark_for_execution/`,
      handle: (call) => {
        const contract = requireComposite(call, workspace);
        parseBody(z.object({ affix_stamp_documents: z.boolean().nullish() }), call.body);
        lifecycle.mark(contract, toPerformer(call.actor));
        return DONE;
      },
    },
    {
      method: 'POST',
      path: `${BASE}/:id/unmark_for_execution`,
      handle: (call) => {
        const contract = requireComposite(call, workspace);
        parseBody(z.object({ note: z.string().nullish() }), call.body);
        lifecycle.unmark(contract, toPerformer(call.actor));
        return DONE;
      },
    },
    {
      method: 'POST',
      path: `${BASE}/:id/status/void`,
      handle: (call) => {
        const contract = requireComposite(call, workspace);
        const note = z.string().min(1, 'This field may not be blank.');
        parseBody(z.object({ note }), call.body);
        lifecycle.void(contract, toPerformer(call.actor));
        return { status: 204 };
      },
    },
  ];
}

export function sendToCounterparties(
  call: ApiCall,
  contract: Contract,
  { lifecycle }: Workspace,
): typeof DONE {
  const body = parseBody(sendBody, call.body);
  lifecycle.send(contract, toPerformer(call.actor), toMail(body));
  return DONE;
}

/** Exact and case-sensitive, also for an id that was stored as a number. */
function isSameId(stored: unknown, wanted: string | undefined): boolean {
  return (typeof stored === 'string' || typeof stored === 'number') && String(stored) === wanted;
}
