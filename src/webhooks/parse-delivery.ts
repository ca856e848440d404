import { isRecord } from '../domain/is-record.js';
import { hash } from 'node:crypto';
import { contractIdOf, parseContractRef } from '../domain/contract-id.js';
import { externalIdOf } from '../domain/deal-link.js';
import { isIgnoredActivity } from '../domain/webhook-activity.js';
import type { NewDelivery } from '../store/inbox.js';
import type { DirtyKey } from '../store/queue.js';
import { numberKeyOf } from '../store/dirty-key.js';
import { parseDeepJson } from '../domain/well-formed.js';
import { noted } from '../domain/said.js';

/** Drops the byte order mark that some senders begin with, which is no part of the text. */
const utf8 = new TextDecoder();

/** More than any form of a time takes. */
const MAX_TIME_CHARACTERS = 40;

/** What is read of a body; absent is undefined. */
interface Told {
  readonly activity: string;
  readonly at: string | undefined;
  readonly contractRef: unknown;
  readonly title: string | undefined;
  readonly typeId: string | undefined;
  readonly kind: string | undefined;
  readonly status: string | undefined;
  readonly externalMetadata: { readonly id?: unknown } | null;
}

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
    json = parseDeepJson(body);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, problem: noted`The body is not JSON.` };
  }
  const told = toldBy(json);
  if (told === null) {
    return { ok: false, problem: noted`The body is not a JSON object with a string "activity".` };
  }
  const ref = parseContractRef(told.contractRef);
  return {
    ok: true,
    contractNumber: ref?.number ?? null,
    delivery: {
      receivedAt,
      bodySha256: hash('sha256', rawBody),
      semanticKey: semanticKey(json, body),
      toldAt: told.at ?? null,
      activity: told.activity.slice(0, 200),
      ...workOf(told.activity, ref, isWork),
      identity: {
        title: told.title ?? null,
        typeId: told.typeId ?? null,
        externalId: externalIdOf(told.externalMetadata),
        kind: told.kind ?? null,
        status: told.status ?? null,
      },
      body,
    },
  };
}

/**
 * Only `activity` is required, because some (COUNTER_PARTY_*) can't carry a contract. A member of an unexpected type counts as
 * absent rather than refusing the delivery: a refused one might disable the webhook. Looked at by hand, because a schema that
 * never refuses a member says no more than this, at six times the price.
 */
function toldBy(json: unknown): Told | null {
  if (!isRecord(json)) return null;
  const { activity, activity_data: data, contract_type_id: typeId } = json;
  const metadata = json['external_metadata'];
  if (typeof activity !== 'string') return null;
  return {
    activity,
    at: isRecord(data) ? timeIn(data['timestamp']) : undefined,
    contractRef: json['contract_id'],
    title: textIn(json['contract_title']),
    typeId: Number.isFinite(typeId) ? String(typeId) : textIn(typeId),
    kind: textIn(json['contract_kind']),
    status: textIn(json['contract_status']),
    externalMetadata: isRecord(metadata) ? metadata : null,
  };
}

function textIn(member: unknown): string | undefined {
  return typeof member === 'string' ? member : undefined;
}

/** As it is written: it is compared, and no time is made of it. */
function timeIn(member: unknown): string | undefined {
  return typeof member === 'string' && member.length <= MAX_TIME_CHARACTERS ? member : undefined;
}

/** What becomes dirty, or why nothing does. */
function workOf(
  activity: string,
  ref: ReturnType<typeof parseContractRef>,
  isWork: (activity: string) => boolean,
): { readonly key: DirtyKey } | { readonly key: null; readonly reason: string } {
  if (isIgnoredActivity(activity) && !isWork(activity)) {
    return { key: null, reason: noted`This activity changes nothing that the CRM shows.` };
  }
  if (ref === null) return { key: null, reason: noted`The delivery names no contract.` };
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
    return textInOrder(json);
  } catch {
    // Nested deeper than anything SpotDraft sends: then the same bytes are the same.
    return body;
  }
}

/** JSON with the members of every object by their names. Asked for of every delivery: lists of parts would be garbage by the megabyte. */
function textInOrder(value: unknown): string {
  if (Array.isArray(value)) {
    let items = '';
    for (const item of value) items += `${items === '' ? '' : ','}${textInOrder(item)}`;
    return `[${items}]`;
  }
  if (!isRecord(value)) return JSON.stringify(value);
  let members = '';
  for (const name of Object.keys(value).sort()) {
    members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${textInOrder(value[name])}`;
  }
  return `{${members}}`;
}
