import type { Command } from 'commander';
import { interruptible } from './interruptible.js';
import { runBackfill } from '../sync/index.js';
import type { BackfillReport } from '../sync/index.js';
import { EXIT_FAILED, EXIT_OK, print, printJson, runCommand } from './command.js';
import { createProgress } from './progress.js';
import { withEngine } from './with-engine.js';

const PHASES = {
  reading: 'Reading contracts from SpotDraft',
  checking: 'Checking contracts that were not listed',
  writing: 'Bringing CRM records in line',
  cleaning: 'Looking for records without a contract',
} as const;

export function addBackfill(program: Command): void {
  program
    .command('backfill')
    .option('--restart', 'begin anew instead of going on where an interrupted run stopped')
    .option(
      '--accept-workspace',
      'go on although the store was filled from another SpotDraft workspace: its contracts are then taken for deleted',
    )
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      '\nSafe beside a running server and safe to repeat. A run that was interrupted within the last 24 hours\ngoes on where it stopped. Exit code 1 when a CRM record could not be written.',
    )
    .action((options: { json?: true; restart?: true; acceptWorkspace?: true }) =>
      runCommand(() =>
        withEngine(async (engine) => {
          const signal = interruptible(
            'Interrupted. Nothing is lost; run it again to go on from here.',
          );
          const progress = createProgress(PHASES);
          const report = await runBackfill({
            ...engine,
            onProgress: progress.show,
            restart: options.restart === true,
            acceptWorkspace: options.acceptWorkspace === true,
            signal,
          }).finally(progress.end);
          if (options.json) printJson(report);
          else printReport(report);
          return report.failed.length === 0 ? EXIT_OK : EXIT_FAILED;
        }),
      ),
    );
}

function printReport(report: BackfillReport): void {
  if (report.resumedFrom !== null) {
    print(`Went on from the run that was interrupted; it began ${report.resumedFrom}.`);
  }
  print(
    `${report.contracts} contracts in SpotDraft, ${report.linked} linked to a deal, ${report.deleted} deleted.`,
  );
  print(`${report.written} CRM records written; the others were as they should be.`);
  if (report.undecided > 0) {
    print(
      `${report.undecided} contracts are too new to be taken for deleted, though SpotDraft does not show them; they are looked at again within a minute.`,
    );
  }
  if (report.dealGone > 0) {
    print(
      `${report.dealGone} contracts: deal gone. The CRM no longer has the deal, so they count as unlinked.`,
    );
  }
  for (const { id, reason } of report.failed) print(`${id}: not written. ${reason}`);
}
