import type { Reader } from '../../auth/caller.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import { ConflictError, UpstreamRejectedError } from '../../domain/errors.js';
import { isWithin } from '../../domain/is-within.js';
import { parseNumberId } from '../../domain/number-id.js';
import { WEBHOOK_PATH } from '../../domain/own-paths.js';
import { isSecure } from '../../domain/secure-url.js';
import type { UserError } from '../../domain/user-error.js';
import type { CreationKind } from '../../sync/index.js';
import { refusalErrors } from '../contracts/refusal-errors.js';
import type { SharedParts } from '../create-services.js';
import { makeOnce } from '../once/make-once.js';
import { createWebhookSubscription } from './webhook-subscription.js';
import type { KnownSubscription } from './webhook-subscription.js';
import { noted, said } from '../../domain/said.js';

/** The webhook subscription, managed by operators through the graph; the command line does the same by hand. */
export interface WebhookRegistration {
  current(): Promise<KnownSubscription | null>;
  /** Subscribes this server's receiver, or the one below `publicUrl`, once; what was there before is replaced. */
  register(
    reader: Reader,
    input: { readonly publicUrl?: URL },
  ): Promise<{
    readonly webhookSubscription: KnownSubscription | null;
    readonly userErrors: readonly UserError[];
  }>;
  /** Ends this store's subscription, or the one with this id. @throws InputError for a malformed id */
  remove(
    reader: Reader,
    input: { readonly id?: string },
  ): Promise<{ readonly removedId: string | null; readonly userErrors: readonly UserError[] }>;
}

/** SpotDraft does not list subscriptions: whether a lost one was made can't be seen. */
export const WEBHOOK_CREATIONS: CreationKind = { kind: 'webhook', lookFor: null };

const REPEAT_WITHIN_MS = 60_000;

export function createWebhookRegistration(parts: SharedParts): WebhookRegistration {
  const { spotdraft, store, clock, actingUsers } = parts;
  const subscription = createWebhookSubscription({ spotdraft, settings: store.settings, clock });

  function isRepeat(known: KnownSubscription | null, publicUrl: string): boolean {
    if (known === null || known.url !== publicUrl + WEBHOOK_PATH) return false;
    const registeredAtMs = new Date(known.registeredAt ?? 0).getTime();
    return isWithin(REPEAT_WITHIN_MS, registeredAtMs, clock.now().getTime());
  }

  return {
    current: () => subscription.current(),

    async register(reader, input) {
      const publicUrl = (input.publicUrl?.href ?? parts.publicUrl()).replace(/\/+$/u, '');
      const wrong = addressErrors(publicUrl);
      if (wrong.length > 0) return { webhookSubscription: null, userErrors: wrong };
      const before = await subscription.current();
      if (isRepeat(before, publicUrl)) return { webhookSubscription: before, userErrors: [] };
      const outcome = await makeOnce(parts, reader, {
        kind: WEBHOOK_CREATIONS.kind,
        what: said`a webhook`,
        // Once the subscription is another one, or gone, it is another wish.
        scope: [await subscription.epoch()],
        input: publicUrl,
        subject: () => Promise.resolve(''),
        send: (options: CallOptions) => subscription.subscribe(publicUrl, options),
        idOf: ({ id }) => id,
      });
      if (!outcome.done) return { webhookSubscription: null, userErrors: outcome.userErrors };
      await actingUsers.act(reader, (options) =>
        subscription.adopt(outcome.id, publicUrl, options),
      );
      return { webhookSubscription: await subscription.current(), userErrors: [] };
    },

    async remove(reader, { id }) {
      const wanted = id === undefined ? undefined : parseNumberId(id, noted`a webhook`);
      try {
        const removed = await actingUsers.act(reader, (options) =>
          subscription.remove(wanted, options),
        );
        if (removed.known) return { removedId: removed.id, userErrors: [] };
        const message = said`SpotDraft knows no webhook ${removed.id} any more.`;
        return { removedId: null, userErrors: [{ field: ['id'], code: 'NOT_FOUND', message }] };
      } catch (error) {
        if (error instanceof ConflictError) {
          const message = said`There is no webhook subscription here. If SpotDraft has one, name it by "id": it can not list them.`;
          return { removedId: null, userErrors: [{ field: ['id'], code: 'REQUIRED', message }] };
        }
        if (!(error instanceof UpstreamRejectedError)) throw error;
        return { removedId: null, userErrors: refusalErrors(error) };
      }
    },
  };
}

function addressErrors(publicUrl: string): UserError[] {
  const url = URL.canParse(publicUrl) ? new URL(publicUrl) : null;
  const isBare = url !== null && url.search === '' && url.hash === '' && url.username === '';
  if (url !== null && isBare && isSecure(url) && publicUrl.length <= 1_900) return [];
  return [
    {
      field: ['publicUrl'],
      code: 'INVALID_VALUE',
      message: said`SpotDraft sends to an https address without a query: name in "publicUrl" where it reaches this server, or set PUBLIC_URL.`,
    },
  ];
}
