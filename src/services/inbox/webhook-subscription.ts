import { z } from 'zod';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { Webhooks } from '../../connectors/spotdraft/webhooks.js';
import { systemClock } from '../../domain/clock.js';
import type { Clock } from '../../domain/clock.js';
import { ConflictError, InputError } from '../../domain/errors.js';
import { WEBHOOK_PATH } from '../../domain/own-paths.js';
import { SUBSCRIBED_ACTIVITIES } from '../../domain/webhook-activity.js';
import type { Settings } from '../../store/settings.js';
import { said } from '../../domain/said.js';

const SETTING = 'webhook-subscription';
/** Id of the one that was removed last. */
const REMOVED = 'webhook-removed';
const INTERACTIVE: CallOptions = { lane: 'interactive' };

const stored = z.object({
  id: z.string(),
  url: z.string(),
  /** An earlier subscription that is still to be removed. */
  replaces: z.array(z.string()),
  /** What it tells of; subscriptions of earlier versions do not say. */
  activities: z.array(z.string()).default([]),
  /** Subscriptions of earlier versions do not say. */
  registeredAt: z.string().optional(),
});
type Stored = z.infer<typeof stored>;

/** The subscription of this store. */
export interface KnownSubscription {
  readonly id: string;
  readonly url: string;
  /** ISO 8601; null for subscriptions of earlier versions. */
  readonly registeredAt: string | null;
}

export interface WebhookSubscription {
  /** What this store knows of; null when there is none. */
  current(): Promise<KnownSubscription | null>;
  /** Different after each subscription and each removal. */
  epoch(): Promise<string>;
  /** Subscribes `publicUrl`'s receiver. An earlier subscription of this store is removed once the new one stands. */
  register(publicUrl: string): Promise<{
    readonly id: string;
    readonly url: string;
    readonly status: string;
    readonly replaced: readonly string[];
  }>;
  /** The first half of `register`: SpotDraft has it then, and this store does not know. */
  subscribe(
    publicUrl: string,
    options: CallOptions,
  ): Promise<{ readonly id: string; readonly status: string }>;
  /** The second half: it is this store's from now on, and what it replaces is removed. Says what that was. */
  adopt(id: string, publicUrl: string, options: CallOptions): Promise<readonly string[]>;
  /** Removes the subscription. `known` is false when SpotDraft had none with this id any more. */
  remove(
    id?: string,
    options?: CallOptions,
  ): Promise<{ readonly id: string; readonly known: boolean }>;
  /** The workspace's HMAC key, base64. A secret. */
  key(): Promise<string>;
}

/**
 * Manages our webhook at SpotDraft, which can create and delete subscriptions but not list them: the id is kept in the
 * store, and lost with it.
 */
export function createWebhookSubscription(parts: {
  readonly spotdraft: Pick<Webhooks, 'createWebhook' | 'deleteWebhook' | 'getHmacKey'>;
  readonly settings: Settings;
  readonly clock?: Clock;
}): WebhookSubscription {
  const { spotdraft, settings, clock = systemClock } = parts;

  async function save(value: Stored): Promise<void> {
    await settings.set(SETTING, JSON.stringify(value));
  }

  function subscribe(publicUrl: string, options: CallOptions) {
    return spotdraft.createWebhook(
      { title: 'dealdraft', url: receiverOf(publicUrl), activities: SUBSCRIBED_ACTIVITIES },
      options,
    );
  }

  async function adopt(
    id: string,
    publicUrl: string,
    options: CallOptions,
  ): Promise<readonly string[]> {
    const before = await load(settings);
    if (before?.id === id) return [];
    // The new one first: for a moment every event comes twice, which is harmless; a gap would not be.
    const replaces = before === null ? [] : [before.id, ...before.replaces];
    const kept = {
      id,
      url: receiverOf(publicUrl),
      registeredAt: clock.now().toISOString(),
      activities: [...SUBSCRIBED_ACTIVITIES],
    };
    await save({ ...kept, replaces });
    for (const old of replaces) await spotdraft.deleteWebhook(old, options);
    await save({ ...kept, replaces: [] });
    return replaces;
  }

  return {
    subscribe,
    adopt,

    async current() {
      const known = await load(settings);
      if (known === null) return null;
      return { id: known.id, url: known.url, registeredAt: known.registeredAt ?? null };
    },

    async epoch() {
      const known = await load(settings);
      return known === null ? `without ${(await settings.get(REMOVED)) ?? 'any'}` : known.id;
    },

    async register(publicUrl) {
      const { id, status } = await subscribe(publicUrl, INTERACTIVE);
      const replaced = await adopt(id, publicUrl, INTERACTIVE);
      return { id, url: receiverOf(publicUrl), status, replaced };
    },

    async remove(wanted, options = INTERACTIVE) {
      const known = await load(settings);
      const id = wanted ?? known?.id;
      if (id === undefined) {
        throw new ConflictError(
          said`This store knows of no webhook subscription. If there is one, pass its id with --id; SpotDraft can not list them.`,
        );
      }
      const ids = wanted === undefined ? [id, ...(known?.replaces ?? [])] : [id];
      let existed = false;
      for (const each of ids) existed = (await spotdraft.deleteWebhook(each, options)) || existed;
      if (known !== null && id === known.id) {
        await settings.set(REMOVED, id);
        await settings.delete(SETTING);
      }
      return { id, known: existed };
    },

    key: () => spotdraft.getHmacKey(INTERACTIVE),
  };
}

/** @throws InputError for an address that is too long. */
function receiverOf(publicUrl: string): string {
  const url = `${publicUrl}${WEBHOOK_PATH}`;
  if (url.length > 2_000) throw new InputError(said`The webhook URL is too long.`);
  return url;
}

/** What SpotDraft tells this store of, as far as it knows: nothing where there is no subscription. */
export async function toldActivities(settings: Settings): Promise<readonly string[]> {
  return (await load(settings))?.activities ?? [];
}

async function load(settings: Settings): Promise<Stored | null> {
  const text = await settings.get(SETTING);
  return text === null ? null : stored.parse(JSON.parse(text));
}
