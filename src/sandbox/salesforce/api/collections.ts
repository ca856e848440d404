import { z } from 'zod';

import { SalesforceError } from '../errors.js';
import { parseRecordId } from '../record-id.js';
import type { Json } from '../representation.js';
import type { RowInput } from '../records.js';
import type { SObjectSchema } from '../schema/catalog.js';
import { ok } from './http.js';
import type { ApiEnvironment, ApiHandler, ApiRequest, ApiResponse, ApiRoute } from './http.js';
import { presentRow } from './row-routes.js';

const MAX_RECORDS = 200;
const MAX_RETRIEVED = 2_000;
const MAX_TYPE_RUNS = 10;

const collectionBody = z.looseObject({
  allOrNone: z.boolean().default(false),
  records: z.array(z.looseObject({ attributes: z.looseObject({ type: z.string() }) })),
});

const retrieveBody = z.looseObject({ ids: z.array(z.string()), fields: z.array(z.string()) });

type RowOutcome =
  | { readonly ok: true; readonly json: Json }
  | { readonly ok: false; readonly error: SalesforceError };

function parseCollection(body: unknown): {
  allOrNone: boolean;
  records: { type: string; input: RowInput }[];
} {
  const parsed = collectionBody.safeParse(body);
  if (!parsed.success) {
    throw new SalesforceError(
      'INVALID_INPUT',
      'records needs a list whose every element has attributes.type',
    );
  }
  const { allOrNone, records } = parsed.data;
  if (records.length > MAX_RECORDS) {
    throw new SalesforceError(
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${MAX_RECORDS} records in this call`,
    );
  }
  return {
    allOrNone,
    records: records.map(({ attributes, ...input }) => ({ type: attributes.type, input })),
  };
}

function checkTypeRuns(records: readonly { type: string }[]): void {
  const runs = records.filter((record, index) => record.type !== records[index - 1]?.type).length;
  if (runs > MAX_TYPE_RUNS) {
    throw new SalesforceError(
      'INVALID_INPUT',
      `The request has ${runs} chunks of records; at most ${MAX_TYPE_RUNS} are allowed`,
    );
  }
}

/**
 * Runs one write per row. A failed row leaves the others standing unless `allOrNone`; then everything is undone and
 * the innocent rows say so. Well-formed requests answer HTTP 200 either way.
 */
function runRows<T>(
  environment: ApiEnvironment,
  rows: readonly T[],
  allOrNone: boolean,
  write: (row: T, index: number) => Json,
  /** What a refused row says besides its errors. */
  refused: { readonly [key: string]: Json } = {},
): ApiResponse {
  const { store } = environment.org;
  let outcomes: RowOutcome[] = [];
  const undone = new Error('undone by allOrNone');
  try {
    store.transaction(() => {
      outcomes = rows.map((row, index) =>
        attempt(() => store.transaction(() => write(row, index))),
      );
      if (allOrNone && outcomes.some((outcome) => !outcome.ok)) throw undone;
    });
  } catch (error) {
    if (error !== undone) throw error;
    const rolledBack = new SalesforceError(
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      'Record rolled back because not all records were valid and the request was using AllOrNone header',
    );
    outcomes = outcomes.map((outcome) => (outcome.ok ? { ok: false, error: rolledBack } : outcome));
  }
  return ok(
    outcomes.map((outcome) =>
      outcome.ok
        ? outcome.json
        : { success: false, errors: [outcome.error.toRowError()], ...refused },
    ),
  );
}

function attempt(write: () => Json): RowOutcome {
  try {
    return { ok: true, json: write() };
  } catch (error) {
    if (error instanceof SalesforceError && !error.wholeRequest)
      return { ok: false, error: asRowError(error) };
    throw error;
  }
}

/** A row that is absent or hidden is a broken reference here, not a missing resource. */
function asRowError(error: SalesforceError): SalesforceError {
  if (error.errorCode !== 'NOT_FOUND') return error;
  return new SalesforceError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', {
    fields: ['Id'],
  });
}

const createRows: ApiHandler = (request, environment) => {
  const { allOrNone, records } = parseCollection(request.body);
  checkTypeRuns(records);
  return runRows(environment, records, allOrNone, ({ type, input }) => {
    const object = objectOf(request, environment, type);
    return {
      id: environment.org.records.create(request.principal, object, input),
      success: true,
      errors: [],
    };
  });
};

const updateRows: ApiHandler = (request, environment) => {
  const { allOrNone, records } = parseCollection(request.body);
  checkTypeRuns(records);
  const ids = records.map(({ input }) => idOf(input));
  return runRows(environment, records, allOrNone, ({ type, input }, index) => {
    const id = ids[index] ?? null;
    if (id === null)
      throw new SalesforceError('MISSING_ARGUMENT', 'Id not specified in an update call', {
        fields: ['Id'],
      });
    const canonical = parseRecordId(id);
    if (
      canonical !== null &&
      ids.some((other, at) => at < index && other !== null && parseRecordId(other) === canonical)
    ) {
      throw new SalesforceError('DUPLICATE_VALUE', `duplicate id specified: ${id}`, {
        fields: ['Id'],
      });
    }
    const object = objectOf(request, environment, type);
    environment.org.records.update(request.principal, object, id, withoutId(input));
    return { id: canonical, success: true, errors: [] };
  });
};

const upsertRows: ApiHandler = (request, environment, params) => {
  const { org } = environment;
  const { allOrNone, records } = parseCollection(request.body);
  const object = org.records.object(request.principal, params.object ?? '');
  const field = org.records.externalIdField(request.principal, object, params.field ?? '');
  const keys = records.map(({ input }) => {
    const entry = Object.entries(input).find(
      ([name]) => name.toLowerCase() === field.name.toLowerCase(),
    );
    return entry?.[1];
  });
  const counts = new Map<string, number>();
  for (const key of keys) {
    const normal = normalKey(field.caseSensitive, key);
    counts.set(normal, (counts.get(normal) ?? 0) + 1);
  }
  const write = ({ type, input }: (typeof records)[number], index: number): Json => {
    if (type.toLowerCase() !== object.name.toLowerCase()) {
      throw new SalesforceError(
        'INVALID_TYPE',
        `the record is a ${type}, the request is for ${object.name}`,
      );
    }
    if (idOf(input) !== null && field.type !== 'id') {
      throw new SalesforceError(
        'INVALID_FIELD',
        'Id must not be given when upserting by an external id',
        { fields: ['Id'] },
      );
    }
    const key = keys[index];
    if (
      key !== undefined &&
      key !== null &&
      (counts.get(normalKey(field.caseSensitive, key)) ?? 0) > 1
    ) {
      throw new SalesforceError(
        'DUPLICATE_VALUE',
        `Duplicate external id specified: ${JSON.stringify(key)}`,
        { fields: [field.name] },
      );
    }
    const values = Object.fromEntries(
      Object.entries(input).filter(([name]) => name.toLowerCase() !== field.name.toLowerCase()),
    );
    const { id, created } = org.records.upsert(request.principal, object, field.name, key, values);
    return { id, success: true, errors: [], created };
  };
  // A row that was refused was not made, and says so.
  return runRows(environment, records, allOrNone, write, { created: false });
};

const deleteRows: ApiHandler = (request, environment) => {
  const ids = (request.query.get('ids') ?? '').split(',').filter((id) => id !== '');
  if (ids.length > MAX_RECORDS) {
    throw new SalesforceError(
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${MAX_RECORDS} records in this call`,
    );
  }
  const allOrNone = request.query.get('allOrNone') === 'true';
  return runRows(environment, ids, allOrNone, (id) => {
    const { org } = environment;
    const object = org.catalog.byKeyPrefix(id);
    if (object === undefined || parseRecordId(id) === null) {
      throw new SalesforceError('MALFORMED_ID', `malformed id ${id}`);
    }
    return { id: org.records.remove(request.principal, object, id), success: true, errors: [] };
  });
};

