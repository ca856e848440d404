import type { Command } from 'commander';
import { interruptible } from './interruptible.js';
import { DRIFT_CAUSES, runReconcile } from '../sync/index.js';
import type { DriftCause, DriftReport } from '../sync/index.js';
import { EXIT_FAILED, EXIT_OK, print, printJson, runCommand } from './command.js';
import { parseSince } from './parse-since.js';
import { createProgress } from './progress.js';
import { withEngine } from './with-engine.js';

const PHASES = {
  reading: 'Reading contracts from SpotDraft',
  comparing: 'Comparing CRM records',
  repairing: 'Repairing',
} as const;

/** What one line has room for; `--json` has the rest. */
const MAX_LINES = 100;

export function addReconcile(program: Command): void {
  program
    .command('reconcile')
    .option('--since <time>', 'only what SpotDraft updated since, e.g. 2026-11-21T08:00:00Z')
    .option('--dry-run', 'change nothing anywhere, only tell')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      '\nWithout --since everything is compared, CRM records without a contract too. Safe beside a running server.\n' +
        'Exit code 0 when nothing is left adrift, else 1; with --dry-run 1 on any drift.',
    )
    .action((options: { since?: string; dryRun?: true; json?: true }) =>
      runCommand(() => {
        const since = options.since === undefined ? null : parseSince(options.since);
        return withEngine(async (engine) => {
          const signal = interruptible('Interrupted. Nothing is lost; run it again to finish.');
          const progress = createProgress(PHASES);
          const report = await runReconcile(engine, {
            ...(since === null ? {} : { since }),
            dryRun: options.dryRun === true,
            onProgress: progress.show,
            signal,
          }).finally(progress.end);
          if (options.json) printJson(report);
          else printReport(report);
          return report.adrift === 0 ? EXIT_OK : EXIT_FAILED;
        });
      }),
    );
}

function printReport(report: DriftReport): void {
  const { found, repaired, adrift, dryRun } = report;
  print(
    `${report.contracts} contracts and ${report.deals} deals compared` +
      (report.since === null ? '.' : `, updated since ${report.since}.`),
  );
  const causes = Object.keys(DRIFT_CAUSES)
    .filter(isCause)
    .filter((cause) => found[cause]);
  if (report.undecided > 0) {
    print(
      `${report.undecided} contracts are too new to be taken for deleted, though SpotDraft does not show them` +
        (dryRun ? '; a later pass can tell.' : '; they are looked at again within a minute.'),
    );
  }
  if (causes.length === 0) {
    print(
      report.undecided === 0
        ? 'No drift: every CRM record is as it should be.'
        : 'No drift besides: every other CRM record is as it should be.',
    );
    return;
  }
  print(dryRun ? 'Found (nothing was changed):' : 'Found and repaired:');
  for (const cause of causes) {
    const count = dryRun ? `${found[cause]}` : `${found[cause]}, repaired ${repaired[cause] ?? 0}`;
    print(`  ${cause}: ${count} (${DRIFT_CAUSES[cause]})`);
  }
  print('');
  for (const item of report.items.slice(0, MAX_LINES)) {
    const what = [item.detail, item.fields.join(', ')].filter((text) => text !== '').join('; ');
    const state = item.repaired ? 'repaired' : item.cause === 'deal-gone' ? 'left alone' : 'adrift';
    print(`${item.id} ${state}: ${item.cause}${what === '' ? '' : ` (${what})`}`);
    if (item.reason !== null) print(`  ${item.reason}`);
  }
  const unlisted = report.items.length + report.furtherItems - MAX_LINES;
  if (unlisted > 0) print(`… and ${unlisted} more; --json lists up to 1,000.`);
  if (dryRun) print('', 'Run it without --dry-run to repair this.');
  else if (adrift > 0) print('', `${adrift} still adrift, each with its reason above.`);
}

function isCause(text: string): text is DriftCause {
  return Object.hasOwn(DRIFT_CAUSES, text);
}
