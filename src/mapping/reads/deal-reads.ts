import type { Expression } from '../expression/expression.js';
import { DEAL } from '../contract-with-key-pointers.js';
import { Reads } from './reads.js';

/** What an expression over a contract reads of the contract's deal. */
export function dealReadsOf({ derivation }: Expression): Reads {
  const reads = new Reads();
  for (const { path, uses } of derivation.reads) {
    if (path[0] !== DEAL) continue;
    for (const use of uses) reads.add(path.slice(1), use);
  }
  return reads;
}
