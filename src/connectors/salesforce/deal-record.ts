import { isRecord } from '../../domain/is-record.js';
import { InputError } from '../../domain/errors.js';
import type { DealRecord, FieldDescription, ObjectDescription, RecordPath } from '../crm.js';
import { isSalesforceDateTime, toIsoUtc } from './date-time.js';
import type { RawRecord } from './query.js';
import { childSelect, fieldPath, orderBy } from './soql.js';
import { noted } from '../../domain/said.js';

/** What to read of one record: its own fields, its look-ups, its child lists. */
export interface RecordPlan {
  /** By name; the type is null where no description says it. */
  readonly fields: Map<string, FieldDescription['type'] | null>;
  readonly parents: Map<string, RecordPlan>;
  /** Only a deal itself has child lists. */
  readonly children: Map<string, RecordPlan>;
  /** The record's currency is asked for in an org whose rows have none. */
  needsDefaultCurrency: boolean;
  /** People put rows of this object into an order of their own, as the lines of a deal. */
  hasSortOrder: boolean;
}

/** `null`: no such object for the reader; `undefined`: the reader may not describe, so nothing can be checked. */
export type DescribeObject = (objectName: string) => Promise<ObjectDescription | null | undefined>;

const CURRENCY_FIELD = 'CurrencyIsoCode';
const SORT_ORDER = 'SortOrder';

/** Look-ups that SOQL follows one after the other. */
const MAX_HOPS = 5;

/** Child lists of a deal that can be told from look-ups without a description. */
const STANDARD_CHILD_LISTS: ReadonlySet<string> = new Set([
  'OpportunityLineItems',
  'OpportunityContactRoles',
  'OpportunityTeamMembers',
  'OpportunityHistories',
  'Quotes',
  'ContentDocumentLinks',
]);

/**
 * Merges paths into one plan and checks each against the descriptions.
 * @throws InputError naming every path that leads nowhere.
 */
export async function planDealRecord(
  paths: readonly RecordPath[],
  describe: DescribeObject,
): Promise<RecordPlan> {
  const root = emptyPlan();
  const unknown: string[] = [];
  for (const path of paths) {
    const leads = await addPath(root, path, {
      objectNames: ['Opportunity'],
      hops: 0,
      isDeal: true,
      describe,
    });
    if (!leads) unknown.push(path.join('.'));
  }
  if (unknown.length > 0) throw unknownPaths(unknown);
  return root;
}

export function unknownPaths(paths: readonly string[]): InputError {
  const names = [...new Set(paths)].map((path) => path.slice(0, 120)).join(', ');
  return new InputError(
    noted`Salesforce has no such field on a deal, or its reader may not see it: ${names}. Names are case-sensitive.`,
  );
}

interface Step {
  /** A polymorphic look-up leads to one of several objects. */
  readonly objectNames: readonly string[];
  readonly hops: number;
  /** Of the deal itself, not of something it looks up or lists. */
  readonly isDeal: boolean;
  readonly describe: DescribeObject;
}

/** @returns whether the path leads to a field. */
async function addPath(plan: RecordPlan, path: RecordPath, step: Step): Promise<boolean> {
  const [segment, ...rest] = path;
  if (segment === undefined || step.hops > MAX_HOPS) return false;
  const described = await Promise.all(step.objectNames.map(step.describe));
  // Deals without a description are no reason to refuse a mapping either: whether there are any, the query will say.
  const isUndescribed = described.includes(undefined) || (step.isDeal && described.includes(null));
  if (isUndescribed) return addUnchecked(plan, path, step);
  const objects = described.filter((object) => object !== null && object !== undefined);
  plan.hasSortOrder ||= objects.some((object) => object.fields.has(SORT_ORDER));
  const field = firstDefined(objects, (object) => object.fields.get(segment));
  if (field !== undefined && isWithin(field, rest)) {
    plan.fields.set(segment, field.type);
    return true;
  }
  if (segment === CURRENCY_FIELD && rest.length === 0 && objects.length > 0) {
    plan.needsDefaultCurrency = true;
    return true;
  }
  const lookup = firstDefined(objects, (object) =>
    [...object.fields.values()].find((candidate) => candidate.relationshipName === segment),
  );
  if (lookup !== undefined) {
    return addPath(childPlan(plan.parents, segment), pathOrId(rest), {
      ...step,
      objectNames: lookup.referenceTo,
      hops: step.hops + 1,
      isDeal: false,
    });
  }
  const list = firstDefined(objects, (object) => object.children.get(segment));
  // Salesforce reads the child lists of the record itself; those of its look-ups would take a query each.
  if (list === undefined || !step.isDeal) return false;
  return addPath(childPlan(plan.children, segment), pathOrId(rest), {
    ...step,
    objectNames: [list.objectName],
    isDeal: false,
  });
}

