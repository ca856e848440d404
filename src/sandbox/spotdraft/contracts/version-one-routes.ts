import { toStatus } from './contract-presenters.js';
import { ok, requireInteger } from '../router.js';
import type { ApiRoute, Workspace } from '../router.js';
import { sendToCounterparties } from './contract-routes.js';
import { download, downloadLink } from '../documents/document-routes.js';

const BASE = '/api/v1/public/contracts';

/** The first version's operations, which take the plain integer where later ones take the composite id. */
export function versionOneRoutes(workspace: Workspace): ApiRoute[] {
  return [
    {
      method: 'GET',
      path: `${BASE}/:id/status`,
      handle: (call) => ok(toStatus(requireInteger(call, workspace, true))),
    },
    {
      method: 'POST',
      path: `${BASE}/:id/download_link`,
      handle: (call) => downloadLink(call, requireInteger(call, workspace), workspace),
    },
    {
      method: 'POST',
      path: `${BASE}/:id/download`,
      handle: (call) => download(requireInteger(call, workspace), workspace),
    },
    {
      method: 'POST',
      path: `${BASE}/:id/send_to_counterparties`,
      handle: (call) => sendToCounterparties(call, requireInteger(call, workspace), workspace),
    },
  ];
}
