import { lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { replaceFile } from '../../../src/app/replace-file.js';

it('keeps a link to the file, and the mode of the file', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-test-'));
  const file = path.join(folder, 'real.yaml');
  const link = path.join(folder, 'linked.yaml');
  await writeFile(file, 'before', { mode: 0o640 });
  await symlink(file, link);
  await replaceFile(link, 'after');
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect(await readFile(file, 'utf8')).toBe('after');
  expect((await stat(file)).mode & 0o777).toBe(0o640);
  expect(await readdir(folder)).toEqual(['linked.yaml', 'real.yaml']);
  await rm(folder, { recursive: true });
});
