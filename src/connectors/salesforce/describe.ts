import { z } from 'zod';
import type { Clock } from '../../domain/clock.js';
import { ExpiringCache } from '../../domain/expiring-cache.js';
import { ForbiddenError, UpstreamAuthError, UpstreamRejectedError } from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import type { CrmPrincipal, FieldDescription, ObjectDescription } from '../crm.js';
import type { SalesforceClient } from './client.js';
import { upstreamCodeOf } from './failures.js';
import { explainNotFound, isNotFound } from './object-absence.js';
import type { SoqlQueries } from './query.js';
import { apiName } from './soql.js';

const fieldWire = z.looseObject({
  name: z.string(),
  label: z.string().catch(''),
  type: z.string(),
  length: z.number().catch(0),
  precision: z.number().catch(0),
  scale: z.number().catch(0),
  digits: z.number().catch(0),
  htmlFormatted: z.boolean().catch(false),
  createable: z.boolean().catch(false),
  updateable: z.boolean().catch(false),
  externalId: z.boolean().catch(false),
  unique: z.boolean().catch(false),
  restrictedPicklist: z.boolean().catch(false),
  picklistValues: z
    .array(z.looseObject({ value: z.string(), active: z.boolean().catch(true) }))
    .nullish(),
  relationshipName: z.string().nullish(),
  referenceTo: z.array(z.string()).nullish(),
});
const describeWire = z.looseObject({
  name: z.string(),
  createable: z.boolean().optional().catch(undefined),
  updateable: z.boolean().optional().catch(undefined),
  fields: z.array(fieldWire),
  childRelationships: z
    .array(
      z.looseObject({
        childSObject: z.string(),
        field: z.string().nullish(),
        relationshipName: z.string().nullish(),
      }),
    )
    .catch([]),
});

const TYPES: Readonly<Record<string, FieldDescription['type']>> = {
  id: 'id',
  string: 'text',
  encryptedstring: 'encrypted',
  textarea: 'textarea',
  email: 'email',
  url: 'url',
  phone: 'phone',
  picklist: 'picklist',
  combobox: 'picklist',
  multipicklist: 'multipicklist',
  reference: 'reference',
  boolean: 'boolean',
  int: 'integer',
  long: 'integer',
  double: 'number',
  currency: 'currency',
  percent: 'percent',
  date: 'date',
  datetime: 'datetime',
  time: 'time',
  base64: 'base64',
  address: 'compound',
  location: 'compound',
};

const TEXT_TYPES: ReadonlySet<FieldDescription['type']> = new Set([
  'text',
  'textarea',
  'email',
  'url',
  'phone',
  'picklist',
  'multipicklist',
  'encrypted',
]);

/** Types with digits behind the point, whose describe says how many; whole numbers have `digits` alone. */
const DECIMAL_TYPES: ReadonlySet<FieldDescription['type']> = new Set([
  'number',
  'currency',
  'percent',
]);

const TTL_MS = 10 * 60_000;
/** Shorter: somebody is about to deploy the object, or to grant the right. */
const ABSENT_TTL_MS = 60_000;
/** Only so long that a page of deals doesn't ask for each of its parts. */
const REFUSED_TTL_MS = 10_000;
const MAX_DESCRIPTIONS = 2_000;

export interface Descriptions {
  /**
   * Fields of an object as the principal sees them, kept for ten minutes; null when Salesforce says that there is no such
   * object for them, which no other answer is taken for.
   * @throws ForbiddenError or UpstreamAuthError when the principal may not describe.
   */
  get(principal: CrmPrincipal, objectName: string): Promise<ObjectDescription | null>;
  /** The same, or `undefined` when describing is not allowed: reads go on without what they could know. */
  tryGet(
    principal: CrmPrincipal,
    objectName: string,
  ): Promise<ObjectDescription | null | undefined>;
  /** The next question is asked anew: fields were added, removed or hidden. */
  forget(principal: CrmPrincipal, objectName: string): void;
  forgetAll(): void;
}

