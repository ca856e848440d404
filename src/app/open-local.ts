import type { StoreConfig } from '../config/config.js';
import { systemClock } from '../domain/clock.js';
import type { Clock } from '../domain/clock.js';
import type { Log } from '../domain/log.js';
import { createActivityService } from '../services/activity/activity.js';
import type { ActivityService } from '../services/activity/activity.js';
import { createDeliveryService } from '../services/inbox/deliveries.js';
import type { DeliveryService } from '../services/inbox/deliveries.js';
import { openStore } from '../store/open-store.js';

export interface Local extends AsyncDisposable {
  readonly deliveries: DeliveryService;
  readonly activity: ActivityService;
  readonly clock: Clock;
}

/** What can be looked at and put to work again without either system. @throws ConfigError when the store can't be used. */
export async function openLocal(
  { storeUrl }: Pick<StoreConfig, 'storeUrl'>,
  log: Log,
): Promise<Local> {
  const store = await openStore({ url: storeUrl, clock: systemClock, log });
  return {
    // What is due again is seen by the process that works on this store.
    deliveries: createDeliveryService({ ...store, log, onReplayed: () => undefined }),
    activity: createActivityService({ ...store, flush: () => Promise.resolve() }),
    clock: systemClock,
    [Symbol.asyncDispose]: () => store.close(),
  };
}
