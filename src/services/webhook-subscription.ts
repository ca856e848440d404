import { z } from 'zod';
import type { CallOptions, SpotDraft } from '../connectors/spotdraft/types.js';
import { ConflictError, InputError } from '../domain/errors.js';
import type { Settings } from '../store/store.js';

/** What status and document sync needs. Noisier activities are left out: each delivery costs work here. */
const ACTIVITIES = [
  'CONTRACT_CREATED',
  'CONTRACT_DATA_UPDATED',
  'CONTRACT_SENT_TO_COUNTERPARTY',
  'CONTRACT_MARK_FOR_EXECUTION',
  'CONTRACT_UNMARK_FOR_EXECUTION',
  'CONTRACT_SIGNATURE_REQUESTED',
  'CONTRACT_SIGNED',
  'CONTRACT_SIGNATURE_DECLINED',
  'CONTRACT_EXECUTED',
  'CONTRACT_VOIDED',
  'CONTRACT_DELETED',
  'CONTRACT_VERSION_UPLOADED',
  'CONTRACT_EXTERNAL_METADATA_CREATED',
  'CONTRACT_EXTERNAL_METADATA_UPDATED',
] as const;

const WEBHOOK_PATH = '/webhooks/spotdraft';
const SETTING = 'webhook-subscription';
const INTERACTIVE: CallOptions = { lane: 'interactive' };

const stored = z.object({
  id: z.string(),
  url: z.string(),
  /** An earlier subscription that is still to be removed. */
  replaces: z.array(z.string()),
});
type Stored = z.infer<typeof stored>;

export interface WebhookSubscription {
  /** Subscribes `publicUrl`'s receiver. An earlier subscription of this store is removed once the new one stands. */
  register(publicUrl: string): Promise<{
    readonly id: string;
    readonly url: string;
    readonly status: string;
    readonly replaced: readonly string[];
  }>;
  /** Removes the subscription. `known` is false when SpotDraft had none with this id any more. */
  remove(id?: string): Promise<{ readonly id: string; readonly known: boolean }>;
  /** The workspace's HMAC key, base64. A secret. */
  key(): Promise<string>;
}

/**
 * Manages our webhook at SpotDraft, which can create and delete subscriptions but not list them: the id is kept in the
 * store, and lost with it.
 */
export function createWebhookSubscription(parts: {
  readonly spotdraft: SpotDraft;
  readonly settings: Settings;
}): WebhookSubscription {
  const { spotdraft, settings } = parts;

  async function load(): Promise<Stored | null> {
    const text = await settings.get(SETTING);
    return text === null ? null : stored.parse(JSON.parse(text));
  }

  async function save(value: Stored): Promise<void> {
    await settings.set(SETTING, JSON.stringify(value));
  }

  return {
    async register(publicUrl) {
      const url = `${publicUrl}${WEBHOOK_PATH}`;
      if (url.length > 2_000) throw new InputError('The webhook URL is too long.');
      const before = await load();
      const { id, status } = await spotdraft.createWebhook(
        { title: 'dealdraft', url, activities: ACTIVITIES },
        INTERACTIVE,
      );
      // The new one first: for a moment every event comes twice, which is harmless; a gap would not be.
      const replaces = before === null ? [] : [before.id, ...before.replaces];
      await save({ id, url, replaces });
      for (const old of replaces) await spotdraft.deleteWebhook(old, INTERACTIVE);
      await save({ id, url, replaces: [] });
      return { id, url, status, replaced: replaces };
    },

    async remove(wanted) {
      const known = await load();
      const id = wanted ?? known?.id;
      if (id === undefined) {
        throw new ConflictError(
          'This store knows of no webhook subscription. If there is one, pass its id with --id; SpotDraft can not list them.',
        );
      }
      const ids = wanted === undefined ? [id, ...(known?.replaces ?? [])] : [id];
      let existed = false;
      for (const each of ids)
        existed = (await spotdraft.deleteWebhook(each, INTERACTIVE)) || existed;
      if (known !== null && id === known.id) await settings.delete(SETTING);
      return { id, known: existed };
    },

    key: () => spotdraft.getHmacKey(INTERACTIVE),
  };
}
