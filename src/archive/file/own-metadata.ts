import { STANDARD_METADATA } from '../metadata.js';

/** Columns, headers and tags have names of this form everywhere. */
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;

/** What is wrong with a name that the file gives to metadata; null when nothing is. */
export function metadataNameProblem(name: string): string | null {
  if (!NAME.test(name)) {
    return `"${name}" is no name for metadata: a letter, then letters, digits and "_", at most 40 in all`;
  }
  return STANDARD_METADATA.has(name.toLowerCase())
    ? `"${name}" is kept of every document already; give what is added another name`
    : null;
}
