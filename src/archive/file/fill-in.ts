import type { SourceProblem } from '../../mapping/file/source-location.js';
import type { KeyPath, YamlSource } from '../../mapping/file/yaml-source.js';
import { EXPRESSION_KEYS } from './archive-file.schema.js';

export type FoundText = { readonly text: string } | { readonly problem: string };

/** What the file refers to outside itself. A problem is the end of a sentence about the name or path. */
export interface Surroundings {
  /** Of the environment, or of the file that `NAME_FILE` names. */
  variable(name: string): FoundText;
  readFile(path: string): FoundText;
}

export interface FilledIn {
  readonly value: unknown;
  readonly problems: readonly SourceProblem[];
  /** Places whose value could not be had, as JSON of their paths: nothing more is to be said of them. */
  readonly failed: ReadonlySet<string>;
}

const IS_EXPRESSION: ReadonlySet<string | number> = new Set(EXPRESSION_KEYS);

/**
 * Puts the values of variables in the place of `${NAME}` in the texts of a destination; `$${` stands for `${` itself. Expressions
 * stay as they are. Numbers become what was written: an id keeps all its digits.
 */
export function fillIn(
  written: unknown,
  at: KeyPath,
  source: YamlSource,
  surroundings: Surroundings,
): FilledIn {
  const problems: SourceProblem[] = [];
  const failed = new Set<string>();
  const fillText = (text: string, path: KeyPath): string =>
    text.replace(/\$(\$?)\{([^}]*)\}/g, (whole, escape: string, name: string) => {
      if (escape !== '') return whole.slice(1);
      const found = /^[A-Za-z_]\w*$/.test(name)
        ? surroundings.variable(name)
        : { problem: 'is no name of a variable: letters, digits and "_"' };
      if ('text' in found) return found.text;
      failed.add(JSON.stringify(path));
      const message = `${path.join('.')}: \${${name}} ${found.problem}`;
      problems.push({ location: source.locate(path), message });
      return '';
    });
  const fill = (value: unknown, path: KeyPath): unknown => {
    if (path.length === at.length + 1 && IS_EXPRESSION.has(path.at(-1) ?? '')) return value;
    if (typeof value === 'string') return fillText(value, path);
    if (typeof value === 'number') return source.numberText(path) ?? String(value);
    if (Array.isArray(value)) return value.map((item, index) => fill(item, [...path, index]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, fill(member, [...path, key])]),
    );
  };
  return { value: fill(written, at), problems, failed };
}
