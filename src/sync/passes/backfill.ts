import { z } from 'zod';
import { instant } from '../../store/instant.js';
import { toContractId } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import { DealdraftError } from '../../domain/errors.js';
import type { Look } from '../../store/contracts.js';
import type { Settings } from '../../store/settings.js';
import type { Store } from '../../store/store.js';
import type { PassParts } from './pass-parts.js';
import { BACKFILLED, readStamp, saveBackfilled } from './pass-stamp.js';
import type { PassStamp } from './pass-stamp.js';
import { createBackfillStatus } from './backfill-status.js';
import { createDriftComparison } from './drift/compare-drift.js';
import { projectContracts } from '../projection/project-contracts.js';
import { tellOfStored } from './tell-of-stored.js';
import { readPresent } from '../worker/read-present.js';
import { chunksOf, storedIds, strangeRecords } from '../projection/stored-ids.js';
import { recordPass } from './record-pass.js';
import { walkAllContracts } from './walk-contracts.js';
import { checkWorkspace } from './workspace-guard.js';
import { outcomesOfJudging } from '../terms/judge-outcomes.js';
import type { WriteOutcome } from '../write-back/write-outcome.js';

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
  /** Contracts that SpotDraft does not show and that are too new to be taken for deleted: looked at again within a minute. */
  readonly undecided: number;
  /** Contracts whose deal the CRM no longer has: they count as unlinked. */
  readonly dealGone: number;
  /** When the run that this one continued had begun; null for a run of its own. */
  readonly resumedFrom: string | null;
}

export interface BackfillParts extends PassParts {
  readonly onProgress: (progress: BackfillProgress) => void;
  /** Begins anew instead of going on where an interrupted run stopped. */
  readonly restart?: boolean;
  /** Takes SpotDraft's workspace for the store's, although the store was filled from another one. */
  readonly acceptWorkspace?: boolean;
  readonly signal?: AbortSignal;
}

const READ_CHUNK = 100;
const WRITE_CHUNK = 200;
const PROGRESS = 'backfill-progress';
/** What an interrupted run read longer ago than this is too old to build on. */
const RESUMABLE_MS = 24 * 60 * 60_000;

const contractId = z.string().transform((text, context): ContractId => {
  const id = toContractId(text);
  if (id !== null) return id;
  context.addIssue('not the id of a contract');
  return z.NEVER;
});

/** How far a run came; saved after each closed window, and after each chunk of records. */
const progressJson = z.object({
  startedAt: instant,
  begunAt: instant,
  /** Whatever was seen since has a look as high as this one's. */
  firstLook: z.number(),
  /** Contracts created before this time are in the projection; null at first. */
  readBefore: instant.nullable(),
  read: z.number(),
  total: z.number().nullable(),
  /** Reading and checking are over, and the records through this contract are written. */
  writing: z.object({ through: contractId.nullable() }).nullable(),
  written: z.number(),
  failed: z.array(z.object({ id: contractId, reason: z.string() })),
  undecided: z.array(contractId),
});
type Progress = z.infer<typeof progressJson>;

/** When the last complete backfill began; null before the first. From then on the link index is complete. */
export async function backfilledAt(settings: Settings): Promise<Date | null> {
  return (await readStamp(settings, BACKFILLED))?.at ?? null;
}

/** The next run begins anew. */
export async function forgetInterrupted(settings: Settings): Promise<void> {
  await settings.delete(PROGRESS);
}

/**
 * Rebuilds projection and link index from SpotDraft, then brings the CRM in line, records included whose contract is
 * gone. Runs in the background lane beside a working server; may be repeated at any time, and goes on where an
 * interrupted run stopped.
 *
 * @throws ConflictError when SpotDraft is another workspace than the one the store was filled from.
 */
export async function runBackfill(parts: BackfillParts): Promise<BackfillReport> {
  return recordPass(
    parts,
    'backfill',
    () => backfill(parts),
    ({ failed, written }) => ({
      outcome: failed.length > 0 ? 'adrift' : written > 0 ? 'repaired' : 'in line',
      failed: failed.length > 0,
    }),
  );
}

