import { z } from 'zod';

import type { Settings } from '../settings.js';
import type { RedisConnection } from './connection.js';
import { nothingReply } from './replies.js';

export function createSettings(connection: RedisConnection): Settings {
  return {
    get: async (name) => connection.send(z.string().nullable(), 'HGET', 'settings', name),
    set: async (name, value) => connection.send(nothingReply, 'HSET', 'settings', name, value),
    delete: async (name) => connection.send(nothingReply, 'HDEL', 'settings', name),
  };
}
