import { z } from 'zod';
import { DOCUMENT_TYPES } from '../../domain/document.js';
import type { DocumentType } from '../../domain/document.js';
import type { ContractId } from '../../domain/contract-id.js';
import {
  NotFoundError,
  UpstreamRejectedError,
  UpstreamUnavailableError,
} from '../../domain/errors.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { requireContract } from './contract-status.js';
import { noted } from '../../domain/said.js';

export interface Documents {
  /**
   * A link that expires: hand it out at once, never store or log it.
   * Null while SpotDraft has no document yet (400 or 404 for a contract that exists).
   */
  getDownloadLink(id: ContractId, options: CallOptions): Promise<DownloadLink | null>;
  /** The same of the present version as a Word document; null also where SpotDraft has none of it. */
  getDocxLink(id: ContractId, options: CallOptions): Promise<DownloadLink | null>;
  /**
   * Which version of the document there is now, and the way to its bytes. One call; the bytes come from the storage and cost
   * none. Null while there is no document yet.
   */
  findDocument(id: ContractId, options: CallOptions): Promise<FoundDocument | null>;
}

export interface DownloadLink {
  readonly url: string;
  readonly fileName: string;
  readonly versionId: string | null;
}

export interface FoundDocument {
  /** Null where SpotDraft tells none: only the bytes tell one version from another then. */
  readonly versionId: string | null;
  /**
   * The bytes, once, to be taken soon: the link behind it expires, and nobody else gets to see it. Null while the storage
   * does not have the document yet.
   * @throws UpstreamUnavailableError when they don't come, also in the middle of the pieces, or are no document.
   */
  open(signal: AbortSignal): Promise<OpenedDocument | null>;
}

export interface OpenedDocument {
  /** By what the bytes are, whatever their name says. */
  readonly contentType: DocumentType;
  readonly pieces: AsyncIterable<Uint8Array>;
}

const downloadLinkWire = z.object({
  // As a browser would ask for it: foreign letters are percent-encoded, which no header could carry as they are.
  url: z.url({ protocol: /^https?$/u }).transform((url) => new URL(url).href),
  file_name: z.string(),
  current_version_id: z.union([z.string(), z.number()]).nullish().catch(null),
});

export function createDocuments({ caller, storage }: CapabilityParts): Documents {
  async function linkOf(
    id: ContractId,
    format: 'PDF' | 'DOCX',
    options: CallOptions,
  ): Promise<DownloadLink | null> {
    try {
      const wire = await caller.call('POST /contracts/{id}/download_link', {
        path: { id },
        body: { format },
        answer: downloadLinkWire,
        options,
      });
      const version = wire.current_version_id;
      return {
        url: wire.url,
        fileName: wire.file_name,
        versionId: version === null || version === undefined ? null : String(version),
      };
    } catch (error) {
      const isLate =
        error instanceof NotFoundError ||
        (error instanceof UpstreamRejectedError && error.status === 400);
      if (!isLate) throw error;
      // The document lags behind the contract; only a contract that is gone makes this final.
      await requireContract(caller, id, options);
      return null;
    }
  }

  const documents: Documents = {
    getDownloadLink: (id, options) => linkOf(id, 'PDF', options),
    getDocxLink: (id, options) => linkOf(id, 'DOCX', options),
    async findDocument(id, options) {
      const link = await documents.getDownloadLink(id, options);
      if (link === null) return null;
      const { url, versionId } = link;
      return {
        versionId,
        async open(signal) {
          const pieces = await storage.get(url, signal);
          return pieces === null ? null : sniffed(pieces);
        },
      };
    },
  };
  return documents;
}

/** What files of each kind begin with. */
const BEGINNINGS = [
  [Buffer.from('%PDF-'), DOCUMENT_TYPES.pdf],
  [Buffer.from('PK\u0003\u0004'), DOCUMENT_TYPES.docx],
] as const;
const LONGEST_BEGINNING = Math.max(...BEGINNINGS.map(([bytes]) => bytes.length));

/** Answers are declared as anything: the first bytes say what they are. */
async function sniffed(pieces: AsyncIterable<Uint8Array>): Promise<OpenedDocument> {
  const iterator = pieces[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let beginning = Buffer.alloc(0);
  while (beginning.length < LONGEST_BEGINNING) {
    const next = await iterator.next();
    if (next.done === true) break;
    taken.push(next.value);
    beginning = Buffer.concat([beginning, next.value.subarray(0, LONGEST_BEGINNING)]);
  }
  const kind = BEGINNINGS.find(([bytes]) => beginning.subarray(0, bytes.length).equals(bytes));
  if (kind === undefined) {
    await iterator.return?.();
    throw new UpstreamUnavailableError(
      noted`SpotDraft's file storage gave something that is neither a PDF nor a DOCX. It is tried again.`,
      { service: 'spotdraft', operation: 'GET of a document' },
    );
  }
  return { contentType: kind[1], pieces: resumed(taken, iterator) };
}

async function* resumed(
  taken: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncIterable<Uint8Array> {
  try {
    yield* taken;
    yield* { [Symbol.asyncIterator]: () => rest };
  } finally {
    await rest.return?.();
  }
}
