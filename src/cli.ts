import { existsSync, readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { z } from 'zod';
import { addBackfill } from './cli/backfill.js';
import { EXIT_OK, EXIT_USAGE } from './cli/command.js';
import { addDeliveries } from './cli/deliveries.js';
import { addDemo } from './cli/demo.js';
import { addMapping } from './cli/mapping.js';
import { addReconcile } from './cli/reconcile.js';
import { addSandbox } from './cli/sandbox.js';
import { addServe } from './cli/serve.js';
import { addWebhooks } from './cli/webhooks.js';
import { addWorker } from './cli/worker.js';

/** Runs the command line. Ends the process by its exit code: 0 done, 1 failed, 2 wrong usage or configuration. */
export async function main(argv: readonly string[]): Promise<void> {
  // Settings of a clone may stand in a file; what the environment says itself wins.
  if (existsSync('.env')) process.loadEnvFile('.env');
  const program = new Command('dealdraft')
    .description(
      'Salesforce opportunities and SpotDraft contracts in one graph: generate contracts from deals, keep their status on the CRM record',
    )
    .version(packageVersion())
    .showHelpAfterError('(add --help to see how it is used)')
    .exitOverride();
  addServe(program);
  addWorker(program);
  addDemo(program);
  addSandbox(program);
  addBackfill(program);
  addReconcile(program);
  addDeliveries(program);
  addWebhooks(program);
  addMapping(program);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has said what is wrong. Help and version come this way too, with exit code 0.
    process.exitCode = error.exitCode === 0 ? EXIT_OK : EXIT_USAGE;
  }
}

function packageVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
