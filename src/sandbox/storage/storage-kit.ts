import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';

import { installAnswerDate } from '../http/answer-date.js';
import { CallCounter, registerCallRoutes } from '../http/call-counter.js';
import { FaultKit, installFaults, isControlUrl, registerFaultRoutes } from '../http/faults.js';
import { registerContentRoutes } from './content-routes.js';
import { StorageClock } from './storage-clock.js';
import type { StorageContents } from './stored-object.js';
import { StorageRefusal, StorageRouter } from './storage-route.js';
import type { StorageAnswer, StorageRoute } from './storage-route.js';

/** What every emulated storage has beside its own state. */
export interface StorageKit {
  /** Rules strike the requests of every host of the emulator. */
  readonly faults: FaultKit;
  /** Calls of every host of the emulator, by route. */
  readonly calls: CallCounter;
  readonly clock: StorageClock;
}

/** An emulator that runs, as tests hold it. */
export interface StorageSandbox extends StorageKit {
  /** Origin of its main host, which has the control routes, too. */
  readonly url: string;
  readonly contents: StorageContents;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface StorageSandboxOptions {
  readonly host?: string;
  /** Of the main host; any free one without it. */
  readonly port?: number;
}

export function createStorageKit(): StorageKit {
  const clock = new StorageClock();
  return { faults: new FaultKit(() => clock.now()), calls: new CallCounter(), clock };
}

export interface StorageHost {
  readonly routes: readonly StorageRoute[];
  /** For what no route fits. */
  readonly unknown: StorageAnswer;
  /** Called before every handler; throws a StorageRefusal for who may not call. */
  readonly admit?: StorageRoute['handle'];
  /** Given to the main host alone. */
  readonly contents?: StorageContents;
  readonly maxBodyBytes?: number;
}

export interface RunningHost {
  readonly url: string;
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 400 * 1024 * 1024;

/** Starts one host of an emulator on loopback. Bodies are handed over as they come, in memory as a whole. */
export async function startStorageHost(
  kit: StorageKit,
  host: StorageHost,
  { host: address = '127.0.0.1', port = 0 }: StorageSandboxOptions = {},
): Promise<RunningHost> {
  const router = new StorageRouter(host.routes);
  const app = createApp(host.maxBodyBytes ?? MAX_BODY_BYTES);
  installAnswerDate(app, () => kit.clock.now());
  app.addHook('onRequest', async ({ method, raw }) => {
    const target = raw.url ?? '';
    if (!isControlUrl(target)) kit.calls.record(method, router.nameOf(method, target));
  });
  installFaults(app, kit.faults);
  if (host.contents !== undefined) {
    registerControlRoutes(app, kit, host.contents);
  }
  app.route({
    method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/*',
    handler: async (request, reply) => {
      const target = request.raw.url ?? '';
      const matched = router.match(request.method, target);
      const call = {
        method: request.method,
        target,
        params: matched?.params ?? {},
        query: new URLSearchParams(target.split('?').slice(1).join('?')),
        headers: request.headers,
        rawHeaders: request.raw.rawHeaders,
        body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      };
      let answer: StorageAnswer;
      try {
        if (matched === null) answer = host.unknown;
        else {
          await host.admit?.(call);
          answer = await matched.route.handle(call);
        }
      } catch (error) {
        if (!(error instanceof StorageRefusal)) throw error;
        answer = error.answer;
      }
      const { status, headers = {}, body } = answer;
      void reply.code(status);
      if (typeof body === 'object' && !Buffer.isBuffer(body)) {
        void reply.headers({ 'content-type': 'application/json; charset=utf-8', ...headers });
        return reply.send(JSON.stringify(body));
      }
      void reply.headers(headers);
      return reply.send(body);
    },
  });
  const url = await app.listen({ host: address, port });
  return { url, close: async () => app.close() };
}

function registerControlRoutes(
  app: FastifyInstance,
  kit: StorageKit,
  contents: StorageContents,
): void {
  void app.register(async (control) => {
    control.addContentTypeParser(
      'application/json',
      { parseAs: 'string' },
      (_request, text, done) => {
        try {
          done(null, JSON.parse(String(text)));
        } catch {
          done(null, null);
        }
      },
    );
    registerFaultRoutes(control, kit.faults);
    registerCallRoutes(control, kit.calls);
    registerContentRoutes(control, contents, kit.clock);
  });
}

function createApp(bodyLimit: number): FastifyInstance {
  const app = fastify({ bodyLimit, exposeHeadRoutes: false, forceCloseConnections: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  return app;
}
