import type { Command } from 'commander';
import type { ArchiveCheck } from '../../app/check-archive.js';
import { EXIT_FAILED, EXIT_OK, print, printJson, runCommand } from '../command.js';
import { withEngine } from '../with-engine.js';

export function addArchiveCheck(archive: Command): void {
  archive
    .command('check')
    .description(
      'try each destination with a file of our own: sign-in, folder, write, read back, delete',
    )
    .option('--destination <name>', 'only this one')
    .option('--json', 'print the steps as JSON')
    .addHelpText(
      'after',
      '\nThe file is ARCHIVE_FILE. Exit code 1 when a step failed, 2 when the file cannot be read.',
    )
    .action((options: { destination?: string; json?: true }) =>
      runCommand(() =>
        withEngine(async (engine) => {
          const { checkArchive } = await import('../../app/check-archive.js');
          const steps: ArchiveCheck[] = [];
          for await (const step of checkArchive(engine, options.destination)) {
            steps.push(step);
            if (!options.json) print(stepLine(step));
          }
          if (options.json) printJson(steps);
          else printSummary(steps);
          return steps.some(({ outcome }) => outcome === 'failed') ? EXIT_FAILED : EXIT_OK;
        }),
      ),
    );
}

const MARKS = { ok: 'ok     ', warning: 'warning', failed: 'FAILED ' } as const;

function stepLine({ destination, type, step, outcome, text }: ArchiveCheck): string {
  return `${MARKS[outcome]} ${destination} (${type})  ${step}: ${text}`;
}

function printSummary(steps: readonly ArchiveCheck[]): void {
  const count = (outcome: ArchiveCheck['outcome']) =>
    steps.filter((step) => step.outcome === outcome).length;
  print(`${count('ok')} steps passed, ${count('warning')} warnings, ${count('failed')} failed.`);
}