async function backfill(parts: BackfillParts): Promise<BackfillReport> {
  const { store, clock, log, signal } = parts;
  const call = { lane: 'background', ...(signal === undefined ? {} : { signal }) } as const;
  await checkWorkspace(parts, call, { accept: parts.acceptWorkspace === true });
  const earlier = parts.restart === true ? null : await loadProgress(store);
  const progress =
    earlier ??
    newProgress(await store.contracts.beginLook(), {
      at: parts.spotdraft.lastAnswerDate() ?? clock.now(),
      begunAt: await store.now(),
    });
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

  const dealGone = new Set<ContractId>();

  /** A contract may fail in several phases; it is told once, with the last reason. */
  async function noteFailures(outcomes: ReadonlyMap<ContractId, WriteOutcome>): Promise<void> {
    const again: ContractId[] = [];
    progress.failed = progress.failed.filter(({ id }) => outcomes.get(id)?.ok !== false);
    for (const [id, outcome] of outcomes) {
      if (outcome.ok) {
        if (outcome.isDealGone === true) dealGone.add(id);
        continue;
      }
      if (outcome.judgedInMs !== undefined) {
        progress.undecided.push(id);
        const judgedAt = clock.now().getTime() + outcome.judgedInMs + 1_000;
        await store.queues.sync.mark([id], new Date(judgedAt));
        continue;
      }
      progress.failed.push({ id, reason: outcome.reason });
      if (outcome.retryable) again.push(id);
    }
    if (again.length > 0) await store.queues.sync.mark(again);
  }

  async function read(): Promise<void> {
    let done = progress.read;
    await walkAllContracts(
      {
        ...parts,
        contracts: store.contracts,
        async onPage({ contracts, look, fresh, total }) {
          await projectContracts(store.contracts, contracts, look);
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
        .filter(({ contract, look }) => contract.status !== 'DELETED' && look < progress.firstLook)
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

  /** Before their records are written, which tell of it; answers who could not be judged. */
  async function judgeStored(
    ids: readonly ContractId[],
  ): Promise<ReadonlyMap<ContractId, unknown>> {
    if (parts.terms?.isOn !== true) return new Map();
    const stored = await store.contracts.get(ids);
    const contracts = [...stored.values()].map(({ contract }) => contract);
    return (await parts.terms.judge(contracts, call)).failures;
  }

  async function writeRecords(): Promise<void> {
    const total = await store.contracts.count({});
    let done = 0;
    for await (const ids of storedIds(store, progress.writing?.through)) {
      for (const chunk of chunksOf(ids, WRITE_CHUNK)) {
        signal?.throwIfAborted();
        onProgress({ phase: 'writing', done, total: Math.max(total, done) });
        const unjudged = await judgeStored(chunk);
        const { written, outcomes } = await parts.writeBack.write({
          contractIds: chunk,
          dealIds: [],
          compareWith: 'crm',
          ...call,
        });
        progress.written += written;
        await noteFailures(outcomes);
        await noteFailures(outcomesOfJudging(unjudged, outcomes));
        await tellOfStored(parts, chunk);
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
      const suspects = findings.map(({ subject }) => subject.id);
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
    await saveBackfilled(store.settings, {
      at: progress.startedAt,
      begunAt: progress.begunAt,
    });
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
    failed: progress.failed,
    undecided: progress.undecided.length,
    dealGone: dealGone.size,
    resumedFrom: earlier?.startedAt.toISOString() ?? null,
  };
  log.info({ ...report, failed: report.failed.length }, 'backfill finished');
  return report;
}

function newProgress(look: Look, { at, begunAt }: PassStamp): Progress {
  return {
    startedAt: at,
    begunAt,
    firstLook: look.number,
    readBefore: null,
    read: 0,
    total: null,
    writing: null,
    written: 0,
    failed: [],
    undecided: [],
  };
}

/** Null when no run was interrupted, or too long ago. */
async function loadProgress(store: Pick<Store, 'settings' | 'now'>): Promise<Progress | null> {
  const text = await store.settings.get(PROGRESS);
  if (text === null) return null;
  const parsed = progressJson.safeParse(JSON.parse(text));
  // Damaged, or of an earlier version, which kept other things: begun anew.
  if (!parsed.success) return null;
  const progress = parsed.data;
  // Of a time that is still to come nothing is known but that a clock was wrong.
  const ageMs = Math.abs((await store.now()).getTime() - progress.begunAt.getTime());
  return ageMs < RESUMABLE_MS ? progress : null;
}
