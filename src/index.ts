/**
 * The package as a library: run dealdraft inside another program, or start the sandboxes for one's own tests.
 *
 * @example
 * ```ts
 * await using salesforce = await startSalesforceSandbox();
 * await using spotdraft = await startSpotDraftSandbox({ deals: salesforce.deals });
 * await using app = await startApp(loadConfig({ SPOTDRAFT_BASE_URL: spotdraft.url, ... }));
 * ```
 */
export { openEngine } from './app/open-engine.js';
export type { Adapters, Engine } from './app/open-engine.js';
export { startApp } from './app/start-app.js';
export type { App } from './app/start-app.js';
export { loadConfig } from './config/config.js';
export type { Config } from './config/config.js';
export type { Clock } from './domain/clock.js';
export {
  AmbiguousOutcomeError,
  ConfigError,
  ConflictError,
  DealdraftError,
  ForbiddenError,
  InputError,
  NotFoundError,
  RateLimitedError,
  TerminalError,
  UnauthenticatedError,
  UpstreamAuthError,
  UpstreamContractError,
  UpstreamRejectedError,
  UpstreamUnavailableError,
} from './domain/errors.js';
export type { UpstreamService } from './domain/errors.js';
export type { Log } from './domain/log.js';
export { runBackfill } from './sync/index.js';
export type { BackfillProgress, BackfillReport } from './sync/index.js';
export { startSalesforceSandbox, startSpotDraftSandbox } from './sandbox/index.js';
export type { SalesforceSandbox, SalesforceSandboxOptions } from './sandbox/salesforce/index.js';
export type {
  ContractView,
  ControlAction,
  Deliveries,
  DeliveryFaults,
  DeliveryRecord,
  DeliverySettings,
  SandboxControl,
  SandboxSettings,
  SeedDeal,
  SpotDraftSandbox,
  SpotDraftSandboxOptions,
} from './sandbox/spotdraft/index.js';
