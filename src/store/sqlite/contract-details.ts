import { z } from 'zod';

import { storedKeyPointers, storedRecipients, storedRow } from '../stored-values.js';
import type { ContractDetails } from '../contract-details.js';
import type { Database } from './database.js';
import { jsonColumn, listParameter, opportunityIdColumn } from './rows.js';

const confirmedRow = z.object({ key: z.string(), fields: jsonColumn(storedRow) });

/** What is kept beside the projection: answered look-ups, rows the CRM confirmed, people and metadata. */
export function createContractDetails(database: Database): ContractDetails {
  const putLookedUp = database.command(`
    INSERT INTO looked_up (opportunity_id, looked_up_at) VALUES (?, ?)
    ON CONFLICT DO UPDATE SET looked_up_at = max(looked_up_at, excluded.looked_up_at)
  `);
  const findLookedUp = database.query(
    'SELECT opportunity_id FROM looked_up WHERE opportunity_id IN (SELECT value FROM json_each(?))',
    z.object({ opportunity_id: opportunityIdColumn }),
  );
  const putRow = database.command(
    'INSERT OR REPLACE INTO confirmed_rows (object_name, key, fields) VALUES (?, ?, ?)',
  );
  const findRows = database.query(
    `SELECT key, fields FROM confirmed_rows
     WHERE object_name = ? AND key IN (SELECT value FROM json_each(?))`,
    confirmedRow,
  );
  const putRecipients = database.command(`
    INSERT INTO contract_details (id, recipients) VALUES (?, ?)
    ON CONFLICT DO UPDATE SET recipients = excluded.recipients
  `);
  const putKeyPointers = database.command(`
    INSERT INTO contract_details (id, key_pointers) VALUES (?, ?)
    ON CONFLICT DO UPDATE SET key_pointers = excluded.key_pointers
  `);
  const findRecipients = database.query(
    'SELECT recipients FROM contract_details WHERE id = ?',
    z.object({ recipients: jsonColumn(storedRecipients).nullable() }),
  );
  const findKeyPointers = database.query(
    'SELECT key_pointers FROM contract_details WHERE id = ?',
    z.object({ key_pointers: jsonColumn(storedKeyPointers).nullable() }),
  );

  return {
    saveLookedUp: async (ids, at) =>
      database.write(() => {
        for (const id of ids) putLookedUp(id, at.getTime());
      }),
    lookedUp: async (ids) =>
      database.read(
        () => new Set(findLookedUp.all(listParameter(ids)).map((row) => row.opportunity_id)),
      ),
    confirmedRows: async (objectName, keys) =>
      database.read(
        () =>
          new Map(
            findRows.all(objectName, listParameter(keys)).map((row) => [row.key, row.fields]),
          ),
      ),
    saveConfirmedRows: async (objectName, rows) =>
      database.write(() => {
        for (const { key, row } of rows) putRow(objectName, key, JSON.stringify(row));
      }),
    saveRecipients: async (id, people) =>
      database.write(() => {
        putRecipients(id, JSON.stringify(people));
      }),
    saveKeyPointers: async (id, pointers) =>
      database.write(() => {
        putKeyPointers(id, JSON.stringify(pointers));
      }),
    recipients: async (id) => database.read(() => findRecipients.get(id)?.recipients ?? null),
    keyPointers: async (id) => database.read(() => findKeyPointers.get(id)?.key_pointers ?? null),
  };
}
