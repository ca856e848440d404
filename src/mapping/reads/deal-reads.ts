import type { Expression } from '../expression/expression.js';
import { Reads } from './reads.js';

/** Under which name expressions over a contract see its deal. */
const DEAL = 'opportunity';

/** What an expression over a contract reads of the contract's deal. */
export function dealReadsOf({ derivation }: Expression): Reads {
  const reads = new Reads();
  for (const { path, uses } of derivation.reads) {
    if (path[0] !== DEAL) continue;
    for (const use of uses) reads.add(path.slice(1), use);
  }
  return reads;
}
