import type { Command } from 'commander';
import { printJson, runCommand } from '../command.js';

export function addArchiveSchema(archive: Command): void {
  archive
    .command('schema')
    .description('print the JSON Schema of the archive file, for editors')
    .option('--json', 'it is JSON in any case')
    .action(() =>
      runCommand(async () => {
        const { archiveFileSchema } = await import('../../archive/file/archive-file.schema.js');
        printJson(archiveFileSchema());
        return undefined;
      }),
    );
}
