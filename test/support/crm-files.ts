import type { World } from './world.js';

/** A file that is in the CRM: its owner's, and attached to a record where that is said. */
export async function addCrmFile(
  { salesforce }: Pick<World, 'salesforce'>,
  file: {
    readonly bytes: Buffer;
    readonly name: string;
    readonly owner?: { readonly id: string };
    readonly attachedTo?: string;
  },
): Promise<{ readonly documentId: string; readonly versionId: string }> {
  const { org } = salesforce.control;
  const integration = org.store
    .rows('User')
    .find(({ Username }) => Username === salesforce.integrationUsername)!;
  const principal = org.access.principal(file.owner?.id ?? String(integration.Id))!;
  const versionId = org.store.transaction(() =>
    org.records.create(principal, org.records.object(principal, 'ContentVersion'), {
      Title: 'Paper',
      PathOnClient: file.name,
      VersionData: file.bytes.toString('base64'),
      ...(file.attachedTo === undefined ? {} : { FirstPublishLocationId: file.attachedTo }),
    }),
  );
  const version = org.store.find('ContentVersion', versionId)!;
  return { documentId: String(version.ContentDocumentId), versionId };
}
