import { z } from 'zod';
import type { Crm } from '../connectors/crm.js';
import type { SpotDraft } from '../connectors/spotdraft/types.js';
import type { Clock } from '../domain/clock.js';
import { toContractId } from '../domain/contract-id.js';
import type { ContractId } from '../domain/contract-id.js';
import { DealdraftError } from '../domain/errors.js';
import type { Log } from '../domain/log.js';
import type { Mapping } from '../mapping/index.js';
import type { Settings, Store } from '../store/store.js';
import { createBackfillStatus } from './backfill-status.js';
import { createDriftComparison } from './compare-drift.js';
import { projectContracts } from './project-contracts.js';
import { readPresent } from './read-present.js';
import type { Reconciler } from './reconciler.js';
import { chunksOf, storedIds, strangeRecords } from './stored-ids.js';
import { walkAllContracts } from './walk-contracts.js';
import { checkWorkspace } from './workspace-guard.js';
import type { RowPlanner } from './wanted-rows.js';
import type { WriteBack } from './write-back.js';
import type { WriteOutcome } from './write-outcome.js';

export interface BackfillProgress {
  readonly phase: 'reading' | 'checking' | 'writing' | 'cleaning';
  readonly done: number;
  /** Null while it isn't known. */
  readonly total: number | null;
}

export interface BackfillReport {
  /** Contracts that SpotDraft listed. */
  readonly contracts: number;
  readonly linked: number;
  /** Contracts we know that SpotDraft no longer has. */
  readonly deleted: number;
  /** CRM records that were not as they should be, and now are. */
  readonly written: number;
  /** CRM records that could not be written, with the reason. */
  readonly failed: readonly { readonly id: ContractId; readonly reason: string }[];
  /** When the run that this one continued had begun; null for a run of its own. */
  readonly resumedFrom: string | null;
}

export interface BackfillParts {
  readonly store: Store;
  readonly spotdraft: SpotDraft;
  readonly crm: Crm;
  readonly mapping: Mapping;
  readonly rows: RowPlanner;
  readonly writeBack: WriteBack;
  readonly reconciler: Reconciler;
  readonly clock: Clock;
  readonly log: Log;
  readonly onProgress: (progress: BackfillProgress) => void;
  /** Begins anew instead of going on where an interrupted run stopped. */
  readonly restart?: boolean;
  /** Takes SpotDraft's workspace for the store's, although the store was filled from another one. */
  readonly acceptWorkspace?: boolean;
  readonly signal?: AbortSignal;
}

const READ_CHUNK = 100;
const WRITE_CHUNK = 200;
const BACKFILLED = 'backfilled';
const PROGRESS = 'backfill-progress';
/** What an interrupted run read longer ago than this is too old to build on. */
const RESUMABLE_MS = 24 * 60 * 60_000;

const marker = z.object({ at: z.iso.datetime() });
const instant = z.iso.datetime().transform((text) => new Date(text));
const contractId = z.string().transform((text) => toContractId(text));

/** How far a run came; saved after each closed window, and after each chunk of records. */
const progressJson = z.object({
  startedAt: instant,
  /** Contracts created before this time are in the projection; null at first. */
  readBefore: instant.nullable(),
  read: z.number(),
  total: z.number().nullable(),
  /** Reading and checking are over, and the records through this contract are written. */
  writing: z.object({ through: contractId.nullable() }).nullable(),
  written: z.number(),
  failed: z.array(z.object({ id: contractId, reason: z.string() })),
});
type Progress = z.infer<typeof progressJson>;

/** When the last complete backfill began; null before the first. From then on the link index is complete. */
export async function backfilledAt(settings: Settings): Promise<Date | null> {
  const text = await settings.get(BACKFILLED);
  return text === null ? null : new Date(marker.parse(JSON.parse(text)).at);
}

/**
 * Rebuilds projection and link index from SpotDraft, then brings the CRM in line, records included whose contract is
 * gone. Runs in the background lane beside a working server; may be repeated at any time, and goes on where an
 * interrupted run stopped.
 *
 * @throws ConflictError when SpotDraft is another workspace than the one the store was filled from.
 */
