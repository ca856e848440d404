import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { Reader } from '../../auth/caller.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import { BULK_PAGE_ROWS, bulkPageKey, partsOfBulkPageKey } from '../../domain/bulk.js';
import type { BulkPageKey } from '../../domain/bulk.js';
import { backoffMs } from '../../domain/backoff.js';
import { currentCause, newCause, runBecauseOf } from '../../domain/cause.js';
import {
  CongestionError,
  DealdraftError,
  ForbiddenError,
  InputError,
  NothingCreatedError,
  NotFoundError,
} from '../../domain/errors.js';
import type { UserError } from '../../domain/user-error.js';
import type { BulkJob, BulkRow, BulkVerdict } from '../../store/bulk-jobs.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { Claim } from '../../store/queue.js';
import type { AllowanceGate } from '../../work/allowance.js';
import { pauseCauseOf } from '../../work/pauses.js';
import type { RunResult } from '../../work/run-result.js';
import { createDealLookUp } from '../contracts/look-up-deals.js';
import { readDeals, requireTemplate } from '../contracts/prepare-contract.js';
import type { SharedParts } from '../create-services.js';
import { boundErrors, judgeRow } from './judge-row.js';
import type { PageFacts } from './judge-row.js';
import { starterName } from './starter-name.js';
import { noted } from '../../domain/said.js';

/** Works off rows of jobs over many deals, a page of them at a time. */
export interface BulkWork {
  /** Never throws for what a row or a neighbour does: that is in the result. */
  run(claim: Claim<BulkPageKey>, turn: BulkTurn): Promise<RunResult>;
  /** The page was given up: its rows say so, and the job goes on with the next one. */
  giveUp(key: BulkPageKey): Promise<void>;
  /** Has jobs go on whose process died before it could say that there is work. */
  takeUp(): Promise<void>;
}

export interface BulkTurn {
  readonly allowance: AllowanceGate;
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** Told of each row that got its outcome. */
  readonly onVerdict?: ((state: BulkVerdict['state']) => void) | undefined;
}

/** Failed runs of a page after which its rows are given up. */
export const MAX_BULK_ATTEMPTS = 10;
/** Rows of one page at once: as many as SpotDraft takes calls in a second. */
const ROWS_AT_ONCE = 10;
/** Many at once, since a small workspace is read as a whole for them. */
const DEALS_LOOKED_UP = 100;
/** A dry run waits for nobody but its own reckoning: more at once would only keep requests of people waiting. */
const DRY_ROWS_AT_ONCE = 1;
/** Pages of a dry run that may be read at once; what makes contracts goes through one after the other. */
const DRY_PAGES_AT_ONCE = 4;
/** What was read of deals and of rights is believed for so long. */
const FRESH_FOR_MS = 60_000;
/** After so long a page lets others go before the rest of it, where there are any; looked at so often. */
const TURN_MS = 5_000;
const OTHERS_EVERY_MS = 1_000;
/** A lost answer is settled by the settler, or by the row itself when it comes again. */
const UNCERTAIN_AGAIN_MS = 5_000;
/** So many answers lost in a row are no accident: nothing more is asked for until it is known what became of them. */
const MOST_UNCERTAIN = 3;
const PAUSED_AGAIN_MS = 1_000;
const BACKOFF = { baseMs: 2_000, capMs: 5 * 60_000 };
const JOBS_LOOKED_AT = 1_000;
const BACKGROUND: CallOptions = { lane: 'background' };

/** What keeps a row, and what comes after it in its page, from its verdict for now. */
type Hold =
  | { readonly kind: 'paused' | 'stopped' | 'stale' }
  | { readonly kind: 'congested'; readonly afterMs: number };

const GIVEN_UP: UserError = {
  field: null,
  code: 'UNEXPECTED',
  message: noted`It failed again and again for a reason of dealdraft’s own, which its log has. Ask the operator of dealdraft, then retry what failed.`,
};

