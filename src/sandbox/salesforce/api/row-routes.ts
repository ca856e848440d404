import { SalesforceError } from '../errors.js';
import type { Org } from '../org.js';
import { attributesOf, presentField } from '../representation.js';
import type { Json } from '../representation.js';
import type { RowInput } from '../records.js';
import type { SObjectSchema } from '../schema/catalog.js';
import { describeObject, describeSummary } from '../schema/describe.js';
import type { SObjectRecord } from '../schema/types.js';
import { coerceValue } from '../values.js';
import { notModified, requireUnchanged, validators, versionOf } from './conditional.js';
import { ok } from './http.js';
import type { ApiEnvironment, ApiHandler, ApiRequest, ApiResponse, ApiRoute } from './http.js';

type Params = Readonly<Record<string, string>>;

/** A body that has to be one JSON object. */
export function asRowInput(body: unknown): RowInput {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new SalesforceError(
      'JSON_PARSER_ERROR',
      'The HTTP entity body is required, but this request has no entity body.',
      {
        wholeRequest: true,
      },
    );
  }
  return { ...body };
}

/** One row in JSON: the named fields, or every field the user may see. */
export function presentRow(
  org: Org,
  request: ApiRequest,
  object: SObjectSchema,
  row: SObjectRecord,
  fieldNames: readonly string[] | null,
): Json {
  const visible = object.fields.filter((field) =>
    org.access.seesField(request.principal, object, field),
  );
  const wanted = fieldNames?.map((name) => {
    const field = visible.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
    if (field === undefined) {
      throw new SalesforceError(
        'INVALID_FIELD',
        `No such column '${name}' on entity '${object.name}'.`,
        { wholeRequest: true },
      );
    }
    return field;
  });
  const json: Record<string, Json> = { attributes: attributesOf(object, row, request.apiBase) };
  for (const field of wanted ?? visible)
    json[field.name] = presentField(object, field, row, request);
  if (wanted !== undefined) json.Id = row.Id ?? null;
  return json;
}

