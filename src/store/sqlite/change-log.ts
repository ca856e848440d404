import { z } from 'zod';

import type { Clock } from '../../domain/clock.js';
import type { Log } from '../../domain/log.js';
import {
  epochText,
  isComplete,
  KEEP_CHANGES,
  KEEP_CHANGES_MS,
  parsePosition,
  toPosition,
} from '../change-position.js';
import type { ChangeLog } from '../change-log.js';
import type { CommitWatch } from './commit-watch.js';
import type { Database } from './database.js';
import { contractIdColumn, jsonColumn, listParameter, opportunityIdColumn } from './rows.js';

const AFTER_ERROR_MS = 1_000;

/** Numbers begin at 1; a log without entries is one whose last number is 0. */
const boundsRow = z.object({ first: z.number().nullable(), last: z.number(), epoch: epochText });
const changeRow = z.object({
  number: z.number(),
  contract_id: contractIdColumn.nullable(),
  opportunity_ids: jsonColumn(z.array(opportunityIdColumn)),
});

export function createChangeLog(
  database: Database,
  parts: { readonly commits: CommitWatch; readonly clock: Clock; readonly log: Log },
): ChangeLog & { stop(): void } {
  const { commits, clock, log } = parts;
  const insert = database.command(
    'INSERT INTO changes (changed_at, contract_id, opportunity_ids) VALUES (?, ?, ?)',
  );
  const prune = database.command(
    'DELETE FROM changes WHERE changed_at < ?1 OR number <= (SELECT max(number) FROM changes) - ?2',
  );
  const bounds = database.query(
    `SELECT (SELECT min(number) FROM changes) AS first,
       coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0) AS last,
       (SELECT value ->> '$' FROM settings WHERE name = 'change-log') AS epoch`,
    boundsRow,
  );
  const entriesAfter = database.query(
    'SELECT number, contract_id, opportunity_ids FROM changes WHERE number > ? ORDER BY number LIMIT ?',
    changeRow,
  );
  const boundsOf = () => boundsRow.parse(bounds.get());
  const latest = () => {
    const { epoch, last } = boundsOf();
    return toPosition(epoch, last);
  };

  const watchers = new Set<() => void>();
  let watching: { stop(): void } | null = null;
  let seen: string | null = null;
  let isLooking = false;
  let isStale = false;

  function notify(): void {
    for (const onAppended of watchers) onAppended();
  }

  /** Most commits append nothing to the log. One that comes during a look is looked at, too. */
  async function look(): Promise<void> {
    isStale = true;
    if (isLooking) return;
    isLooking = true;
    try {
      while (isStale) {
        isStale = false;
        const now = await database.read(latest);
        const isNew = now !== seen;
        seen = now;
        if (isNew) notify();
      }
    } catch (error) {
      if (watching === null) return;
      log.warn({ err: error }, 'could not look for changes and will again');
      setTimeout(() => void look(), AFTER_ERROR_MS).unref();
    } finally {
      isLooking = false;
    }
  }

  function stop(): void {
    watching?.stop();
    watching = null;
    watchers.clear();
  }

  return {
    append: async (changes) => {
      const position = await database.write(() => {
        const now = clock.now().getTime();
        for (const { contractId, opportunityIds } of changes) {
          insert(now, contractId, listParameter(opportunityIds));
        }
        prune(now - KEEP_CHANGES_MS, KEEP_CHANGES);
        return latest();
      });
      // Not waiting for the next look: those who watch in this process hear of it at once.
      notify();
      return position;
    },
    latest: async () => database.read(latest),
    read: async (after, limit) =>
      database.read(() => {
        const { first, last, epoch } = boundsOf();
        const from = parsePosition(after);
        if (from?.epoch !== epoch || !isComplete(from.number, { first, last })) {
          return 'too-old' as const;
        }
        return entriesAfter.all(from.number, limit).map((row) => ({
          position: toPosition(epoch, row.number),
          contractId: row.contract_id,
          opportunityIds: row.opportunity_ids,
        }));
      }),
    watch: (onAppended) => {
      const watcher = () => {
        onAppended();
      };
      watchers.add(watcher);
      if (watching === null) {
        seen = null;
        watching = commits.watch(() => void look());
        void look();
      }
      return () => {
        watchers.delete(watcher);
        if (watchers.size === 0) stop();
      };
    },
    stop,
  };
}
