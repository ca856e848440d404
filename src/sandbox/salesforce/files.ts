import { createHash } from 'node:crypto';

import { toSalesforceDateTime } from './datetime.js';
import { SalesforceError } from './errors.js';
import type { RecordIdSequence } from './record-id.js';
import type { SObjectRecord } from './schema/types.js';
import type { CrmStore } from './store.js';

interface FileDeps {
  readonly store: CrmStore;
  readonly ids: RecordIdSequence;
  readonly now: () => Date;
}

/**
 * Completes an uploaded version: its bytes go to the blob store, and a first version gets its document and the links
 * to the record it was published to.
 */
export function afterFileInsert(deps: FileDeps, version: SObjectRecord): void {
  const { store } = deps;
  if (typeof version.VersionData !== 'string' || typeof version.PathOnClient !== 'string') {
    throw new SalesforceError(
      'REQUIRED_FIELD_MISSING',
      'Required fields are missing: [PathOnClient, VersionData]',
      {
        fields: ['PathOnClient', 'VersionData'],
      },
    );
  }
  const bytes = Buffer.from(version.VersionData, 'base64');
  store.putBlob(String(version.Id), bytes);
  const extension = /\.([A-Za-z0-9]+)$/.exec(version.PathOnClient)?.[1] ?? null;
  const facts = {
    FileExtension: extension,
    FileType: extension?.toUpperCase() ?? 'UNKNOWN',
    ContentSize: bytes.length,
  };
  const earlier = store
    .rows('ContentVersion')
    .filter((row) => row.ContentDocumentId === version.ContentDocumentId && row.Id !== version.Id);
  const isFirst = version.ContentDocumentId === null;
  const document = isFirst
    ? insertDocument(deps, version)
    : store.find('ContentDocument', String(version.ContentDocumentId));
  store.update(version, {
    ...facts,
    VersionData: null,
    Checksum: createHash('md5').update(bytes).digest('hex'),
    ContentDocumentId: document?.Id ?? null,
    IsLatest: true,
    VersionNumber: String(isFirst ? 1 : earlier.length + 1),
  });
  if (document !== undefined) {
    store.update(document, {
      ...facts,
      Title: version.Title ?? null,
      LatestPublishedVersionId: version.Id ?? null,
    });
  }
  if (!isFirst) {
    for (const row of earlier) store.update(row, { IsLatest: false });
    return;
  }
  link(deps, version, { entityId: version.OwnerId ?? null, shareType: 'I' });
  if (
    typeof version.FirstPublishLocationId === 'string' &&
    version.FirstPublishLocationId !== version.OwnerId
  ) {
    link(deps, version, { entityId: version.FirstPublishLocationId, shareType: 'V' });
  }
}

function audit(deps: FileDeps, version: SObjectRecord): SObjectRecord {
  const stamp = toSalesforceDateTime(deps.now());
  const userId = version.CreatedById ?? null;
  return {
    IsDeleted: false,
    CreatedDate: stamp,
    CreatedById: userId,
    LastModifiedDate: stamp,
    LastModifiedById: userId,
    SystemModstamp: stamp,
  };
}

function insertDocument(deps: FileDeps, version: SObjectRecord): SObjectRecord {
  const document: SObjectRecord = {
    Id: deps.ids.next('069'),
    OwnerId: version.OwnerId ?? null,
    ...audit(deps, version),
  };
  deps.store.insert('ContentDocument', document);
  return document;
}

function link(
  deps: FileDeps,
  version: SObjectRecord,
  target: { entityId: SObjectRecord[string]; shareType: 'I' | 'V' },
): void {
  deps.store.insert('ContentDocumentLink', {
    Id: deps.ids.next('06A'),
    ContentDocumentId: version.ContentDocumentId ?? null,
    LinkedEntityId: target.entityId,
    ShareType: target.shareType,
    Visibility: 'AllUsers',
    ...audit(deps, version),
  });
}
