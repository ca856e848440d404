import { DOCUMENT_TYPES } from '../../domain/document.js';
import type { DocumentBytes, DocumentType } from '../../domain/document.js';
import { DamagedArchiveError, readArchive } from './zip-archive.js';
import type { Archive, ArchiveEntry } from './zip-archive.js';
import { said } from '../../domain/said.js';

export type Judgement =
  | { readonly ok: true; readonly contentType: DocumentType }
  /** Why it is not taken, for people. */
  | { readonly ok: false; readonly message: string };

/** How much of the beginning tells what a file may be. */
export const HEAD_BYTES = 8;

const PDF = '%PDF-';
const ZIP = 'PK\u0003\u0004';
/** Office files of old, and new ones that are behind a password. */
const COMPOUND = '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1';

const CONTENT_TYPES_PART = '[content_types].xml';
const MAX_CONTENT_TYPES_BYTES = 1_048_576;
/** What a document of everyday use unpacks to is far less; what unpacks to more is made to hurt whoever opens it. */
const MAX_UNPACKED_BYTES = 512 * 1_048_576;
const MAIN_PART = `${DOCUMENT_TYPES.docx}.main+xml`;

/** What the first bytes rule out already; null when the rest has to be asked. */
export function judgeHead(head: Uint8Array): string | null {
  const text = latin1(head);
  if (text.startsWith(PDF) || text.startsWith(ZIP)) return null;
  if (text.startsWith(COMPOUND)) {
    return said`This is a Word document of the old form (.doc), or one that is protected by a password. Save it as DOCX or PDF without a password.`;
  }
  return said`This is neither a PDF nor a Word document (DOCX), whatever its name says. Other files are not taken.`;
}

/**
 * Says by its content what a document is. Nothing is unpacked but the one small part of a DOCX that says what is in it, and no
 * more of that than it may have.
 */
export async function judgeDocument(bytes: DocumentBytes): Promise<Judgement> {
  const head = await bytes.slice(0, Math.min(HEAD_BYTES, bytes.sizeBytes));
  const refused = judgeHead(head);
  if (refused !== null) return { ok: false, message: refused };
  if (latin1(head).startsWith(PDF)) return { ok: true, contentType: DOCUMENT_TYPES.pdf };
  try {
    const message = await refuseArchive(await readArchive(bytes));
    return message === null
      ? { ok: true, contentType: DOCUMENT_TYPES.docx }
      : { ok: false, message };
  } catch (error) {
    if (!(error instanceof DamagedArchiveError)) throw error;
    return {
      ok: false,
      message: said`This Word document is damaged or incomplete: it can not be unpacked. Save it anew.`,
    };
  }
}

async function refuseArchive(archive: Archive): Promise<string | null> {
  const { entries } = archive;
  if (entries.some(({ isEncrypted }) => isEncrypted)) {
    return said`This file is protected by a password. Save it without one.`;
  }
  const unpackedBytes = entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0);
  if (unpackedBytes > MAX_UNPACKED_BYTES) {
    return said`This file says that it unpacks to ${unpackedBytes} bytes, which no document of its kind does. It is not taken.`;
  }
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  const contentTypes = entries.find(({ name }) => name.toLowerCase() === CONTENT_TYPES_PART);
  const parts = contentTypes === undefined ? null : await partsOf(archive, contentTypes);
  if (parts === null) return said`This is an archive (ZIP), and no Word document (DOCX).`;
  if (parts.hasMacros || names.has('word/vbaproject.bin')) {
    return said`This Word document has macros (DOCM). Save it as DOCX.`;
  }
  const main = parts.mainPart ?? 'word/document.xml';
  return names.has(main)
    ? null
    : said`This is an Office file, though no Word document (DOCX). Save it as PDF.`;
}

interface Parts {
  /** As the archive names it, in lower case; null when it is not said. */
  readonly mainPart: string | null;
  readonly hasMacros: boolean;
}

async function partsOf(archive: Archive, entry: ArchiveEntry): Promise<Parts> {
  const text = Buffer.from(await archive.unpack(entry, MAX_CONTENT_TYPES_BYTES)).toString('utf8');
  const overrides = [...text.matchAll(/<(?:\w+:)?Override\b([^<>]*)>/gu)].map(
    ([, attributes = '']) => ({
      name: attributeOf(attributes, 'PartName').replace(/^\//u, '').toLowerCase(),
      type: attributeOf(attributes, 'ContentType').toLowerCase(),
    }),
  );
  const main = overrides.find(({ type }) => type === MAIN_PART);
  return {
    mainPart: main?.name ?? null,
    hasMacros: overrides.some(({ type }) => type.includes('macroenabled')),
  };
}

function attributeOf(attributes: string, name: string): string {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'u').exec(attributes);
  return found?.[1] ?? found?.[2] ?? '';
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
