import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import addFormatsModule from 'ajv-formats';
import { parse } from 'yaml';

/** What an integration uses of SpotDraft's own specification. */
const OPENAPI_PATH = join(import.meta.dirname, '../../openapi/spotdraft.yml');

export interface SeenRequest {
  readonly method: string;
  /** With its query, encoded as it was sent. */
  readonly path: string;
  /** Parsed JSON; `undefined` without a body. */
  readonly body?: unknown;
}

export interface SeenResponse {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Parsed JSON, bytes of a document, or `undefined` without a body. */
  readonly body?: unknown;
}

/** Both checks answer what is wrong, one sentence each; an empty list means that it fits. */
export interface OpenApiValidator {
  checkRequest(request: SeenRequest): string[];
  checkResponse(response: SeenResponse): string[];
  /** The operation a request reaches, as `GET /api/…/{id}/status`, or `null`. */
  operationOf(method: string, path: string): string | null;
}

type JsonObject = Record<string, unknown>;

interface Operation {
  readonly method: string;
  readonly template: string;
  readonly pointer: string;
  readonly node: JsonObject;
}

const SPEC_ID = 'spotdraft-openapi';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
let cached: OpenApiValidator | undefined;

/** Loads the specification once. */
export function loadOpenApi(): OpenApiValidator {
  cached ??= createValidator(toObject(parse(readFileSync(OPENAPI_PATH, 'utf8'))));
  return cached;
}

function createValidator(spec: JsonObject): OpenApiValidator {
  const bodies = createAjv(spec, false);
  const parameters = createAjv(spec, 'array');
  const operations = listOperations(spec);
  const compiled = new Map<string, ValidateFunction>();

  function validate(ajv: Ajv, pointer: string, value: unknown, what: string): string[] {
    const key = `${ajv === bodies ? 'body' : 'parameter'} ${pointer}`;
    const check = compiled.get(key) ?? ajv.compile({ $ref: `${SPEC_ID}#${pointer}` });
    compiled.set(key, check);
    if (check(value)) return [];
    return (check.errors ?? []).map(
      (error) => `${what}${error.instancePath} ${error.message ?? error.keyword}`,
    );
  }

  return {
    operationOf(method, path) {
      const operation = findOperation(operations, method, path);
      return operation ? `${operation.method} ${operation.template}` : null;
    },

    checkRequest({ method, path, body }) {
      const operation = findOperation(operations, method, path);
      if (!operation) return [`${method} ${path} is no operation of the specification`];
      const problems = checkQuery(operation, path, (pointer, value, what) =>
        validate(parameters, pointer, value, what),
      );
      const requestBody = toObject(operation.node.requestBody);
      if (!('content' in requestBody)) {
        return !isFilled(body) ? problems : [...problems, 'body is not expected'];
      }
      if (body === undefined) {
        return requestBody.required === true ? [...problems, 'body is missing'] : problems;
      }
      const pointer = `${operation.pointer}/requestBody/content/application~1json/schema`;
      return [...problems, ...validate(bodies, pointer, body, 'body')];
    },

    checkResponse({ method, path, status, body }) {
      const operation = findOperation(operations, method, path);
      if (!operation) return [`${method} ${path} is no operation of the specification`];
      const declared = toObject(toObject(operation.node.responses)[String(status)]);
      if (Object.keys(declared).length === 0) return checkUndeclared(status, body);
      const schemas = toObject(declared.content);
      const [mediaType] = Object.keys(schemas);
      if (mediaType === undefined) {
        return body === undefined ? [] : [`${status} is declared without a body`];
      }
      const schema = toObject(toObject(schemas[mediaType]).schema);
      if (schema.format === 'binary') {
        return body instanceof Uint8Array ? [] : [`${status} is declared as bytes`];
      }
      const pointer = `${operation.pointer}/responses/${status}/content/${escapePointer(mediaType)}/schema`;
      return validate(bodies, pointer, body, 'body');
    },
  };
}

/** What the specification does not declare may still come anywhere: redirects, and errors in the known shapes. */
function checkUndeclared(status: number, body: unknown): string[] {
  if (status === 302) return [];
  if (status < 400) return [`${status} is not a declared answer`];
  if (body === undefined) return [];
  return isErrorBody(body) ? [] : [`${status} has a body in no known error shape`];
}

