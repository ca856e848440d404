import type { RecordPath } from '../../connectors/crm.js';
import { closest } from '../wording/closest.js';
import { fixedTextHint } from '../wording/fixed-text.js';

/**
 * What an expression about a contract may read: what is below each name, or the type of its value. Below `ANY_NAME` stands what
 * is under names that nobody knows beforehand.
 */
export interface View {
  readonly [name: string]: View | string;
}

export const ANY_NAME = '*';

/** What is wrong with the first name of `path` that is not there; null when all are. */
export function unknownName(path: RecordPath, view: View): string | null {
  let level: View = view;
  for (const [depth, name] of path.entries()) {
    const below = Object.hasOwn(level, name) ? level[name] : level[ANY_NAME];
    if (below === undefined) {
      const names = Object.keys(level);
      const hint = depth === 0 ? fixedTextHint(name) : '';
      return `a contract has no "${name}" here${closest(name, names)}; it has ${names.join(', ')}${hint}`;
    }
    if (typeof below === 'string') return null;
    level = below;
  }
  return null;
}
