import { ENVIRONMENT } from './environment.js';

/** Shorter names of ours are near to too much that is meant for others. */
const SHORTEST = 7;

/** Says of each variable that is all but one of ours which one may have been meant. */
export function nearMisses(
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const known = Object.keys(ENVIRONMENT).flatMap((name) => [name, `${name}_FILE`]);
  return Object.keys(environment)
    .filter((name) => !known.includes(name) && environment[name] !== '')
    .flatMap((name) => {
      const meant = nearest(name, known);
      return meant === null ? [] : [`${name}: is not a setting; did you mean ${meant}?`];
    })
    .sort();
}

function nearest(name: string, known: readonly string[]): string | null {
  if (name.length < SHORTEST) return null;
  const text = plain(name);
  let found: string | null = null;
  let least = name.length < 12 ? 2 : 3;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) > 2 || candidate.length < SHORTEST) continue;
    const steps = distance(text, plain(candidate));
    if (steps >= least) continue;
    least = steps;
    found = candidate;
  }
  return found;
}

/** Case and the places of underscores are slips, too. */
function plain(name: string): string {
  return name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}

/** Letters to add, drop, change or swap with their neighbour (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      rows[i]?.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + (isSame ? 0 : 1),
          isSwapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(a.length, b.length);
}
