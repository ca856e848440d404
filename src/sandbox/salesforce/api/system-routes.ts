import { ok } from './http.js';
import type { ApiHandler, ApiRoute } from './http.js';

export const NEWEST_VERSION = 67;
export const OLDEST_VERSION = 31;

/** Release names of the newest versions; the older ones only carry their number. */
const RELEASES: Readonly<Record<number, string>> = {
  62: "Winter '25",
  63: "Spring '25",
  64: "Summer '25",
  65: "Winter '26",
  66: "Spring '26",
  67: "Summer '26",
};

/** `GET /services/data/`, which needs no session. */
export function listVersions(): { label: string; url: string; version: string }[] {
  const versions: { label: string; url: string; version: string }[] = [];
  for (let version = OLDEST_VERSION; version <= NEWEST_VERSION; version += 1) {
    versions.push({
      label: RELEASES[version] ?? `Version ${version}`,
      url: `/services/data/v${version}.0`,
      version: `${version}.0`,
    });
  }
  return versions;
}

const resources: ApiHandler = ({ apiBase, principal }, { org, instanceUrl }) =>
  ok({
    sobjects: `${apiBase}/sobjects`,
    query: `${apiBase}/query`,
    queryAll: `${apiBase}/queryAll`,
    composite: `${apiBase}/composite`,
    limits: `${apiBase}/limits`,
    identity: `${instanceUrl}/id/${org.id}/${principal.userId}`,
  });

const limits: ApiHandler = (_request, { usage }) =>
  ok({
    DailyApiRequests: { Max: usage.max, Remaining: Math.max(usage.max - usage.used, 0) },
    DailyBulkApiBatches: { Max: 15_000, Remaining: 15_000 },
    DailyBulkV2QueryJobs: { Max: 10_000, Remaining: 10_000 },
    DailyDeliveredPlatformEvents: { Max: 10_000, Remaining: 10_000 },
    DataStorageMB: { Max: 1_024, Remaining: 1_001 },
    FileStorageMB: { Max: 1_024, Remaining: 1_020 },
    HourlyPublishedPlatformEvents: { Max: 50_000, Remaining: 50_000 },
  });

const compositeResources: ApiHandler = ({ apiBase }) =>
  ok({
    sobjects: `${apiBase}/composite/sobjects`,
    batch: `${apiBase}/composite/batch`,
    tree: `${apiBase}/composite/tree`,
    graph: `${apiBase}/composite/graph`,
  });

export const SYSTEM_ROUTES: readonly ApiRoute[] = [
  { method: 'GET', pattern: '', handler: resources },
  { method: 'GET', pattern: 'limits', handler: limits },
  { method: 'GET', pattern: 'composite', handler: compositeResources },
];
