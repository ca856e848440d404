import { createServer } from 'node:net';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { LOG_LEVELS } from '../config.js';
import { EXIT_FAILED, EXIT_OK, print, runCommand, untilToldToStop } from './command.js';
import type { Demo } from './demo/start-demo.js';

const PREFERRED_PORT = 4000;

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description(
      'start everything on this machine with nothing configured (both sandboxes, the server) and walk one deal to a signed contract',
    )
    .option('--once', 'end after the walk, with exit code 0 or 1')
    .option('--port <port>', 'port of the server (default: 4000, or a free one)', parsePort)
    .addOption(
      new Option('--log-level <level>', 'log level of the server')
        .choices(LOG_LEVELS)
        .default('warn'),
    )
    .action((options: { once?: true; port?: number; logLevel: string }) =>
      runCommand(async () => {
        const stop = options.once ? null : untilToldToStop();
        const { startDemo } = await import('./demo/start-demo.js');
        const { walkTheStory } = await import('./demo/walk.js');
        const port = options.port ?? (options.once ? 0 : await preferredPort());
        const demo = await startDemo({ port, logLevel: options.logLevel });
        try {
          if (!options.once) await printWayIn(demo);
          await walkTheStory(demo);
          print('\nDone: a deal became a signed contract, and the CRM knows.');
          if (stop !== null) {
            print('Still serving. Ctrl-C ends it.');
            await stop;
          }
          return EXIT_OK;
        } catch (error) {
          process.stderr.write(
            `dealdraft: ${error instanceof Error ? error.message : 'the walk failed'}\n`,
          );
          return EXIT_FAILED;
        } finally {
          await demo.close();
        }
      }),
    );
}

async function printWayIn(demo: Demo): Promise<void> {
  const { app, salesforce, spotdraft, apiKey, contracts, adminName, hasPage } = demo;
  print(
    hasPage
      ? `Open this            ${app.url}/  (sign in as Priya Raman, a sales rep; ${adminName} is admin)`
      : `Sign in              ${app.url}/signin  as one of the sandbox's users; ${adminName} is admin`,
  );
  print(`GraphQL              ${app.url}/graphql`);
  print(`API key              ${apiKey}  (role admin)`);
  print(`Salesforce sandbox   ${salesforce.url}  (${salesforce.deals.length} deals)`);
  print(`SpotDraft sandbox    ${spotdraft.url}  (${contracts} contracts)`);
  print('\nA query to paste:\n');
  print(
    `  curl -s ${app.url}/graphql -H 'content-type: application/json' -H 'x-api-key: ${apiKey}' \\`,
  );
  print(
    `    -d '{"query":"{ opportunities(first: 3) { nodes { name stageName amount { value currency } contracts { id status documentUrl } } } }"}'`,
  );
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('It must be 0 to 65535.');
  return port;
}

/** The documented port, unless somebody else has it: a demo should start, not argue. */
async function preferredPort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(0);
    });
    probe.listen(PREFERRED_PORT, '127.0.0.1', () => {
      probe.close(() => {
        resolve(PREFERRED_PORT);
      });
    });
  });
}
