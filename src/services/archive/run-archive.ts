import { latestOf } from '../../archive/archive-rows.js';
import type { Archive } from '../../archive/archive.js';
import type { ArchiveSlot } from '../../archive/archive-marks.js';
import type { SpotDraft } from '../../connectors/spotdraft/types.js';
import type { ArchiveState } from '../../domain/archived-document.js';
import type { Clock } from '../../domain/clock.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { Contract } from '../../domain/contract.js';
import { InputError } from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import type { Store } from '../../store/store.js';
import {
  backfilledAt,
  projectContracts,
  walkAllContracts,
  walkUpdatedContracts,
} from '../../sync/index.js';
import type { WalkParts } from '../../sync/index.js';

export interface RunArchiveParts {
  readonly archive: Archive;
  readonly store: Store;
  readonly spotdraft: SpotDraft;
  readonly clock: Clock;
  readonly log: Log;
}

export interface RunArchiveOptions {
  readonly contractId?: ContractId;
  readonly destination?: string;
  /** Only contracts that SpotDraft updated at this time or later. */
  readonly since?: Date;
  /** Says what is missing, and does nothing about it. */
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: {
    readonly phase: 'looking' | 'archiving';
    readonly done: number;
    readonly total: number | null;
  }) => void;
}

export interface ArchiveRunReport {
  readonly dryRun: boolean;
  /** Executed contracts that were looked at. */
  readonly contracts: number;
  /** What was missing, with how it stands now. */
  readonly documents: readonly ArchiveRunLine[];
}

export interface ArchiveRunLine extends ArchiveSlot {
  /** Null for what is unknown yet: nothing was tried. */
  readonly state: ArchiveState | null;
  readonly path: string | null;
  readonly lastError: string | null;
}

const CHUNK = 200;
const LOOK_EVERY_MS = 250;
const DRAIN_MS = 8_000;

/**
 * Archives what is missing: marks it, works it off in this process beside whatever others do, and ends when each document has
 * been tried. May be broken off and repeated at any time.
 *
 * @throws InputError for a contract that SpotDraft does not have.
 */
export async function runArchive(
  parts: RunArchiveParts,
  options: RunArchiveOptions,
): Promise<ArchiveRunReport> {
  const { archive, store } = parts;
  const slots: ArchiveSlot[] = [];
  let contracts = 0;
  for await (const ids of executedIds(parts, options)) {
    options.signal.throwIfAborted();
    contracts += ids.length;
    const marking = {
      judgeSkipped: true,
      dueNow: true,
      dryRun: options.dryRun,
      ...(options.destination === undefined ? {} : { destination: options.destination }),
    };
    const { marks } = archive;
    slots.push(
      ...(options.contractId === undefined
        ? await marks.missing(ids, marking)
        : await marks.again(ids, marking)),
    );
    options.onProgress({ phase: 'looking', done: contracts, total: null });
  }
  if (!options.dryRun && slots.length > 0) await workOff(parts, options, slots);
  return { dryRun: options.dryRun, contracts, documents: await linesOf(store, slots) };
}

async function* executedIds(
  parts: RunArchiveParts,
  options: RunArchiveOptions,
): AsyncIterable<readonly ContractId[]> {
  const { store } = parts;
  if (options.contractId !== undefined) {
    yield [await executedContract(parts, options.contractId)];
  } else if (options.since !== undefined || (await backfilledAt(store.settings)) === null) {
    yield* chunksOf(await walkedIds(parts, options));
  } else {
    yield* storedIds(store);
  }
}

async function executedContract(
  { store, spotdraft }: RunArchiveParts,
  id: ContractId,
): Promise<ContractId> {
  const look = await store.contracts.beginLook();
  const contract = await spotdraft.getContract(id, { lane: 'background' });
  if (contract === null) throw new InputError(`--contract ${id}: SpotDraft has no such contract.`);
  await projectContracts(store.contracts, [contract], look);
  if (contract.status === 'EXECUTED') return id;
  throw new InputError(
    `--contract ${id}: it is ${contract.status}; a document is archived once it is EXECUTED.`,
  );
}

/** What SpotDraft itself lists: where the store was lost, or only some are asked for. */
async function walkedIds(
  parts: RunArchiveParts,
  { since, signal, onProgress }: RunArchiveOptions,
): Promise<readonly ContractId[]> {
  const { store, spotdraft, clock, log } = parts;
  const executed = new Set<ContractId>();
  let seen = 0;
  const walk: WalkParts = {
    contracts: store.contracts,
    spotdraft,
    clock,
    log,
    signal,
    async onPage({ contracts, look, fresh, total }) {
      await projectContracts(store.contracts, contracts, look);
      for (const contract of contracts) keepExecuted(executed, contract);
      seen += fresh;
      onProgress({ phase: 'looking', done: seen, total: Math.max(total, seen) });
    },
  };
  await (since === undefined ? walkAllContracts(walk) : walkUpdatedContracts(walk, since));
  return [...executed];
}

