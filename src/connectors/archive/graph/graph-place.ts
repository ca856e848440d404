import { z } from 'zod';

import type { OneDriveConfig, SharePointConfig } from '../../../domain/destination-config.js';
import type { CallOptions } from '../destination.js';
import { DestinationError } from '../destination.js';
import { hasFault, parsed } from './graph-api.js';
import type { GraphApi } from './graph-api.js';
import { noted } from '../../../domain/said.js';

/** The drive that files go to, found once: names and addresses change, ids do not. */
export interface GraphPlace {
  readonly driveId: string;
  readonly driveName: string;
  readonly webUrl: string;
}

const driveWire = z.object({ id: z.string(), name: z.string(), webUrl: z.string() });
const drivesWire = z.object({ value: z.array(driveWire) });
const siteWire = z.object({ id: z.string() });

const SELECT_DRIVE = '$select=id,name,webUrl';

export async function findPlace(
  config: SharePointConfig | OneDriveConfig,
  api: GraphApi,
  options: CallOptions,
): Promise<GraphPlace> {
  const drive =
    config.type === 'onedrive'
      ? await driveOfUser(config, api, options)
      : await libraryOf(config, await findSite(config, api, options), api, options);
  return { driveId: drive.id, driveName: drive.name, webUrl: drive.webUrl };
}

/** @returns the id of the site. */
async function findSite(
  { site }: SharePointConfig,
  api: GraphApi,
  { signal }: CallOptions,
): Promise<string> {
  const operation = 'GET /sites/{host}:{path}';
  const path = `/sites/${site.split('/').map(encodeSegment).join('/')}`;
  const answer = await missingAs(
    noted`Microsoft does not find the site ${site}, or shows it to nobody who was not let in. Write site as contoso.sharepoint.com:/sites/legal, and grant the app "write" for it (Sites.Selected).`,
    () => api.call({ operation, method: 'GET', path: `${path}?$select=id`, signal }),
  );
  return parsed(siteWire, answer, operation).id;
}

async function libraryOf(
  { library, site }: SharePointConfig,
  siteId: string,
  api: GraphApi,
  { signal }: CallOptions,
): Promise<z.infer<typeof driveWire>> {
  const base = `/sites/${encodeURIComponent(siteId)}`;
  if (library === null) {
    const operation = 'GET /sites/{id}/drive';
    const answer = await missingAs(noted`The site ${site} has no document library.`, () =>
      api.call({ operation, method: 'GET', path: `${base}/drive?${SELECT_DRIVE}`, signal }),
    );
    return parsed(driveWire, answer, operation);
  }
  const operation = 'GET /sites/{id}/drives';
  const answer = await api.call({
    operation,
    method: 'GET',
    path: `${base}/drives?${SELECT_DRIVE}&$top=200`,
    signal,
  });
  const drives = parsed(drivesWire, answer, operation).value;
  const found = drives.find(({ name }) => name.toLowerCase() === library.toLowerCase());
  if (found !== undefined) return found;
  throw new DestinationError(
    noted`The site ${site} has no document library "${library}". It has: ${drives.map(({ name }) => `"${name}"`).join(', ')}.`,
    { fault: 'missing', operation },
  );
}

async function driveOfUser(
  { user }: OneDriveConfig,
  api: GraphApi,
  { signal }: CallOptions,
): Promise<z.infer<typeof driveWire>> {
  const operation = 'GET /users/{id}/drive';
  const answer = await missingAs(
    noted`Microsoft knows no user ${user}, or the user has no OneDrive yet: it is made when the user opens it for the first time.`,
    () =>
      api.call({
        operation,
        method: 'GET',
        path: `/users/${encodeURIComponent(user)}/drive?${SELECT_DRIVE}`,
        signal,
      }),
  );
  return parsed(driveWire, answer, operation);
}

/** What is not there is the root of everything: an admin has to act. */
async function missingAs<T>(text: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!hasFault(error, 'gone')) throw error;
    throw new DestinationError(text, { fault: 'missing', cause: error });
  }
}

/** Colons stay: they part the host from the path. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replaceAll('%3A', ':');
}
