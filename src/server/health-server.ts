import type { FastifyInstance } from 'fastify';
import type { Log } from '../domain/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { Readiness } from '../telemetry/readiness.js';
import { createHttpServer } from './http-server.js';
import { noted } from '../domain/said.js';

export interface HealthParts {
  readonly readiness: () => Promise<Readiness>;
  readonly metrics: Pick<Metrics, 'contentType' | 'render'>;
}

/** What a process says of itself. Asks for no credentials, so it is for the inside of a network alone. */
export function healthRoutes(server: FastifyInstance, { readiness, metrics }: HealthParts): void {
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const state = await readiness();
    return reply
      .code(state.ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(state);
  });
  server.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.render()),
  );
}

export interface HealthServer {
  /** Where it listens, e.g. `http://127.0.0.1:9464`. */
  readonly url: string;
  close(): Promise<void>;
}

/** For a process that serves nothing else. `port` 0 takes a free one. */
export async function startHealthServer(
  parts: HealthParts & { readonly log: Log },
  address: { readonly host: string; readonly port: number },
): Promise<HealthServer> {
  const server = createHttpServer({
    log: parts.log,
    hint: noted`A worker has /healthz, /readyz and /metrics.`,
    home: null,
    forceCloseConnections: true,
  });
  healthRoutes(server, parts);
  const url = await server.listen(address);
  return { url, close: () => server.close() };
}
