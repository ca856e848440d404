import { parseDateTimeMs, toSalesforceDateTime } from '../datetime.js';
import { SalesforceError } from '../errors.js';
import type { SObjectSchema } from '../schema/catalog.js';
import type { SObjectRecord } from '../schema/types.js';
import { ok } from './http.js';
import type { ApiEnvironment, ApiHandler, ApiRequest, ApiRoute } from './http.js';

const MINUTE_MS = 60_000;
const LOOK_BACK_MS = 30 * 24 * 60 * MINUTE_MS;

interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

const updated: ApiHandler = (request, environment, params) => {
  const { object, window } = openWindow(request, environment, params.object ?? '');
  const rows = rowsIn(request, environment, object, window).filter(
    ({ IsDeleted }) => IsDeleted !== true,
  );
  return ok({
    ids: rows.map(({ Id }) => String(Id)),
    latestDateCovered: latestCovered(environment, window),
  });
};

const deleted: ApiHandler = (request, environment, params) => {
  const { object, window } = openWindow(request, environment, params.object ?? '');
  const rows = rowsIn(request, environment, object, window).filter(
    ({ IsDeleted }) => IsDeleted === true,
  );
  return ok({
    deletedRecords: rows.map(({ Id, SystemModstamp }) => ({
      deletedDate: String(SystemModstamp),
      id: String(Id),
    })),
    earliestDateAvailable: toSalesforceDateTime(
      new Date(environment.org.now().getTime() - LOOK_BACK_MS),
    ),
    latestDateCovered: latestCovered(environment, window),
  });
};

/**
 * The object and the time asked for, in whole minutes: the platform looks at no seconds.
 *
 * @throws SalesforceError INVALID_REPLICATION_DATE for a window that is none or lies too far back
 */
function openWindow(
  request: ApiRequest,
  { org }: ApiEnvironment,
  objectName: string,
): { object: SObjectSchema; window: Window } {
  const object = org.records.object(request.principal, objectName);
  if (object.def.virtual) {
    throw new SalesforceError('INVALID_TYPE', `${object.name} is not replicateable`);
  }
  const window = {
    fromMs: minuteOf(request, 'start'),
    toMs: minuteOf(request, 'end'),
  };
  if (window.toMs - window.fromMs < MINUTE_MS) {
    throw new SalesforceError(
      'INVALID_REPLICATION_DATE',
      'endDate must be at least one minute greater than startDate',
    );
  }
  if (window.fromMs < org.now().getTime() - LOOK_BACK_MS) {
    throw new SalesforceError(
      'INVALID_REPLICATION_DATE',
      'startDate cannot be more than 30 days ago',
    );
  }
  return { object, window };
}

function minuteOf({ query }: ApiRequest, name: string): number {
  // A plus sign that was not encoded arrives as a space.
  const text = query.get(name)?.replace(' ', '+') ?? '';
  const ms = parseDateTimeMs(text);
  if (ms === null) {
    throw new SalesforceError(
      'INVALID_REPLICATION_DATE',
      `${name} must be a date and time such as 2026-05-05T00:00:00Z, not '${text}'`,
    );
  }
  return Math.floor(ms / MINUTE_MS) * MINUTE_MS;
}

function rowsIn(
  { principal }: ApiRequest,
  { org }: ApiEnvironment,
  object: SObjectSchema,
  { fromMs, toMs }: Window,
): SObjectRecord[] {
  return org.store.rows(object.name, { includeDeleted: true }).filter((row) => {
    const ms = parseDateTimeMs(String(row.SystemModstamp ?? row.LastModifiedDate)) ?? 0;
    return ms >= fromMs && ms < toMs && org.access.reads(principal, object, row);
  });
}

/** What lies ahead is not covered, however far the window reaches. */
function latestCovered({ org }: ApiEnvironment, { toMs }: Window): string {
  const nowMs = Math.floor(org.now().getTime() / MINUTE_MS) * MINUTE_MS;
  return toSalesforceDateTime(new Date(Math.min(toMs, nowMs)));
}

export const REPLICATION_ROUTES: readonly ApiRoute[] = [
  { method: 'GET', pattern: 'sobjects/:object/updated', handler: updated },
  { method: 'GET', pattern: 'sobjects/:object/deleted', handler: deleted },
];
