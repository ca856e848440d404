import { z } from 'zod';

import type { ConfirmedRow } from '../contract-details.js';
import { storedKeyPointers, storedRecipients, storedRow } from '../stored-values.js';
import type { ContractDetails } from '../contract-details.js';
import { msOf } from './connection.js';
import type { RedisConnection } from './connection.js';
import { jsonField, nothingReply } from './replies.js';

/**
 * What is kept beside the projection: answered look-ups (`looked-up`, by time), rows the CRM confirmed
 * (`confirmed:<object>`), people and metadata (`recipients`, `key-pointers`). One hash each, so one command a call.
 */
export function createContractDetails(connection: RedisConnection): ContractDetails {
  return {
    saveLookedUp: async (ids, at) => {
      if (ids.length === 0) return;
      const entries = ids.flatMap((id) => [msOf(at), id]);
      await connection.send(nothingReply, 'ZADD', 'looked-up', 'GT', ...entries);
    },
    lookedUp: async (ids) => {
      if (ids.length === 0) return new Set();
      const times = await connection.send(z.array(z.unknown()), 'ZMSCORE', 'looked-up', ...ids);
      return new Set(ids.filter((_, i) => times[i] !== null));
    },
    confirmedRows: async (objectName, keys) => {
      if (keys.length === 0) return new Map();
      const rows = await connection.send(
        z.array(jsonField(storedRow).nullable()),
        'HMGET',
        `confirmed:${objectName}`,
        ...keys,
      );
      const found = new Map<string, ConfirmedRow>();
      for (const [i, key] of keys.entries()) {
        const row = rows[i] ?? null;
        if (row !== null) found.set(key, row);
      }
      return found;
    },
    saveConfirmedRows: async (objectName, rows) => {
      if (rows.length === 0) return;
      const entries = rows.flatMap(({ key, row }) => [key, JSON.stringify(row)]);
      await connection.send(nothingReply, 'HSET', `confirmed:${objectName}`, ...entries);
    },
    saveRecipients: async (id, people) =>
      connection.send(nothingReply, 'HSET', 'recipients', id, JSON.stringify(people)),
    saveKeyPointers: async (id, pointers) =>
      connection.send(nothingReply, 'HSET', 'key-pointers', id, JSON.stringify(pointers)),
    recipients: async (id) =>
      connection.send(jsonField(storedRecipients).nullable(), 'HGET', 'recipients', id),
    keyPointers: async (id) =>
      connection.send(jsonField(storedKeyPointers).nullable(), 'HGET', 'key-pointers', id),
  };
}
