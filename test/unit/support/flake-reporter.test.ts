import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const VITEST = path.join(ROOT, 'node_modules/vitest/vitest.mjs');

it('a test that passes only on a second look is printed with the first look and counted', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-flaky-'));
  try {
    await writeFile(
      path.join(folder, 'sample.test.ts'),
      `import { expect, it } from '${ROOT}/node_modules/vitest/dist/index.js';
       let looks = 0;
       it('fails once', () => { looks += 1; expect(looks).toBe(2); });
       it('never fails', () => { expect(1).toBe(1); });`,
    );
    await writeFile(
      path.join(folder, 'vitest.config.ts'),
      `import { createFlakeReporter } from '${ROOT}/test/support/flake-reporter.ts';
       export default { test: { retry: 1, reporters: [createFlakeReporter('${folder}/flakes')] } };`,
    );
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [VITEST, 'run', '--root', folder],
      { cwd: ROOT },
    );
    expect(stdout).toContain('1 flaky: passed only on a second look');
    expect(stdout).toContain('expected 1 to be 2');
    expect(await readFile(path.join(folder, 'flakes'), 'utf8')).toBe(
      'sample.test.ts > fails once\n',
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});
