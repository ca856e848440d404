import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import type { DocumentBytes } from '../../domain/document.js';

/** What an archive says of itself is not what an archive says. */
export class DamagedArchiveError extends Error {}

export interface ArchiveEntry {
  readonly name: string;
  readonly isEncrypted: boolean;
  /** As it says; nothing was unpacked to find out. */
  readonly unpackedBytes: number;
  readonly packedBytes: number;
  readonly method: number;
  readonly offset: number;
}

export interface Archive {
  readonly entries: readonly ArchiveEntry[];
  /** @throws DamagedArchiveError for what is longer than `maxBytes`, or can't be unpacked. */
  unpack(entry: ArchiveEntry, maxBytes: number): Promise<Uint8Array>;
}

const END = 0x06054b50;
const END_BYTES = 22;
const CENTRAL = 0x02014b50;
const CENTRAL_BYTES = 46;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
/** The comment after the end record is no longer than this. */
const MAX_COMMENT_BYTES = 0xffff;
const MAX_ENTRIES = 10_000;
const MAX_DIRECTORY_BYTES = 4 * 1_048_576;
const STORED = 0;
const DEFLATED = 8;

const inflate = promisify(inflateRaw);

/**
 * Reads the table of contents of a ZIP archive, at its end, and nothing else. Archives of more than 4 GB have another form, which
 * no document needs.
 *
 * @throws DamagedArchiveError for what is not one.
 */
export async function readArchive(bytes: DocumentBytes): Promise<Archive> {
  const { sizeBytes } = bytes;
  const tailStart = Math.max(0, sizeBytes - END_BYTES - MAX_COMMENT_BYTES);
  const tail = viewOf(await bytes.slice(tailStart, sizeBytes));
  const end = findEnd(tail);
  const count = tail.getUint16(end + 10, true);
  const directoryBytes = tail.getUint32(end + 12, true);
  const directoryStart = tail.getUint32(end + 16, true);
  if (
    count > MAX_ENTRIES ||
    directoryBytes > MAX_DIRECTORY_BYTES ||
    directoryStart + directoryBytes > tailStart + end
  ) {
    throw new DamagedArchiveError();
  }
  const directory = viewOf(await bytes.slice(directoryStart, directoryStart + directoryBytes));
  return { entries: readEntries(directory, count), unpack };

  async function unpack(entry: ArchiveEntry, maxBytes: number): Promise<Uint8Array> {
    const { offset, packedBytes, method } = entry;
    if (packedBytes > maxBytes || offset + LOCAL_BYTES > sizeBytes) throw new DamagedArchiveError();
    const local = viewOf(await bytes.slice(offset, offset + LOCAL_BYTES));
    if (local.getUint32(0, true) !== LOCAL) throw new DamagedArchiveError();
    const start = offset + LOCAL_BYTES + local.getUint16(26, true) + local.getUint16(28, true);
    if (start + packedBytes > sizeBytes) throw new DamagedArchiveError();
    const packed = await bytes.slice(start, start + packedBytes);
    if (method === STORED) return packed;
    if (method !== DEFLATED) throw new DamagedArchiveError();
    try {
      return await inflate(packed, { maxOutputLength: maxBytes });
    } catch {
      throw new DamagedArchiveError();
    }
  }
}

function findEnd(tail: DataView): number {
  for (let at = tail.byteLength - END_BYTES; at >= 0; at -= 1) {
    const isEnd =
      tail.getUint32(at, true) === END &&
      at + END_BYTES + tail.getUint16(at + 20, true) === tail.byteLength;
    if (isEnd) return at;
  }
  throw new DamagedArchiveError();
}

function readEntries(directory: DataView, count: number): ArchiveEntry[] {
  const entries: ArchiveEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + CENTRAL_BYTES > directory.byteLength) throw new DamagedArchiveError();
    if (directory.getUint32(at, true) !== CENTRAL) throw new DamagedArchiveError();
    const nameBytes = directory.getUint16(at + 28, true);
    const nameStart = at + CENTRAL_BYTES;
    if (nameStart + nameBytes > directory.byteLength) throw new DamagedArchiveError();
    entries.push({
      name: Buffer.from(directory.buffer, directory.byteOffset + nameStart, nameBytes).toString(
        'utf8',
      ),
      isEncrypted: (directory.getUint16(at + 8, true) & 1) === 1,
      method: directory.getUint16(at + 10, true),
      packedBytes: directory.getUint32(at + 20, true),
      unpackedBytes: directory.getUint32(at + 24, true),
      offset: directory.getUint32(at + 42, true),
    });
    at =
      nameStart +
      nameBytes +
      directory.getUint16(at + 30, true) +
      directory.getUint16(at + 32, true);
  }
  return entries;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
