import type { BulkStarter } from '../../store/bulk-jobs.js';

/** For people: a user's name or a key's. */
export function starterName(starter: BulkStarter): string {
  return starter.kind === 'user' ? starter.username : starter.keyName;
}
