import type { Engine } from '../../app/open-engine.js';
import { startBulkWork } from '../../app/start-worker.js';
import { createBulkJobService } from '../../services/bulk/bulk-jobs.js';
import type {
  BulkJob,
  BulkJobService,
  BulkResult,
  BulkViewer,
} from '../../services/bulk/bulk-jobs.js';
import { jobView } from '../../services/bulk/job-view.js';
import { starterName } from '../../services/bulk/starter-name.js';
import { InputError } from '../../domain/errors.js';
import { EXIT_FAILED, EXIT_OK, print, printJson } from '../command.js';
import { interruptible } from '../interruptible.js';
import { createProgress } from '../progress.js';
import { withEngine } from '../with-engine.js';

/** Whoever may run commands beside the store works with the integration user's rights, and sees every job. */
export const VIEWER: BulkViewer = {
  reader: { kind: 'integration', keyName: 'command line' },
  isOperator: true,
};

const PHASES = { looking: 'Looking at deals', creating: 'Creating contracts' } as const;

export async function withBulk<T>(
  action: (bulk: BulkJobService, engine: Engine) => Promise<T>,
): Promise<T> {
  return withEngine((engine) => action(engine.services.of(createBulkJobService), engine));
}

/** Notes what a person asked for, as mutations do by themselves. */
export function noteAction(
  { record }: Engine,
  operation: string,
  { userErrors }: BulkResult,
): void {
  record({
    kind: 'USER_ACTION',
    operation,
    outcome: userErrors.length === 0 ? 'done' : 'refused',
    failed: userErrors.length > 0,
    actor: 'command line',
  });
}

/** @throws InputError with what was refused. */
export function requireJob({ job, userErrors }: BulkResult): BulkJob {
  const [first] = userErrors;
  if (first !== undefined) throw new InputError(first.message);
  if (job === null) throw new Error('a job was neither started nor refused');
  return job;
}

/**
 * Works on the job in this process, beside others that do, and shows how far it is until it has ended.
 *
 * @throws when it is interrupted; the job goes on wherever somebody works on it.
 */
export async function follow(bulk: BulkJobService, engine: Engine, job: BulkJob): Promise<BulkJob> {
  const signal = interruptible(
    `Interrupted. Nothing is lost: a running server or worker goes on with it, and so does "dealdraft bulk resume ${job.id}".`,
  );
  const worker = startBulkWork(engine);
  const progress = createProgress(PHASES);
  let last = job;
  let heldUpBy: string | null = null;
  try {
    const changes = await bulk.watch(VIEWER, job.id);
    signal.throwIfAborted();
    const stop = () => void changes.return?.();
    signal.addEventListener('abort', stop, { once: true });
    for await (const now of changes) {
      last = now;
      const { total, counts, dryRun } = now;
      progress.show({
        phase: dryRun ? 'looking' : 'creating',
        done: total - counts.WAITING,
        total,
      });
      const reason = await bulk.heldUpBy(now);
      if (reason !== null && reason !== heldUpBy) engine.log.warn({ jobId: job.id }, reason);
      heldUpBy = reason;
    }
    signal.throwIfAborted();
    return (await bulk.get(VIEWER, job.id)) ?? last;
  } finally {
    progress.end();
    await worker.stop();
  }
}

export function printJob(job: BulkJob, asJson: boolean): void {
  if (asJson) {
    printJson(jobView(job));
    return;
  }
  const { id, state, dryRun, templateId, total, counts, starter, startedAt } = job;
  const what = dryRun ? `${counts.CREATABLE} can be created` : `${counts.CREATED} created`;
  const waiting = counts.WAITING === 0 ? '' : `, ${counts.WAITING} waiting`;
  print(
    `Job ${id}: ${state.toLowerCase()}${dryRun ? ' (dry run: nothing is made)' : ''}, template ${templateId}, started ${startedAt.toISOString()} by ${starterName(starter)}`,
    `${total} deals: ${what}, ${counts.EXISTING} had a contract of the template, ${counts.FAILED} failed${waiting}.`,
  );
}

/** 0 where every deal has its contract, or could have it. */
export function exitCodeOf({ counts }: BulkJob): number {
  return counts.FAILED === 0 && counts.WAITING === 0 ? EXIT_OK : EXIT_FAILED;
}

/** What most of the failed rows lack, with how many of them. */
export async function printProblems(bulk: BulkJobService, job: BulkJob): Promise<void> {
  if (job.counts.FAILED === 0) return;
  const problems = new Map<string, number>();
  const page = await bulk.rows(job, { states: ['FAILED'] }, { first: 100 });
  for (const { node } of page.edges) {
    for (const { message } of node.userErrors)
      problems.set(message, (problems.get(message) ?? 0) + 1);
  }
  print(page.hasNextPage ? 'Problems, by the first 100 deals that failed:' : 'Problems:');
  const sorted = [...problems].sort(([, a], [, b]) => b - a);
  for (const [message, count] of sorted.slice(0, MAX_PROBLEMS)) print(`  ${count} × ${message}`);
  if (sorted.length > MAX_PROBLEMS) print(`  … and ${sorted.length - MAX_PROBLEMS} more kinds`);
  print(`Each deal: dealdraft bulk rows ${job.id} --csv --state FAILED`);
}

const MAX_PROBLEMS = 10;
