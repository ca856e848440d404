import type { SalesforceSandbox, SalesforceSandboxOptions } from './salesforce/index.js';
import type { SpotDraftSandbox, SpotDraftSandboxOptions } from './spotdraft/index.js';
import type { StorageSandboxes } from './storage/index.js';

/**
 * Starts a Salesforce org with sample data on loopback. Its parts are loaded only now, so that a program that uses
 * the package without sandboxes never holds them.
 */
export async function startSalesforceSandbox(
  options: SalesforceSandboxOptions = {},
): Promise<SalesforceSandbox> {
  const sandbox = await import('./salesforce/index.js');
  return sandbox.startSalesforceSandbox(options);
}

/** Starts an emulator of SpotDraft's public API on this machine; loaded as late as the other. */
export async function startSpotDraftSandbox(
  options: SpotDraftSandboxOptions = {},
): Promise<SpotDraftSandbox> {
  const sandbox = await import('./spotdraft/index.js');
  return sandbox.startSpotDraftSandbox(options);
}

/** Starts one emulated storage of each kind on this machine; loaded as late as the others. */
export async function startStorageSandboxes(): Promise<StorageSandboxes> {
  const sandboxes = await import('./storage/index.js');
  return sandboxes.startStorageSandboxes();
}
