import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const SRC = path.resolve(import.meta.dirname, '../../../src');
const textOf = (file: string) => readFileSync(path.join(SRC, file), 'utf8');

it('every server of ours, a worker\u2019s own included, has the limits on connections', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.startsWith('sandbox'),
  );
  const makers = files.filter((file) =>
    /\bfastify\(|\bcreateServer\b[^;]*'node:https?'/.test(textOf(file)),
  );
  expect(makers).toEqual(['server/http-server.ts']);
  // Others than the usual ones are for tests alone.
  const changers = files.filter((file) => /\blimitValues:/.test(textOf(file)));
  expect(changers).toEqual([]);
  expect(textOf('server/health-server.ts')).toContain('createHttpServer(');
});
