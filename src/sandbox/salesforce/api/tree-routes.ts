import { SalesforceError } from '../errors.js';
import type { Org } from '../org.js';
import type { Json } from '../representation.js';
import type { SObjectSchema } from '../schema/catalog.js';
import type { Principal } from '../sharing.js';
import type { ApiHandler, ApiRoute } from './http.js';
import { asRowInput } from './row-routes.js';

const MAX_RECORDS = 200;
const MAX_TYPES = 5;
const MAX_LEVELS = 5;

/** One record of a tree with what belongs to it. */
interface Node {
  readonly object: SObjectSchema;
  readonly referenceId: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly children: readonly { readonly lookup: string; readonly node: Node }[];
}

interface Reading {
  readonly org: Org;
  readonly principal: Principal;
  readonly referenceIds: Set<string>;
  readonly types: Set<string>;
}

interface RowFailure {
  readonly referenceId: string;
  readonly error: SalesforceError;
}

/** `POST /composite/tree/{T}`: makes all records or none. */
const createTree: ApiHandler = (request, { org }, params) => {
  const object = org.records.object(request.principal, params.object ?? '');
  const { records } = asRowInput(request.body);
  const reading: Reading = {
    org,
    principal: request.principal,
    referenceIds: new Set(),
    types: new Set(),
  };
  const roots = asRecords(records).map((record) => readNode(reading, object, record, 1));
  if (roots.length === 0) throw invalid('records needs at least one record');
  const results: { referenceId: string; id: string }[] = [];
  const failures: RowFailure[] = [];
  const undone = new Error('undone by a refused record');
  try {
    org.store.transaction(() => {
      for (const root of roots) insert(org, request.principal, root, {}, results, failures);
      if (failures.length > 0) throw undone;
    });
  } catch (error) {
    if (error !== undone) throw error;
    return {
      status: 400,
      body: {
        hasErrors: true,
        results: failures.map(({ referenceId, error: { errorCode, message, details } }): Json => ({
          referenceId,
          errors: [{ statusCode: errorCode, message, fields: details.fields ?? [] }],
        })),
      },
    };
  }
  return { status: 201, body: { hasErrors: false, results } };
};

/** Parents first, since their children need their ids; below a refused one nothing is tried. */
function insert(
  org: Org,
  principal: Principal,
  node: Node,
  parent: Readonly<Record<string, string>>,
  results: { referenceId: string; id: string }[],
  failures: RowFailure[],
): void {
  const { referenceId } = node;
  let id: string;
  try {
    id = org.records.create(principal, node.object, { ...node.values, ...parent });
  } catch (error) {
    if (!(error instanceof SalesforceError) || error.wholeRequest) throw error;
    failures.push({ referenceId, error });
    return;
  }
  results.push({ referenceId, id });
  for (const { lookup, node: child } of node.children)
    insert(org, principal, child, { [lookup]: id }, results, failures);
}

/** @throws SalesforceError INVALID_INPUT for a tree that is too large or not well formed */
function readNode(
  reading: Reading,
  object: SObjectSchema,
  record: Readonly<Record<string, unknown>>,
  level: number,
): Node {
  const { org, referenceIds, types } = reading;
  const { attributes, ...members } = record;
  const { type, referenceId } = isRecord(attributes) ? attributes : {};
  if (typeof type !== 'string' || type.toLowerCase() !== object.name.toLowerCase())
    throw invalid(`attributes.type must be ${object.name}`);
  if (typeof referenceId !== 'string' || !/^[A-Za-z0-9]\w*$/.test(referenceId))
    throw invalid('attributes.referenceId must begin with a letter or a digit');
  if (referenceIds.has(referenceId)) throw invalid(`Duplicate ReferenceId: ${referenceId}`);
  referenceIds.add(referenceId);
  types.add(object.name);
  if (level > MAX_LEVELS) throw invalid(`A tree has ${MAX_LEVELS} levels at most`);
  if (referenceIds.size > MAX_RECORDS) throw invalid(`A tree has ${MAX_RECORDS} records at most`);
  if (types.size > MAX_TYPES) throw invalid(`A tree has records of ${MAX_TYPES} types at most`);
  const values: Record<string, unknown> = {};
  const children: Node['children'][number][] = [];
  for (const [name, value] of Object.entries(members)) {
    const relationship = isRecord(value)
      ? org.catalog
          .childRelationships(object.name)
          .find((one) => one.relationshipName.toLowerCase() === name.toLowerCase())
      : undefined;
    if (relationship === undefined || !isRecord(value)) {
      values[name] = value;
      continue;
    }
    const child = org.records.object(reading.principal, relationship.childObject);
    for (const row of asRecords(value.records)) {
      const node = readNode(reading, child, row, level + 1);
      children.push({ lookup: relationship.field.name, node });
    }
  }
  return { object, referenceId, values, children };
}

function asRecords(value: unknown): Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(value) || !value.every(isRecord))
    throw invalid('records must be a list of records');
  return value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(message: string): SalesforceError {
  return new SalesforceError('INVALID_INPUT', message);
}

export const TREE_ROUTES: readonly ApiRoute[] = [
  { method: 'POST', pattern: 'composite/tree/:object', handler: createTree },
];
