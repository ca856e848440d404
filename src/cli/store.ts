import type { Command } from 'commander';
import { loadStoreConfig } from '../config/config.js';
import { EXIT_OK, print, runCommand } from './command.js';

export function addStore(program: Command): void {
  const store = program
    .command('store')
    .addHelpText('after', '\nNo contract depends on a copy: docs/operations.md says what does.');

  store
    .command('backup')
    .description('copy the store to FILE while dealdraft runs; the own log to FILE-activity')
    .argument('<file>', 'a file that does not exist yet; it will hold personal data')
    .action((file: string) =>
      runCommand(async () => {
        const { backUpStore } = await import('../app/store-copies.js');
        for (const copy of await backUpStore(loadStoreConfig(), file))
          print(
            `${copy.file}: ${copy.bytes.toLocaleString('en')} bytes, looked through and on disk`,
          );
        return EXIT_OK;
      }),
    );

  store
    .command('restore')
    .description('put a copy in the place of the store, which is kept; nothing may run meanwhile')
    .argument('<file>', 'what "store backup" wrote')
    .action((file: string) =>
      runCommand(async () => {
        const { restoreStore } = await import('../app/store-copies.js');
        const { before } = await restoreStore(loadStoreConfig(), file);
        print(`Restored from ${file}.`);
        if (before !== null) print(`The store that was there is ${before} now.`);
        print(
          'Run "dealdraft backfill" before anybody generates contracts: it reads what happened since the copy was made.',
        );
        return EXIT_OK;
      }),
    );
}
