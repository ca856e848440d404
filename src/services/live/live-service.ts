import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../domain/clock.js';
import { ExpiringCache } from '../../domain/expiring-cache.js';
import { currentLanguage, noted, runInLanguage } from '../../domain/said.js';
import type { Language } from '../../domain/said.js';
import type { Store } from '../../store/store.js';
import type { SyncProgressView } from './sync-progress.js';
import { createContractChanges } from './contract-changes.js';
import type {
  ContractChangeRequest,
  ContractChangeStream,
  ContractChangesParts,
} from './contract-changes.js';
import { LiveQueue } from './live-queue.js';
import { readSyncProgress } from './sync-progress.js';
import type { SyncProgressParts } from './sync-progress.js';
import type { Operator, Reader } from '../../auth/caller.js';

/** What changes while somebody watches. */
export interface LiveService {
  /**
   * Listens from when it resolves; every change after that, and after `after` where it is given, is handed over, the
   * changes of one contract in quick succession as one. Costs a CRM call per 200 deals not asked about lately.
   * @throws NotFoundError for a deal that the reader can't see; later the iterator rejects when rights can't be learned.
   */
  contractChanges(reader: Reader, request: ContractChangeRequest): Promise<ContractChangeStream>;
  progress(operator: Operator): Promise<SyncProgressView>;
  /** The present state first, then each change, at most one a second. */
  progressChanges(operator: Operator): AsyncIterableIterator<SyncProgressView, undefined>;
}

const LOOK_EVERY_MS = 1_000;
/** A write that is flushed: not one for each look. */
const STORE_TRIED_EVERY_MS = 5_000;

export function createLiveService(
  given: ContractChangesParts &
    Omit<SyncProgressParts, 'storeProblem'> & { readonly store: Pick<Store, 'checkWritable'> },
): LiveService {
  const { clock, log } = given;
  const parts = { ...given, storeProblem: rememberedProblem(given.store, clock) };
  /** With the language that each reads. */
  const watchers = new Map<LiveQueue<SyncProgressView>, Language>();
  const last = new Map<Language, SyncProgressView>();
  let looking: AbortController | null = null;

  function hand(queue: LiveQueue<SyncProgressView>, progress: SyncProgressView): void {
    queue.offer('progress', progress);
  }

  async function lookIn(language: Language): Promise<void> {
    const progress = await runInLanguage(language, () => readSyncProgress(parts));
    if (isDeepStrictEqual(progress, last.get(language))) return;
    last.set(language, progress);
    for (const [queue, reads] of watchers) if (reads === language) hand(queue, progress);
  }

  /** One look a second for all watchers of this process that read the same language, and none while nobody watches. */
  async function look({ signal }: AbortController): Promise<void> {
    while (!signal.aborted) {
      try {
        await Promise.all([...new Set(watchers.values())].map(lookIn));
      } catch (error) {
        log.warn({ err: error }, 'the progress of the sync could not be read');
      }
      await clock.sleep(LOOK_EVERY_MS, signal).catch(() => undefined);
    }
  }

  return {
    contractChanges: createContractChanges(parts),
    progress: async () => readSyncProgress(parts),
    progressChanges: () => {
      const queue = new LiveQueue<SyncProgressView>({
        overflow: (progress) => progress,
        onEnd: () => {
          watchers.delete(queue);
          if (watchers.size > 0) return;
          looking?.abort(new Error('Nobody watches the progress any more.'));
          looking = null;
          last.clear();
        },
      });
      const language = currentLanguage();
      watchers.set(queue, language);
      const known = last.get(language);
      if (known !== undefined) hand(queue, known);
      if (looking === null) {
        looking = new AbortController();
        void look(looking);
      }
      return queue;
    },
  };
}

function rememberedProblem(
  store: Pick<Store, 'checkWritable'>,
  clock: Clock,
): () => Promise<string | null> {
  const tried = new ExpiringCache<string | null>({ clock, maxEntries: 1 });
  const attempt = async () => {
    try {
      await store.checkWritable();
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : noted`the write failed`;
    }
  };
  return () => tried.fill('', attempt, { ttlMs: STORE_TRIED_EVERY_MS });
}
