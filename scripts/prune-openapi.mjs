/**
 * Writes openapi/spotdraft.yml from SpotDraft's whole specification: the operations that an integration uses, and of
 * those only facts: paths, methods, parameters, shapes, and an example of each answer. No description is kept.
 *
 *     node scripts/prune-openapi.mjs path/to/spotdraft-openapi.yml
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { parse, stringify } from 'yaml';

/** @typedef {Record<string, any>} Node */

const target = path.resolve(import.meta.dirname, '../openapi/spotdraft.yml');

/** Families of the current version that no server-side integration calls: they serve SpotDraft's own browser code. */
const LEFT_OUT = ['/api/v2.1/public/clickwrap/', '/api/v2.1/public/sidebar/'];

/** What only the first version has, and its way in with the bare number that webhooks tell. */
const FIRST_VERSION = [
  'GET /api/v1/public/contracts/by_external_metadata/{external_metadata_id}',
  'GET /api/v1/public/contracts/{contract_id}/status',
  'POST /api/v1/public/contracts/{contract_id}/download',
  'POST /api/v1/public/contracts/{contract_id}/download_link',
  'POST /api/v1/public/contracts/{contract_id}/send_to_counterparties',
  'GET /api/v1/public/legal_intake/',
  'POST /api/v1/public/legal_intake/',
  'GET /api/v1/public/legal_intake/{legal_intake_id}/',
  'PATCH /api/v1/public/legal_intake/{legal_intake_id}/',
  'DELETE /api/v1/public/legal_intake/{legal_intake_id}/',
  'GET /api/v1/public/obligations/types/',
  'GET /api/v1/public/obligations/types/{obligation_type_id}/',
  'PATCH /api/v1/public/auth/users/{user_id}',
  'DELETE /api/v1/public/auth/users/{user_id}',
];

/** The words of a schema that say something about a value; all others are prose or decoration. */
const FACTS = [
  ...['$ref', 'type', 'format', 'enum', 'const', 'nullable', 'default', 'readOnly', 'required'],
  ...['pattern', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minimum', 'maximum'],
];
const METHODS = ['get', 'put', 'post', 'patch', 'delete'];

const [source] = process.argv.slice(2);
if (source === undefined) {
  console.error('Usage: node scripts/prune-openapi.mjs path/to/spotdraft-openapi.yml');
  process.exit(2);
}
const pruned = pruneSpecification(parse(await readFile(source, 'utf8')));
const text = stringify(pruned, { aliasDuplicateObjects: false, lineWidth: 0 });
await mkdir(path.dirname(target), { recursive: true });
await writeFile(target, await format(text, { ...(await resolveConfig(target)), filepath: target }));

/** @param {Node} whole @returns {Node} */
function pruneSpecification(whole) {
  /** @type {Node} */
  const paths = {};
  for (const [template, item] of Object.entries(whole.paths)) {
    for (const method of METHODS.filter((one) => one in item && isUsed(one, template))) {
      paths[template] = { ...paths[template], [method]: pruneOperation(item[method], template) };
    }
  }
  const missing = FIRST_VERSION.filter((one) => {
    const [method, template] = one.split(' ');
    return paths[template ?? '']?.[method?.toLowerCase() ?? ''] === undefined;
  });
  if (missing.length > 0) throw new Error(`The specification has no ${missing.join(', no ')}`);

  const schemas = reachableSchemas(paths, whole.components.schemas);
  return {
    openapi: whole.openapi,
    info: { title: 'SpotDraft Public API: the operations an integration uses', version: 'v2.1' },
    servers: whole.servers.map((/** @type {Node} */ server) => ({ url: server.url })),
    paths,
    components: { schemas },
  };
}

/** @param {string} method @param {string} template */
function isUsed(method, template) {
  if (FIRST_VERSION.includes(`${method.toUpperCase()} ${template}`)) return true;
  return (
    template.startsWith('/api/v2.1/') && !LEFT_OUT.some((family) => template.startsWith(family))
  );
}

/** @param {Node} operation @param {string} template @returns {Node} */
function pruneOperation(operation, template) {
  // Some routes declare two parameters for their one slot; the template says which of them there is.
  const parameters = (operation.parameters ?? [])
    .filter(
      (/** @type {Node} */ one) =>
        one.in === 'query' || (one.in === 'path' && template.includes(`{${one.name}}`)),
    )
    .map((/** @type {Node} */ one) => ({
      name: one.name,
      in: one.in,
      ...(one.required === true ? { required: true } : {}),
      schema: pruneSchema(one.schema),
    }));
  const body = operation.requestBody;
  return {
    operationId: operation.operationId,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            ...(body.required === true ? { required: true } : {}),
            content: { 'application/json': { schema: pruneSchema(jsonOf(body).schema) } },
          },
        }),
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, one]) => [status, pruneResponse(one)]),
    ),
  };
}

/** @param {Node} response @returns {Node} */
function pruneResponse(response) {
  // The format of specifications demands a description.
  if (response.content === undefined) return { description: '' };
  const { schema, examples } = jsonOf(response);
  /** @type {Node | undefined} */
  const [example] = Object.values(examples ?? {});
  return {
    description: '',
    content: {
      'application/json': {
        schema: pruneSchema(schema),
        ...(example === undefined ? {} : { example: withoutAddresses(example.value) }),
      },
    },
  };
}

/** @param {Node} schema @returns {Node} */
function pruneSchema(schema) {
  /** @type {Node} */
  const kept = {};
  for (const word of FACTS) {
    if (word in schema) kept[word] = schema[word];
  }
  // Of these an answer is made where the whole answer has no example.
  const example = schema.example ?? schema.examples?.[0];
  if (example !== undefined) kept.example = withoutAddresses(example);
  for (const word of ['items', 'additionalProperties']) {
    const inner = schema[word];
    if (inner !== undefined) kept[word] = typeof inner === 'object' ? pruneSchema(inner) : inner;
  }
  for (const word of ['allOf', 'anyOf']) {
    if (word in schema) kept[word] = schema[word].map(pruneSchema);
  }
  if ('properties' in schema) {
    kept.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, one]) => [name, pruneSchema(one)]),
    );
  }
  return kept;
}

/** The examples' addresses are at real providers; a made-up sender must not write to a real person. @param {unknown} example */
function withoutAddresses(example) {
  return JSON.parse(JSON.stringify(example).replaceAll(/(?<=[\w.+-]@)[\w.-]+/gu, 'mail.example'));
}

/** @param {Node} paths @param {Node} schemas @returns {Node} */
function reachableSchemas(paths, schemas) {
  /** @type {Map<string, Node>} */
  const found = new Map();
  const waiting = [JSON.stringify(paths)];
  for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/gu)) {
      if (found.has(name)) continue;
      const schema = pruneSchema(schemas[name]);
      found.set(name, schema);
      waiting.push(JSON.stringify(schema));
    }
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** @param {Node} holder @returns {Node} */
function jsonOf(holder) {
  const json = holder.content['application/json'];
  if (json === undefined) throw new Error('An operation speaks no JSON');
  return json;
}
