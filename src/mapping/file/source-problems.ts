import type { z } from 'zod';
import { ConfigError } from '../../domain/errors.js';
import { closest } from '../wording/closest.js';
import { locationText, type SourceProblem } from './source-location.js';
import type { KeyPath, YamlSource } from './yaml-source.js';

/** All of them, in the order of the file, each as `file:line:column: what is wrong; what to do`. */
export function configErrorOf(problems: readonly SourceProblem[]): ConfigError {
  const sorted = problems.toSorted(
    (a, b) => a.location.line - b.location.line || a.location.column - b.location.column,
  );
  const texts = sorted.map(({ location, message }) => `${locationText(location)}: ${message}`);
  // What an anchor says in several places is wrong once.
  return new ConfigError([...new Set(texts)]);
}

/**
 * What a schema found, with its place in the file.
 * @param at where the value stands that the schema was asked about
 * @param knownKeys the keys that a place takes
 */
export function schemaProblems(
  issue: z.core.$ZodIssue,
  {
    source,
    at = [],
    knownKeys,
  }: {
    readonly source: Pick<YamlSource, 'locate'>;
    readonly at?: KeyPath;
    readonly knownKeys: (path: KeyPath) => readonly string[];
  },
): SourceProblem[] {
  const path = [...at, ...issue.path.filter((key) => typeof key !== 'symbol')];
  const place = path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(path);
    return issue.keys.map((key) => ({
      location: source.locate([...path, key]),
      message: `unknown key "${key}"${closest(key, known)}; known here: ${known.join(', ')}`,
    }));
  }
  if (issue.code === 'invalid_key') {
    const reasons = issue.issues.map((reason) => reason.message).join('; ');
    return [{ location: source.locate(path), message: `"${String(path.at(-1))}" ${reasons}` }];
  }
  return [{ location: source.locate(path), message: `${place}: ${issue.message}` }];
}
