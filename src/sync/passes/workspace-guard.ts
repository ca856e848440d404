import { z } from 'zod';
import type { Entities } from '../../connectors/spotdraft/entities.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import { ConflictError, DealdraftError } from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import type { Settings } from '../../store/settings.js';
import { noted } from '../../domain/said.js';

export interface WorkspaceGuardParts {
  readonly spotdraft: Entities;
  readonly store: { readonly settings: Settings };
  readonly log: Log;
}

const SETTING = 'workspace';
const known = z.object({ entityIds: z.array(z.string()) });

/**
 * To be asked before work that takes every contract which SpotDraft does not show for deleted: with the credential of another
 * workspace that would be all of them. Credentials rotate and say nothing, so a workspace is known by its own legal
 * entities: the same one still has one of those it had. Costs one call.
 *
 * @param options.accept takes the present workspace for the store's from now on
 * @param options.readOnly writes nothing down
 * @throws ConflictError when SpotDraft is another workspace than the one the store was filled from.
 */
export async function checkWorkspace(
  { spotdraft, store, log }: WorkspaceGuardParts,
  call: CallOptions,
  { accept = false, readOnly = false }: { accept?: boolean; readOnly?: boolean } = {},
): Promise<void> {
  let present: readonly string[];
  try {
    present = await spotdraft.listEntityIds(call);
  } catch (error) {
    if (!(error instanceof DealdraftError) || error.retryable) throw error;
    log.debug({ err: error }, 'the credential may not read by what its workspace is known');
    return;
  }
  // Nothing to tell it by.
  if (present.length === 0) return;
  const text = await store.settings.get(SETTING);
  const before = text === null ? [] : known.parse(JSON.parse(text)).entityIds;
  if (!accept && before.length > 0 && !before.some((id) => present.includes(id))) {
    throw new ConflictError(
      noted`SpotDraft shows another workspace than the one this store was filled from. Give a STORE_URL of its own to each workspace; if it is meant, "dealdraft backfill --accept-workspace" takes the contracts known so far for deleted.`,
      { service: 'spotdraft' },
    );
  }
  const next = JSON.stringify({ entityIds: [...present].sort() });
  if (next !== text && !readOnly) await store.settings.set(SETTING, next);
}
