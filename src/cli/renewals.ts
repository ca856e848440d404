import type { Command } from 'commander';
import { interruptible } from './interruptible.js';
import { createRenewalService } from '../services/renewals/renewals.js';
import type { RenewalProblem, RenewalStatus } from '../services/renewals/renewals.js';
import { createRenewalLedger, runRenewals } from '../sync/index.js';
import type { RenewalReport } from '../sync/index.js';
import { EXIT_OK, print, printJson, printRows, runCommand } from './command.js';
import { withEngine } from './with-engine.js';

/** What one screen has room for; `--json` has more. */
const MAX_LINES = 100;
const MAX_JSON = 10_000;

export function addRenewals(program: Command): void {
  program
    .command('renewals')
    .option('--dry-run', 'work out which would be made now, and make none')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nThe rules stand under "renewals" in the mapping file.')
    .action((options: { dryRun?: true; json?: true }) =>
      runCommand(() =>
        withEngine(async (engine) => {
          const report = options.dryRun
            ? await runRenewals(
                { ...engine, ledger: createRenewalLedger(engine.store) },
                { dryRun: true, signal: interruptible('Interrupted. Nothing was changed.') },
              )
            : null;
          const renewals = engine.services.of(createRenewalService);
          const status = await renewals.status();
          const problems = await renewals.problems(options.json ? MAX_JSON : MAX_LINES);
          if (options.json)
            printJson({ ...status, problems, ...(report === null ? {} : { due: report.due }) });
          else printStatus(status, problems, report);
          return EXIT_OK;
        }),
      ),
    );
}

function printStatus(
  { rules, passedAt, lastError, made, undated, failed }: RenewalStatus,
  problems: readonly RenewalProblem[],
  report: RenewalReport | null,
): void {
  if (rules.length === 0) {
    print('The mapping file has no renewals.');
    return;
  }
  printRows([
    ['CONTRACT TYPE', 'NOTICE', 'ENDS'],
    ...rules.map(({ typeId, noticeDays, endDate }) => [typeId, `${noticeDays} days`, endDate]),
  ]);
  print('', `${made} renewals made; ${undated} contracts without an end, ${failed} that failed.`);
  print(
    passedAt === null
      ? 'Executed contracts were never gone over: that takes `dealdraft serve` or `dealdraft worker`, after a backfill.'
      : `Executed contracts were last gone over at ${passedAt.toISOString()}.`,
  );
  if (lastError !== null) print(`The last look failed: ${lastError}`);
  if (problems.length > 0) {
    printRows([
      ['CONTRACT', 'STATE', 'WHY'],
      ...problems.map(({ contractId, isUndated, reason }) => [
        contractId,
        isUndated ? 'no end date' : 'failed',
        reason,
      ]),
    ]);
  }
  if (report === null) return;
  if (report.due.length === 0) {
    print('', 'No renewal is due.');
    return;
  }
  print('', `${report.due.length} renewals are due (nothing was changed):`);
  printRows([
    ['CONTRACT', 'NOTICE', 'ENDS', 'PROBLEM'],
    ...report.due
      .slice(0, MAX_LINES)
      .map(({ contractId, noticeDate, endDate, problem }) => [
        contractId,
        noticeDate,
        endDate,
        problem ?? '',
      ]),
  ]);
}
