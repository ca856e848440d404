import { z } from 'zod';

import { SalesforceError } from '../errors.js';
import type { Json } from '../representation.js';
import { ok } from './http.js';
import type { ApiEnvironment, ApiHandler, ApiRequest, ApiResponse, ApiRoute } from './http.js';

const MAX_SUBREQUESTS = 25;
const MAX_QUERIES_AND_COLLECTIONS = 5;

export const namedSubrequests = z.array(
  z.looseObject({
    method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']),
    url: z.string(),
    referenceId: z.string().regex(/^[A-Za-z0-9]\w*$/),
    body: z.unknown().optional(),
    httpHeaders: z.record(z.string(), z.string()).optional(),
  }),
);

type NamedSubrequest = z.output<typeof namedSubrequests>[number];

const compositeBody = z.looseObject({
  allOrNone: z.boolean().default(false),
  compositeRequest: namedSubrequests,
});

const batchBody = z.looseObject({
  haltOnError: z.boolean().default(false),
  batchRequests: z.array(
    z.looseObject({
      method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']),
      url: z.string(),
      richInput: z.unknown().optional(),
    }),
  ),
});

interface Subrequest {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** Splits `/services/data/v66.0/query?q=...` into what the routes need. */
export function parseDataUrl(
  url: string,
): { apiBase: string; version: number; segments: string[]; query: URLSearchParams } | null {
  const queryAt = url.indexOf('?');
  const path = queryAt === -1 ? url : url.slice(0, queryAt);
  const match = /^\/services\/data\/v(\d{1,3})\.0(?:\/(.*))?$/.exec(path);
  if (match === null) return null;
  let segments: string[];
  try {
    segments = (match[2] ?? '').split('/').map((segment) => decodeURIComponent(segment));
  } catch {
    // A lone percent sign: the path names nothing.
    return null;
  }
  if (segments.at(-1) === '') segments.pop();
  return {
    apiBase: `/services/data/v${match[1] ?? ''}.0`,
    version: Number(match[1]),
    segments,
    query: new URLSearchParams(queryAt === -1 ? '' : url.slice(queryAt + 1)),
  };
}

function toApiRequest(request: ApiRequest, subrequest: Subrequest): ApiRequest {
  const target = parseDataUrl(subrequest.url);
  if (target === null) {
    throw new SalesforceError('NOT_FOUND', 'The requested resource does not exist');
  }
  const headers = Object.fromEntries(
    Object.entries(subrequest.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const { method, body } = subrequest;
  return { ...target, method, body, headers, principal: request.principal };
}

/** Runs one subrequest; a refused one is an answer like any other. */
function run(
  request: ApiRequest,
  environment: ApiEnvironment,
  subrequest: Subrequest,
): ApiResponse {
  try {
    return environment.dispatch(toApiRequest(request, subrequest));
  } catch (error) {
    if (!(error instanceof SalesforceError)) throw error;
    return { status: error.httpStatus, body: [error.toRestError()] };
  }
}

const REFERENCE = /@\{([A-Za-z0-9]\w*)((?:\.\w+|\[\d+\])*)\}/g;

/** @returns the value `@{ref.records[0].Id}` points at; `undefined` when there is none. */
function lookUp(
  results: ReadonlyMap<string, Json>,
  referenceId: string,
  path: string,
): Json | undefined {
  let current: Json | undefined = results.get(referenceId);
  for (const [, member, index] of path.matchAll(/\.(\w+)|\[(\d+)\]/g)) {
    if (typeof current !== 'object' || current === null) return undefined;
    const key = member ?? index ?? '';
    current = Object.entries(current).find(([name]) => name === key)?.[1];
  }
  return current;
}

function substituteText(results: ReadonlyMap<string, Json>, text: string): string {
  return text.replace(REFERENCE, (_whole, referenceId: string, path: string) => {
    const value = lookUp(results, referenceId, path);
    if (value === undefined || value === null || typeof value === 'object') {
      throw new SalesforceError(
        'PROCESSING_HALTED',
        `Invalid reference specified. No value for ${referenceId}${path} found`,
      );
    }
    return String(value);
  });
}

function substitute(results: ReadonlyMap<string, Json>, value: unknown): unknown {
  if (typeof value === 'string') return substituteText(results, value);
  if (Array.isArray(value)) return value.map((item) => substitute(results, item));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, substitute(results, item)]),
    );
  }
  return value;
}

const composite: ApiHandler = (request, environment) => {
  const parsed = compositeBody.safeParse(request.body);
  if (!parsed.success)
    throw new SalesforceError(
      'INVALID_INPUT',
      `compositeRequest: ${z.prettifyError(parsed.error)}`,
    );
  const { compositeRequest: subrequests, allOrNone } = parsed.data;
  if (subrequests.length > MAX_SUBREQUESTS) {
    throw new SalesforceError(
      'LIMIT_EXCEEDED',
      `The limit of ${MAX_SUBREQUESTS} subrequests has been exceeded`,
    );
  }
  const heavy = subrequests.filter(({ url }) =>
    /^\/services\/data\/v\d+\.0\/(?:query|composite\/sobjects)/.test(url),
  );
  if (heavy.length > MAX_QUERIES_AND_COLLECTIONS) {
    throw new SalesforceError(
      'LIMIT_EXCEEDED',
      `The limit of ${MAX_QUERIES_AND_COLLECTIONS} queries and sObject collections subrequests has been exceeded`,
    );
  }
  const answers = runNamed(request, environment, subrequests, allOrNone);
  return ok({ compositeResponse: answers.map(presentAnswer) });
};

