import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const DIST = path.join(import.meta.dirname, '../../dist');

/** Prints the graph of each module that is named, in a process of its own. */
const PRINT_GRAPHS = `
  import { printSchema } from 'graphql';
  const graphs = [];
  for (const url of process.argv.slice(1)) {
    const { buildGraphqlSchema } = await import(url);
    graphs.push(printSchema(buildGraphqlSchema()));
  }
  process.stdout.write(JSON.stringify(graphs));
`;

async function graphsOf(...files: readonly string[]): Promise<string[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      PRINT_GRAPHS,
      ...files.map((file) => pathToFileURL(file).href),
    ],
    { cwd: path.dirname(DIST), maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as string[];
}

test('joined modules make the graph that modules by themselves make', async () => {
  const [joined = ''] = (await readdir(path.join(DIST, 'resolvers'))).filter((name) =>
    /^graphql-schema-\w+\.joined\.js$/.test(name),
  );
  const [ofJoined] = await graphsOf(path.join(DIST, 'resolvers', joined));
  const [asTheyWere] = await graphsOf(path.join(DIST, 'resolvers/server/graphql-schema.js'));
  expect(ofJoined).toContain('type Opportunity ');
  expect(ofJoined).toBe(asTheyWere);
});

test('a part of a joined file stands below the name of its module, so that a stack leads there', async () => {
  const program = await readFile(path.join(DIST, 'cli/main.joined.js'), 'utf8');
  expect(program).toMatch(/^\/\/ dist\/cli\/main\.js$/m);
  expect(program).toMatch(/^async function main\(/m);
});
