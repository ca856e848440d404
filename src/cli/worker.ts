import type { Command } from 'commander';
import { openEngine, startWorker } from '../app.js';
import { loadConfig } from '../config.js';
import { EXIT_FAILED, runCommand, untilToldToStop } from './command.js';

/** The drain has deadlines of its own; this one holds even when something in it hangs. */
const EXIT_AFTER_MS = 9_500;

export function addWorker(program: Command): void {
  program
    .command('worker')
    .description('run the sync worker alone; several may run against one store')
    .addHelpText(
      'after',
      '\nFor a server started with --no-worker, or beside one that also syncs. Set PUBLIC_URL to the address of the ' +
        'server: links to documents are made of it. SIGTERM drains within 10 seconds.',
    )
    .action(() =>
      runCommand(async () => {
        const stop = untilToldToStop();
        await using engine = await openEngine(loadConfig());
        const worker = startWorker(engine);
        engine.log.info({}, 'dealdraft is syncing');
        await stop;
        engine.log.info({}, 'dealdraft is stopping');
        const timer = setTimeout(() => {
          engine.log.error({}, 'not everything ended in time; it resumes at the next start');
          process.exit(EXIT_FAILED);
        }, EXIT_AFTER_MS);
        timer.unref();
        await worker.stop();
        return undefined;
      }),
    );
}
