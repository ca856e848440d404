import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readText, resolveFrom } from './markdown.js';

const { engines } = z
  .object({ engines: z.object({ node: z.string() }) })
  .parse(JSON.parse(readText('package.json')));
/** `22.20` and `24.7`. */
const floors = [...engines.node.matchAll(/>=(\d+\.\d+)\.0/g)].map(([, version = '']) => version);

/** What the program says when it is started on another version than this one. */
function startedOn(version: string) {
  const program = resolveFrom('README.md', 'bin/dealdraft.js');
  const script = `
    Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });
    process.argv[2] = '--version';
    await import(${JSON.stringify(program)});`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', script, 'dealdraft'],
    { encoding: 'utf8' },
  );
  return {
    status,
    stdout: stdout.trim(),
    lines: stderr.trim() === '' ? [] : stderr.trim().split('\n'),
  };
}

describe('the versions of Node.js', () => {
  it.each([
    'README.md',
    'CHANGELOG.md',
    'docs/decisions/0002-sqlite-as-embedded-store.md',
    '.ci/run',
  ])('are in %s as in package.json', (file) => {
    expect(floors).toHaveLength(2);
    for (const floor of floors) expect(readText(file)).toContain(floor);
  });

  it.each(['20.20.2', '22.18.0', '22.19.0', '23.11.0', '24.0.0', '24.6.0'])(
    '%s is refused in one line that names the right ones',
    (version) => {
      const { status, lines } = startedOn(version);
      expect([status, lines.length]).toEqual([2, 1]);
      for (const named of [...floors, version]) expect(lines[0]).toContain(named);
    },
  );

  it.each(['22.20.0', '22.21.1', '24.7.0', '25.0.0'])('%s is taken', (version) => {
    expect(startedOn(version)).toMatchObject({ status: 0, lines: [] });
  });
});
