import type { Query } from '@jetstreamapp/soql-parser-js';

import { SalesforceError } from '../errors.js';
import { parseRecordId } from '../record-id.js';
import type { SObjectRecord } from '../schema/types.js';
import { unquote } from './literals.js';
import { leavesOf, toWhereTree } from './parse.js';
import type { QueryContext } from './paths.js';

const MAX_RECORD_IDS = 200;

/**
 * Computes the rows a query on UserRecordAccess asks about: nothing is stored there, so the query has to name one
 * user and up to 200 records.
 */
export function userRecordAccessRows(context: QueryContext, query: Query): SObjectRecord[] {
  const userIds = idsComparedWith(query, 'userid');
  const recordIds = idsComparedWith(query, 'recordid');
  if (userIds.length !== 1 || recordIds.length === 0) {
    throw new SalesforceError(
      'MALFORMED_QUERY',
      'UserRecordAccess must be filtered by one UserId and by RecordId',
    );
  }
  if (recordIds.length > MAX_RECORD_IDS) {
    throw new SalesforceError('MALFORMED_QUERY', `Record Ids exceeded limit: ${MAX_RECORD_IDS}`);
  }
  const [userId = ''] = userIds;
  const principal = context.access.principal(userId);
  return recordIds.map((recordId) => {
    const object = context.catalog.byKeyPrefix(recordId);
    const row = object && context.store.find(object.name, recordId);
    const live =
      principal !== null && object !== undefined && row !== undefined && row.IsDeleted !== true;
    const seesObject = live && context.access.seesObject(principal, object);
    const reads = seesObject && context.access.reads(principal, object, row);
    const edits = seesObject && context.access.edits(principal, object, row);
    return {
      Id: recordId,
      UserId: userId,
      RecordId: recordId,
      HasReadAccess: reads,
      HasEditAccess: edits,
      HasDeleteAccess: edits,
      HasTransferAccess: edits,
      HasAllAccess: edits,
      MaxAccessLevel: edits ? 'All' : reads ? 'Read' : 'None',
      IsDeleted: false,
    };
  });
}

function idsComparedWith(query: Query, fieldName: string): string[] {
  if (query.where === undefined) return [];
  const ids = new Set<string>();
  for (const leaf of leavesOf(toWhereTree(query.where))) {
    if (!('field' in leaf) || !('value' in leaf) || leaf.field.toLowerCase() !== fieldName)
      continue;
    if (leaf.operator !== '=' && leaf.operator !== 'IN') continue;
    for (const raw of Array.isArray(leaf.value) ? leaf.value : [leaf.value]) {
      const id = raw.startsWith("'") ? parseRecordId(unquote(raw)) : null;
      if (id !== null) ids.add(id);
    }
  }
  return [...ids];
}
