import type { Command } from 'commander';
import { EXIT_OK, print, printJson, printRows, runCommand } from './command.js';
import { withEngine } from './with-engine.js';

export function addTemplates(program: Command): void {
  program
    .command('templates')
    .command('list')
    .description('ids, names and contract types, and whether the mapping file has them')
    .option('--search <text>', 'only those whose name contains this, in any case')
    .option('--json', 'print the templates as JSON')
    .action((options: { search?: string; json?: true }) =>
      runCommand(() =>
        withEngine(async ({ services }) => {
          const templates = await services.templates.list(options.search ?? null);
          if (options.json) printJson(templates);
          else if (templates.length === 0) print('SpotDraft has no such template.');
          else {
            printRows([
              ['ID', 'MAPPED', 'TYPE', 'NAME'],
              ...templates.map(({ id, name, contractTypeId, mapped }) => [
                id,
                mapped ? 'yes' : 'no',
                contractTypeId,
                name,
              ]),
            ]);
          }
          return EXIT_OK;
        }),
      ),
    );
}
