import { z } from 'zod';

import type { Clock } from '../../domain/clock.js';
import type { Creation, CreationLedger, NewCreation } from '../store.js';
import type { Database } from './database.js';
import { contractIdColumn, dateColumn, opportunityIdColumn } from './rows.js';

const creationRow = z
  .object({
    request_id: z.string(),
    intent: z.string(),
    input_hash: z.string(),
    opportunity_id: opportunityIdColumn,
    template_id: z.string(),
    remember_ms: z.number().nullable(),
    state: z.enum(['open', 'sent', 'created', 'uncertain']),
    contract_id: contractIdColumn.nullable(),
    started_at: dateColumn,
    sent_at: dateColumn.nullable(),
    lease_until: dateColumn,
    looks: z.number(),
  })
  .transform((row): Creation => ({
    intent: row.intent,
    requestId: row.request_id,
    inputHash: row.input_hash,
    opportunityId: row.opportunity_id,
    templateId: row.template_id,
    rememberMs: row.remember_ms,
    state: row.state,
    contractId: row.contract_id,
    startedAt: row.started_at,
    sentAt: row.sent_at,
    leaseUntil: row.lease_until,
    looks: row.looks,
  }));

/**
 * One row an intent, unique in the table, so two processes can't both begin it. Rows only move forward
 * (open, sent, uncertain, created); `created` is final, so nothing late can make an intent free for a second contract.
 */
export function createCreationLedger(database: Database, clock: Clock): CreationLedger {
  const byRequest = database.query('SELECT * FROM creations WHERE request_id = ?', creationRow);
  const findIntent = database.query('SELECT * FROM creations WHERE intent = ?', creationRow);
  const findLiveIntent = database.query(
    'SELECT * FROM creations WHERE intent = ? AND (expires_at IS NULL OR expires_at > ?)',
    creationRow,
  );
  const dropExpired = database.command('DELETE FROM creations WHERE expires_at <= ?');
  // Nothing was sent for it, and deleting the row is what tells its first process not to.
  const dropAbandoned = database.command(
    `DELETE FROM creations WHERE intent = ? AND state = 'open' AND lease_until <= ?`,
  );
  const insert = database.command(`
    INSERT INTO creations
      (request_id, intent, input_hash, opportunity_id, template_id, remember_ms, state, started_at, lease_until)
    VALUES (?, ?, ?, ?, ?, ?, 'open', ?, ?)
  `);
  const send = database.command(`
    UPDATE creations SET state = 'sent', sent_at = ?1, lease_until = ?2
    WHERE request_id = ?3 AND (state = 'open' OR (state = 'sent' AND settling = 0 AND lease_until > ?1))
  `);
  const finish = database.command(`
    UPDATE creations SET state = 'created', contract_id = ?1, lease_until = ?2, expires_at = ?2 + remember_ms
    WHERE request_id = ?3 AND state <> 'created'
  `);
  const doubt = database.command(`
    UPDATE creations SET state = 'uncertain', lease_until = CASE settling WHEN 1 THEN lease_until ELSE ? END
    WHERE request_id = ? AND state = 'sent'
  `);
  const remove = database.command(
    `DELETE FROM creations WHERE request_id = ? AND state <> 'created'`,
  );
  const claim = database.query(
    `UPDATE creations SET lease_until = ?1, settling = 1 WHERE request_id IN (
       SELECT request_id FROM creations
       WHERE state IN ('sent', 'uncertain') AND lease_until <= ?2 ORDER BY lease_until LIMIT ?3
     ) RETURNING *`,
    creationRow,
  );
  const look = database.command(`
    UPDATE creations SET state = 'uncertain', looks = looks + 1, lease_until = ?
    WHERE request_id = ? AND state IN ('sent', 'uncertain')
  `);

  const nowMs = () => clock.now().getTime();

  function begin(creation: NewCreation, leaseMs: number) {
    const now = nowMs();
    dropExpired(now);
    dropAbandoned(creation.intent, now);
    const existing = findIntent.get(creation.intent);
    if (existing !== null) return { outcome: 'exists' as const, creation: existing };
    insert(
      creation.requestId,
      creation.intent,
      creation.inputHash,
      creation.opportunityId,
      creation.templateId,
      creation.rememberMs,
      now,
      now + leaseMs,
    );
    const begun = byRequest.get(creation.requestId);
    if (begun === null) throw new Error('The creation ledger did not keep a new row.');
    return { outcome: 'began' as const, creation: begun };
  }

  return {
    begin: async (creation, leaseMs) => database.write(() => begin(creation, leaseMs)),
    markSent: async (requestId, leaseMs) =>
      database.write(() => {
        const now = nowMs();
        return send(now, now + leaseMs, requestId) === 1;
      }),
    complete: async (requestId, contractId) =>
      database.write(() => {
        finish(contractId, nowMs(), requestId);
      }),
    markUncertain: async (requestId) =>
      database.write(() => {
        doubt(nowMs(), requestId);
      }),
    forget: async (requestId) =>
      database.write(() => {
        remove(requestId);
      }),
    get: async (requestId) => database.read(() => byRequest.get(requestId)),
    byIntent: async (intent) => database.read(() => findLiveIntent.get(intent, nowMs())),
    claimUnsettled: async ({ limit, leaseMs }) =>
      database.write(() => {
        const now = nowMs();
        return claim.all(now + leaseMs, now, limit);
      }),
    countLook: async (requestId, nextLookAt) =>
      database.write(() => {
        look(nextLookAt.getTime(), requestId);
      }),
  };
}