function retrieve(
  request: ApiRequest,
  { org }: ApiEnvironment,
  objectName: string,
  wanted: { ids: readonly string[]; fields: readonly string[] },
): ApiResponse {
  const object = org.records.object(request.principal, objectName);
  if (wanted.ids.length > MAX_RETRIEVED) {
    throw new SalesforceError(
      'EXCEEDED_ID_LIMIT',
      `cannot retrieve more than ${MAX_RETRIEVED} records in this call`,
    );
  }
  if (wanted.fields.length === 0)
    throw new SalesforceError('MISSING_ARGUMENT', 'fields must name at least one field');
  for (const name of wanted.fields) {
    const field = object.field(name);
    if (field === undefined || !org.access.seesField(request.principal, object, field)) {
      throw new SalesforceError(
        'INVALID_FIELD',
        `No such column '${name}' on entity '${object.name}'.`,
      );
    }
  }
  const ids = wanted.ids.map((id) => {
    const canonical = parseRecordId(id);
    if (canonical === null) throw new SalesforceError('MALFORMED_ID', `malformed id ${id}`);
    return canonical;
  });
  return ok(
    ids.map((id) => {
      const row = org.store.find(object.name, id);
      const visible =
        row !== undefined &&
        row.IsDeleted !== true &&
        org.access.reads(request.principal, object, row);
      return visible ? presentRow(org, request, object, row, wanted.fields) : null;
    }),
  );
}

