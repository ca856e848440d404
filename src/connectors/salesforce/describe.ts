import { z } from 'zod';
import type { Clock } from '../../domain/clock.js';
import {
  ForbiddenError,
  UpstreamAuthError,
  UpstreamContractError,
  UpstreamRejectedError,
} from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import type { CrmPrincipal, FieldDescription, ObjectDescription } from '../crm.js';
import type { SalesforceClient } from './client.js';
import { ExpiringCache } from './expiring-cache.js';
import { apiName } from './soql.js';

const fieldWire = z.looseObject({
  name: z.string(),
  label: z.string().catch(''),
  type: z.string(),
  length: z.number().catch(0),
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
  encryptedstring: 'text',
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
};

const TEXT_TYPES: ReadonlySet<FieldDescription['type']> = new Set([
  'text',
  'textarea',
  'email',
  'url',
  'phone',
  'picklist',
  'multipicklist',
]);

const TTL_MS = 10 * 60_000;
const REFUSED_TTL_MS = 60_000;
const MAX_DESCRIPTIONS = 2_000;

export interface Descriptions {
  /**
   * Fields of an object as the principal sees them, kept for ten minutes; null when there is no such object for them.
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
}

export function createDescriptions(
  client: SalesforceClient,
  options: { readonly clock: Clock; readonly log: Log },
): Descriptions {
  const cache = new ExpiringCache<ObjectDescription | null>({
    clock: options.clock,
    maxEntries: MAX_DESCRIPTIONS,
  });

  function get(principal: CrmPrincipal, objectName: string): Promise<ObjectDescription | null> {
    return cache.fill(keyOf(principal, objectName), () => ask(principal, objectName), {
      ttlMs: TTL_MS,
      // Without this, every page of deals would pay for asking again.
      failureTtlMs: (error) => (isRefused(error) ? REFUSED_TTL_MS : 0),
    });
  }

  async function ask(
    principal: CrmPrincipal,
    objectName: string,
  ): Promise<ObjectDescription | null> {
    const operation = 'GET /sobjects/{object}/describe';
    let body: unknown;
    try {
      body = await client.call(principal, {
        operation,
        method: 'GET',
        path: `/sobjects/${apiName(objectName)}/describe`,
        isRead: true,
      });
    } catch (error) {
      if (isAbsence(error)) return null;
      throw error;
    }
    const described = describeWire.safeParse(body);
    if (!described.success) {
      throw new UpstreamContractError("Salesforce's answer is not an object description.", {
        service: 'salesforce',
        operation,
      });
    }
    return toObjectDescription(described.data);
  }

  return {
    get,
    async tryGet(principal, objectName) {
      try {
        return await get(principal, objectName);
      } catch (error) {
        if (!isRefused(error)) throw error;
        options.log.warn(
          { objectName, principal: principal.kind },
          'Salesforce gave no description of an object',
        );
        return undefined;
      }
    },
    forget: (principal, objectName) => cache.delete(keyOf(principal, objectName)),
  };
}

function keyOf(principal: CrmPrincipal, objectName: string): string {
  return principal.kind === 'user'
    ? `${objectName} ${principal.username.toLowerCase()}`
    : objectName;
}

/** No description is to be had, while reads may well work. */
function isRefused(error: unknown): boolean {
  return (
    error instanceof ForbiddenError ||
    error instanceof UpstreamRejectedError ||
    error instanceof UpstreamContractError ||
    // Refused credentials (401) are no business of describing: the read itself will say so.
    (error instanceof UpstreamAuthError && error.status === 403)
  );
}

function isAbsence(error: unknown): boolean {
  return (
    error instanceof UpstreamRejectedError &&
    (error.upstreamCode === 'INVALID_TYPE' ||
      error.upstreamCode === 'NOT_FOUND' ||
      error.status === 404)
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
