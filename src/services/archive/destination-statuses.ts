import type { Archive } from '../../archive/archive.js';
import type { DestinationType } from '../../domain/destination-config.js';
import type { ArchiveState } from '../../domain/archived-document.js';
import type { Store } from '../../store/store.js';

/** How a destination stands, for whoever looks after it. */
export interface DestinationStatus {
  readonly destination: string;
  /** Null for one that is no longer in the archive file, and has documents of ours. */
  readonly type: DestinationType | null;
  readonly states: Readonly<Record<ArchiveState, number>>;
  /** Since when the one has been waiting that waits longest. */
  readonly oldestWaitingSince: Date | null;
  /** Of the latest document that failed and is not there yet. */
  readonly lastError: string | null;
  /** While the destination as a whole is left alone, or tried for the first time since. */
  readonly pause: { readonly since: Date; readonly until: Date; readonly reason: string } | null;
}

const NOTHING: DestinationStatus['states'] = { WAITING: 0, ARCHIVED: 0, PARKED: 0, SKIPPED: 0 };

/** In the order of the archive file, then what is no longer in it. Some reads of the store, no call to anybody. */
export async function destinationStatuses(
  archive: Pick<Archive, 'rules' | 'pauses'> | null,
  store: Pick<Store, 'archive'>,
): Promise<readonly DestinationStatus[]> {
  const counts = new Map((await store.archive.counts()).map((each) => [each.destination, each]));
  const types = new Map(
    (archive?.rules.destinations ?? []).map(({ name, config }) => [name, config.type] as const),
  );
  const names = new Set([...types.keys(), ...counts.keys()]);
  return Promise.all(
    [...names].map(async (destination) => {
      const found = counts.get(destination);
      const pause = (await archive?.pauses.unended(destination)) ?? null;
      return {
        destination,
        type: types.get(destination) ?? null,
        states: found?.states ?? NOTHING,
        oldestWaitingSince: found?.oldestWaitingSince ?? null,
        lastError: found?.lastError ?? null,
        pause:
          pause === null ? null : { since: pause.since, until: pause.until, reason: pause.reason },
      };
    }),
  );
}
