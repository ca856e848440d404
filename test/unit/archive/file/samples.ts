import { parseArchiveFile } from '../../../../src/archive/file/parse-archive-file.js';
import type { ArchiveRules } from '../../../../src/archive/file/archive-rules.js';
import type { Surroundings } from '../../../../src/archive/file/fill-in.js';
import { ConfigError } from '../../../../src/domain/errors.js';

/** What a file finds around it: these variables and these files, and nothing else. */
export function surroundings(
  variables: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = {},
): Surroundings {
  const find = (all: Readonly<Record<string, string>>, name: string, problem: string) => {
    const text = Object.hasOwn(all, name) ? all[name] : undefined;
    return text === undefined ? { problem } : { text };
  };
  return {
    variable: (name) => find(variables, name, 'is not set'),
    readFile: (path) => find(files, path, "can't be read (ENOENT)"),
  };
}

export function parse(text: string, around: Surroundings = surroundings()): ArchiveRules {
  return parseArchiveFile(text, 'a.yaml', around);
}

export function problemsOf(text: string, around?: Surroundings): readonly string[] {
  try {
    parse(text, around);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

/** A file of one destination, whose first key stands in line 3. */
export function withDestination(...lines: readonly string[]): string {
  return [
    'version: 1',
    'destinations:',
    `  - ${lines[0]}`,
    ...lines.slice(1).map((line) => `    ${line}`),
    '',
  ].join('\n');
}

export const FOLDER = ['name: files', 'type: folder', 'directory: /srv/contracts'] as const;
