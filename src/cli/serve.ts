import type { Command } from 'commander';
import { loadConfig } from '../config.js';
import { EXIT_FAILED, runCommand, untilToldToStop } from './command.js';

/** The drain has deadlines of its own; this one holds even when something in it hangs. */
const EXIT_AFTER_MS = 9_500;

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('run the server and, in the same process, the sync worker')
    .option('--no-worker', 'only answer requests and store deliveries; another process has to sync')
    .addHelpText(
      'after',
      '\nSettings come from the environment, or from a file .env in this folder; .env.example lists them.\nSIGTERM and Ctrl-C finish what runs, within 10 seconds.',
    )
    .action((options: { worker: boolean }) =>
      runCommand(async () => {
        const stop = untilToldToStop();
        const config = loadConfig();
        const { startApp } = await import('../app.js');
        const app = await startApp(config, { worker: options.worker });
        await stop;
        const timer = setTimeout(() => {
          app.log.error({}, 'not everything ended in time; it resumes at the next start');
          process.exit(EXIT_FAILED);
        }, EXIT_AFTER_MS);
        timer.unref();
        await app.close();
        return undefined;
      }),
    );
}
