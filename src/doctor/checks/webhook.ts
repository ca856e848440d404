import type { Contract } from '../../domain/contract.js';
import { WEBHOOK_PATH } from '../../domain/own-paths.js';
import { SUBSCRIBED_ACTIVITIES } from '../../domain/webhook-activity.js';
import type { SpotDraft } from '../../connectors/spotdraft/types.js';
import {
  createWebhookSubscription,
  toldActivities,
} from '../../services/inbox/webhook-subscription.js';
import type { Store } from '../../store/store.js';
import { isAnnouncedChange, refusalText, refusedDeliveries, silence } from '../../sync/index.js';
import type { Check, Verdict } from '../check.js';
import { fail, ok, warn } from '../check.js';
import { by } from '../doctor-parts.js';
import type { DoctorParts } from '../doctor-parts.js';
import { SPOTDRAFT } from './spotdraft.js';
import { STORE_WRITABLE } from './store.js';
import { noted } from '../../domain/said.js';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const PAGE = 100;

const REGISTER = noted`Run \`dealdraft webhooks register\`; the user behind the credential needs the permission "Developer Settings" in SpotDraft.`;

/** That SpotDraft tells us, and that we take what it tells. Its API lists no subscriptions: what can be seen is what comes. */
export function webhookChecks({
  store,
  spotdraft,
  settings,
  clock,
}: DoctorParts): readonly Check[] {
  return [
    {
      name: 'webhook.subscription',
      after: [STORE_WRITABLE],
      judge: by(store, (opened) =>
        by(spotdraft, (client) => async () => {
          const subscription = await createWebhookSubscription({
            spotdraft: client,
            settings: opened.settings,
          }).current();
          if (subscription === null) {
            return fail(noted`this store knows of no webhook subscription at SpotDraft`, REGISTER);
          }
          const { publicUrl } = settings;
          const wanted = 'value' in publicUrl ? publicUrl.value : null;
          if (wanted !== null && subscription.url !== wanted + WEBHOOK_PATH) {
            return fail(
              noted`SpotDraft sends to ${subscription.url}, which is not below PUBLIC_URL`,
              noted`${REGISTER} It takes the place of the earlier subscription.`,
            );
          }
          const told = await toldActivities(opened.settings);
          const missing = SUBSCRIBED_ACTIVITIES.filter((activity) => !told.includes(activity));
          return missing.length === 0
            ? ok(noted`webhook ${subscription.id} sends to ${subscription.url}`)
            : warn(
                noted`webhook ${subscription.id} does not tell of ${missing.join(', ')}`,
                REGISTER,
              );
        }),
      ),
    },
    {
      name: 'webhook.deliveries',
      after: [STORE_WRITABLE, SPOTDRAFT],
      judge: by(store, (opened) =>
        by(spotdraft, (client) => async (signal) => {
          const refused = await refusedDeliveries(opened.settings, opened.inbox);
          if (refused !== null) {
            return fail(
              refusalText(refused),
              noted`Correct the key as said, then change a contract in SpotDraft and look again.`,
            );
          }
          return judgeSilence(opened, client, clock.now(), signal);
        }),
      ),
    },
  ];
}

/** SpotDraft changed and nobody told us: as the repair passes noted, or as it shows itself now. */
async function judgeSilence(
  store: Store,
  spotdraft: SpotDraft,
  now: Date,
  signal: AbortSignal,
): Promise<Verdict> {
  const last = await store.inbox.lastReceivedAt();
  const lastText =
    last === null ? noted`none ever came` : noted`the last came at ${last.toISOString()}`;
  const known = await silence(store.settings, store.inbox, now);
  const silentForMs = Math.max(
    known.changedAt === null ? 0 : known.silentForMs,
    await unannouncedForMs(store, spotdraft, { last, now, signal }),
  );
  if (silentForMs >= DAY_MS) {
    return fail(
      noted`SpotDraft changes and has delivered nothing for ${hoursText(silentForMs)}: ${lastText}`,
      noted`SpotDraft may have disabled the webhook, which its API does not show; look in SpotDraft under Settings > Developer Settings > Webhooks. ${REGISTER}`,
    );
  }
  if (silentForMs >= HOUR_MS) {
    return warn(
      noted`SpotDraft changed and no delivery told of it for ${hoursText(silentForMs)}: ${lastText}`,
      noted`Look whether PUBLIC_URL is reached from the internet. ${REGISTER}`,
    );
  }
  return ok(last === null ? noted`nothing changed in SpotDraft that was not told` : lastText);
}

function hoursText(ms: number): string {
  const hours = Math.floor(ms / HOUR_MS);
  return hours === 1 ? noted`an hour` : noted`${hours} hours`;
}

/**
 * For how long nothing has come, while SpotDraft shows a change that is more than an hour old and that a delivery would have told
 * of; else 0. Costs no call after a recent delivery, else one or two.
 */
async function unannouncedForMs(
  store: Store,
  spotdraft: SpotDraft,
  {
    last,
    now,
    signal,
  }: { readonly last: Date | null; readonly now: Date; readonly signal: AbortSignal },
): Promise<number> {
  const subscription = await createWebhookSubscription({
    spotdraft,
    settings: store.settings,
  }).current();
  const registeredAt =
    subscription?.registeredAt == null ? null : new Date(subscription.registeredAt);
  const since = new Date(Math.max(last?.getTime() ?? 0, registeredAt?.getTime() ?? 0));
  const quietForMs = now.getTime() - since.getTime();
  if (since.getTime() === 0 || quietForMs < HOUR_MS) return 0;
  const changedSince = async (time: Date): Promise<readonly Contract[]> => {
    const page = await spotdraft.listContracts(
      { page: 1, limit: PAGE, updatedSince: time },
      { lane: 'background', signal },
    );
    const known = await store.contracts.get(page.contracts.map(({ id }) => id));
    return page.contracts.filter((contract) =>
      isToldOf(known.get(contract.id)?.contract ?? null, contract),
    );
  };
  const changed = await changedSince(since);
  if (changed.length === 0) return 0;
  const fresh = new Set(
    (await changedSince(new Date(now.getTime() - HOUR_MS))).map(({ id }) => id),
  );
  return changed.some(({ id }) => !fresh.has(id)) ? quietForMs : 0;
}

/** A contract that we never read may be an import, which nothing announces, unless it is made from a template. */
function isToldOf(stored: Contract | null, present: Contract): boolean {
  return stored === null ? present.id.startsWith('T-') : isAnnouncedChange(stored, present);
}
