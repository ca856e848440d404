import type { Redis } from 'ioredis';

import type { Log } from '../../domain/log.js';
import type { Wakes } from '../wakes.js';

/** Beside the keys: a channel belongs to no slot and to no database. */
const CHANNEL = '{dealdraft}:wake';

/**
 * For scripts that make keys due; one message a script. A user of Redis without a right to the channel must not lose a delivery over it, so
 * what comes of it is not looked at.
 */
export const PUBLISH_WAKE = `
local hasWoken = false
local function publishWake()
  if not hasWoken then redis.pcall('PUBLISH', '${CHANNEL}', '') end
  hasWoken = true
end
`;

/** Listens on connections of their own, since one that is subscribed takes no other commands. */
export function createWakes(
  createSubscriber: () => Redis,
  log: Log,
): Wakes & { close(): Promise<void> } {
  const open = new Set<() => void>();

  return {
    listen(onWake) {
      const client = createSubscriber();
      let isLive = false;
      const subscribe = async () => {
        try {
          await client.subscribe(CHANNEL);
          isLive = true;
          // Keys may have become due while nobody listened.
          onWake();
        } catch (error) {
          log.debug({ err: error }, 'wakes of other processes do not arrive; keys are looked for');
        }
      };
      client.on('ready', () => void subscribe());
      client.on('message', onWake);
      client.on('close', () => {
        isLive = false;
      });
      // The store's own connection says what is wrong with Redis.
      client.on('error', () => undefined);
      client.connect().catch(() => undefined);
      const stop = () => {
        isLive = false;
        open.delete(stop);
        client.removeAllListeners('message');
        client.disconnect();
      };
      open.add(stop);
      return { isLive: () => isLive, stop };
    },

    async close() {
      for (const stop of open) stop();
    },
  };
}
