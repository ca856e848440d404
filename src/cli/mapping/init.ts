import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { loadConfig } from '../../config/config.js';
import { parseMappingFile } from '../../mapping/index.js';
import { EXIT_OK, print, printJson, runCommand } from '../command.js';
import { commandLog } from '../command-log.js';
import { printDryRun } from './print-dry-run.js';

export function addMappingInit(mapping: Command): void {
  mapping
    .command('init')
    .description('add an entry for a template to MAPPING_FILE, with guessed expressions')
    .requiredOption('--template <id>', 'the template; `dealdraft templates list` shows them')
    .option('--opportunity <id>', 'also show what this deal would become by the guesses')
    .option('--json', 'print what was guessed as JSON')
    .addHelpText(
      'after',
      '\nEach guess is marked "# guess". What stands in the file is left as it is; a file that is not there is begun.',
    )
    .action((options: { template: string; opportunity?: string; json?: true }) =>
      runCommand(async () => {
        const config = loadConfig();
        const { path } = config.mappingFile;
        const before = await readIfThere(path);
        const { openEngine } = await import('../../app/open-engine.js');
        const { replaceFile } = await import('../../app/replace-file.js');
        const { initMapping } = await import('../../services/templates/init-mapping.js');
        const { dryRunMapping } = await import('../../services/templates/check-mapping.js');
        await using engine = await openEngine(
          { ...config, mappingFile: { path, explicit: false } },
          { log: commandLog(config) },
        );
        const currencyIsNamed = config.salesforce.defaultCurrency !== null;
        const { text, entry, templateName } = await initMapping(
          { ...engine, currencyIsNamed },
          options.template,
          before,
        );
        // A file that can't be read is never left behind.
        const changed = parseMappingFile(text, path);
        await replaceFile(path, text);
        const { opportunity } = options;
        const dryRuns =
          opportunity === undefined
            ? []
            : await dryRunMapping({ ...engine, mapping: changed }, opportunity, entry.templateId);
        if (options.json) {
          const unguessed = entry.unguessed.map(({ name }) => name);
          printJson({
            file: path,
            template: entry.templateId,
            data: entry.data,
            unguessed,
            dryRuns,
          });
          return EXIT_OK;
        }
        print(
          `${path} has an entry for template ${entry.templateId} (${templateName}) now: ${Object.keys(entry.data).length} fields guessed, ${entry.unguessed.length} left to you.`,
          'Look at each line marked "# guess", then run `dealdraft mapping check`.',
        );
        for (const dryRun of dryRuns) printDryRun(dryRun);
        return EXIT_OK;
      }),
    );
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
