import { z } from 'zod';

import type { CallOptions } from '../destination.js';
import { DestinationError } from '../destination.js';
import { parsed } from './graph-api.js';
import type { GraphApi } from './graph-api.js';
import { itemPath } from './graph-items.js';
import { noted } from '../../../domain/said.js';

/** Shown only when it is asked for, and by libraries that know of it alone. */
const publicationWire = z.object({
  publication: z.object({ level: z.string().optional() }).nullish(),
});

/**
 * Some libraries keep a new file checked out, where nobody but whoever brought it sees it: "Require documents to be checked out",
 * or a column that has to be filled in. Such a file is checked in.
 * @returns whether it was checked out.
 * @throws DestinationError
 * @see https://learn.microsoft.com/graph/api/driveitem-checkin, and `publicationFacet`
 */
export async function checkIn(
  api: GraphApi,
  driveId: string,
  itemId: string,
  { signal }: CallOptions,
): Promise<boolean> {
  const operation = 'GET /drives/{id}/items/{id}?$select=publication';
  const path = itemPath(driveId, itemId);
  const answer = await api.call({
    operation,
    method: 'GET',
    path: `${path}?$select=id,publication`,
    signal,
  });
  const { publication } = parsed(publicationWire, answer, operation);
  if (publication?.level !== 'checkout') return false;
  const checked = await api.call({
    operation: 'POST /drives/{id}/items/{id}/checkin',
    method: 'POST',
    path: `${path}/checkin`,
    json: { comment: 'Archived by dealdraft.' },
    accepts: [400, 409, 422],
    signal,
  });
  if (checked.status >= 400) {
    throw new DestinationError(
      noted`SharePoint keeps new files checked out, and does not let them be checked in: nobody else sees them. Under Library settings > Versioning settings set "Require documents to be checked out" to No, and under Columns let no column require information.`,
      {
        fault: 'permission',
        operation: 'POST /drives/{id}/items/{id}/checkin',
        status: checked.status,
      },
    );
  }
  return true;
}
