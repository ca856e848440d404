import { DestinationError } from '../destination.js';
import type { DestinationFault } from '../destination.js';
import { noted } from '../../../domain/said.js';

interface Meaning {
  readonly fault: DestinationFault;
  readonly text: string;
}

const FULL: Meaning = {
  fault: 'full',
  text: noted`There is no room left where the folder lies. Free some, or raise the quota.`,
};
const DENIED: Meaning = {
  fault: 'permission',
  text: noted`dealdraft may not write there. Give its user the right to create files in the folder.`,
};
const AWAY: Meaning = {
  fault: 'unavailable',
  text: noted`The disk or the mount of the folder does not answer properly. It is tried again; if it goes on, look at the mount.`,
};
const REFUSED: Meaning = {
  fault: 'refused',
  text: noted`The file system does not take this name.`,
};

const MEANINGS: Readonly<Record<string, Meaning | undefined>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EROFS: DENIED,
  EACCES: DENIED,
  EPERM: DENIED,
  ENAMETOOLONG: REFUSED,
  EINVAL: REFUSED,
  EILSEQ: REFUSED,
  EBUSY: { fault: 'busy', text: noted`The file is in use by another program; later.` },
  ETXTBSY: { fault: 'busy', text: noted`The file is in use by another program; later.` },
};

/** Of file systems that can't give one file two names, or only to some. */
const WITHOUT_LINKS: ReadonlySet<string> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EXDEV',
  'EMLINK',
  'EINVAL',
  'EACCES',
]);

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

export function isWithoutLinks(error: unknown): boolean {
  return WITHOUT_LINKS.has(codeOf(error));
}

/** Messages of the file system have whole paths in them: only its code goes on. */
export function toDestinationError(error: unknown, operation: string): DestinationError {
  if (error instanceof DestinationError) return error;
  const code = codeOf(error);
  const meaning = MEANINGS[code] ?? AWAY;
  return new DestinationError(code === '' ? meaning.text : `${meaning.text} (${code})`, {
    fault: meaning.fault,
    operation,
    ...(code === '' ? {} : { upstreamCode: code }),
  });
}
