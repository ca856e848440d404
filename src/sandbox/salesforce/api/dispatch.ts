import { SalesforceError } from '../errors.js';
import { COLLECTION_ROUTES } from './collections.js';
import { COMPOSITE_ROUTES } from './composite.js';
import { GRAPH_ROUTES } from './graph-routes.js';
import { matchPattern } from './http.js';
import type { ApiEnvironment, ApiRequest, ApiResponse } from './http.js';
import { refuseMissingResource } from './not-there.js';
import { QUERY_ROUTES } from './query-routes.js';
import { REPLICATION_ROUTES } from './replication-routes.js';
import { ROW_ROUTES } from './row-routes.js';
import { NEWEST_VERSION, OLDEST_VERSION, SYSTEM_ROUTES } from './system-routes.js';
import { TREE_ROUTES } from './tree-routes.js';

/** Literal patterns come before those with parameters that would match them too. */
const ROUTES = [
  ...SYSTEM_ROUTES,
  ...QUERY_ROUTES,
  ...COLLECTION_ROUTES,
  ...COMPOSITE_ROUTES,
  ...TREE_ROUTES,
  ...GRAPH_ROUTES,
  ...REPLICATION_ROUTES,
  ...ROW_ROUTES,
];

/** The route pattern of a request, for the call counter. */
export function routeName(method: string, segments: readonly string[]): string {
  const route = ROUTES.find(
    (candidate) =>
      candidate.method === method && matchPattern(candidate.pattern, segments) !== null,
  );
  return route === undefined
    ? 'unknown'
    : `/services/data/:version/${route.pattern}`.replace(/\/$/, '');
}

/**
 * Answers one request below a version.
 *
 * @throws SalesforceError for everything the API refuses.
 */
export function dispatch(request: ApiRequest, environment: ApiEnvironment): ApiResponse {
  if (request.version < OLDEST_VERSION || request.version > NEWEST_VERSION) {
    throw new SalesforceError('NOT_FOUND', 'The requested resource does not exist');
  }
  refuseMissingResource(request.segments);
  let pathKnown = false;
  for (const route of ROUTES) {
    const params = matchPattern(route.pattern, request.segments);
    if (params === null) continue;
    pathKnown = true;
    // A refused write leaves nothing behind, however far it had come.
    if (route.method === request.method) {
      return environment.org.store.transaction(() => route.handler(request, environment, params));
    }
  }
  if (pathKnown) {
    throw new SalesforceError('METHOD_NOT_ALLOWED', `HTTP Method '${request.method}' not allowed.`);
  }
  throw new SalesforceError('NOT_FOUND', 'The requested resource does not exist');
}
