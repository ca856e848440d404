import type { Command } from 'commander';
import { parseContractId } from '../../domain/contract-id.js';
import { runArchive } from '../../services/archive/run-archive.js';
import type { ArchiveRunReport } from '../../services/archive/run-archive.js';
import { EXIT_FAILED, EXIT_OK, print, printJson, runCommand } from '../command.js';
import { parseSince } from '../parse-since.js';
import { createProgress } from '../progress.js';
import { interruptible } from '../interruptible.js';
import { withArchive } from './with-archive.js';

const PHASES = {
  looking: 'Looking for executed contracts',
  archiving: 'Archiving documents',
} as const;

/** What one screen has room for; `--json` has the rest. */
const MAX_LINES = 100;

interface RunOptions {
  readonly contract?: string;
  readonly destination?: string;
  readonly since?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

export function addArchiveRun(archive: Command): void {
  archive
    .command('run')
    .description('archive what is missing, now')
    .option('--contract <id>', 'the document of this contract, again, such as T-123')
    .option('--destination <name>', 'at this destination only')
    .option('--since <time>', 'only contracts that SpotDraft updated since, e.g. 2026-11-21')
    .option('--dry-run', 'only tell what is missing')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      '\nMay be broken off and run again at any time, also beside a running server and after the store was lost: what is at ' +
        'its destination is found there and brought no second time.\n' +
        'Exit code 0 when nothing is left to do, else 1; with --dry-run always 0.',
    )
    .action((options: RunOptions) =>
      runCommand(async () => {
        const contractId =
          options.contract === undefined ? null : parseContractId(options.contract);
        const since = options.since === undefined ? null : parseSince(options.since);
        return withArchive(options, async (opened, engine) => {
          const progress = createProgress(PHASES);
          const report = await runArchive(
            { ...engine, archive: opened },
            {
              ...(contractId === null ? {} : { contractId }),
              ...(since === null ? {} : { since }),
              ...(options.destination === undefined ? {} : { destination: options.destination }),
              dryRun: options.dryRun === true,
              signal: interruptible('Interrupted. Nothing is lost; run it again to go on.'),
              onProgress: progress.show,
            },
          ).finally(progress.end);
          if (options.json) printJson(report);
          else printReport(report);
          return report.dryRun || isDone(report) ? EXIT_OK : EXIT_FAILED;
        });
      }),
    );
}

function isDone({ documents }: ArchiveRunReport): boolean {
  return documents.every(({ state }) => state === 'ARCHIVED' || state === 'SKIPPED');
}

function printReport({ dryRun, contracts, documents }: ArchiveRunReport): void {
  print(`${contracts} executed contracts looked at.`);
  if (documents.length === 0) {
    print('Nothing is missing.');
    return;
  }
  if (dryRun) {
    print(`${documents.length} documents are missing (nothing was done):`);
    for (const { contractId, destination, lastError } of documents.slice(0, MAX_LINES))
      print(`  ${contractId} at ${destination}${lastError === null ? '' : `: ${lastError}`}`);
    printUnlisted(documents.length);
    return;
  }
  const count = (wanted: string) => documents.filter(({ state }) => state === wanted).length;
  print(
    `${count('ARCHIVED')} archived, ${count('SKIPPED')} not wanted, ${count('WAITING')} waiting, ${count('PARKED')} parked.`,
  );
  const left = documents.filter(({ state }) => state !== 'ARCHIVED' && state !== 'SKIPPED');
  for (const { contractId, destination, state, lastError } of left.slice(0, MAX_LINES)) {
    print(`${contractId} at ${destination}: ${state === 'PARKED' ? 'parked' : 'waiting'}`);
    if (lastError !== null) print(`  ${lastError}`);
  }
  printUnlisted(left.length);
}

function printUnlisted(count: number): void {
  if (count > MAX_LINES) print(`… and ${count - MAX_LINES} more; --json lists them all.`);
}
