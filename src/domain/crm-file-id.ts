import { InputError } from './errors.js';
import { inQuotes } from './in-quotes.js';
import { toRecordId18 } from './opportunity-id.js';
import { noted } from './said.js';

/** How ids of files begin, and of their versions. */
const PREFIXES = { file: '069', version: '068' } as const;

/** A file of the CRM, whose newest version is meant, or one version of it. */
export interface CrmFileId {
  /** 18 characters. */
  readonly id: string;
  readonly of: keyof typeof PREFIXES;
}

/** @throws InputError that says what the id of a file looks like. */
export function parseCrmFileId(text: string): CrmFileId {
  const id = toRecordId18(text);
  if (id?.startsWith(PREFIXES.file) === true) return { id, of: 'file' };
  if (id?.startsWith(PREFIXES.version) === true) return { id, of: 'version' };
  throw new InputError(
    noted`${inQuotes(text)} is not the id of a file: it has 15 or 18 letters and digits and starts with ${PREFIXES.file} (a file) or ${PREFIXES.version} (a version of one).`,
  );
}
