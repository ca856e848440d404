import type {
  Destination,
  FileToPut,
  PutOptions,
  StoredFile,
} from '../connectors/archive/destination.js';
import type { Digests } from '../domain/archived-file.js';
import { TerminalError } from '../domain/errors.js';
import type { ArchiveLedger, ArchiveRow } from '../store/archive-ledger.js';
import { isOfContract } from './archive-key.js';
import { fileNameOf, nameKey, sidecarNameOf } from './names.js';
import { lookAtSidecar } from './sidecars.js';
import { verifyFile } from './verify-file.js';
import type { Expected } from './verify-file.js';
import { noted } from '../domain/said.js';

/** Where a document is to go, before its name is known to be free. */
export interface Place {
  readonly folder: readonly string[];
  /** Without extension, as the archive file gives it. */
  readonly wanted: string;
  /** With its dot. */
  readonly extension: string;
  readonly hasSidecar: boolean;
}

export interface PlaceParts {
  readonly destination: Destination;
  readonly ledger: Pick<ArchiveLedger, 'reserve'>;
  /** Keeps the row; what is planned is kept before the call that carries it out. */
  readonly save: (changes: Partial<ArchiveRow>) => Promise<ArchiveRow>;
  readonly put: PutOptions;
}

/** A document that is at the destination. */
export interface Placed {
  readonly file: StoredFile;
  /** Where it was looked for and found; null where it was found wherever it is by now. */
  readonly where: { readonly folder: readonly string[]; readonly name: string } | null;
  /** What is to be there: what was sent, or what an earlier try sent and was found. */
  readonly sizeBytes: number;
  readonly digests: Digests;
}

/** Names that are all taken mean that something else is wrong. */
const MAX_NAMES = 50;

/**
 * Finds the document where an earlier try has brought it, or brings it to a name that is free. Never touches a file that is
 * another's, whoever that is.
 * @param file its folder and name are decided here
 * @throws DestinationError, TerminalError when there is no name for it.
 */
export async function placeDocument(
  row: ArchiveRow,
  place: Place,
  file: Omit<FileToPut, 'folder' | 'name'>,
  parts: PlaceParts,
): Promise<Placed> {
  const own = { sizeBytes: file.sizeBytes, digests: file.digests };
  if (row.planned !== null) {
    // Where it was to go when it was first tried: a contract that was renamed since does not move.
    const { folder, name } = row.planned;
    const placed = await putAt(folder, name);
    if (!('taken' in placed)) return placed;
  } else {
    const found = await findByKey();
    if (found !== null) return found;
  }
  const sized = { sizeBytes: own.sizeBytes };
  let { ordinal } = row;
  for (let taken = 0, tries = 0; tries < MAX_NAMES; tries += 1) {
    const { folder, wanted, extension } = place;
    const { contractId } = row;
    const name = fileNameOf({ wanted, contractId, extension, version: ordinal, taken });
    const judged = await tryName(folder, name, ordinal);
    if (!('taken' in judged)) return judged;
    if (judged.taken === 'by-earlier-version') {
      ordinal += 1;
      taken = 0;
    } else {
      taken += 1;
    }
  }
  throw new TerminalError(
    noted`${MAX_NAMES} names for this document are taken at the destination. Give it another "fileName" or "folder".`,
  );

  type Judged = Placed | { readonly taken: 'by-earlier-version' | 'by-another' };

  /** After a loss of the store: what carries our key is ours, whatever it is called by now. */
  async function findByKey(): Promise<Placed | null> {
    const { destination, put } = parts;
    for (const found of await destination.findByKey(file.archiveKey, put)) {
      const placed = await adopt(found, own, null);
      if (placed !== null) return placed;
    }
    return null;
  }

  /**
   * What lies there is asked before the name is reserved: a contract that only tries a name must not look like its owner to the
   * one that has it, when the ledger was lost and both are looked for at once.
   */
  async function tryName(
    folder: readonly string[],
    name: string,
    version: number,
  ): Promise<Judged> {
    const look = place.hasSidecar
      ? await lookAtSidecar(parts.destination, folder, name, parts.put.signal)
      : null;
    if (look?.kind === 'strange') return whose(false);
    const archiveKey = look?.kind === 'sidecar' ? look.sidecar.archiveKey : file.archiveKey;
    if (archiveKey !== file.archiveKey) return whose(isOfContract(archiveKey, row.contractId));
    const owner = await parts.ledger.reserve(row, pathsOf(folder, name, place.hasSidecar));
    if (owner !== null) return whose(owner.contractId === row.contractId);
    if (look?.kind === 'sidecar') {
      const { sha256, sizeBytes, fileName } = look.sidecar;
      const found = await parts.destination.findByName(folder, fileName, parts.put);
      const where = { folder, name: fileName };
      const wanted = { sizeBytes, digests: { sha256 } };
      const placed = found === null ? null : await adopt(found, wanted, where);
      if (placed !== null) return placed;
    }
    await parts.save({ planned: { folder, name }, ordinal: version, sent: own.digests, ...sized });
    return putAt(folder, name);
  }

  async function putAt(folder: readonly string[], name: string): Promise<Judged> {
    const { destination, put } = parts;
    const outcome = await destination.put({ ...file, folder, name }, put);
    const where = { folder, name };
    if (outcome.kind !== 'taken') return { file: outcome.file, where, ...own };
    const { archiveKey } = outcome.by;
    // Ours with other bytes: SpotDraft made the document anew between two tries of the same version.
    if (archiveKey === file.archiveKey && row.sent !== null && row.sizeBytes !== null) {
      const earlier = { sizeBytes: row.sizeBytes, digests: row.sent };
      const placed = await adopt(outcome.by, earlier, where);
      if (placed !== null) return placed;
    }
    return whose(archiveKey !== null && isOfContract(archiveKey, row.contractId));
  }

  /** Null when what is found is not what was once sent. */
  async function adopt(
    found: StoredFile,
    wanted: Expected,
    where: Placed['where'],
  ): Promise<Placed | null> {
    const { destination, put } = parts;
    const isOwn = wanted.digests.sha256 === own.digests.sha256;
    const verified = await verifyFile(destination, found.ref, isOwn ? own : wanted, {
      // Of what another try sent only this much may be known: the rest is taken from the bytes.
      by: isOwn ? 'digest' : 'bytes',
      signal: put.signal,
    });
    if (verified.kind !== 'same') return null;
    return {
      file: found,
      where,
      sizeBytes: wanted.sizeBytes,
      digests: verified.digests ?? own.digests,
    };
  }
}

function whose(isOurs: boolean): { readonly taken: 'by-earlier-version' | 'by-another' } {
  return { taken: isOurs ? 'by-earlier-version' : 'by-another' };
}

/** As the ledger compares them: some destination takes names for one that differ in case or in how letters are composed. */
function pathsOf(folder: readonly string[], name: string, hasSidecar: boolean): string[] {
  const names = hasSidecar ? [name, sidecarNameOf(name)] : [name];
  return names.map((each) => [...folder, each].map((part) => nameKey(part)).join('/'));
}
