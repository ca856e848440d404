import type { Command } from 'commander';
import { print, printJson, runCommand } from '../command.js';
import { withArchive } from './with-archive.js';

export function addArchiveRetry(archive: Command): void {
  archive
    .command('retry')
    .description('make due now what is parked or waits, for the workers that run')
    .option('--destination <name>', 'at this destination only')
    .option('--json', 'print the count as JSON')
    .action((options: { destination?: string; json?: true }) =>
      runCommand(() =>
        withArchive(options, async (opened) => {
          const { destination } = options;
          const marked = await opened.marks.retry(destination === undefined ? {} : { destination });
          const names = opened.rules.destinations.map(({ name }) => name);
          for (const name of names) {
            if (destination === undefined || name === destination) await opened.pauses.end(name);
          }
          if (options.json) printJson({ due: marked });
          else print(`${marked} documents are due now.`);
          return undefined;
        }),
      ),
    );
}