function keepExecuted(executed: Set<ContractId>, { id, status }: Contract): void {
  if (status === 'EXECUTED') executed.add(id);
  else executed.delete(id);
}

async function* storedIds(store: Pick<Store, 'contracts'>): AsyncIterable<readonly ContractId[]> {
  let after: { readonly createdAt: string; readonly id: ContractId } | undefined;
  for (;;) {
    const page = await store.contracts.list(
      { statuses: ['EXECUTED'] },
      { limit: CHUNK, ...(after === undefined ? {} : { after }) },
    );
    if (page.length > 0) yield page.map(({ contract }) => contract.id);
    const last = page.at(-1)?.contract;
    after = last === undefined ? undefined : { createdAt: last.createdAt, id: last.id };
    if (page.length < CHUNK) return;
  }
}

/** Until each was tried once, here or by another process. */
async function workOff(
  { archive, store, clock }: RunArchiveParts,
  options: RunArchiveOptions,
  slots: readonly ArchiveSlot[],
): Promise<void> {
  const waiting = new Map<string, ArchiveSlot>(slots.map((slot) => [keyOf(slot), slot]));
  const seen = await revisionsOf(store, slots);
  const destinations = [...new Set(slots.map(({ destination }) => destination))];
  // Whoever asks wants to see whether it works by now.
  for (const destination of destinations) await archive.pauses.end(destination);
  const workers = archive.startWorkers({
    ...(options.destination === undefined ? {} : { destination: options.destination }),
    onResult: (slot, { kind }) => {
      if (kind !== 'again') waiting.delete(keyOf(slot));
    },
  });
  try {
    for (;;) {
      const done = slots.length - waiting.size;
      options.onProgress({ phase: 'archiving', done, total: slots.length });
      if (waiting.size === 0) return;
      await clock.sleep(LOOK_EVERY_MS, options.signal);
      for (const destination of destinations) await dropSettled(destination);
    }
  } finally {
    await workers.stop(DRAIN_MS);
  }

  /** What another process has done or given up, what has to wait for SpotDraft, and all of a destination that is paused. */
  async function dropSettled(destination: string): Promise<void> {
    const own = [...waiting.values()].filter((slot) => slot.destination === destination);
    if (own.length === 0) return;
    if ((await archive.pauses.active(destination)) !== null) {
      for (const slot of own) waiting.delete(keyOf(slot));
      return;
    }
    for await (const part of chunksOf(own)) {
      const ids = part.map(({ contractId }) => contractId);
      const states = await store.queues.archive(destination).states(ids);
      const rows = await store.archive.ofContracts(ids);
      for (const slot of part) {
        const state = states.get(slot.contractId)?.state;
        const row = latestOf(rows.get(slot.contractId) ?? [], destination);
        const isTried =
          state === 'due' && row?.lastError != null && row.revision > (seen.get(keyOf(slot)) ?? 0);
        if (state === undefined || state === 'parked' || isTried) waiting.delete(keyOf(slot));
      }
    }
  }
}

/** Rows keep why they failed before: only what was written since tells of this try. */
async function revisionsOf(
  { archive }: Pick<Store, 'archive'>,
  slots: readonly ArchiveSlot[],
): Promise<ReadonlyMap<string, number>> {
  const revisions = new Map<string, number>();
  for await (const part of chunksOf(slots)) {
    const rows = await archive.ofContracts([...new Set(part.map(({ contractId }) => contractId))]);
    for (const slot of part) {
      const row = latestOf(rows.get(slot.contractId) ?? [], slot.destination);
      if (row !== null) revisions.set(keyOf(slot), row.revision);
    }
  }
  return revisions;
}

async function linesOf(
  { archive }: Pick<Store, 'archive'>,
  slots: readonly ArchiveSlot[],
): Promise<readonly ArchiveRunLine[]> {
  const lines: ArchiveRunLine[] = [];
  for await (const part of chunksOf(slots)) {
    const rows = await archive.ofContracts([...new Set(part.map(({ contractId }) => contractId))]);
    for (const slot of part) {
      const row = latestOf(rows.get(slot.contractId) ?? [], slot.destination);
      lines.push({
        ...slot,
        state: row?.state ?? null,
        path: row?.at?.path ?? null,
        lastError: row?.lastError ?? null,
      });
    }
  }
  return lines;
}

function keyOf({ contractId, destination }: ArchiveSlot): string {
  return `${contractId} ${destination}`;
}

async function* chunksOf<T>(items: readonly T[]): AsyncIterable<readonly T[]> {
  for (let i = 0; i < items.length; i += CHUNK) yield items.slice(i, i + CHUNK);
}