export async function runBackfill(parts: BackfillParts): Promise<BackfillReport> {
  const { store, clock, log, signal } = parts;
  const call = { lane: 'background', ...(signal === undefined ? {} : { signal }) } as const;
  await checkWorkspace(parts, call, { accept: parts.acceptWorkspace === true });
  const earlier = parts.restart === true ? null : await loadProgress(store.settings, clock);
  const progress = earlier ?? newProgress(clock.now());
  if (earlier !== null) {
    log.info(
      { startedAt: earlier.startedAt.toISOString(), read: earlier.read },
      'backfill goes on where it stopped',
    );
  }
  const status = createBackfillStatus({
    settings: store.settings,
    clock,
    log,
    startedAt: progress.startedAt,
  });
  const onProgress = (each: BackfillProgress) => {
    parts.onProgress(each);
    status.note(each);
  };
  const save = async () => {
    await store.settings.set(PROGRESS, JSON.stringify(progress));
  };

  /** A contract may fail in several phases; it is told once, with the last reason. */
  async function noteFailures(outcomes: ReadonlyMap<ContractId, WriteOutcome>): Promise<void> {
    const again: ContractId[] = [];
    const failedAgain = ({ id }: { id: ContractId | null }) =>
      id !== null && outcomes.get(id)?.ok === false;
    progress.failed = progress.failed.filter((earlier) => !failedAgain(earlier));
    for (const [id, outcome] of outcomes) {
      if (outcome.ok) continue;
      progress.failed.push({ id, reason: outcome.reason });
      if (outcome.retryable) again.push(id);
    }
    if (again.length > 0) await store.queue.mark(again);
  }

  async function read(): Promise<void> {
    let done = progress.read;
    await walkAllContracts(
      {
        ...parts,
        async onPage({ contracts, readAt, fresh, total }) {
          await projectContracts(store.contracts, contracts, readAt);
          done += fresh;
          progress.total ??= total;
          onProgress({ phase: 'reading', done, total: Math.max(progress.total, done) });
        },
      },
      {
        ...(progress.readBefore === null ? {} : { from: progress.readBefore }),
        async onWindow(doneBefore) {
          progress.readBefore = doneBefore;
          progress.read = done;
          await save();
        },
      },
    );
    progress.read = done;
  }

  /** What we know and the walk did not show: deleted, or hidden from us. */
  async function checkUnseen(): Promise<void> {
    let done = 0;
    for await (const ids of storedIds(store)) {
      const stored = await store.contracts.get(ids);
      const unseen = [...stored.values()]
        .filter(
          ({ contract, readAt }) => contract.status !== 'DELETED' && readAt < progress.startedAt,
        )
        .map(({ contract }) => contract.id);
      for (const chunk of chunksOf(unseen, READ_CHUNK)) {
        onProgress({ phase: 'checking', done, total: null });
        await noteFailures(await reconcileUnseen(chunk));
        done += chunk.length;
      }
    }
  }

  /** One that SpotDraft refuses to show is reported and does not end the backfill. */
  async function reconcileUnseen(
    chunk: readonly ContractId[],
  ): Promise<ReadonlyMap<ContractId, WriteOutcome>> {
    try {
      return await parts.reconciler.reconcile(chunk, { ...call, compareWith: 'crm' });
    } catch (error) {
      const [only] = chunk;
      const isRefusal = error instanceof DealdraftError && !error.retryable;
      if (chunk.length > 1 || only === undefined || !isRefusal) throw error;
      return new Map([[only, { ok: false, retryable: false, reason: error.message }]]);
    }
  }

  async function writeRecords(): Promise<void> {
    const total = await store.contracts.count({});
    let done = 0;
    for await (const ids of storedIds(store, progress.writing?.through)) {
      for (const chunk of chunksOf(ids, WRITE_CHUNK)) {
        signal?.throwIfAborted();
        onProgress({ phase: 'writing', done, total: Math.max(total, done) });
        const { written, outcomes } = await parts.writeBack.write({
          contractIds: chunk,
          dealIds: [],
          compareWith: 'crm',
          ...call,
        });
        progress.written += written;
        await noteFailures(outcomes);
        progress.writing = { through: chunk.at(-1) ?? null };
        done += chunk.length;
        await save();
      }
    }
    onProgress({ phase: 'writing', done: total, total });
  }

  /** Records whose contract SpotDraft no longer has, when the store that knew of them was lost. */
  async function markForgotten(): Promise<void> {
    const comparison = createDriftComparison(parts);
    let done = 0;
    for await (const chunk of strangeRecords(comparison, store)) {
      onProgress({ phase: 'cleaning', done, total: null });
      done += chunk.length;
      const { findings, touchedDeals } = await comparison.orphans(chunk);
      const suspects = findings.flatMap(({ subject }) =>
        subject.kind === 'contract' ? [subject.id] : [],
      );
      if (suspects.length === 0) continue;
      const present = await readPresent({ ...parts, contracts: store.contracts }, suspects, call);
      const refused = [...present.unread].map(
        ([id, { message, retryable }]) => [id, { ok: false, retryable, reason: message }] as const,
      );
      await noteFailures(new Map<ContractId, WriteOutcome>(refused));
      await noteFailures(
        await parts.reconciler.reconcile([...present.found.keys()], {
          ...call,
          compareWith: 'crm',
        }),
      );
      const { outcomes, written } = await parts.writeBack.write({
        contractIds: [],
        dealIds: [...touchedDeals],
        goneIds: present.gone,
        compareWith: 'crm',
        ...call,
      });
      progress.written += written;
      await noteFailures(outcomes);
    }
  }

  if (progress.writing === null) {
    await read();
    await checkUnseen();
    await store.settings.set(BACKFILLED, JSON.stringify({ at: progress.startedAt.toISOString() }));
    progress.writing = { through: null };
    await save();
  }
  await writeRecords();
  await markForgotten();
  await store.settings.delete(PROGRESS);
  await status.finish(progress.read);

  const report = {
    contracts: progress.read,
    linked: await store.contracts.count({ linked: true }),
    deleted: await store.contracts.count({ statuses: ['DELETED'] }),
    written: progress.written,
    failed: progress.failed.flatMap(({ id, reason }) => (id === null ? [] : [{ id, reason }])),
    resumedFrom: earlier?.startedAt.toISOString() ?? null,
  };
  log.info({ ...report, failed: report.failed.length }, 'backfill finished');
  return report;
}

function newProgress(startedAt: Date): Progress {
  return {
    startedAt,
    readBefore: null,
    read: 0,
    total: null,
    writing: null,
    written: 0,
    failed: [],
  };
}

/** Null when no run was interrupted, or too long ago. */
async function loadProgress(settings: Settings, clock: Clock): Promise<Progress | null> {
  const text = await settings.get(PROGRESS);
  if (text === null) return null;
  const progress = progressJson.parse(JSON.parse(text));
  const ageMs = clock.now().getTime() - progress.startedAt.getTime();
  return ageMs < RESUMABLE_MS ? progress : null;
}
