import type { Command } from 'commander';
import { loadConfig } from '../config.js';
import { EXIT_FAILED, runCommand, untilToldToStop } from './command.js';

/** The drain has deadlines of its own; this one holds even when something in it hangs. */
const EXIT_AFTER_MS = 9_500;

export function addWorker(program: Command): void {
  program
    .command('worker')
    .description('run the sync worker alone; several may run against one store')
    .option(
      '--metrics-port <port>',
      'serve /healthz, /readyz and /metrics of this worker there, at HOST; METRICS_PORT without it, 0 for a free port',
    )
    .addHelpText(
      'after',
      '\nFor a server started with --no-worker, or beside one that also syncs. Set PUBLIC_URL to the address of the ' +
        'server: links to documents are made of it. SIGTERM drains within 10 seconds.',
    )
    .action((options: { metricsPort?: string }) =>
      runCommand(async () => {
        const stop = untilToldToStop();
        const { metricsPort: port } = options;
        const config = loadConfig(undefined, port === undefined ? {} : { METRICS_PORT: port });
        // Help and usage errors do not wait for the whole application to load.
        const { openEngine, startWorker } = await import('../app.js');
        const { startHealthServer } = await import('../server/health-server.js');
        const { createReadiness } = await import('../readiness.js');
        await using engine = await openEngine(config);
        const { host, metricsPort } = config.http;
        const health =
          metricsPort === null
            ? null
            : await startHealthServer(
                { ...engine, readiness: createReadiness(engine) },
                { host, port: metricsPort },
              );
        const worker = startWorker(engine);
        engine.log.info(health === null ? {} : { metrics: health.url }, 'dealdraft is syncing');
        await stop;
        engine.log.info({}, 'dealdraft is stopping');
        const timer = setTimeout(() => {
          engine.log.error({}, 'not everything ended in time; it resumes at the next start');
          process.exit(EXIT_FAILED);
        }, EXIT_AFTER_MS);
        timer.unref();
        await worker.stop();
        await health?.close();
        return undefined;
      }),
    );
}