/** `detail` with or without codes, `error`, or messages keyed by field. */
function isErrorBody(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  const error = toObject(body);
  if (typeof error.detail === 'string' || typeof error.error === 'string') return true;
  return isFieldTree(error);
}

function isFieldTree(node: JsonObject): boolean {
  return Object.values(node).every((child) =>
    Array.isArray(child)
      ? child.every((message) => typeof message === 'string')
      : typeof child === 'object' && child !== null && isFieldTree(toObject(child)),
  );
}

function checkQuery(
  operation: Operation,
  path: string,
  validate: (pointer: string, value: unknown, what: string) => string[],
): string[] {
  const problems: string[] = [];
  const query = new URLSearchParams(path.split('?')[1] ?? '');
  const declared = toArray(operation.node.parameters).map(toObject);
  for (const name of new Set(query.keys())) {
    const index = declared.findIndex((one) => one.in === 'query' && one.name === name);
    if (index === -1) {
      problems.push(`query parameter ${name} is not declared`);
      continue;
    }
    // The schema of `$in` describes one member of the list, not the list.
    if (name.endsWith('[$in]')) continue;
    const isList = toObject(declared[index]?.schema).type === 'array';
    const value = isList ? query.getAll(name) : query.get(name);
    const pointer = `${operation.pointer}/parameters/${index}/schema`;
    problems.push(...validate(pointer, value, `query parameter ${name}`));
  }
  for (const { name, required } of declared.filter((one) => one.in === 'query')) {
    if (required === true && !query.has(String(name))) {
      problems.push(`query parameter ${String(name)} is missing`);
    }
  }
  return [...problems, ...checkPathParameters(operation, path, declared, validate)];
}

function checkPathParameters(
  operation: Operation,
  path: string,
  declared: readonly JsonObject[],
  validate: (pointer: string, value: unknown, what: string) => string[],
): string[] {
  const segments = toSegments(path);
  return operation.template.split('/').flatMap((part, place) => {
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    const index = declared.findIndex((one) => one.in === 'path' && one.name === name);
    if (name === undefined || index === -1) return [];
    const value = decodeURIComponent(segments[place] ?? '');
    const pointer = `${operation.pointer}/parameters/${index}/schema`;
    return validate(pointer, value, `path parameter ${name}`);
  });
}

/** Trailing slashes are part of a path: the wrong form is no operation. Fixed segments win over parameters. */
function findOperation(
  operations: readonly Operation[],
  method: string,
  path: string,
): Operation | undefined {
  const segments = toSegments(path);
  return operations
    .filter((operation) => {
      const parts = operation.template.split('/');
      return (
        operation.method === method.toUpperCase() &&
        parts.length === segments.length &&
        parts.every((part, place) =>
          part.startsWith('{') ? segments[place] !== '' : part === segments[place],
        )
      );
    })
    .sort((a, b) => countParameters(a.template) - countParameters(b.template))[0];
}

function listOperations(spec: JsonObject): Operation[] {
  return Object.entries(toObject(spec.paths)).flatMap(([template, item]) =>
    METHODS.filter((method) => method in toObject(item)).map((method) => ({
      method: method.toUpperCase(),
      template,
      pointer: `/paths/${escapePointer(template)}/${method}`,
      node: toObject(toObject(item)[method]),
    })),
  );
}

function createAjv(spec: JsonObject, coerceTypes: 'array' | false): Ajv {
  // OpenAPI's own words are no JSON Schema keywords, and the document as a whole is no schema.
  const ajv = new Ajv({
    strict: false,
    validateSchema: false,
    allErrors: true,
    coerceTypes,
    logger: false,
  });
  addFormatsModule.default(ajv);
  ajv.addSchema(spec, SPEC_ID);
  return ajv;
}

function isFilled(body: unknown): boolean {
  return typeof body === 'object' && body !== null && Object.keys(body).length > 0;
}

function countParameters(template: string): number {
  return template.split('{').length;
}

function toSegments(path: string): string[] {
  return (path.split('?')[0] ?? '').split('/');
}

/** As a URI fragment, since that is how a `$ref` carries it. */
function escapePointer(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function toObject(value: unknown): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value));
}

function toArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