function fieldsOf(request: ApiRequest): string[] | null {
  const list = request.query.get('fields');
  if (list === null) return null;
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** A row, unless the caller's conditions say that they have it or want another one. */
function presentVersion(
  org: Org,
  request: ApiRequest,
  object: SObjectSchema,
  row: SObjectRecord,
): ApiResponse {
  const version = versionOf(object, row);
  requireUnchanged(request, version);
  return (
    notModified(request, version) ?? {
      ...ok(presentRow(org, request, object, row, fieldsOf(request))),
      headers: validators(version),
    }
  );
}

const listObjects: ApiHandler = (request, { org }) =>
  ok({
    encoding: 'UTF-8',
    maxBatchSize: 200,
    sobjects: org.catalog.objects
      .filter((object) => org.access.seesObject(request.principal, object))
      .map((object) => describeSummary(object, org.access, request.principal, request.apiBase)),
  });

const objectInfo: ApiHandler = (request, { org }, params) => {
  const object = org.records.object(request.principal, params.object ?? '');
  return ok({
    objectDescribe: describeSummary(object, org.access, request.principal, request.apiBase),
    recentItems: [],
  });
};

const describe: ApiHandler = (request, { org }, params) => {
  const object = org.records.object(request.principal, params.object ?? '');
  // The shape of an object changes with the org's settings, which are what they were when the org began.
  const version = { modifiedMs: org.startedAt.getTime(), etag: null };
  return (
    notModified(request, version) ?? {
      ...ok(describeObject(object, org.catalog, org.access, request.principal, request.apiBase)),
      headers: validators(version),
    }
  );
};

const createRow: ApiHandler = (request, { org }, params) => {
  const object = org.records.object(request.principal, params.object ?? '');
  const id = org.records.create(request.principal, object, asRowInput(request.body));
  return {
    status: 201,
    headers: { location: `${request.apiBase}/sobjects/${object.name}/${id}` },
    body: { id, success: true, errors: [] },
  };
};

const getRow: ApiHandler = (request, { org }, params) => {
  const object = org.records.object(request.principal, params.object ?? '');
  const row = org.records.read(request.principal, object, params.id ?? '');
  return presentVersion(org, request, object, row);
};

const patchRow: ApiHandler = (request, { org }, params) => {
  const object = org.records.object(request.principal, params.object ?? '');
  const row = org.records.read(request.principal, object, params.id ?? '');
  requireUnchanged(request, versionOf(object, row));
  org.records.update(request.principal, object, params.id ?? '', asRowInput(request.body));
  return { status: 204, body: undefined };
};

const deleteRow: ApiHandler = (request, { org }, params) => {
  const object = org.records.object(request.principal, params.object ?? '');
  const row = org.records.read(request.principal, object, params.id ?? '');
  requireUnchanged(request, versionOf(object, row));
  org.records.remove(request.principal, object, params.id ?? '');
  return { status: 204, body: undefined };
};

/** Values that look like file names are taken for a resource's extension by the real front end. */
function refuseFileLikeValue(value: string): void {
  if (/\.(?:inc|php|jsp|asp|aspx|cgi|exe)$/i.test(value)) {
    throw new SalesforceError('NOT_FOUND', 'The requested resource does not exist');
  }
}

function getByExternalId(
  request: ApiRequest,
  { org }: ApiEnvironment,
  params: Params,
): ApiResponse {
  const object = org.records.object(request.principal, params.object ?? '');
  const value = params.value ?? '';
  refuseFileLikeValue(value);
  const field = org.records.externalIdField(request.principal, object, params.field ?? '');
  const row = org.records.findByExternalId(object, field, coerceValue(field, value));
  if (row === undefined || !org.access.reads(request.principal, object, row)) {
    throw new SalesforceError('NOT_FOUND', 'The requested resource does not exist');
  }
  return presentVersion(org, request, object, row);
}

const getBlobOrExternal: ApiHandler = (request, environment, params) => {
  const { org } = environment;
  const object = org.records.object(request.principal, params.object ?? '');
  if (object.field(params.value ?? '')?.type !== 'base64')
    return getByExternalId(request, environment, params);
  const row = org.records.read(request.principal, object, params.field ?? '');
  const bytes = org.store.blob(String(row.Id)) ?? Buffer.alloc(0);
  return { status: 200, headers: { 'content-type': 'application/octetstream' }, body: bytes };
};

const upsertRow: ApiHandler = (request, { org }, params) => {
  const object = org.records.object(request.principal, params.object ?? '');
  const value = params.value ?? '';
  refuseFileLikeValue(value);
  const input = asRowInput(request.body);
  const field = org.records.externalIdField(request.principal, object, params.field ?? '');
  if (Object.keys(input).some((name) => name.toLowerCase() === field.name.toLowerCase())) {
    throw new SalesforceError(
      'INVALID_FIELD',
      `The ${field.name} field should not be specified in the sobject data.`,
    );
  }
  const updateOnly = request.query.get('updateOnly') === 'true';
  const present = org.records.findByExternalId(object, field, coerceValue(field, value));
  if (present !== undefined) requireUnchanged(request, versionOf(object, present));
  const { id, created } = org.records.upsert(request.principal, object, field.name, value, input, {
    updateOnly,
  });
  // Versions before 46 answer an update with 204 and never say whether the row was made.
  if (request.version < 46) {
    return created
      ? { status: 201, body: { id, success: true, errors: [] } }
      : { status: 204, body: undefined };
  }
  return { status: created ? 201 : 200, body: { id, success: true, errors: [], created } };
};

export const ROW_ROUTES: readonly ApiRoute[] = [
  { method: 'GET', pattern: 'sobjects', handler: listObjects },
  { method: 'GET', pattern: 'sobjects/:object', handler: objectInfo },
  { method: 'POST', pattern: 'sobjects/:object', handler: createRow },
  // Another way to say the same, since version 37.
  { method: 'POST', pattern: 'sobjects/:object/Id', handler: createRow },
  { method: 'GET', pattern: 'sobjects/:object/describe', handler: describe },
  { method: 'GET', pattern: 'sobjects/:object/:id', handler: getRow },
  { method: 'PATCH', pattern: 'sobjects/:object/:id', handler: patchRow },
  { method: 'DELETE', pattern: 'sobjects/:object/:id', handler: deleteRow },
  { method: 'GET', pattern: 'sobjects/:object/:field/:value', handler: getBlobOrExternal },
  { method: 'PATCH', pattern: 'sobjects/:object/:field/:value', handler: upsertRow },
];
