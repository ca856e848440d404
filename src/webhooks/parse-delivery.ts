import { hash } from 'node:crypto';
import { z } from 'zod';
import { contractIdOf, parseContractRef } from '../domain/contract-id.js';
import { externalIdOf } from '../domain/deal-link.js';
import { isIgnoredActivity } from '../domain/webhook-activity.js';
import type { NewDelivery } from '../store/inbox.js';
import type { DirtyKey } from '../store/queue.js';
import { numberKeyOf } from '../store/dirty-key.js';
import { parseWellFormedJson } from '../domain/well-formed.js';

/**
 * One schema for all activities: only `activity` is required, because some (COUNTER_PARTY_*) can't carry a contract. A member
 * of an unexpected type counts as absent rather than refusing the delivery: a refused one might disable the webhook.
 */
const optionalText = z.string().optional().catch(undefined);
const person = z.object({ name: optionalText, email: optionalText }).optional().catch(undefined);

/** Drops the byte order mark that some senders begin with, which is no part of the text. */
const utf8 = new TextDecoder();

const deliveryWire = z.object({
  activity: z.string(),
  contract_id: z.unknown().optional(),
  contract_title: optionalText,
  contract_type_id: z.union([z.number(), z.string()]).optional().catch(undefined),
  contract_kind: optionalText,
  contract_status: optionalText,
  external_metadata: z.object({ id: z.unknown().optional() }).optional().catch(undefined),
  activity_data: z
    .object({
      timestamp: optionalText,
      performed_by: person,
      signatory: person,
      email_event_data: z
        .object({
          recipient_email: optionalText,
          email_mode: optionalText,
          occured_at: optionalText,
        })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

export type ParsedDelivery =
  | {
      readonly ok: true;
      readonly delivery: NewDelivery;
      /** Of the contract that it is about, work or not; null for none. */
      readonly contractNumber: number | null;
    }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads a verified body. The text is kept as it came: it is what a person will look at and what a replay uses.
 * @param isWork of activities that are none by themselves, those that are some to this mapping
 */
export function parseDelivery(
  rawBody: Uint8Array,
  receivedAt: Date,
  isWork: (activity: string) => boolean = () => false,
): ParsedDelivery {
  const body = utf8.decode(rawBody);
  let json: unknown;
  try {
    json = parseWellFormedJson(body);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, problem: 'The body is not JSON.' };
  }
  const result = deliveryWire.safeParse(json);
  if (!result.success) {
    return { ok: false, problem: 'The body is not a JSON object with a string "activity".' };
  }
  const wire = result.data;
  return {
    ok: true,
    contractNumber: parseContractRef(wire.contract_id)?.number ?? null,
    delivery: {
      receivedAt,
      bodySha256: hash('sha256', rawBody),
      semanticKey: semanticKey(json, body),
      activity: wire.activity.slice(0, 200),
      ...workOf(wire, isWork),
      identity: {
        title: wire.contract_title ?? null,
        typeId: wire.contract_type_id === undefined ? null : String(wire.contract_type_id),
        externalId: externalIdOf(wire.external_metadata ?? null),
        kind: wire.contract_kind ?? null,
        status: wire.contract_status ?? null,
      },
      body,
    },
  };
}

/** What becomes dirty, or why nothing does. */
function workOf(
  wire: z.infer<typeof deliveryWire>,
  isWork: (activity: string) => boolean,
): { readonly key: DirtyKey } | { readonly key: null; readonly reason: string } {
  if (isIgnoredActivity(wire.activity) && !isWork(wire.activity)) {
    return { key: null, reason: 'This activity changes nothing that the CRM shows.' };
  }
  const ref = parseContractRef(wire.contract_id);
  if (ref === null) return { key: null, reason: 'The delivery names no contract.' };
  // Today's deliveries carry the bare number; a prefix that is told is not thrown away to be guessed later.
  return {
    key: ref.prefix === undefined ? numberKeyOf(ref.number) : contractIdOf(ref.prefix, ref.number),
  };
}

/**
 * All that the body says, in whatever order and with whatever blanks it says it: two bodies with the same key tell the same.
 * What differs in anything is no repeat: a status told at the same moment as another one is news.
 */
function semanticKey(json: unknown, body: string): string {
  return hash('sha256', contentOf(json, body));
}

/** Numbers with more digits or a larger exponent than a parser keeps: what they said is in the bytes alone. */
const ROUNDED = /(?:\d\.?){16}|\d[eE][+-]?\d{3}/;

function contentOf(json: unknown, body: string): string {
  if (ROUNDED.test(body)) return body;
  try {
    return JSON.stringify(inOrder(json));
  } catch (error) {
    // Nested deeper than anything SpotDraft sends: then the same bytes are the same.
    if (!(error instanceof RangeError)) throw error;
    return body;
  }
}

/** The same value with the members of every object by their names. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(byName)
      .map(([name, member]) => [name, inOrder(member)]),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
