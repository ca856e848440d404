import { SalesforceError } from '../errors.js';
import { executeSoql } from '../soql/execute.js';
import { ok } from './http.js';
import type { ApiEnvironment, ApiRequest, ApiResponse, ApiRoute } from './http.js';

const MIN_PAGE_SIZE = 200;
const MAX_PAGE_SIZE = 2_000;

/** `Sforce-Query-Options: batchSize=500`, held between 200 and 2,000; without it the sandbox's page size. */
function pageSizeOf(request: ApiRequest, environment: ApiEnvironment): number {
  const asked = /batchSize=(\d+)/i.exec(request.headers['sforce-query-options'] ?? '')?.[1];
  if (asked === undefined) return environment.queryPageSize;
  return Math.min(Math.max(Number(asked), MIN_PAGE_SIZE), MAX_PAGE_SIZE);
}

function runQuery(
  request: ApiRequest,
  environment: ApiEnvironment,
  includeDeleted: boolean,
): ApiResponse {
  if (request.query.has('explain'))
    throw new SalesforceError('FUNCTIONALITY_NOT_ENABLED', 'the sandbox has no query plans', {
      httpStatus: 403,
    });
  const soql = request.query.get('q');
  if (soql === null)
    throw new SalesforceError('MALFORMED_QUERY', 'A query string has to be specified');
  environment.recordSoql(soql);
  const { org } = environment;
  const { principal, apiBase } = request;
  const result = executeSoql({ ...org, principal, apiBase, includeDeleted }, soql);
  const pageSize = pageSizeOf(request, environment);
  return ok(org.cursors.firstPage(result, { userId: principal.userId, pageSize, apiBase }));
}

function continueQuery(
  request: ApiRequest,
  environment: ApiEnvironment,
  params: Readonly<Record<string, string>>,
): ApiResponse {
  return ok(
    environment.org.cursors.nextPage(params.locator ?? '', {
      userId: request.principal.userId,
      pageSize: pageSizeOf(request, environment),
      apiBase: request.apiBase,
    }),
  );
}

export const QUERY_ROUTES: readonly ApiRoute[] = [
  {
    method: 'GET',
    pattern: 'query',
    handler: (request, environment) => runQuery(request, environment, false),
  },
  {
    method: 'GET',
    pattern: 'queryAll',
    handler: (request, environment) => runQuery(request, environment, true),
  },
  { method: 'GET', pattern: 'query/:locator', handler: continueQuery },
  { method: 'GET', pattern: 'queryAll/:locator', handler: continueQuery },
];
