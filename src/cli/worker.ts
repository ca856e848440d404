import { Option } from 'commander';
import type { Command } from 'commander';
import { loadConfig } from '../config/config.js';
import { runCommand } from './command.js';
import { toldToStop, untilAborted } from './told-to-stop.js';

export function addWorker(program: Command): void {
  program
    .command('worker')
    .option(
      '--metrics-port <port>',
      'serve /healthz, /readyz and /metrics of this worker there, at HOST; METRICS_PORT without it, 0 for a free port',
    )
    .addOption(new Option('--only <work>', 'do this work alone').choices(['sync', 'archive']))
    .addHelpText(
      'after',
      '\nFor a server started with --no-worker, or beside one that also syncs. Set PUBLIC_URL to the address of the ' +
        'server: links to documents are made of it. SIGTERM drains within 10 seconds.',
    )
    .action((options: { metricsPort?: string; only?: 'sync' | 'archive' }) =>
      runCommand(async () => {
        const stop = toldToStop();
        const { metricsPort: port } = options;
        const config = loadConfig(undefined, port === undefined ? {} : { METRICS_PORT: port });
        // Help and usage errors do not wait for the whole application to load.
        const { openEngine } = await import('../app/open-engine.js');
        const { startArchiving, startSyncing, startWorker } =
          await import('../app/start-worker.js');
        const { startHealthServer } = await import('../server/health-server.js');
        const { createReadiness } = await import('../telemetry/readiness.js');
        await using engine = await openEngine(config);
        const { host, metricsPort } = config.http;
        const health =
          metricsPort === null
            ? null
            : await startHealthServer(
                { ...engine, readiness: createReadiness(engine) },
                { host, port: metricsPort },
              );
        const start = { all: startWorker, sync: startSyncing, archive: startArchiving };
        const worker = start[options.only ?? 'all'](engine);
        engine.log.info(
          { only: options.only, metrics: health?.url },
          options.only === 'archive' ? 'dealdraft is archiving' : 'dealdraft is syncing',
        );
        await untilAborted(stop);
        engine.log.info({}, 'dealdraft is stopping');
        await worker.stop();
        await health?.close();
        return undefined;
      }),
    );
}
