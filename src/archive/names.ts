import type { ContractId } from '../domain/contract-id.js';

/**
 * The rule for names in an archive, in this one place: what comes out is valid at every destination, on every disk that the
 * archive may be copied to, and the same for the same contract at any time. It never fails.
 */

/** Of a file, extension and marks included. SharePoint counts characters, disks count bytes. */
const MAX_FILE: Room = { characters: 120, bytes: 200 };
const MAX_FOLDER: Room = { characters: 60, bytes: 180 };
/** SharePoint takes 400 with the names of site and library, sync clients on Windows 260. */
const MAX_PATH_CHARACTERS = 300;
/** So that each of them keeps enough characters to be told apart. */
export const MAX_FOLDERS = 12;

/** Counted as UTF-16 units and as UTF-8. */
interface Room {
  readonly characters: number;
  readonly bytes: number;
}

export interface NameParts {
  /** What the file is to be called, without extension, as the archive file's expression gave it. */
  readonly wanted: string;
  readonly contractId: ContractId;
  /** With its dot. */
  readonly extension: string;
  /** 1 for the first one there was; a later one is kept beside it. */
  readonly version: number;
  /** How many names were found taken before this one: 0 gives the name as it is wanted. */
  readonly taken: number;
}

/**
 * `NDA Acme (T-12).pdf`; `NDA Acme (T-12) (v2).pdf` for a later version. A name that was taken gets the contract's id, or a
 * number with it where it has the id already. What is cut off is never the id.
 */
export function fileNameOf(parts: NameParts): string {
  const { wanted, contractId, extension, version, taken } = parts;
  const whole = cleanName(wanted);
  const body = whole === '' ? contractId : whole;
  const version_ = version > 1 ? ` (v${version})` : '';
  const roomBeside = (mark: string) => minus(MAX_FILE, mark + version_ + longest(extension));
  const mark = takenMark(body, contractId, taken);
  const cut = cutTo(body, roomBeside(mark));
  const isIdLost = mark === '' && hasId(body, contractId) && !hasId(cut, contractId);
  const kept = isIdLost ? ` (${contractId})` : mark;
  return `${cutTo(cut, roomBeside(kept))}${kept}${version_}${extension}`;
}

function takenMark(body: string, contractId: ContractId, taken: number): string {
  const nth = hasId(body, contractId) ? taken + 1 : taken;
  if (taken === 0) return '';
  return nth === 1 ? ` (${contractId})` : ` (${contractId}, ${nth})`;
}

/** Not as a part of a longer number. */
function hasId(text: string, contractId: ContractId): boolean {
  return new RegExp(`(?<![A-Za-z0-9])${contractId}(?![0-9])`).test(text);
}

const SIDECAR_EXTENSION = '.json';

/** The file that says what `fileName` is: `NDA.json` beside `NDA.pdf`. */
export function sidecarNameOf(fileName: string): string {
  return `${fileName.replace(/\.[^.]*$/, '')}${SIDECAR_EXTENSION}`;
}

/** The sidecar's name has to have room, too. */
function longest(extension: string): string {
  return extension.length > SIDECAR_EXTENSION.length ? extension : SIDECAR_EXTENSION;
}

/**
 * Folders below a destination's root. Of each of `wanted` one, what is blank or nothing but dots left out.
 * @param wanted at most `MAX_FOLDERS`
 */
export function folderNamesOf(wanted: readonly string[]): readonly string[] {
  const names = wanted.map(cleanName).filter((name) => name !== '');
  const all = MAX_PATH_CHARACTERS - MAX_FILE.characters;
  const even = Math.floor(all / Math.max(1, names.length)) - 1;
  const room = { ...MAX_FOLDER, characters: Math.min(MAX_FOLDER.characters, even) };
  return names.map((name, depth) => {
    // SharePoint keeps its own forms at the top of a library.
    return cutTo(depth === 0 && /^forms$/i.test(name) ? `_${name}` : name, room);
  });
}

/**
 * Equal for two names that some destination or disk takes for one: in upper or lower case, in composed or decomposed
 * letters. To be asked of names alone, never to be used as one.
 */
export function nameKey(name: string): string {
  // Through upper case, so that letters with two small forms, and ß and SS, count as one.
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/** What has no shape, and what turns the order of reading; the joiners that names and emoji are written with stay. */
const INVISIBLE =
  /[\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const FORBIDDEN = /[\p{Cc}\p{Noncharacter_Code_Point}\ufffd<>:"/\\|?*#%]/gu;
/** Names of devices, which Windows takes with any extension, and of files that systems make by themselves. */
const RESERVED = /^(?:CON|PRN|AUX|NUL|(?:COM|LPT)[0-9¹²³]|desktop\.ini|thumbs\.db) *(?:\.|$)/i;

/** Without what is forbidden anywhere; empty when nothing is left. */
function cleanName(text: string): string {
  const name = text
    .toWellFormed()
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/[\s\p{Z}]+/gu, ' ')
    .replace(FORBIDDEN, '-')
    .replace(/_vti_/gi, '-vti-')
    .replace(/^[ .]*~\$/, '-')
    .replace(/^[ .]+|[ .]+$/g, '');
  return RESERVED.test(name) ? `_${name}` : name;
}

function minus({ characters, bytes }: Room, reserved: string): Room {
  return {
    characters: characters - reserved.length,
    bytes: bytes - Buffer.byteLength(reserved),
  };
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The longest start that has room, without half of what people see as one character, and without a blank or dot at its end. Of
 * one character that is larger than the room, as many code points as have it.
 */
function cutTo(text: string, room: Room): string {
  if (fits(text, room)) return text;
  // What comes later can't have room; letters of thousands of accents are looked at no further, either.
  const start = text.slice(0, room.characters + 1).toWellFormed();
  const whole = longestStart(graphemes.segment(start), room);
  const cut =
    whole === ''
      ? longestStart(
          Array.from(start, (segment) => ({ segment })),
          room,
        )
      : whole;
  return cut.replace(/[ .]+$/, '');
}

function longestStart(segments: Iterable<{ readonly segment: string }>, room: Room): string {
  let cut = '';
  for (const { segment } of segments) {
    if (!fits(cut + segment, room)) break;
    cut += segment;
  }
  return cut;
}

function fits(text: string, { characters, bytes }: Room): boolean {
  return text.length <= characters && Buffer.byteLength(text) <= bytes;
}
