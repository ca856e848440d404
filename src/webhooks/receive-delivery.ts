import type { Clock } from '../domain/clock.js';
import type { Log } from '../domain/log.js';
import type { Inbox } from '../store/store.js';
import { parseDelivery } from './parse-delivery.js';
import { verifySignature } from './verify-signature.js';

export const MAX_DELIVERY_BYTES = 1_048_576;

export interface IncomingDelivery {
  /** Null when the body was larger than MAX_DELIVERY_BYTES and not read to its end. */
  readonly rawBody: Uint8Array | null;
  /** `X-SD-WEBHOOK-CONTENT-HASH`. */
  readonly signature: string | readonly string[] | undefined;
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
  readonly onReply?: (status: number) => void;
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

  async function answer({ rawBody, signature }: IncomingDelivery): Promise<DeliveryReply> {
    if (rawBody === null || rawBody.byteLength > MAX_DELIVERY_BYTES) {
      return refuse(413, `The body is larger than ${MAX_DELIVERY_BYTES} bytes.`);
    }
    let check;
    try {
      check = await verify(rawBody, signature);
    } catch (error) {
      log.error({ err: error }, 'no webhook key at hand: delivery not accepted');
      return refuse(503, 'The signature can not be checked at the moment. Please send it again.');
    }
    if (!check.valid) {
      log.warn(
        { reason: check.reason, sizeBytes: rawBody.byteLength },
        'webhook signature refused',
      );
      return refuse(
        401,
        'The signature in X-SD-WEBHOOK-CONTENT-HASH is missing or does not fit the body.',
      );
    }
    const parsed = parseDelivery(rawBody, clock.now());
    if (!parsed.ok) return refuse(400, parsed.problem);

    try {
      const { id, repeated } = await inbox.accept(parsed.delivery);
      const { activity, key } = parsed.delivery;
      log.info({ deliveryId: id, activity, key, repeated }, 'delivery stored');
      if (key !== null) parts.onStored();
      return { status: 200, body: { status: key === null ? 'ignored' : 'accepted' } };
    } catch (error) {
      log.error({ err: error }, 'delivery could not be stored');
      return refuse(503, 'The delivery could not be stored. Please send it again.');
    }
  }

  return async (delivery) => {
    const reply = await answer(delivery);
    parts.onReply?.(reply.status);
    return reply;
  };
}

function refuse(status: 400 | 401 | 413 | 503, message: string): DeliveryReply {
  return { status, body: { status: 'refused', message } };
}
