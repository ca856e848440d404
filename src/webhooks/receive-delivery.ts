import type { NewActivity, RecordActivity } from '../domain/activity.js';
import { newCause, runBecauseOf } from '../domain/cause.js';
import type { Clock } from '../domain/clock.js';
import { toContractId } from '../domain/contract-id.js';
import type { Log } from '../domain/log.js';
import type { Inbox } from '../store/inbox.js';
import type { DirtyKey } from '../store/queue.js';
import { parseDelivery } from './parse-delivery.js';
import { verifySignature } from './verify-signature.js';
import { noted } from '../domain/said.js';

export const MAX_DELIVERY_BYTES = 1_048_576;
const DELIVERY = { kind: 'DELIVERY', system: 'spotdraft' } as const;

export interface IncomingDelivery {
  /** Null when the body was larger than MAX_DELIVERY_BYTES and not read to its end. */
  readonly rawBody: Uint8Array | null;
  /** `X-SD-WEBHOOK-CONTENT-HASH`. */
  readonly signature: string | readonly string[] | undefined;
  /** What the request is known by. */
  readonly correlationId?: string;
}

export interface DeliveryReply {
  readonly status: 200 | 400 | 401 | 413 | 503;
  readonly body: { readonly status: string; readonly message?: string };
}

/** The keys that may have signed a delivery, and a way to ask again when none of them fits. */
export interface HmacKeys {
  /** @throws when no key is known and none can be fetched. */
  current(): Promise<readonly string[]>;
  /** Fetches anew if that was not done lately; null when there is nothing newer. */
  refreshed(): Promise<readonly string[] | null>;
}

export interface ReceiverParts {
  readonly inbox: Inbox;
  readonly keys: HmacKeys;
  readonly clock: Clock;
  readonly log: Log;
  /** Called after a delivery with work in it was stored. */
  readonly onStored: () => void;
  /** Called for every delivery that was stored and is about a contract, work or not. */
  readonly onTold?: (contractNumber: number) => void;
  readonly onReply?: (status: number) => void;
  readonly record?: RecordActivity;
  /** Called for a delivery whose signature has the right form and fits no key. */
  readonly onMismatch?: () => void;
  /** Of activities that are no work by themselves, those that are some to this mapping. */
  readonly isWork?: (activity: string) => boolean;
  /** The contract's full id where a bare number is known to mean one; for the log alone. */
  readonly contractIdOf: (key: DirtyKey) => Promise<string>;
}

/**
 * Answers one webhook request. A 200 means stored durably, never done; anything that can't be stored gets 503, so that
 * the sender tries again. The table of replies is in docs/webhooks.md.
 */
export function createDeliveryReceiver(
  parts: ReceiverParts,
): (delivery: IncomingDelivery) => Promise<DeliveryReply> {
  const { inbox, clock, log } = parts;

  async function verify(rawBody: Uint8Array, signature: IncomingDelivery['signature']) {
    // What can't be a signature is refused without a key, which may have to be fetched.
    const form = verifySignature(rawBody, signature, []);
    if (!form.valid && form.reason !== 'mismatch') return form;
    const check = verifySignature(rawBody, signature, await parts.keys.current());
    if (check.valid || check.reason !== 'mismatch') return check;
    const refreshed = await parts.keys.refreshed();
    return refreshed === null ? check : verifySignature(rawBody, signature, refreshed);
  }

  /** Beside the answer, since the sender waits for no log line. */
  async function tellStored(
    fields: object,
    key: DirtyKey | null,
    activity: NewActivity,
  ): Promise<void> {
    let contractId: string | null = null;
    try {
      if (key !== null) contractId = await parts.contractIdOf(key);
    } catch {
      // Only the line has to do without.
    }
    log.info({ ...fields, contractId }, 'delivery stored');
    const known = contractId === null ? null : toContractId(contractId);
    parts.record?.({ ...activity, contractId: known ?? key });
  }

  /** What it was answered, the reason and the size alone: whatever else it says, anybody may have sent it. */
  function recordRefused(status: RefusedStatus, reason: string, rawBody: Uint8Array | null): void {
    const size =
      rawBody === null
        ? noted`more than ${MAX_DELIVERY_BYTES} bytes`
        : noted`${rawBody.byteLength} bytes`;
    parts.record?.({
      kind: 'REJECTED_DELIVERY',
      system: 'spotdraft',
      outcome: 'refused',
      failed: true,
      status,
      error: `${reason}; ${size}`,
    });
  }

  async function answer({ rawBody, signature }: IncomingDelivery): Promise<DeliveryReply> {
    if (rawBody === null || rawBody.byteLength > MAX_DELIVERY_BYTES) {
      recordRefused(413, noted`too large`, rawBody);
      return refuse(413, `The body is larger than ${MAX_DELIVERY_BYTES} bytes.`);
    }
    let check;
    try {
      check = await verify(rawBody, signature);
    } catch (error) {
      log.error({ err: error }, 'no webhook key at hand: delivery not accepted');
      recordRefused(503, noted`no key at hand to check the signature`, rawBody);
      return refuse(503, 'The signature can not be checked at the moment. Please send it again.');
    }
    if (!check.valid) {
      log.warn(
        { reason: check.reason, sizeBytes: rawBody.byteLength },
        'webhook signature refused',
      );
      if (check.reason === 'mismatch') parts.onMismatch?.();
      recordRefused(401, SIGNATURE_FAULTS[check.reason], rawBody);
      return refuse(
        401,
        'The signature in X-SD-WEBHOOK-CONTENT-HASH is missing or does not fit the body.',
      );
    }
    const parsed = parseDelivery(rawBody, clock.now(), parts.isWork);
    if (!parsed.ok) {
      recordRefused(400, noted`the body is no delivery`, rawBody);
      return refuse(400, parsed.problem);
    }

    try {
      const { id, repeated } = await inbox.accept(parsed.delivery);
      const { activity, key } = parsed.delivery;
      const outcome = key === null ? 'ignored' : repeated ? 'repeated' : 'accepted';
      void tellStored({ deliveryId: id, activity, repeated }, key, {
        ...DELIVERY,
        operation: activity,
        outcome,
      });
      if (parsed.contractNumber !== null) parts.onTold?.(parsed.contractNumber);
      if (key !== null) parts.onStored();
      return { status: 200, body: { status: key === null ? 'ignored' : 'accepted' } };
    } catch (error) {
      log.error({ err: error }, 'delivery could not be stored');
      const told = noted`It could not be stored, and SpotDraft was asked to send it again.`;
      parts.record?.({ ...DELIVERY, outcome: 'not stored', failed: true, error: told, told });
      return refuse(503, 'The delivery could not be stored. Please send it again.');
    }
  }

  return async (delivery) => {
    const reply = await runBecauseOf(newCause(delivery.correlationId), () => answer(delivery));
    parts.onReply?.(reply.status);
    return reply;
  };
}

/** As the log of refused requests says it. */
const SIGNATURE_FAULTS = {
  missing: noted`signature: missing`,
  malformed: noted`signature: malformed`,
  mismatch: noted`signature: mismatch`,
} as const;

type RefusedStatus = 400 | 401 | 413 | 503;

function refuse(status: RefusedStatus, message: string): DeliveryReply {
  return { status, body: { status: 'refused', message } };
}
