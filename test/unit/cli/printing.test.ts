import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const SRC = path.resolve(import.meta.dirname, '../../../src');
/** The doors themselves, which make visible what steers a terminal, and a bar of our own words and numbers. */
const DOORS = ['cli/command.ts', 'cli/main.ts', 'cli/progress.ts'];

it('nothing but the doors writes to the terminal', () => {
  const writers = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('sandbox'))
    .filter((file) =>
      /process\.std(?:out|err)|\bconsole\.(?:log|error|warn|info|debug|trace|dir|table)\b/.test(
        readFileSync(path.join(SRC, file), 'utf8'),
      ),
    );
  expect(writers.sort()).toEqual(DOORS);
});