/** Without a description the query itself is the check. */
function addUnchecked(plan: RecordPlan, path: RecordPath, step: Step): boolean {
  let at = plan;
  for (const [index, segment] of path.slice(0, -1).entries()) {
    const isList = step.isDeal && index === 0 && STANDARD_CHILD_LISTS.has(segment);
    at = childPlan(isList ? at.children : at.parents, segment);
  }
  const lines = plan.children.get('OpportunityLineItems');
  // Every org has it.
  if (step.isDeal && lines !== undefined) lines.hasSortOrder = true;
  const name = path.at(-1) ?? 'Id';
  if (name === CURRENCY_FIELD) at.needsDefaultCurrency = true;
  else if (step.isDeal && path.length === 1 && STANDARD_CHILD_LISTS.has(name)) {
    childPlan(at.children, name).fields.set('Id', 'id');
  } else at.fields.set(name, null);
  return true;
}

/** A path ends at a field, or inside one that is an object itself, such as an address. */
function isWithin(field: FieldDescription, rest: RecordPath): boolean {
  return rest.length === 0 || (rest.length === 1 && field.type === 'compound');
}

/** A look-up or list named without a field is there or not: its id tells. */
function pathOrId(rest: RecordPath): RecordPath {
  return rest.length === 0 ? ['Id'] : rest;
}

/** The field list of the one query that reads the plan. */
export function selectedFields(plan: RecordPlan): readonly string[] {
  return [
    ...plainFields(plan, []),
    ...[...plan.children].map(([name, child]) =>
      childSelect(name, plainFields(child, []), orderOf(child)),
    ),
  ];
}

/** As the deal's own page shows the list; rows that nobody sorts come in the order in which they were made. */
function orderOf({ hasSortOrder }: RecordPlan): readonly [string, ...string[]] {
  const byId = orderBy('Id', 'ASC');
  return hasSortOrder ? [orderBy(SORT_ORDER, 'ASC', 'LAST'), byId] : [byId];
}

function plainFields(plan: RecordPlan, prefix: RecordPath): readonly string[] {
  const own = [...plan.fields.keys()].map((name) => fieldPath([...prefix, name]));
  const ofParents = [...plan.parents].flatMap(([name, parent]) =>
    plainFields(parent, [...prefix, name]),
  );
  const all = [...own, ...ofParents];
  return all.length > 0 ? all : [fieldPath([...prefix, 'Id'])];
}

/** The names of the child lists whose further rows have to be fetched, and how a row of them reads. */
export type ReadChildRows = (list: unknown) => Promise<readonly RawRecord[]>;

/** A record with exactly the plan's fields: no `attributes`, lists as arrays, date-times with `Z`. */
export async function shapeRecord(
  record: RawRecord,
  plan: RecordPlan,
  defaultCurrency: string | null,
  readChildRows: ReadChildRows,
): Promise<DealRecord> {
  const shaped: Record<string, unknown> = shapeOwn(record, plan, defaultCurrency);
  for (const [name, child] of plan.children) {
    const rows = await readChildRows(record[name]);
    shaped[name] = rows.map((row) => shapeOwn(row, child, defaultCurrency));
  }
  return shaped;
}

function shapeOwn(
  record: RawRecord,
  plan: RecordPlan,
  defaultCurrency: string | null,
): Record<string, unknown> {
  const shaped: Record<string, unknown> = {};
  for (const [name, type] of plan.fields) shaped[name] = shapeValue(record[name], type);
  if (plan.needsDefaultCurrency) shaped[CURRENCY_FIELD] = defaultCurrency;
  for (const [name, parent] of plan.parents) {
    const value = record[name];
    shaped[name] = isRecord(value) ? shapeOwn(value, parent, defaultCurrency) : null;
  }
  return shaped;
}

function shapeValue(value: unknown, type: FieldDescription['type'] | null): unknown {
  if (value === undefined) return null;
  const isDateTime = type === 'datetime' || type === null;
  return isDateTime && isSalesforceDateTime(value) ? toIsoUtc(value) : value;
}

function emptyPlan(): RecordPlan {
  return {
    fields: new Map(),
    parents: new Map(),
    children: new Map(),
    needsDefaultCurrency: false,
    hasSortOrder: false,
  };
}

function childPlan(plans: Map<string, RecordPlan>, name: string): RecordPlan {
  const plan = plans.get(name) ?? emptyPlan();
  plans.set(name, plan);
  return plan;
}

function firstDefined<T, R>(items: readonly T[], read: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const value = read(item);
    if (value !== undefined) return value;
  }
  return undefined;
}
