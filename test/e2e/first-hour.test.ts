import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

test('scripts/first-hour.mjs goes from no settings to the first contract', async () => {
  const child = spawn(process.execPath, ['scripts/first-hour.mjs'], {
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  expect(stdout).toMatch(/^Contract T-\d+ \(.+\) after \d+\.\d minutes\.\n$/m);
  expect(exitCode, stderr).toBe(0);
});
