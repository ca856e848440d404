import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';

import { installAnswerDate } from '../http/answer-date.js';
import { CallCounter, installCallCounter, registerCallRoutes } from '../http/call-counter.js';
import { FaultKit, installFaults, registerFaultRoutes } from '../http/faults.js';
import { SandboxControl } from './control/control.js';
import { installContractPages, PAGE_PREFIX } from './contract-pages.js';
import { Deliveries } from './webhooks/deliveries.js';
import { DownloadLinks } from './documents/download-links.js';
import { notFound, plainError } from './errors.js';
import { createExampleAnswers } from './examples/example-answers.js';
import { Lifecycle } from './contracts/lifecycle.js';
import { DEFAULT_DELIVERY_SETTINGS, DEFAULT_HMAC_KEY, DEFAULT_SETTINGS } from './options.js';
import type { SpotDraftSandboxOptions } from './options.js';
import { LINK_PREFIX, registerLinkRoute } from './personal-links.js';
import { SlidingWindowLimit } from './rate-limit.js';
import { answerError, registerApiRoutes } from './router.js';
import type { ApiRoute, Workspace } from './router.js';
import { registerControlRoutes } from './control/control-routes.js';
import { registerStorageRoute, STORAGE_PREFIX } from './documents/document-routes.js';
import { handWrittenRoutes } from './routes.js';
import { seedWorkspace } from './seed-workspace.js';
import { WorkspaceState } from './state.js';
import { registerUploadRoute } from './workspace-files.js';

export type { SeedDeal } from '../seed/contract-seed.js';
export type { ContractView, ControlAction, SandboxControl } from './control/control.js';
export type {
  Deliveries,
  DeliveryFaults,
  DeliveryRecord,
  DeliverySettings,
} from './webhooks/deliveries.js';
export type { SpotDraftSandboxOptions } from './options.js';
export { SANDBOX_QUIRKS } from './quirks.js';
export type { SandboxSettings } from './state.js';

export interface SpotDraftSandbox {
  /** The bare origin: base URL of the API. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Base64. */
  readonly hmacKey: string;
  /** Drives contracts without HTTP. */
  readonly control: SandboxControl;
  readonly faults: FaultKit;
  readonly calls: CallCounter;
  readonly deliveries: Deliveries;
  /** Every operation that is written by hand, keyed as `calls` counts them. */
  readonly operations: readonly string[];
  /** Lags and life times, which may be changed while it runs. */
  readonly settings: WorkspaceState['settings'];
  /** Back to the state after the start: seeds anew; webhooks, faults and counters are forgotten. */
  reset(): void;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts an emulator of SpotDraft's public API on this machine, with state, webhooks and faults on demand. */
export async function startSpotDraftSandbox(
  options: SpotDraftSandboxOptions = {},
): Promise<SpotDraftSandbox> {
  const now = options.now ?? (() => new Date());
  const workspace = createWorkspace(options, now);
  const { state, deliveries, lifecycle } = workspace;
  const control = new SandboxControl(state, lifecycle);
  const faults = new FaultKit(now);
  const calls = new CallCounter();

  const start = () => {
    seedWorkspace(state, options);
    for (const rule of options.faults ?? []) faults.add(rule);
    deliveries.setFaults(options.deliveryFaults ?? {});
  };
  const reset = () => {
    state.reset();
    deliveries.reset();
    faults.clear();
    calls.reset();
    workspace.rateLimit.limit = initialLimit(options);
    workspace.rateLimit.reset();
    start();
  };
  start();

  const app = createApp();
  const examples = createExampleAnswers(workspace);
  installAnswerDate(app, now);
  installCallCounter(app, calls, {
    isCounted: (url) =>
      [STORAGE_PREFIX, LINK_PREFIX, PAGE_PREFIX].every((prefix) => !url.startsWith(prefix)),
    routeOf: (method, url) => examples.routeOf(method, url.split('?')[0] ?? ''),
  });
  installFaults(app, faults);
  if (options.contractPages === true) installContractPages(app, workspace, control);
  const routes = handWrittenRoutes(workspace).filter(
    (route) => options.examplesFor?.(keyOf(route)) !== true,
  );
  registerApiRoutes(app, routes, workspace, examples);
  registerStorageRoute(app, workspace);
  registerUploadRoute(app, workspace);
  registerLinkRoute(app, workspace);
  registerControlRoutes(app, workspace, control, reset);
  registerFaultRoutes(app, faults);
  registerCallRoutes(app, calls);

  const url = await app.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
  const close = async () => {
    await deliveries.close();
    await app.close();
  };
  return {
    url,
    ...workspace.credentials,
    hmacKey: workspace.hmacKey,
    control,
    faults,
    calls,
    deliveries,
    operations: routes.map(keyOf),
    get settings() {
      return state.settings;
    },
    reset,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function keyOf({ method, path }: ApiRoute): string {
  return `${method} ${path}`;
}

function createWorkspace(options: SpotDraftSandboxOptions, now: () => Date): Workspace {
  const { downloadLinkTtlMs } = options;
  const hmacKey = options.hmacKey ?? DEFAULT_HMAC_KEY;
  const state = new WorkspaceState(
    {
      ...DEFAULT_SETTINGS,
      ...(downloadLinkTtlMs !== undefined && { downloadLinkTtlMs }),
      ...options.settings,
    },
    now,
  );
  const deliveries = new Deliveries(hmacKey, {
    ...DEFAULT_DELIVERY_SETTINGS,
    ...options.deliveries,
  });
  return {
    state,
    deliveries,
    lifecycle: new Lifecycle(state, deliveries),
    links: new DownloadLinks(hmacKey, now),
    rateLimit: new SlidingWindowLimit(initialLimit(options)),
    credentials: {
      clientId: options.clientId ?? 'sandbox-client',
      clientSecret: options.clientSecret ?? 'sandbox-secret',
    },
    hmacKey,
    externalLookup: {
      isNested: options.externalLookup?.isNested ?? false,
      ids: options.externalLookup?.ids ?? 'composite',
    },
    acceptUnknownDataKeys: options.acceptUnknownDataKeys ?? false,
  };
}

function initialLimit({ rateLimitPerSecond }: SpotDraftSandboxOptions): number | null {
  return rateLimitPerSecond === undefined ? 10 : rateLimitPerSecond;
}

function createApp(): FastifyInstance {
  const app = fastify({
    // Files come in as base64, within JSON.
    bodyLimit: 96 * 1024 * 1024,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
    // A path that can't be decoded names nothing.
    frameworkErrors: (_error, _request, reply) => {
      void answerError(notFound(), reply);
    },
  });
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    if (text === '') {
      done(null, undefined);
      return;
    }
    try {
      done(null, JSON.parse(text.toString()));
    } catch {
      done(plainError(400, 'JSON parse error.'));
    }
  });
  app.setErrorHandler((error, _request, reply) => answerError(error, reply));
  return app;
}
