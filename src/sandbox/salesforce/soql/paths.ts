import { SalesforceError } from '../errors.js';
import type { SObjectSchema, SchemaCatalog } from '../schema/catalog.js';
import type { FieldDef, FieldValue, SObjectRecord } from '../schema/types.js';
import type { ExchangeRates } from '../exchange-rates.js';
import type { RowOrder } from '../row-order.js';
import type { AccessControl, Principal } from '../sharing.js';
import type { CrmStore } from '../store.js';

/** What a query runs against, and as whom. */
export interface QueryContext {
  readonly store: CrmStore;
  readonly catalog: SchemaCatalog;
  readonly access: AccessControl;
  readonly principal: Principal;
  readonly rowOrder: RowOrder;
  readonly rates: ExchangeRates | null;
  readonly now: () => Date;
  /** `/services/data/v66.0`, for the links inside records. */
  readonly apiBase: string;
  /** `queryAll` sees deleted rows. */
  readonly includeDeleted: boolean;
}

const MAX_HOPS = 5;

export interface ParentHop {
  readonly lookup: FieldDef;
  readonly relationshipName: string;
  readonly target: SObjectSchema;
}

interface ResolvedPath {
  readonly hops: readonly ParentHop[];
  readonly object: SObjectSchema;
  readonly field: FieldDef;
  readonly read: (row: SObjectRecord) => FieldValue;
  /** As `read`, with an amount in the one currency that the platform compares amounts of several in. */
  readonly readComparable: (row: SObjectRecord) => FieldValue;
}

/** @throws SalesforceError INVALID_TYPE for an object that does not exist or is hidden from the user. */
export function resolveObject(context: QueryContext, name: string): SObjectSchema {
  const object = context.catalog.find(name);
  if (object === undefined || !context.access.seesObject(context.principal, object)) {
    throw new SalesforceError(
      'INVALID_TYPE',
      `\nSELECT ... FROM ${name}\nERROR at Row:1:Column:1\nsObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
    );
  }
  return object;
}

/** @throws SalesforceError INVALID_FIELD for a column that does not exist or is hidden from the user. */
export function resolveField(context: QueryContext, object: SObjectSchema, name: string): FieldDef {
  const field = object.field(name);
  if (field === undefined || !context.access.seesField(context.principal, object, field)) {
    throw new SalesforceError(
      'INVALID_FIELD',
      `\n${name}\n^\nERROR at Row:1:Column:1\nNo such column '${name}' on entity '${object.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
    );
  }
  return field;
}

export function resolveHop(
  context: QueryContext,
  object: SObjectSchema,
  relationship: string,
): ParentHop {
  const lookup = object.lookupByRelationship(relationship);
  const target =
    lookup?.referenceTo.length === 1
      ? context.catalog.find(lookup.referenceTo[0] ?? '')
      : undefined;
  const visible =
    lookup !== undefined &&
    target !== undefined &&
    context.access.seesField(context.principal, object, lookup) &&
    context.access.seesObject(context.principal, target);
  if (!visible) {
    throw new SalesforceError(
      'INVALID_FIELD',
      `\n${relationship}\n^\nERROR at Row:1:Column:1\nDidn't understand relationship '${relationship}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
    );
  }
  return { lookup, relationshipName: lookup.relationshipName ?? relationship, target };
}

/**
 * Resolves `Account.Owner.Name` from an object.
 *
 * @param alias the FROM clause's alias, which may lead the path.
 */
export function resolvePath(
  context: QueryContext,
  object: SObjectSchema,
  path: string,
  alias?: string,
): ResolvedPath {
  const segments = path.split('.');
  const first = segments[0]?.toLowerCase();
  if (
    segments.length > 1 &&
    (first === alias?.toLowerCase() || first === object.name.toLowerCase())
  ) {
    segments.shift();
  }
  const fieldName = segments.pop() ?? '';
  if (segments.length > MAX_HOPS) {
    throw new SalesforceError(
      'MALFORMED_QUERY',
      `SOQL relationships can only go ${MAX_HOPS} levels up: '${path}'`,
    );
  }
  const hops: ParentHop[] = [];
  let current = object;
  for (const segment of segments) {
    const hop = resolveHop(context, current, segment);
    hops.push(hop);
    current = hop.target;
  }
  const field = resolveField(context, current, fieldName);
  return {
    hops,
    object: current,
    field,
    read: (row) => followHops(context, row, hops)?.[field.name] ?? null,
    readComparable: (row) => {
      const end = followHops(context, row, hops);
      const value = end?.[field.name] ?? null;
      return field.type === 'currency' && typeof value === 'number' && end && context.rates
        ? context.rates.ofRow(value, end)
        : value;
    },
  };
}

/** The row at the end of the hops; `null` where a lookup on the way is empty or its row is gone. */
function followHops(
  context: QueryContext,
  row: SObjectRecord,
  hops: readonly ParentHop[],
): SObjectRecord | null {
  let current: SObjectRecord = row;
  for (const hop of hops) {
    const id = current[hop.lookup.name];
    const next = typeof id === 'string' ? context.store.find(hop.target.name, id) : undefined;
    if (next === undefined) return null;
    current = next;
  }
  return current;
}
