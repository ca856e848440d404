import { createHash } from 'node:crypto';
import { z } from 'zod';
import { contractIdOf, parseContractRef } from '../domain/contract-id.js';
import type { DirtyKey, NewDelivery } from '../store/store.js';

/**
 * One schema for all activities: only `activity` is required, because some (COUNTER_PARTY_*) can't carry a contract. A member
 * of an unexpected type counts as absent rather than refusing the delivery: a refused one might disable the webhook.
 */
const optionalText = z.string().optional().catch(undefined);
const person = z.object({ name: optionalText, email: optionalText }).optional().catch(undefined);

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

/** Activities that can't change what the CRM shows. Everything else, unknown ones included, is worth a look. */
const IGNORED_ACTIVITIES = [
  /^COUNTER_PARTY_/,
  /^POSTMARK_EMAIL_EVENT$/,
  /^(REDLINING|SIGNING)_EMAIL_/,
  /^CONTRACT_ACTIVITY_LOG_COMMENT_CREATED$/,
  /^CONTRACT_PROCESS_METRIC_UPDATED$/,
  /^CONTRACT_KEY_POINTER_(CREATION|UPDATION)$/,
  /^CONTRACT_SIGNATURE_REQUESTED_NOTIFICATION_SENT$/,
];

export type ParsedDelivery =
  | { readonly ok: true; readonly delivery: NewDelivery }
  | { readonly ok: false; readonly problem: string };

/** Reads a verified body. The text is kept as it came: it is what a person will look at and what a replay uses. */
export function parseDelivery(rawBody: Uint8Array, receivedAt: Date): ParsedDelivery {
  const body = Buffer.from(rawBody).toString('utf8');
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, problem: 'The body is not JSON.' };
  }
  const result = deliveryWire.safeParse(json);
  if (!result.success) {
    return { ok: false, problem: 'The body is not a JSON object with a string "activity".' };
  }
  const wire = result.data;
  const externalId = wire.external_metadata?.id;
  return {
    ok: true,
    delivery: {
      receivedAt,
      bodySha256: createHash('sha256').update(rawBody).digest('hex'),
      semanticKey: semanticKey(wire, body),
      activity: wire.activity.slice(0, 200),
      ...workOf(wire),
      identity: {
        title: wire.contract_title ?? null,
        typeId: wire.contract_type_id === undefined ? null : String(wire.contract_type_id),
        externalId: typeof externalId === 'string' ? externalId : null,
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
): { readonly key: DirtyKey } | { readonly key: null; readonly reason: string } {
  if (IGNORED_ACTIVITIES.some((pattern) => pattern.test(wire.activity))) {
    return { key: null, reason: 'This activity changes nothing that the CRM shows.' };
  }
  const ref = parseContractRef(wire.contract_id);
  if (ref === null) return { key: null, reason: 'The delivery names no contract.' };
  // Today's deliveries carry the bare number; a prefix that is told is not thrown away to be guessed later.
  return {
    key: ref.prefix === undefined ? `#${ref.number}` : contractIdOf(ref.prefix, ref.number),
  };
}

/**
 * Contract, activity, time, actor and, for events that come once per person, which person. Two bodies with the same key
 * tell of the same event. Without a time there is nothing to tell two events apart by, so the body itself is the key.
 */
function semanticKey(wire: z.infer<typeof deliveryWire>, body: string): string {
  const data = wire.activity_data;
  if (data?.timestamp === undefined)
    return `body:${createHash('sha256').update(body).digest('hex')}`;
  const email = data.email_event_data;
  const discriminator =
    data.signatory?.email ??
    (email ? [email.recipient_email, email.email_mode, email.occured_at].join(',') : '');
  const parts = [
    contractText(wire.contract_id),
    wire.activity,
    data.timestamp,
    data.performed_by?.email ?? data.performed_by?.name ?? '',
    discriminator,
  ];
  // Hashed: it holds e-mail addresses and may be of any length.
  return createHash('sha256').update(parts.join('|')).digest('hex');
}

/** Anything but a number or a text names no contract, and may be of any depth. */
function contractText(contractId: unknown): string {
  return typeof contractId === 'number' || typeof contractId === 'string'
    ? JSON.stringify(contractId)
    : 'null';
}
