/**
 * docs/coverage.md: for each operation of SpotDraft's specification what of the graph does it, or why nothing does. What is called
 * is read from the connector; what it is called for stands in spotdraft-coverage.mjs.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { FIELDS, REASONS } from './spotdraft-coverage.mjs';

const CONNECTOR = 'src/connectors/spotdraft';

/**
 * @param {readonly string[]} operations names of all there are
 * @param {import('graphql').GraphQLSchema} schema
 * @returns the page, and what does not agree
 */
export async function coverageDocs(operations, schema) {
  const callers = await callersOf(operations);
  const problems = [];
  for (const name of [...Object.keys(FIELDS), ...Object.keys(REASONS)])
    if (!operations.includes(name)) problems.push(`${name} is no operation of the specification.`);
  for (const fields of Object.values(FIELDS))
    for (const field of fields)
      if (!isThere(field, schema)) problems.push(`The graph has no ${field}.`);
  const lineOf = (name) => {
    const files = callers.get(name) ?? [];
    if (files.length === 0) {
      if (FIELDS[name] !== undefined)
        problems.push(`${name} is said to be used, and is not called.`);
      if (REASONS[name] === undefined)
        problems.push(`${name} is not called, and no reason is given.`);
      return `- \`${name}\`: not used. ${REASONS[name] ?? ''}`;
    }
    if (FIELDS[name] === undefined) problems.push(`${name} is called; say for which field.`);
    if (REASONS[name] !== undefined) problems.push(`${name} is called, so it needs no reason.`);
    const fields = FIELDS[name] ?? [];
    return `- \`${name}\`: ${fields.map(show).join(', ')} (${files.map((file) => `\`${file}\``).join(', ')})`;
  };
  const lines = operations.map(lineOf);
  const used = operations.filter((name) => callers.has(name)).length;
  const text = `# What of SpotDraft is in the graph

Made by \`npm run generate\` from \`connectors/spotdraft/generated/operations.ts\` and from the calls in \`connectors/spotdraft/\`; changes made here
are lost. What an operation is called for is said in \`scripts/spotdraft-coverage.mjs\`, and a test fails when one is missing there.

${used} of ${operations.length} operations are called.

${lines.join('\n')}
`;
  return { text, problems };
}

/** The files that call each operation, by the names that stand in them. */
async function callersOf(operations) {
  const callers = new Map();
  const files = (await readdir(CONNECTOR)).filter((file) => file.endsWith('.ts')).sort();
  for (const file of files) {
    const text = await readFile(path.join(CONNECTOR, file), 'utf8');
    for (const [, name] of text.matchAll(/'((?:GET|POST|PUT|PATCH|DELETE) \/[^']*)'/g)) {
      if (!operations.includes(name)) continue;
      callers.set(name, [...new Set([...(callers.get(name) ?? []), file])]);
    }
  }
  return callers;
}

/** A field of the graph is `Type.field`, or the name of a query or a change; other uses are sentences. */
function isThere(field, schema) {
  if (!isField(field)) return true;
  const [type, name] = field.includes('.') ? field.split('.') : [null, field];
  return (type === null ? ['Query', 'Mutation'] : [type]).some(
    (each) => schema.getType(each)?.getFields?.()[name] !== undefined,
  );
}

const isField = (use) => /^[\w.]+$/.test(use);
const show = (use) => (isField(use) ? `\`${use}\`` : use);
