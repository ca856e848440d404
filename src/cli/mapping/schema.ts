import type { Command } from 'commander';
import { printJson, runCommand } from '../command.js';

export function addMappingSchema(mapping: Command): void {
  mapping
    .command('schema')
    .description('print the JSON Schema of the mapping file, for editors')
    .option('--json', 'it is JSON in any case')
    .action(() =>
      runCommand(async () => {
        const { mappingFileSchema } = await import('../../mapping/file/mapping-file.schema.js');
        printJson(mappingFileSchema());
        return undefined;
      }),
    );
}
