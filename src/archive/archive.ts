import { DestinationError } from '../connectors/archive/destination.js';
import type { Destination } from '../connectors/archive/destination.js';
import type { Crm } from '../connectors/crm.js';
import type { SpotDraft } from '../connectors/spotdraft/types.js';
import type { RecordActivity } from '../domain/activity.js';
import type { Clock } from '../domain/clock.js';
import type { ContractId } from '../domain/contract-id.js';
import type { DestinationConfig } from '../domain/destination-config.js';
import { DealdraftError } from '../domain/errors.js';
import type { Log } from '../domain/log.js';
import { createSeal } from '../domain/seal.js';
import type { Store } from '../store/store.js';
import type { Pauses } from '../work/pauses.js';
import type { RunResult } from '../work/run-result.js';
import type { QueueWorker } from '../work/queue-worker.js';
import { createArchiveDocument } from './archive-document.js';
import { createArchiveMarks } from './archive-marks.js';
import type { ArchiveMarks, ArchiveSlot } from './archive-marks.js';
import { startArchiveWorker } from './archive-worker.js';
import { createDestinationPauses } from './destination-pauses.js';
import type { DestinationPauses } from './destination-pauses.js';
import { createExecutedFacts } from './executed-facts.js';
import type { ArchiveRules } from './file/archive-rules.js';
import { createPresentDocuments } from './present-documents.js';
import { createRecordInSpotDraft } from './record-in-spotdraft.js';
import { createSpool } from './spool.js';
import { noted } from '../domain/said.js';

/**
 * Documents of executed contracts, kept elsewhere. What it promises:
 *
 * 1. Each is at each destination once per version, whatever is repeated, killed or answered twice: what was done is known to the
 *    ledger, and what the ledger forgot is found at the destination.
 * 2. Nobody else's file is touched. A name that is taken gets the contract's id.
 * 3. It counts as archived when the destination's own digest, or the bytes read back, say that it is the same.
 * 4. A destination that fails holds up itself alone.
 * 5. What could not be done waits with its cause, for days, and is then there for a person.
 */
export interface Archive {
  readonly rules: ArchiveRules;
  readonly marks: ArchiveMarks;
  readonly pauses: DestinationPauses;
  /** The destination of this name, opened when it is first asked for. @throws what opening throws. */
  destination(name: string): Promise<Destination>;
  /** Starts one worker a destination; only this one's with a name. */
  startWorkers(options?: {
    readonly destination?: string;
    readonly onResult?: (slot: ArchiveSlot, result: RunResult) => void;
  }): ArchiveWorkers;
  close(): Promise<void>;
}

export interface ArchiveWorkers {
  readonly wake: () => void;
  /** Takes nothing new and breaks off what is under way; the next start goes on with it. */
  stop(deadlineMs: number): Promise<void>;
}

export interface ArchiveParts {
  readonly rules: ArchiveRules;
  readonly openDestination: (config: DestinationConfig) => Promise<Destination>;
  readonly store: Store;
  readonly spotdraft: SpotDraft;
  readonly crm: Crm;
  readonly pauses: Pick<Pauses, 'active' | 'note'>;
  /** Shared by all processes of the store; closes what puts go on with. */
  readonly secret: string;
  readonly onArchived: (id: ContractId) => Promise<void>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly record?: RecordActivity;
}

const PROBED_NAME = 'dealdraft is there.txt';

export function createArchive(parts: ArchiveParts): Archive {
  const { rules, store, spotdraft, crm, clock, random, log } = parts;
  const { destinations } = rules;
  const opened = new Map<string, Promise<Destination>>();
  const spool = createSpool({ log });
  const destinationPauses = createDestinationPauses({
    settings: store.settings,
    clock,
    random,
    log,
  });
  const facts = createExecutedFacts({ spotdraft, crm, clock });
  const documents = createPresentDocuments({ spotdraft, spool, clock });
  const seal = createSeal(parts.secret, 'resumed puts of archived documents');
  const recordInSpotDraft = createRecordInSpotDraft({
    spotdraft,
    locks: store.locks,
    clock,
    log,
  });

  async function destination(name: string): Promise<Destination> {
    const found = destinations.find((each) => each.name === name);
    if (found === undefined) throw new Error(`There is no destination ${name}.`);
    const opening = opened.get(name) ?? open(found.config);
    opened.set(name, opening);
    // One that could not be opened may be opened later.
    opening.catch(() => opened.delete(name));
    return opening;
  }

  /** What keeps a destination from being opened concerns all documents that are to go there. */
  async function open(config: DestinationConfig): Promise<Destination> {
    try {
      return await parts.openDestination(config);
    } catch (error) {
      if (error instanceof DestinationError) throw error;
      log.error({ err: error, destination: config.name }, 'a destination can not be opened');
      throw new DestinationError(
        error instanceof DealdraftError
          ? error.message
          : noted`It can not be opened; the log says why, and "dealdraft archive check" tries it again.`,
        { fault: 'unavailable', operation: 'open', cause: error },
      );
    }
  }

  /** A look at a name that nothing has: cheap everywhere, and it takes sign-in and rights to see that nothing is there. */
  async function probe(name: string, signal: AbortSignal): Promise<void> {
    await (await destination(name)).findByName([], PROBED_NAME, { signal });
  }

  return {
    rules,
    marks: createArchiveMarks({ store, destinations, clock }),
    pauses: destinationPauses,
    destination,

    startWorkers(options = {}) {
      const workers: QueueWorker[] = destinations
        .filter(({ name }) => options.destination === undefined || options.destination === name)
        .map((each) =>
          startArchiveWorker({
            ...(parts.record === undefined ? {} : { record: parts.record }),
            rules: each,
            archive: createArchiveDocument({
              rules: each,
              destination: () => destination(each.name),
              store,
              documents,
              facts,
              seal,
              recordInSpotDraft,
              onArchived: parts.onArchived,
              clock,
              log,
            }),
            probe: (signal) => probe(each.name, signal),
            store,
            pauses: parts.pauses,
            destinationPauses,
            clock,
            random,
            log,
            onResult: (contractId, result) =>
              options.onResult?.({ contractId, destination: each.name }, result),
          }),
        );
      return {
        wake: () => {
          for (const worker of workers) worker.wake();
        },
        stop: async (deadlineMs) => {
          await Promise.all(workers.map((worker) => worker.stop(deadlineMs)));
        },
      };
    },

    async close() {
      const open = await Promise.allSettled(opened.values());
      await Promise.allSettled(
        open.map(async (each) => (each.status === 'fulfilled' ? each.value.close() : undefined)),
      );
      await spool.close();
    },
  };
}
