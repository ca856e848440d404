import { said } from '../../domain/said.js';
/** Nobody slips in a name of more, and to compare two texts costs their lengths, multiplied. */
const MAX_COMPARED = 200;

/** said` (did you mean "x"?)` when one of `candidates` is near enough to `name` to be a slip of it, else nothing. */
export function closest(name: string, candidates: Iterable<string>): string {
  if (name.length > MAX_COMPARED) return '';
  let best: string | null = null;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(name.length - candidate.length) >= bestDistance) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best === null ? '' : said` (did you mean "${best}"?)`;
}

/** Levenshtein distance: the cost of each prefix of `b`, row by row of `a`. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let index = 0; index < a.length; index += 1) {
    let left = index + 1;
    let diagonal = index;
    row = row.map((above, column) => {
      const substitution = diagonal + (a[index] === b[column - 1] ? 0 : 1);
      diagonal = above;
      if (column > 0) left = Math.min(substitution, left + 1, above + 1);
      return left;
    });
  }
  return Math.max(...row.slice(-1));
}
