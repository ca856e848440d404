import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const LOGGER = pathToFileURL('dist/telemetry/logger.js').href;

/** Logs for a while, then says by its exit code that it went on. */
const PROGRAM = `
const { createLogger } = await import(${JSON.stringify(LOGGER)});
const log = createLogger({ level: 'info' });
log.info('begun');
const lines = setInterval(() => log.info('still there'), 10);
setTimeout(() => { clearInterval(lines); log.info('the last'); process.exitCode = 7; }, 500);
`;

test('a process goes on, and ends, though nobody reads its log any more', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  child.stdout.destroy();
  const [code] = await ended;
  expect(code).toBe(7);
});

test('what is said last is there, without a wait', async () => {
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `${PROGRAM.split('\n').slice(0, 4).join('\n')}\nprocess.exit(3);`,
    ],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  expect(code).toBe(3);
  expect(said).toContain('begun');
});

test('a command whose reader is gone ends without a word', async () => {
  const child = spawn(process.execPath, ['bin/dealdraft.js', 'mapping', 'schema'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  expect(said).toBe('');
  expect(code).toBe(1);
});