const retrieveByGet: ApiHandler = (request, environment, params) =>
  retrieve(request, environment, params.object ?? '', {
    ids: (request.query.get('ids') ?? '').split(',').filter((id) => id !== ''),
    fields: (request.query.get('fields') ?? '').split(',').filter((name) => name !== ''),
  });

const retrieveByPost: ApiHandler = (request, environment, params) => {
  const parsed = retrieveBody.safeParse(request.body);
  if (!parsed.success)
    throw new SalesforceError('INVALID_INPUT', 'ids and fields must be lists of strings');
  return retrieve(request, environment, params.object ?? '', parsed.data);
};

function objectOf(request: ApiRequest, { org }: ApiEnvironment, type: string): SObjectSchema {
  const object = org.catalog.find(type);
  if (object === undefined || !org.access.seesObject(request.principal, object)) {
    throw new SalesforceError('INVALID_TYPE', `sObject type '${type}' is not supported.`);
  }
  return object;
}

function idOf(input: RowInput): string | null {
  const entry = Object.entries(input).find(([name]) => name.toLowerCase() === 'id');
  return typeof entry?.[1] === 'string' && entry[1] !== '' ? entry[1] : null;
}

function withoutId(input: RowInput): RowInput {
  return Object.fromEntries(Object.entries(input).filter(([name]) => name.toLowerCase() !== 'id'));
}

function normalKey(caseSensitive: boolean, key: unknown): string {
  const text = JSON.stringify(key ?? null);
  return caseSensitive ? text : text.toLowerCase();
}

export const COLLECTION_ROUTES: readonly ApiRoute[] = [
  { method: 'POST', pattern: 'composite/sobjects', handler: createRows },
  { method: 'PATCH', pattern: 'composite/sobjects', handler: updateRows },
  { method: 'DELETE', pattern: 'composite/sobjects', handler: deleteRows },
  { method: 'GET', pattern: 'composite/sobjects/:object', handler: retrieveByGet },
  { method: 'POST', pattern: 'composite/sobjects/:object', handler: retrieveByPost },
  { method: 'PATCH', pattern: 'composite/sobjects/:object/:field', handler: upsertRows },
];
