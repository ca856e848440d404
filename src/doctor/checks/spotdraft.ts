import type { Check } from '../check.js';
import { fail, ok, warn } from '../check.js';
import { by } from '../doctor-parts.js';
import type { DoctorParts } from '../doctor-parts.js';
import type { Answers } from '../answers.js';
import { counted } from './configuration.js';
import { noted } from '../../domain/said.js';

export const SPOTDRAFT = 'spotdraft.credentials';

/** SpotDraft allows so many calls a second for all integrations of a workspace together. */
const ALLOWED_PER_SECOND = 10;
const DAY_MS = 24 * 60 * 60_000;

/** Sign-in, allowance and the key that signs deliveries. */
export function spotdraftChecks(parts: DoctorParts, answers: Answers): readonly Check[] {
  const { spotdraft, store, settings, clock } = parts;
  const { baseUrl, rateLimitPerSecond, hmacKeys } = settings.spotdraft;
  return [
    {
      name: SPOTDRAFT,
      judge: by(spotdraft, () => async () => {
        const types = await answers.contractTypes();
        return ok(
          noted`${baseUrl} takes the credential; it sees ${counted(types.length, noted`1 contract type`, noted`${types.length} contract types`)}`,
        );
      }),
    },
    {
      name: 'spotdraft.allowance',
      judge: by(spotdraft, () => async () => {
        const refusedAt = 'value' in store ? await lastSlowDown(parts) : null;
        if (refusedAt !== null) {
          return warn(
            noted`SpotDraft asked to slow down within the last day, at ${refusedAt.toISOString()}`,
            noted`Another integration of the workspace shares its ten calls a second: lower SPOTDRAFT_RATE_LIMIT by what it needs.`,
          );
        }
        return rateLimitPerSecond > ALLOWED_PER_SECOND
          ? warn(
              noted`SPOTDRAFT_RATE_LIMIT is ${rateLimitPerSecond}, and SpotDraft allows a workspace ${ALLOWED_PER_SECOND} calls a second`,
              noted`Set SPOTDRAFT_RATE_LIMIT to 10 or less, unless SpotDraft raised the limit of your workspace.`,
            )
          : ok(
              noted`${rateLimitPerSecond} calls a second at most, and SpotDraft refused none lately`,
            );
      }),
    },
    {
      name: 'spotdraft.contracts',
      after: [SPOTDRAFT],
      judge: by(spotdraft, (client) => async (signal) => {
        const { total } = await client.listContracts(
          { page: 1, limit: 1 },
          { lane: 'background', signal },
        );
        // Whether that is all of them nobody can tell but a person.
        return ok(`the user behind the credential reads contracts, ${total} in all`);
      }),
    },
    {
      name: 'spotdraft.signing-key',
      after: [SPOTDRAFT],
      judge: by(spotdraft, (client) => async (signal) => {
        const key = await client.getHmacKey({ lane: 'background', signal });
        if (hmacKeys.length === 0)
          return ok(noted`the key that signs deliveries is fetched from SpotDraft`);
        return hmacKeys.includes(key)
          ? ok(noted`SPOTDRAFT_HMAC_KEY is the key of this workspace`)
          : fail(
              noted`SPOTDRAFT_HMAC_KEY is not the key of this workspace, so deliveries are refused`,
              noted`Set SPOTDRAFT_HMAC_KEY to what \`dealdraft webhooks key\` prints, or leave it out so that it is fetched.`,
            );
      }),
    },
  ];

  /** From the own log; null when nothing there tells of it, or there is no log. */
  async function lastSlowDown({ store: kept }: DoctorParts): Promise<Date | null> {
    if (!('value' in kept)) return null;
    const failed = await kept.value.activities
      .list({
        kinds: ['CALL'],
        system: 'spotdraft',
        failed: true,
        since: new Date(clock.now().getTime() - DAY_MS),
        limit: 200,
      })
      // Whether the store can be read is told by `store.writable`.
      .catch(() => []);
    return failed.find(({ status }) => status === 429)?.at ?? null;
  }
}
