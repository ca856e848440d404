import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseCrmFileId } from '../../domain/crm-file-id.js';
import type { CrmFileId } from '../../domain/crm-file-id.js';
import { UpstreamContractError } from '../../domain/errors.js';
import type { CrmFile, CrmPrincipal } from '../crm.js';
import type { SalesforceClient } from './client.js';
import type { ReadScope } from './opportunities.js';
import type { SoqlQueries } from './query.js';
import { and, boolean, compare, select, text } from './soql.js';
import type { UserRights } from './user-rights.js';
import { noted } from '../../domain/said.js';

const versionWire = z.looseObject({
  Id: z.string(),
  ContentDocumentId: z.string(),
  OwnerId: z.string().nullish(),
  Title: z.string().nullish(),
  PathOnClient: z.string().nullish(),
  ContentSize: z.number(),
  /** MD5 of the content. */
  Checksum: z.string().nullish(),
});
type Version = z.infer<typeof versionWire>;

/** Users, groups, libraries, the org: who may see these is not yet among those whom a file is shared with there. */
const AUDIENCES = /^(?:005|0F9|058|00D)/u;

const linkWire = z.looseObject({ LinkedEntityId: z.string(), Visibility: z.string().nullish() });

export interface Files {
  /** @throws InputError for what is no id of a file. */
  read(scope: ReadScope, id: string, maxBytes: number): Promise<CrmFile | null>;
}

export function createFiles(parts: {
  readonly client: SalesforceClient;
  readonly queries: SoqlQueries;
  readonly rights: UserRights;
}): Files {
  const { client, queries, rights } = parts;

  async function findVersion(reader: CrmPrincipal, { id, of }: CrmFileId): Promise<Version | null> {
    const soql = select({
      fields: [
        'Id',
        'ContentDocumentId',
        'OwnerId',
        'Title',
        'PathOnClient',
        'ContentSize',
        'Checksum',
      ],
      from: 'ContentVersion',
      where:
        of === 'version'
          ? compare('Id', '=', text(id))
          : and([
              compare('ContentDocumentId', '=', text(id)),
              compare('IsLatest', '=', boolean(true)),
            ]),
      limit: 1,
    });
    const [row] = await queries.rows(reader, soql);
    return row === undefined ? null : parseVersion(row);
  }

  /**
   * Where nobody but the integration user signs in: a file is its owner's, and everybody's who can read something that it is
   * attached to for all who can.
   */
  async function isReadable(
    reader: CrmPrincipal,
    userId: string,
    version: Version,
  ): Promise<boolean> {
    if (version.OwnerId === userId) return true;
    const soql = select({
      fields: ['LinkedEntityId', 'Visibility'],
      from: 'ContentDocumentLink',
      where: compare('ContentDocumentId', '=', text(version.ContentDocumentId)),
    });
    const links = (await queries.rows(reader, soql)).flatMap(
      (row) => linkWire.safeParse(row).data ?? [],
    );
    if (links.some(({ LinkedEntityId }) => LinkedEntityId === userId)) return true;
    const records = links
      .filter(({ Visibility }) => Visibility === 'AllUsers')
      .map(({ LinkedEntityId }) => LinkedEntityId)
      .filter((id) => !AUDIENCES.test(id));
    return (await rights.readable(userId, records)).size > 0;
  }

  return {
    async read({ reader, checkedUserId }, idText, maxBytes) {
      const version = await findVersion(reader, parseCrmFileId(idText));
      if (version === null) return null;
      if (checkedUserId !== null && !(await isReadable(reader, checkedUserId, version)))
        return null;
      const { ContentSize: sizeBytes } = version;
      if (sizeBytes > maxBytes) return { kind: 'too-large', sizeBytes };
      const bytes = await client.call(
        reader,
        {
          operation: 'GET /sobjects/ContentVersion/{id}/VersionData',
          method: 'GET',
          path: `/sobjects/ContentVersion/${version.Id}/VersionData`,
          isRead: true,
          answers: 'bytes',
        },
        (body) => (body instanceof Buffer && isContentOf(version, body) ? body : null),
      );
      return { kind: 'file', fileName: fileNameOf(version), bytes };
    },
  };
}

function parseVersion(row: unknown): Version {
  const parsed = versionWire.safeParse(row);
  if (parsed.success) return parsed.data;
  throw new UpstreamContractError(noted`Salesforce's answer lacks what was asked for of a file.`, {
    service: 'salesforce',
    operation: 'GET /query (ContentVersion)',
  });
}

/** A page of somebody else's would be sent to SpotDraft as a contract. */
function isContentOf({ ContentSize, Checksum }: Version, bytes: Buffer): boolean {
  if (bytes.byteLength !== ContentSize) return false;
  return (
    Checksum === null ||
    Checksum === undefined ||
    Checksum.toLowerCase() === createHash('md5').update(bytes).digest('hex')
  );
}

/** The path on the machine it came from may be a whole one. */
function fileNameOf({ PathOnClient, Title, Id }: Version): string {
  const name = (PathOnClient ?? '').split(/[/\\]/u).at(-1)?.trim() ?? '';
  return name === '' ? (Title ?? Id) : name;
}
