/**
 * Writes what is generated: from the built code schema.graphql, the typed documents that codegen.yml names and the pages of the
 * graph (docs/graphql.md, docs/coverage.md); from openapi/spotdraft.yml the operations of SpotDraft; what the Lightning components
 * send, as persisted operations; and from salesforce/labels their texts as Salesforce's custom labels.
 * With `--check` it writes nothing and exits 1 when a committed file differs.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generate, loadCodegenConfig } from '@graphql-codegen/cli';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { format, resolveConfig } from 'prettier';
import { OPERATIONS } from '../dist/connectors/spotdraft/generated/operations.js';
import { operationHash } from '../dist/resolvers/server/persisted-operations.js';
import * as componentOperations from '../salesforce/force-app/main/default/lwc/dealdraftApi/operations.js';
import { buildGraphqlSchema } from '../dist/resolvers/server/graphql-schema.js';
import { coverageDocs } from './coverage-docs.mjs';
import { graphqlDocs } from './graphql-docs.mjs';
import { labelFiles } from './labels.mjs';
import { generateSpotDraftOperations } from './spotdraft-operations.mjs';

const root = path.resolve(import.meta.dirname, '..');
process.chdir(root); // codegen.yml names its files from here

/** An operation of a Flow action stands in one constant of its class. */
const APEX = /= '((?:query|mutation) [^']+)';/gu;

const schema = lexicographicSortSchema(buildGraphqlSchema());
const schemaText = printSchema(schema) + '\n';
const files = new Map([
  ['schema.graphql', schemaText],
  ['salesforce/persisted-operations.json', await persistedOperations()],
  ...(await generateSpotDraftOperations()),
  ...labelFiles(),
]);

const pages = {
  'docs/graphql.md': await graphqlDocs(schema),
  'docs/coverage.md': (await coverageDocs(Object.keys(OPERATIONS), schema)).text,
};
for (const [file, text] of Object.entries(pages)) {
  files.set(file, await format(text, { ...(await resolveConfig(file)), parser: 'markdown' }));
}

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

/** What the Lightning components send, each under its hash: for a server that takes nothing else. */
async function persistedOperations() {
  const folder = 'salesforce/force-app/main/default/classes';
  const sources = (await readdir(folder)).filter((file) => /(?<!Test)\.cls$/u.test(file));
  const ofFlows = await Promise.all(
    sources.map(async (file) => (await readFile(path.join(folder, file), 'utf8')).matchAll(APEX)),
  );
  const written = [
    ...Object.values(componentOperations),
    ...ofFlows.flatMap((found) => [...found].map(([, text = '']) => text)),
  ];
  const texts = written.map((text) => [operationHash(text), text]);
  const sorted = texts.sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(sorted), null, 2) + '\n';
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
