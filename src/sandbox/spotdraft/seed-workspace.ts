import type { SpotDraftSandboxOptions } from './options.js';
import type { WorkspaceState } from './state.js';

/** Fills a fresh workspace with the people and contracts of its options. */
export function seedWorkspace(state: WorkspaceState, options: SpotDraftSandboxOptions): void {
  for (const user of options.users ?? []) state.addUser(user);
  for (const deal of options.deals ?? []) state.addUser(deal.owner);
}
