import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { createLinks } from '../services/notices/links.js';
import { sendTest } from '../services/notices/send-test.js';
import { complain, EXIT_FAILED, EXIT_OK, print, printJson, runCommand } from './command.js';
import { withEngine } from './with-engine.js';

export function addNotices(program: Command): void {
  const notices = program.command('notices');
  notices
    .command('test')
    .description('send a test message to each destination of the mapping file')
    .option('--to <name>', 'only to this one')
    .option('--json', 'print the outcome as JSON')
    .addHelpText(
      'after',
      '\nExit code 1 when one was not taken. docs/notices.md says how they are set up.',
    )
    .action((options: { to?: string; json?: true }) =>
      runCommand(() =>
        withEngine(async ({ config, noticeDestinations, publicUrl, clock }) => {
          const outcomes = await sendTest(noticeDestinations, options.to, {
            links: createLinks(() => publicUrl.current, config.http.ui),
            clock,
            newId: randomUUID,
          });
          if (options.json) printJson(outcomes);
          else {
            for (const { destination, outcome } of outcomes) {
              if (outcome.kind === 'sent') print(`${destination}: taken.`);
              else complain(`${destination}: ${outcome.reason}`);
            }
          }
          return outcomes.every(({ outcome }) => outcome.kind === 'sent') ? EXIT_OK : EXIT_FAILED;
        }),
      ),
    );
}