export function createDescriptions(
  client: SalesforceClient,
  queries: SoqlQueries,
  options: { readonly clock: Clock; readonly log: Log },
): Descriptions {
  const cache = new ExpiringCache<ObjectDescription | null>({
    clock: options.clock,
    maxEntries: MAX_DESCRIPTIONS,
  });

  function get(principal: CrmPrincipal, objectName: string): Promise<ObjectDescription | null> {
    return cache.fill(keyOf(principal, objectName), () => ask(principal, objectName), {
      ttlMs: (description) => (description === null ? ABSENT_TTL_MS : TTL_MS),
      failureTtlMs: (error) => (isRefused(error) ? REFUSED_TTL_MS : 0),
    });
  }

  async function ask(
    principal: CrmPrincipal,
    objectName: string,
  ): Promise<ObjectDescription | null> {
    const name = apiName(objectName);
    try {
      const wire = await client.call(
        principal,
        {
          operation: 'GET /sobjects/{object}/describe',
          method: 'GET',
          path: `/sobjects/${name}/describe`,
          isRead: true,
        },
        (body) => describeWire.safeParse(body).data ?? null,
      );
      return toObjectDescription(wire);
    } catch (error) {
      const explained = await explainNotFound(error, queries, principal, name);
      if (upstreamCodeOf(explained) === 'INVALID_TYPE') return null;
      throw explained;
    }
  }

  return {
    get,
    async tryGet(principal, objectName) {
      try {
        return await get(principal, objectName);
      } catch (error) {
        if (!isRefused(error) && !isNotFound(error)) throw error;
        options.log.warn(
          { objectName, principal: principal.kind },
          'Salesforce gave no description of an object',
        );
        return undefined;
      }
    },
    forget: (principal, objectName) => cache.delete(keyOf(principal, objectName)),
    forgetAll: () => {
      cache.clear();
    },
  };
}

function keyOf(principal: CrmPrincipal, objectName: string): string {
  return principal.kind === 'user'
    ? `${objectName} ${principal.username.toLowerCase()}`
    : objectName;
}

/** Salesforce's own word that no description is to be had, while reads may well work. */
function isRefused(error: unknown): boolean {
  return (
    error instanceof ForbiddenError ||
    error instanceof UpstreamRejectedError ||
    // Refused credentials (401) are no business of describing: the read itself will say so.
    (error instanceof UpstreamAuthError && error.status === 403)
  );
}

function toObjectDescription(wire: z.infer<typeof describeWire>): ObjectDescription {
  const children = new Map<string, { objectName: string; field: string }>();
  for (const child of wire.childRelationships) {
    if (child.relationshipName && child.field) {
      children.set(child.relationshipName, { objectName: child.childSObject, field: child.field });
    }
  }
  return {
    name: wire.name,
    ...(wire.createable === undefined ? {} : { createable: wire.createable }),
    ...(wire.updateable === undefined ? {} : { updateable: wire.updateable }),
    fields: new Map(wire.fields.map((field) => [field.name, toFieldDescription(field)])),
    children,
  };
}

function toFieldDescription(wire: z.infer<typeof fieldWire>): FieldDescription {
  const type = TYPES[wire.type] ?? 'other';
  const isPicklist = type === 'picklist' || type === 'multipicklist';
  return {
    name: wire.name,
    label: wire.label === '' ? wire.name : wire.label,
    type,
    maxLength: TEXT_TYPES.has(type) && wire.length > 0 ? wire.length : null,
    html: wire.htmlFormatted,
    precision: precisionOf(type, wire),
    scale: scaleOf(type, wire),
    createable: wire.createable,
    updateable: wire.updateable,
    externalId: wire.externalId,
    unique: wire.unique,
    picklistValues: isPicklist
      ? (wire.picklistValues ?? []).filter((entry) => entry.active).map((entry) => entry.value)
      : null,
    restrictedPicklist: wire.restrictedPicklist,
    relationshipName: wire.relationshipName ?? null,
    referenceTo: wire.referenceTo ?? [],
  };
}

function precisionOf(
  type: FieldDescription['type'],
  wire: z.infer<typeof fieldWire>,
): number | null {
  const digits = type === 'integer' ? wire.digits : DECIMAL_TYPES.has(type) ? wire.precision : 0;
  return digits > 0 ? digits : null;
}

function scaleOf(type: FieldDescription['type'], wire: z.infer<typeof fieldWire>): number | null {
  if (type === 'integer') return 0;
  return DECIMAL_TYPES.has(type) && wire.precision > 0 ? wire.scale : null;
}
