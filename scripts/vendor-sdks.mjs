/**
 * Runs test/e2e/vendor-sdks.test.ts with Box's and Dropbox's own libraries, which are fetched into a temporary folder for it: 58 MB
 * that nothing else needs.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SDKS = ['box-node-sdk@10.12.0', 'dropbox@10.34.0'];

const folder = mkdtempSync(path.join(tmpdir(), 'dealdraft-vendor-sdks-'));
const run = (program, args, env = {}) => {
  const { status } = spawnSync(program, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status ?? 1;
};
try {
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n');
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts'];
  process.exitCode =
    run('npm', ['install', ...quiet, '--prefix', folder, ...SDKS]) ||
    run('npx', ['vitest', 'run', '--project', 'processes', 'test/e2e/vendor-sdks.test.ts'], {
      VENDOR_SDKS: folder,
    });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
