import { existsSync, readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { printableLines } from '../domain/printable.js';
import { addCommands } from './commands.js';
import { complain, endWithReader, EXIT_OK, EXIT_USAGE } from './command.js';
import { followNpm } from './follow-npm.js';

/** Runs the command line. Ends the process by its exit code: 0 done, 1 failed, 2 wrong usage or configuration. */
export async function main(argv: readonly string[]): Promise<void> {
  followNpm();
  endWithReader();
  // Settings of a clone may stand in a file; what the environment says itself wins.
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
  } catch (error) {
    complain(
      `.env can't be read as a file of settings (${error instanceof Error ? error.message : 'no reason'}).`,
    );
    process.exitCode = EXIT_USAGE;
    return;
  }
  const program = new Command('dealdraft')
    .description(
      'Salesforce opportunities and SpotDraft contracts in one graph: generate contracts from deals, keep their status on the CRM record',
    )
    .version(packageVersion())
    .showHelpAfterError('(add --help to see how it is used)')
    .configureOutput({ writeErr: (text) => process.stderr.write(printableLines(text)) })
    .exitOverride();
  await addCommands(program, argv.slice(2));
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has said what is wrong. Help and version come this way too, with exit code 0.
    process.exitCode = error.exitCode === 0 ? EXIT_OK : EXIT_USAGE;
  }
}

function packageVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
