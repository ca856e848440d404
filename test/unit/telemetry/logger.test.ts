import { expect, it } from 'vitest';
import { createLogger } from '../../../src/telemetry/logger.js';

it('a log line holds nothing that steers the terminal it is read on, and is JSON', () => {
  const lines: string[] = [];
  const log = createLogger({ level: 'info', destination: { write: (line) => lines.push(line) } });
  log.info({ path: '\u009b2J\u202e' }, 'a\u001b[31m message');
  log.warn({ err: new Error('line one\nline two \u2028') }, 'failed');
  for (const line of lines) {
    expect(line).toMatch(/^[^\p{Cc}\u2028\u202e]*\n$/u);
    expect(() => JSON.parse(line) as unknown).not.toThrow();
  }
  expect(lines).toHaveLength(2);
});

it('a line about a system has one key "service"', () => {
  const lines: string[] = [];
  const log = createLogger({ level: 'info', destination: { write: (line) => lines.push(line) } });
  log.warn({ service: 'spotdraft' }, 'paused');
  expect(lines.join('').match(/"service":/g)).toHaveLength(1);
  expect(JSON.parse(lines.join(''))).toMatchObject({ app: 'dealdraft', service: 'spotdraft' });
});