export function createBulkWork(parts: SharedParts): BulkWork {
  const { store, clock, log, pauses } = parts;
  const { bulk } = store;
  const queue = store.queues.bulk;
  const { lookUp } = createDealLookUp(parts);

  async function waitingRows(job: BulkJob, page: number): Promise<readonly BulkRow[]> {
    const rows = await bulk.rows(job.id, {
      after: page * BULK_PAGE_ROWS - 1,
      limit: BULK_PAGE_ROWS,
    });
    return rows.filter(({ state }) => state === 'WAITING');
  }

  async function markNext(job: BulkJob, page: number): Promise<void> {
    const next = page + (job.dryRun ? DRY_PAGES_AT_ONCE : 1);
    if (next * BULK_PAGE_ROWS < job.total) await queue.mark([bulkPageKey(job.id, next)]);
  }

  async function run(claim: Claim<BulkPageKey>, turn: BulkTurn): Promise<RunResult> {
    const { jobId, page } = partsOfBulkPageKey(claim.key);
    const job = await bulk.get(jobId);
    if (job?.state !== 'RUNNING') return { kind: 'done' };
    const rows = await waitingRows(job, page);
    if (rows.length === 0) {
      await markNext(job, page);
      return { kind: 'done' };
    }
    const cause = { ...(currentCause() ?? newCause()), actor: starterName(job.starter) };
    return runBecauseOf(cause, () => runPage(job, page, rows, claim, turn));
  }

  async function runPage(
    job: BulkJob,
    page: number,
    rows: readonly BulkRow[],
    { attempts }: Claim<BulkPageKey>,
    turn: BulkTurn,
  ): Promise<RunResult> {
    const isLastAttempt = attempts + 1 >= MAX_BULK_ATTEMPTS;
    const giveUpRows = async (left: readonly BulkRow[]) => {
      await settle(job, left, failed([GIVEN_UP]));
      await markNext(job, page);
      return { kind: 'done' } as const;
    };
    let facts: PageFacts | null;
    try {
      await turn.allowance.admit('background', turn.signal);
      const unknown = await learnContracts(rows, turn.signal);
      facts = await readPage(job, rows, unknown);
    } catch (error) {
      if (turn.signal.aborted) return { kind: 'again', afterMs: 0 };
      const verdict = verdictOf(error);
      if (verdict !== null) {
        await settle(job, rows, verdict);
        await markNext(job, page);
        return { kind: 'done' };
      }
      const hold = await holdOf(error);
      if (hold !== null) return { kind: 'again', afterMs: afterMsOf(hold) };
      log.warn({ err: error, jobId: job.id, page }, 'deals of a bulk job could not be read');
      return isLastAttempt ? giveUpRows(rows) : backOff(attempts, error, turn);
    }
    const worked = await workRows(job, rows, facts, turn);
    const { hold, unexpected, verdicts, uncertain } = worked;
    if (unexpected.length > 0) {
      if (!isLastAttempt) return backOff(attempts, worked.error, turn);
      await settle(job, unexpected, failed([GIVEN_UP]));
    }
    if (hold !== null) return { kind: 'again', afterMs: afterMsOf(hold) };
    // What waits for the settler holds up nothing else of the job.
    if (verdicts > 0 || uncertain === 0) await markNext(job, page);
    return uncertain > 0 ? { kind: 'again', afterMs: UNCERTAIN_AGAIN_MS } : { kind: 'done' };
  }

  /**
   * Before a backfill, nothing here tells what these deals have: SpotDraft is asked, once for each deal.
   * @returns why it is not known of some of them
   * @throws what stops all of SpotDraft
   */
  async function learnContracts(
    rows: readonly BulkRow[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<OpportunityId, Error>> {
    const failures = new Map<OpportunityId, Error>();
    const ids = rows.map(({ opportunityId }) => opportunityId);
    for (let at = 0; at < ids.length; at += DEALS_LOOKED_UP) {
      signal.throwIfAborted();
      for (const [id, failure] of await lookUp(ids.slice(at, at + DEALS_LOOKED_UP), BACKGROUND)) {
        if (failure instanceof CongestionError || pauseCauseOf(failure) !== null) throw failure;
        failures.set(id, failure);
      }
    }
    return failures;
  }

  /** One look at the CRM, with the rights of whoever started the job as they are now. */
  async function readPage(
    job: BulkJob,
    rows: readonly BulkRow[],
    unknown: PageFacts['unknown'],
  ): Promise<PageFacts> {
    const reader: Reader = job.starter;
    const readAtMs = clock.now().getTime();
    const ids = rows.map(({ opportunityId }) => opportunityId);
    const deals = await readDeals(parts, reader, ids, job.templateId);
    await pauses.succeeded('salesforce');
    const template = await requireTemplate(parts.templates, job.templateId);
    // Whoever makes one looks at its deal again, right before.
    const onDeals = await store.contracts.byOpportunity(job.dryRun ? ids : []);
    return { reader, deals, template, onDeals, unknown, readAtMs };
  }

  interface Worked {
    readonly hold: Hold | null;
    /** Rows that failed for no reason of theirs, and why the last of them did. */
    readonly unexpected: readonly BulkRow[];
    readonly error: unknown;
    readonly verdicts: number;
    readonly uncertain: number;
  }

  async function workRows(
    job: BulkJob,
    rows: readonly BulkRow[],
    facts: PageFacts,
    turn: BulkTurn,
  ): Promise<Worked> {
    const left = [...rows];
    const unexpected: BulkRow[] = [];
    const collected: (BulkVerdict & { readonly number: number })[] = [];
    let hold: Hold | null = null;
    let error: unknown = null;
    let verdicts = 0;
    let uncertain = 0;
    let lostInARow = 0;
    let isSeenToWork = false;
    const othersWait = createTurnWatch();

    async function keep(row: BulkRow, verdict: BulkVerdict): Promise<void> {
      verdicts += 1;
      turn.onVerdict?.(verdict.state);
      // A dry run's cost nothing to find anew, so they are kept together.
      if (job.dryRun) collected.push({ ...verdict, number: row.number });
      else {
        const now = await settle(job, [row], verdict);
        if (now?.state !== 'RUNNING' && now?.state !== 'DONE') hold ??= { kind: 'stopped' };
      }
    }

    async function work(row: BulkRow): Promise<void> {
      try {
        const verdict = await judgeRow(parts, job, row, facts);
        if (verdict === null) {
          uncertain += 1;
          lostInARow += 1;
          if (lostInARow >= MOST_UNCERTAIN)
            hold ??= { kind: 'congested', afterMs: UNCERTAIN_AGAIN_MS };
        } else {
          await keep(row, verdict);
          if (verdict.state === 'CREATED') lostInARow = 0;
          if (verdict.state === 'CREATED' && !isSeenToWork) {
            isSeenToWork = true;
            await pauses.succeeded('spotdraft');
          }
        }
      } catch (thrown) {
        const verdict = verdictOf(thrown);
        if (verdict !== null) return keep(row, verdict);
        const held = await holdOf(thrown);
        if (held !== null) hold ??= held;
        else {
          log.warn({ err: thrown, jobId: job.id, row: row.number }, 'a row of a bulk job failed');
          unexpected.push(row);
          error = thrown;
        }
      }
    }

    async function workOn(): Promise<void> {
      for (;;) {
        if (hold !== null || turn.signal.aborted) return;
        if (clock.now().getTime() - facts.readAtMs > FRESH_FOR_MS) hold = { kind: 'stale' };
        else if (!job.dryRun && (await othersWait())) hold = { kind: 'stopped' };
        else {
          const row = left.shift();
          if (row === undefined) return;
          // Expressions are reckoned without a pause; what else this process has to do comes in between.
          await turnOfOthers();
          const cause = { ...(currentCause() ?? newCause()), opportunityId: row.opportunityId };
          await runBecauseOf(cause, () => work(row));
        }
      }
    }

    const atOnce = job.dryRun ? DRY_ROWS_AT_ONCE : ROWS_AT_ONCE;
    await Promise.all(Array.from({ length: atOnce }, workOn));
    if (collected.length > 0) await bulk.settle(job.id, collected);
    if (turn.signal.aborted) hold ??= { kind: 'stopped' };
    return { hold, unexpected, error, verdicts, uncertain };
  }

  /** Whether this page has had its turn and other work waits for its own. */
  function createTurnWatch(): () => Promise<boolean> {
    const beganAtMs = clock.now().getTime();
    let lookedAtMs = beganAtMs;
    return async () => {
      const nowMs = clock.now().getTime();
      if (nowMs - beganAtMs < TURN_MS || nowMs - lookedAtMs < OTHERS_EVERY_MS) return false;
      lookedAtMs = nowMs;
      return (await queue.counts()).due > 0;
    };
  }

  async function settle(
    job: BulkJob,
    rows: readonly BulkRow[],
    verdict: BulkVerdict,
  ): Promise<BulkJob | null> {
    return bulk.settle(
      job.id,
      rows.map(({ number }) => ({ ...verdict, number })),
    );
  }

  /** Starts or prolongs a pause where the error stops a whole system. Null for what concerns no more than the row. */
  async function holdOf(error: unknown): Promise<Hold | null> {
    const cause = causeOf(error);
    if (cause instanceof CongestionError) return { kind: 'congested', afterMs: cause.retryAfterMs };
    if (pauseCauseOf(cause) === null) return null;
    await pauses.note(cause);
    return { kind: 'paused' };
  }

  return {
    run,

    async giveUp(key) {
      const { jobId, page } = partsOfBulkPageKey(key);
      const job = await bulk.get(jobId);
      if (job === null) return;
      await settle(job, await waitingRows(job, page), failed([GIVEN_UP]));
      await markNext(job, page);
    },

    async takeUp() {
      for (const job of await bulk.running(JOBS_LOOKED_AT)) {
        const [first] = await bulk.rows(job.id, { states: ['WAITING'], limit: 1 });
        if (first === undefined) continue;
        const key = bulkPageKey(job.id, Math.floor(first.number / BULK_PAGE_ROWS));
        if ((await queue.states([key])).size > 0) continue;
        await queue.mark([key]);
      }
    },
  };

  function backOff(attempts: number, error: unknown, { random }: BulkTurn): RunResult {
    const reason =
      error instanceof DealdraftError
        ? error.message
        : noted`dealdraft failed at it; the log says more.`;
    return { kind: 'back-off', afterMs: backoffMs(attempts, BACKOFF, random()), reason };
  }

  /** What ends a row: a refusal that is about it, or about the person. Null for everything that passes. */
  function verdictOf(error: unknown): BulkVerdict | null {
    const cause = causeOf(error);
    if (cause instanceof ForbiddenError) return failed([told('FORBIDDEN', cause)]);
    if (cause instanceof NotFoundError) return failed([told('NOT_FOUND', cause)]);
    if (cause instanceof InputError) return failed([told('INVALID_INPUT', cause)]);
    return null;
  }
}

/** Pages that are worked at the same time from the start. */
export function firstPages({ id, dryRun, total }: BulkJob): readonly BulkPageKey[] {
  const pages = Math.min(dryRun ? DRY_PAGES_AT_ONCE : 1, Math.ceil(total / BULK_PAGE_ROWS));
  return Array.from({ length: pages }, (_, page) => bulkPageKey(id, page));
}

function failed(userErrors: readonly UserError[]): BulkVerdict {
  return { state: 'FAILED', contractId: null, userErrors: boundErrors(userErrors) };
}

function told(code: UserError['code'], { message }: DealdraftError): UserError {
  return { field: null, code, message };
}

function causeOf(error: unknown): unknown {
  return error instanceof NothingCreatedError ? error.cause : error;
}

function afterMsOf(hold: Hold): number {
  switch (hold.kind) {
    case 'congested':
      return hold.afterMs;
    case 'paused':
      return PAUSED_AGAIN_MS;
    case 'stopped':
    case 'stale':
      return 0;
  }
}
