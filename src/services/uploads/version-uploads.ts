import type { Documents } from '../../connectors/spotdraft/documents.js';
import { parseContractId } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import { NOT_SHOWN } from '../../sync/index.js';
import type { CreationKind } from '../../sync/index.js';

export const VERSION_UPLOAD = 'contract version';

const SEPARATOR = '@';

/**
 * Where the look for an uploaded version starts: its contract, and which version was the present one before: none yet where
 * there was no link, and not known where the link did not say.
 */
export function versionSubject(
  id: ContractId,
  before: { readonly versionId: string | null } | null,
): string {
  if (before === null) return id + SEPARATOR;
  return before.versionId === null ? id : id + SEPARATOR + before.versionId;
}

/**
 * Finds a version whose upload was not answered: SpotDraft lists no versions, but says which one is the present one. Another one
 * than before is taken for it, though somebody else's may have come in the same seconds: two of one document would be worse.
 * SpotDraft need not say it: then nothing tells.
 */
export function createVersionUploads({
  spotdraft,
}: {
  readonly spotdraft: Pick<Documents, 'getDownloadLink'>;
}): CreationKind {
  return {
    kind: VERSION_UPLOAD,
    async lookFor({ subject }, options) {
      const [id = '', before] = subject.split(SEPARATOR);
      if (before === undefined) return NOT_SHOWN;
      const link = await spotdraft.getDownloadLink(parseContractId(id), options);
      if (link === null) return null;
      return link.versionId === null
        ? NOT_SHOWN
        : link.versionId === before
          ? null
          : link.versionId;
    },
  };
}
