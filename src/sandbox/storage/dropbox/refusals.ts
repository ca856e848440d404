import { StorageRefusal } from '../storage-route.js';
import type { StorageAnswer } from '../storage-route.js';

/** A value of one of the API's unions: the tag, and what belongs to it. */
export type Tagged = { readonly '.tag': string } & Readonly<Record<string, unknown>>;

let dots = 0;

/** The dots at the end of a summary vary, so that nobody compares it. */
function summary(...tags: readonly string[]): string {
  dots = (dots + 1) % 6;
  return `${tags.join('/')}/${'.'.repeat(dots)}`;
}

/** Follows the tags inwards: `path/conflict/file`. */
function tagsOf(error: Tagged): string[] {
  const inner = error[error['.tag']] ?? error.reason;
  return isTagged(inner) ? [error['.tag'], ...tagsOf(inner)] : [error['.tag']];
}

function isTagged(value: unknown): value is Tagged {
  return typeof value === 'object' && value !== null && '.tag' in value;
}

function unionAnswer(status: number, error: Tagged, more: object = {}): StorageAnswer {
  return { status, body: { error_summary: summary(...tagsOf(error)), error, ...more } };
}

/** 409 with the endpoint's own union. */
export function endpointError(error: Tagged): StorageRefusal {
  return new StorageRefusal(unionAnswer(409, error));
}

export function authError(error: Tagged): StorageRefusal {
  return new StorageRefusal(unionAnswer(401, error));
}

export function pathRootError(error: Tagged): StorageRefusal {
  return new StorageRefusal(unionAnswer(422, error));
}

/** What can't be read is refused in plain text. */
export function badInput(operation: string, what: string): StorageRefusal {
  return new StorageRefusal({
    status: 400,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: `Error in call to API function "${operation}": ${what}`,
  });
}
