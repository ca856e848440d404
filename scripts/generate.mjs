/**
 * Writes what is generated from the built code: schema.graphql, and the typed documents that codegen.yml names.
 * With `--check` it writes nothing and exits 1 when a committed file differs.
 */
import { readFile, writeFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { generate, loadCodegenConfig } from '@graphql-codegen/cli';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildGraphqlSchema } from '../dist/resolvers/graphql-schema.js';

const root = path.resolve(import.meta.dirname, '..');
process.chdir(root); // codegen.yml names its files from here

const schemaText = printSchema(lexicographicSortSchema(buildGraphqlSchema())) + '\n';
const files = new Map([['schema.graphql', schemaText]]);

const { config } = await loadCodegenConfig({ configFilePath: 'codegen.yml' });
// The schema just built, not the committed file, so that one run brings everything up to date.
const generated = await generate({ ...config, schema: schemaText, silent: true }, false);
for (const { filename, content } of generated) {
  files.set(path.relative(root, path.resolve(root, filename)), content);
}

if (process.argv.includes('--check')) {
  const stale = [];
  for (const [file, content] of files) {
    if ((await readIfThere(file)) !== content) stale.push(file);
  }
  for (const file of stale) console.error(`${file} is stale. Run: npm run generate`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const [file, content] of files) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** @param {string} file */
async function readIfThere(file) {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
