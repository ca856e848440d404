import { createServer } from 'node:net';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { LOG_LEVELS } from '../config/config.js';
import { complain, EXIT_FAILED, EXIT_OK, print, runCommand } from './command.js';
import type { Demo } from './demo/start-demo.js';
import { toldToStop, untilAborted } from './told-to-stop.js';

const PREFERRED_PORT = 4000;

export function addDemo(program: Command): void {
  program
    .command('demo')
    .option('--once', 'end after the walk, with exit code 0 or 1')
    .option('--port <port>', 'port of the server (default: 4000, or a free one)', parsePort)
    .addOption(
      new Option('--log-level <level>', 'log level of the server')
        .choices(LOG_LEVELS)
        .default('warn'),
    )
    .action((options: { once?: true; port?: number; logLevel: string }) =>
      runCommand(async () => {
        const stop = toldToStop();
        const { startDemo } = await import('./demo/start-demo.js');
        const { walkTheStory } = await import('./demo/walk.js');
        const port = options.port ?? (options.once ? 0 : await preferredPort());
        let demo: Demo | null = null;
        try {
          demo = await startDemo({ port, logLevel: options.logLevel, signal: stop });
          if (!options.once) printWayIn(demo);
          await Promise.race([walkTheStory(demo), untilAborted(stop)]);
          stop.throwIfAborted();
          print('', 'Done: a deal became a signed contract, and the CRM knows.');
          if (options.once) return EXIT_OK;
          print('Still serving. Ctrl-C ends it.');
          await untilAborted(stop);
          return EXIT_OK;
        } catch (error) {
          if (stop.aborted && !options.once) return EXIT_OK;
          if (demo === null && !stop.aborted) throw error;
          complain(error instanceof Error ? error.message : 'the walk failed');
          return EXIT_FAILED;
        } finally {
          await demo?.close();
        }
      }),
    );
}

function printWayIn(demo: Demo): void {
  const { app, salesforce, spotdraft, archive, apiKey, contracts, adminName, hasPage } = demo;
  print(
    hasPage
      ? `Open this            ${app.url}/  (sign in as Priya Raman, a sales rep; ${adminName} is admin)`
      : `Sign in              ${app.url}/signin  as one of the sandbox's users; ${adminName} is admin`,
  );
  print(`GraphQL              ${app.url}/graphql`);
  print(`API key              ${apiKey}  (role admin)`);
  print(`Salesforce sandbox   ${salesforce.url}  (${salesforce.deals.length} deals)`);
  print(`SpotDraft sandbox    ${spotdraft.url}  (${contracts} contracts)`);
  print(
    `Archive              ${archive.directory}, and bucket ${archive.bucket} at ${archive.s3Url}`,
  );
  print('', 'A query to paste:', '');
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
