import { z } from 'zod';

import type { Clock } from '../../domain/clock.js';
import { DOCUMENT_TYPES } from '../../domain/document.js';
import type { Uploads } from '../uploads.js';
import type { Database } from './database.js';

const documentType = z.enum(Object.values(DOCUMENT_TYPES));
const countRow = z.object({ pieces: z.number() });
const idRow = z.object({ id: z.string() });
const pieceRow = z.object({ bytes: z.instanceof(Uint8Array) });
const uploadRow = z.object({
  id: z.string(),
  file_name: z.string(),
  content_type: documentType,
  size_bytes: z.number(),
  sha256: z.string(),
  expires_at: z.number(),
});

/** In a file of their own: what is large and short-lived neither fills the store's file nor holds up its writes. */
export function createUploads(database: Database, clock: Clock): Uploads {
  const insert = database.command(
    'INSERT INTO uploads (id, owner, pieces, expires_at) VALUES (?, ?, 0, ?)',
  );
  const prolong = database.command(
    `UPDATE uploads SET pieces = pieces + 1, expires_at = ?
     WHERE id = ? AND owner = ? AND pieces = ? AND sha256 IS NULL AND expires_at > ?`,
  );
  const insertPiece = database.command(
    'INSERT INTO pieces (upload_id, number, bytes) VALUES (?, ?, ?)',
  );
  const piecesOf = database.query(
    'SELECT coalesce(sum(pieces), 0) AS pieces FROM uploads WHERE owner = ?',
    countRow,
  );
  const allPieces = database.query(
    'SELECT coalesce(sum(pieces), 0) AS pieces FROM uploads',
    countRow,
  );
  const complete = database.command(
    `UPDATE uploads SET file_name = ?, content_type = ?, size_bytes = ?, sha256 = ?, expires_at = ?
     WHERE id = ? AND sha256 IS NULL AND expires_at > ?`,
  );
  const select = database.query(
    `SELECT id, file_name, content_type, size_bytes, sha256, expires_at FROM uploads
     WHERE id = ? AND owner = ? AND sha256 IS NOT NULL AND expires_at > ?`,
    uploadRow,
  );
  const selectPiece = database.query(
    'SELECT bytes FROM pieces WHERE upload_id = ? AND number = ?',
    pieceRow,
  );
  const expired = database.query('SELECT id FROM uploads WHERE expires_at <= ?', idRow);
  const remove = database.command('DELETE FROM uploads WHERE id = ?');
  const removePieces = database.command('DELETE FROM pieces WHERE upload_id = ?');

  function discardNow(id: string): void {
    removePieces(id);
    remove(id);
  }

  function removeExpiredNow(now: number): number {
    const rows = expired.all(now);
    for (const { id } of rows) discardNow(id);
    return rows.length;
  }

  return {
    append: async ({ id, owner, idleMs, maxPieces }, index, bytes) =>
      database.write(() => {
        const now = clock.now().getTime();
        removeExpiredNow(now);
        const isFull = (allPieces.get()?.pieces ?? 0) >= maxPieces.inAll;
        if (isFull || (piecesOf.get(owner)?.pieces ?? 0) >= maxPieces.ofOwner) {
          discardNow(id);
          return isFull ? 'full' : 'owner-full';
        }
        if (index === 0) insert(id, owner, now + idleMs);
        if (prolong(now + idleMs, id, owner, index, now) === 0) return 'gone';
        insertPiece(id, index, bytes);
        return 'kept';
      }),
    finish: async (id, facts, lifetimeMs) =>
      database.write(() => {
        const now = clock.now().getTime();
        const expiresAt = now + lifetimeMs;
        const { fileName, contentType, sizeBytes, sha256 } = facts;
        const isThere = complete(fileName, contentType, sizeBytes, sha256, expiresAt, id, now) > 0;
        return isThere ? { id, ...facts, expiresAt: new Date(expiresAt) } : null;
      }),
    async find(id, owner) {
      const row = await database.read(() => select.get(id, owner, clock.now().getTime()));
      if (row === null) return null;
      return {
        id: row.id,
        fileName: row.file_name,
        contentType: row.content_type,
        sizeBytes: row.size_bytes,
        sha256: row.sha256,
        expiresAt: new Date(row.expires_at),
      };
    },
    async piece(id, index) {
      return (await database.read(() => selectPiece.get(id, index)))?.bytes ?? null;
    },
    discard: async (id) =>
      database.write(() => {
        discardNow(id);
      }),
    removeExpired: async () => database.write(() => removeExpiredNow(clock.now().getTime())),
  };
}
