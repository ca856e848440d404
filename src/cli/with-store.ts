import { loadStoreConfig } from '../config/config.js';
import type { Clock } from '../domain/clock.js';
import type { ActivityService } from '../services/activity/activity.js';
import type { DeliveryService } from '../services/inbox/deliveries.js';
import { commandLog } from './command-log.js';

/** Opens the store alone: for commands that neither SpotDraft nor Salesforce has to be asked for, and their settings neither. */
export async function withStore<T>(
  action: (parts: {
    readonly deliveries: DeliveryService;
    readonly activity: ActivityService;
    readonly clock: Clock;
  }) => Promise<T>,
): Promise<T> {
  const config = loadStoreConfig();
  // Help and usage errors do not wait for the store to load.
  const { openLocal } = await import('../app/open-local.js');
  await using local = await openLocal(config, commandLog(config));
  return await action(local);
}
