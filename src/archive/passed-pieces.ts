import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A part of a document and what lies in sockets; less would collect more often than it frees. */
const COLLECT_AFTER_BYTES = 4 * 1024 * 1024;

let passed = 0;
let collect: ((options: { readonly type: 'minor' }) => void) | null = null;

/**
 * Notes that a piece of a document went by. Pieces lie outside V8's heap, where it lets 60 MB and more of those that nobody holds gather
 * before it looks; so its young generation, which has only a few small objects in it, is collected once some have. A millisecond.
 */
export function notePassed(bytes: number): void {
  passed += bytes;
  if (passed < COLLECT_AFTER_BYTES) return;
  passed = 0;
  collect ??= collector();
  collect({ type: 'minor' });
}

function collector(): typeof collect & object {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as typeof collect & object;
}
