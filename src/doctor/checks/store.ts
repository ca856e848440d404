import { ConflictError } from '../../domain/errors.js';
import { backfilledAt, checkWorkspace } from '../../sync/index.js';
import type { Check } from '../check.js';
import { fail, ok, warn } from '../check.js';
import { by } from '../doctor-parts.js';
import type { DoctorParts } from '../doctor-parts.js';
import { noted } from '../../domain/said.js';

export const STORE_WRITABLE = 'store.writable';

/** What dealdraft keeps: that it takes writes, keeps what it took, and belongs to this workspace. */
export function storeChecks({ store, spotdraft, settings, log }: DoctorParts): readonly Check[] {
  const engine = settings.storeEngine;
  return [
    {
      name: STORE_WRITABLE,
      judge:
        'value' in store
          ? async () => {
              try {
                await store.value.checkWritable();
                return ok(noted`${engine} took a write and gave it back`);
              } catch (error) {
                return notWritable(
                  error instanceof Error ? error.message : noted`the write failed`,
                );
              }
            }
          : store.toldBy === STORE_WRITABLE
            ? async () => notWritable(store.problems.join(' '))
            : { toldBy: store.toldBy },
    },
    {
      name: 'store.durable',
      after: [STORE_WRITABLE],
      judge: by(store, (opened) => async () => {
        const risks = await opened.durability();
        return risks.length === 0
          ? ok(noted`${engine} has on disk what it acknowledged`)
          : warn(
              risks.join(' '),
              noted`Change it as said, then restart; docs/store-redis.md says what is at risk without each setting of Redis.`,
            );
      }),
    },
    {
      name: 'store.workspace',
      after: [STORE_WRITABLE, 'spotdraft.credentials'],
      judge: by(store, (opened) =>
        by(spotdraft, (client) => async (signal) => {
          try {
            await checkWorkspace(
              { spotdraft: client, store: opened, log },
              { lane: 'background', signal },
              { readOnly: true },
            );
            return ok(noted`the store was filled from this workspace, or is new`);
          } catch (error) {
            if (!(error instanceof ConflictError)) throw error;
            return fail(
              noted`the store was filled from another SpotDraft workspace`,
              noted`Give this workspace a STORE_URL of its own, or set the credentials of the other one.`,
            );
          }
        }),
      ),
    },
    {
      name: 'store.backfilled',
      after: [STORE_WRITABLE],
      judge: by(store, ({ settings: kept }) => async () => {
        const at = await backfilledAt(kept);
        return at === null
          ? warn(
              noted`no backfill was completed, so lists of contracts may lack older ones`,
              noted`Run \`dealdraft backfill\`.`,
            )
          : ok(noted`filled from SpotDraft at ${at.toISOString()}`);
      }),
    },
  ];
}

function notWritable(reason: string) {
  return fail(
    reason,
    noted`Free space, or correct STORE_URL and the rights to what it names; until then deliveries are answered 503.`,
  );
}
