import type { Command } from 'commander';
import { loadConfig } from '../config/config.js';
import { runCommand } from './command.js';
import { toldToStop, untilAborted } from './told-to-stop.js';

export function addServe(program: Command): void {
  program
    .command('serve')
    .option('--no-worker', 'only answer requests and store deliveries; another process has to sync')
    .addHelpText(
      'after',
      '\nSettings come from the environment, or from a file .env in this folder; .env.example lists them.\nSIGTERM and Ctrl-C finish what runs, within 10 seconds.',
    )
    .action((options: { worker: boolean }) =>
      runCommand(async () => {
        const stop = toldToStop();
        const config = loadConfig();
        const { startApp } = await import('../app/start-app.js');
        const app = await startApp(config, { worker: options.worker });
        // Takes some calls of both systems; requests are answered meanwhile.
        const { warnOfMapping } = await import('../app/warn-of-mapping.js');
        void warnOfMapping(app, stop);
        await untilAborted(stop);
        await app.close();
        return undefined;
      }),
    );
}
