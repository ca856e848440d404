import { Option } from 'commander';
import type { Command } from 'commander';
import { API_KEY_ROLES } from '../config/environment.js';
import { createApiKey } from '../config/create-api-key.js';
import type { ApiKeyConfig } from '../config/environment.js';
import { EXIT_OK, print, printJson, runCommand } from './command.js';

export function addKeys(program: Command): void {
  program
    .command('keys')
    .command('create')
    .description('print a new key, once, and the entry of API_KEYS that lets it in')
    .argument('<name>', 'who will use it: letters, digits, ".", "_" and "-"')
    .addOption(
      new Option('--role <role>', 'what it may do').choices(API_KEY_ROLES).default('service'),
    )
    .option('--json', 'print key, hash and entry as JSON')
    .addHelpText(
      'after',
      '\nOnly the hash is configured, so the key is shown this once and kept nowhere. docs/access.md says what each role may do.',
    )
    .action((name: string, options: { role: ApiKeyConfig['role']; json?: true }) =>
      runCommand(async () => {
        const made = createApiKey(name, options.role);
        if (options.json) printJson(made);
        else {
          print(
            `key   ${made.key}`,
            `hash  ${made.sha256}`,
            '',
            `Add to API_KEYS, separated by a comma: ${made.entry}`,
            'The key is shown this once; give it to whoever calls, as the header x-api-key.',
          );
        }
        return EXIT_OK;
      }),
    );
}