export interface NamedAnswer {
  readonly referenceId: string;
  readonly response: ApiResponse;
}

/**
 * Runs subrequests in their order, each with what earlier ones gave. With `allOrNone` one that is refused undoes
 * all, and the others say so.
 *
 * @throws SalesforceError INVALID_INPUT for a name that stands twice
 */
export function runNamed(
  request: ApiRequest,
  environment: ApiEnvironment,
  subrequests: readonly NamedSubrequest[],
  allOrNone: boolean,
): NamedAnswer[] {
  const ids = new Set(subrequests.map(({ referenceId }) => referenceId));
  if (ids.size < subrequests.length)
    throw new SalesforceError('INVALID_INPUT', 'referenceId must be unique');
  const results = new Map<string, Json>();
  const answers: NamedAnswer[] = [];
  const halted = new Error('undone by allOrNone');
  try {
    environment.org.store.transaction(() => {
      for (const subrequest of subrequests) {
        const { referenceId } = subrequest;
        const response = runReferencing(request, environment, subrequest, results);
        answers.push({ referenceId, response });
        const { status, body } = response;
        if (status < 400 && body !== undefined && !Buffer.isBuffer(body))
          results.set(referenceId, body);
      }
      if (allOrNone && answers.some(({ response }) => response.status >= 400)) throw halted;
    });
    return answers;
  } catch (error) {
    if (error !== halted) throw error;
    return answers.map(({ referenceId, response }) => ({
      referenceId,
      response: response.status < 400 ? { status: 400, body: HALTED } : response,
    }));
  }
}

/** What an innocent subrequest says when another one has undone it. */
export const HALTED: Json = [
  {
    errorCode: 'PROCESSING_HALTED',
    message:
      'The transaction was rolled back since another operation in the same transaction failed.',
  },
];

export function presentAnswer({ referenceId, response }: NamedAnswer): Json {
  return {
    body: bodyOf(response),
    httpHeaders: titleCased(response.headers ?? {}),
    httpStatusCode: response.status,
    referenceId,
  };
}

function runReferencing(
  request: ApiRequest,
  environment: ApiEnvironment,
  subrequest: NamedSubrequest,
  results: ReadonlyMap<string, Json>,
): ApiResponse {
  try {
    return run(request, environment, {
      method: subrequest.method,
      url: substituteText(results, subrequest.url),
      body: substitute(results, subrequest.body),
      headers: subrequest.httpHeaders ?? {},
    });
  } catch (error) {
    if (!(error instanceof SalesforceError)) throw error;
    return { status: error.httpStatus, body: [error.toRestError()] };
  }
}

const batch: ApiHandler = (request, environment) => {
  const parsed = batchBody.safeParse(request.body);
  if (!parsed.success)
    throw new SalesforceError('INVALID_INPUT', `batchRequests: ${z.prettifyError(parsed.error)}`);
  const { batchRequests, haltOnError } = parsed.data;
  if (batchRequests.length > MAX_SUBREQUESTS) {
    throw new SalesforceError(
      'LIMIT_EXCEEDED',
      `The limit of ${MAX_SUBREQUESTS} subrequests has been exceeded`,
    );
  }
  let failed = false;
  const results = batchRequests.map(({ method, url, richInput }) => {
    if (failed && haltOnError) {
      return {
        statusCode: 412,
        result: [
          { errorCode: 'BATCH_PROCESSING_HALTED', message: 'Batch processing halted per request' },
        ],
      };
    }
    // Each subrequest is a call of its own toward the daily limit; the batch itself was counted already.
    environment.countCall();
    const absolute = url.startsWith('/services/data/')
      ? url
      : `/services/data/${url.replace(/^\//, '')}`;
    const response = run(request, environment, {
      method,
      url: absolute,
      body: richInput,
      headers: {},
    });
    failed ||= response.status >= 400;
    return { statusCode: response.status, result: bodyOf(response) };
  });
  return ok({ hasErrors: failed, results });
};

function bodyOf(response: ApiResponse): Json {
  if (Buffer.isBuffer(response.body)) {
    return [
      {
        errorCode: 'INVALID_INPUT',
        message: 'Binary content cannot be read inside a composite request',
      },
    ];
  }
  return response.body ?? null;
}

function titleCased(headers: Readonly<Record<string, string>>): Json {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.charAt(0).toUpperCase() + name.slice(1),
      value,
    ]),
  );
}

export const COMPOSITE_ROUTES: readonly ApiRoute[] = [
  { method: 'POST', pattern: 'composite', handler: composite },
  { method: 'POST', pattern: 'composite/batch', handler: batch },
];
