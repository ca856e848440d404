import { z } from 'zod';

import type { Clock } from '../../domain/clock.js';
import { LONGEST_STEP_MS } from '../creation-ledger.js';
import type { Creation, CreationLedger, NewCreation, TakeOver } from '../creation-ledger.js';
import type { Database } from './database.js';

const creationRow = z.object({
  request_id: z.string(),
  kind: z.string(),
  intent: z.string(),
  input_hash: z.string(),
  subject: z.string(),
  remember_ms: z.number().nullable(),
  state: z.enum(['open', 'sent', 'uncertain', 'created']),
  made_id: z.string().nullable(),
  holder: z.string().nullable(),
  beat: z.number(),
  due_at: z.number(),
  looks: z.number(),
  beat_at: z.number(),
  uncertain_ms: z.number(),
  doubt: z.enum(['answered', 'unanswered']).nullable(),
});
type CreationRow = z.infer<typeof creationRow>;

/** No look is put off for longer. A time further ahead was written by a clock that has been set back since. */
const LONGEST_PAUSE_MS = 120_000;

/** A step of time in `uncertain_ms`: a clock that jumps counts as a short pause, and one that is set back as none. */
const STEP = `max(0, min(?1 - beat_at, ${LONGEST_STEP_MS}))`;

export function createCreationLedger(database: Database, clock: Clock): CreationLedger {
  const byRequest = database.query('SELECT * FROM creations WHERE request_id = ?', creationRow);
  const findIntent = database.query('SELECT * FROM creations WHERE intent = ?', creationRow);
  const findLiveIntent = database.query(
    'SELECT * FROM creations WHERE intent = ? AND (expires_at IS NULL OR expires_at > ?)',
    creationRow.extend({ expires_at: z.number().nullable() }),
  );
  const dropExpired = database.command('DELETE FROM creations WHERE expires_at <= ?');
  // A row that is to be remembered for longer than it was ever meant to be: the clock was set back.
  const cutRemembrance = database.command(
    'UPDATE creations SET expires_at = ?1 + remember_ms WHERE intent = ?2 AND expires_at > ?1 + remember_ms',
  );
  const insert = database.command(`
    INSERT INTO creations
      (request_id, kind, intent, input_hash, subject, remember_ms, state, holder, beat_at, due_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'open', ?7, ?8, ?8)
  `);
  // In all of them ?1 is the time.
  const touch = `beat = beat + 1, beat_at = ?1, due_at = ?1`;
  const wait = `uncertain_ms = uncertain_ms + ${STEP}`;
  const live = database.command(`
    UPDATE creations SET ${touch}, uncertain_ms = iif(state = 'uncertain', uncertain_ms + ${STEP}, 0)
    WHERE request_id = ?2 AND holder = ?3 AND state <> 'created'
  `);
  const send = database.command(`
    UPDATE creations SET state = 'sent', ${touch}
    WHERE request_id = ?2 AND holder = ?3 AND state IN ('open', 'sent')
  `);
  const finish = database.command(`
    UPDATE creations SET state = 'created', made_id = ?1, holder = NULL, beat = beat + 1, expires_at = ?2 + remember_ms
    WHERE request_id = ?3 AND state <> 'created'
  `);
  const doubt = database.command(`
    UPDATE creations SET state = 'uncertain', doubt = ?4, uncertain_ms = 0, ${touch}
    WHERE request_id = ?2 AND holder = ?3 AND state = 'sent'
  `);
  const look = database.command(`
    UPDATE creations SET looks = looks + 1, ${wait}, ${touch}
    WHERE request_id = ?2 AND holder = ?3 AND state = 'uncertain'
  `);
  const leave = database.command(`
    UPDATE creations SET holder = NULL, ${wait}, beat = beat + 1, beat_at = ?1, due_at = ?1 + ?4
    WHERE request_id = ?2 AND holder = ?3 AND state = 'uncertain'
  `);
  const remove = database.command(
    `DELETE FROM creations WHERE request_id = ? AND holder = ? AND state <> 'created'`,
  );
  const dropOpen = database.command(
    `DELETE FROM creations WHERE request_id = ? AND beat = ? AND state = 'open'`,
  );
  const seize = database.command(`
    UPDATE creations SET state = 'uncertain', doubt = coalesce(doubt, 'unanswered'), holder = ?3, ${wait}, ${touch}
    WHERE request_id = ?2 AND beat = ?4 AND state IN ('sent', 'uncertain')
  `);
  const listUnfinished = database.query(
    `SELECT * FROM creations WHERE state <> 'created' ORDER BY due_at LIMIT ?`,
    creationRow,
  );

  const nowMs = () => clock.now().getTime();

  function present(row: CreationRow): Creation {
    const now = nowMs();
    return {
      kind: row.kind,
      intent: row.intent,
      requestId: row.request_id,
      inputHash: row.input_hash,
      subject: row.subject,
      rememberMs: row.remember_ms,
      state: row.state,
      madeId: row.made_id,
      isHeld: row.holder !== null,
      beat: row.beat,
      isDue: row.due_at <= now || row.due_at > now + LONGEST_PAUSE_MS,
      looks: row.looks,
      uncertainForMs:
        row.state === 'uncertain'
          ? row.uncertain_ms + Math.max(0, Math.min(now - row.beat_at, LONGEST_STEP_MS))
          : 0,
      doubt: row.doubt,
    };
  }

  function presentOrNull(row: CreationRow | null): Creation | null {
    return row === null ? null : present(row);
  }

  function begin(creation: NewCreation, holder: string) {
    const now = nowMs();
    dropExpired(now);
    cutRemembrance(now, creation.intent);
    const existing = findIntent.get(creation.intent);
    if (existing !== null) return { outcome: 'exists' as const, creation: present(existing) };
    insert(
      creation.requestId,
      creation.kind,
      creation.intent,
      creation.inputHash,
      creation.subject,
      creation.rememberMs,
      holder,
      now,
    );
    const begun = byRequest.get(creation.requestId);
    if (begun === null) throw new Error('The creation ledger did not keep a new row.');
    return { outcome: 'began' as const, creation: present(begun) };
  }

  function takeOver(requestId: string, seenBeat: number, holder: string): TakeOver {
    if (dropOpen(requestId, seenBeat) === 1) return { outcome: 'freed' };
    if (seize(nowMs(), requestId, holder, seenBeat) === 0) return { outcome: 'lost' };
    const creation = presentOrNull(byRequest.get(requestId));
    return creation === null ? { outcome: 'lost' } : { outcome: 'taken', creation };
  }

  return {
    begin: async (creation, holder) => database.write(() => begin(creation, holder)),
    beat: async (requestId, holder) => database.write(() => live(nowMs(), requestId, holder) === 1),
    markSent: async (requestId, holder) =>
      database.write(() => send(nowMs(), requestId, holder) === 1),
    complete: async (requestId, madeId) =>
      database.write(() => {
        finish(madeId, nowMs(), requestId);
      }),
    markUncertain: async (requestId, holder, how) =>
      database.write(() =>
        doubt(nowMs(), requestId, holder, how) === 1
          ? presentOrNull(byRequest.get(requestId))
          : null,
      ),
    countLook: async (requestId, holder) =>
      database.write(() =>
        look(nowMs(), requestId, holder) === 1 ? presentOrNull(byRequest.get(requestId)) : null,
      ),
    release: async (requestId, holder, nextLookMs) =>
      database.write(() => {
        leave(nowMs(), requestId, holder, nextLookMs);
      }),
    forget: async (requestId, holder) => database.write(() => remove(requestId, holder) === 1),
    get: async (requestId) => database.read(() => presentOrNull(byRequest.get(requestId))),
    byIntent: async (intent) => {
      const now = nowMs();
      const row = await database.read(() => findLiveIntent.get(intent, now));
      if (row === null) return null;
      const { expires_at: expiresAt, remember_ms: rememberMs } = row;
      if (expiresAt !== null && rememberMs !== null && expiresAt > now + rememberMs) {
        await database.write(() => cutRemembrance(now, intent));
      }
      return present(row);
    },
    takeOver: async (requestId, seenBeat, holder) =>
      database.write(() => takeOver(requestId, seenBeat, holder)),
    unfinished: async (limit) =>
      database.read(() => listUnfinished.all(limit).map((row) => present(row))),
  };
}
