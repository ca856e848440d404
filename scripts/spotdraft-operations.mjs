/**
 * Makes src/connectors/spotdraft/generated/ from openapi/spotdraft.yml: `operations.ts`, a table of what a call of each
 * operation looks like, and `requests.ts`, the types of what it takes. Answers have no types here: SpotDraft's own
 * examples break its specification, so they are parsed by hand. Part of `npm run generate`.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';

/** @typedef {Record<string, any>} Node */
/** @typedef {{ name: string, method: string, path: string, ids: Record<string, string>, effect: string, node: Node }} Operation */

const root = path.resolve(import.meta.dirname, '..');
const folder = 'src/connectors/spotdraft/generated';
const header =
  '/** Generated from openapi/spotdraft.yml by `npm run generate`; changes made here are lost. */\n';

/** A POST is a write, but for these: they change nothing, whatever the method says. */
const READING_POSTS = [
  'POST /analytics/query/',
  'POST /contract_types/{id}/access_control',
  'POST /contracts/preview/',
  'POST /contracts/{id}/download',
  'POST /contracts/{id}/download_docx/',
  'POST /contracts/{id}/download_link',
  'POST /key_pointers/field-name-mapping/',
  'POST /v1/contracts/{id}/download',
  'POST /v1/contracts/{id}/download_link',
  'POST /workspace/feature-flags/',
];

/** Slots whose declared type says less than, or other than, what SpotDraft takes there. */
const CONTRACT_BY_NUMBER = [
  '/api/v2.1/public/contracts/embedded/contracts/{contract_id}/counter_party/',
];
const NUMBERS_DECLARED_AS_TEXT = ['contract_key_pointer_id', 'note_id', 'template_id'];

/** Bodies that the specification once declared, and SpotDraft still needs: nothing else would say whom it is about. */
const UNDECLARED_BODIES = /** @type {Record<string, Node>} */ ({
  'DELETE /auth/roles/{id}/members': {
    type: 'object',
    required: ['user_ids_to_remove'],
    properties: { user_ids_to_remove: { type: 'array', items: { type: 'integer' } } },
  },
});

/** @returns {Promise<Map<string, string>>} file → content */
export async function generateSpotDraftOperations() {
  const specification = parse(await readFile(path.join(root, 'openapi/spotdraft.yml'), 'utf8'));
  const operations = listOperations(specification);
  const known = new Set(operations.map(({ name }) => name));
  const unknown = READING_POSTS.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`openapi/spotdraft.yml has no ${unknown.join(', no ')}`);
  return new Map([
    [`${folder}/operations.ts`, await pretty(header + tableOf(operations))],
    [
      `${folder}/requests.ts`,
      await pretty(header + (await requestTypes(operations, specification.components.schemas))),
    ],
  ]);
}

/** @param {Node} specification @returns {Operation[]} */
function listOperations(specification) {
  return Object.entries(specification.paths)
    .flatMap(([template, item]) =>
      Object.entries(/** @type {Node} */ (item)).map(([verb, node]) => {
        const method = verb.toUpperCase();
        const slots = [...template.matchAll(/\{(.+?)\}/gu)].map(([, slot = '']) => slot);
        /** @type {Record<string, string>} */
        const ids = {};
        let named = template;
        for (const [place, slot] of slots.entries()) {
          // The vendor calls one and the same id by several names; the subject of a path is its `id` here.
          const short = place === 0 && slot.endsWith('_id') ? 'id' : slot;
          ids[short] = formOf(slot, template, node);
          named = named.replace(`{${slot}}`, `{${short}}`);
        }
        const name = `${method} ${named.replace('/api/v2.1/public', '').replace('/api/v1/public', '/v1')}`;
        const effect = method === 'GET' || READING_POSTS.includes(name) ? 'read' : 'write';
        return { name, method, path: named, ids, effect, node };
      }),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @param {string} slot @param {string} template @param {Node} node */
function formOf(slot, template, node) {
  const { type } = node.parameters.find(
    (/** @type {Node} */ one) => one.in === 'path' && one.name === slot,
  ).schema;
  if (slot === 'contract_id' || slot === 'composite_id') {
    const byNumber = type === 'integer' || CONTRACT_BY_NUMBER.includes(template);
    return byNumber ? 'contract number' : 'contract id';
  }
  return type === 'integer' || NUMBERS_DECLARED_AS_TEXT.includes(slot) ? 'number' : 'text';
}

/** @param {Operation[]} operations */
function tableOf(operations) {
  const rows = operations.map(
    ({ name, method, path: template, ids, effect }) =>
      `${JSON.stringify(name)}: ${JSON.stringify({ method, path: template, ids, effect })},`,
  );
  return `
/**
 * Each operation by name: its method and its path below the API's prefix. \`path\` has the trailing slash exactly as
 * SpotDraft wants it. \`ids\` says what each slot takes: a composite contract id, the number of a contract, another
 * number, or text. A read changes nothing and may be repeated, a write may not.
 */
export const OPERATIONS = {
${rows.join('\n')}
} as const;

/**
 * Statuses by which SpotDraft refuses without a body, as it documents them for these operations alone. Anywhere else an
 * empty body is a stranger's.
 */
export const SILENT_REFUSALS: Readonly<Partial<Record<keyof typeof OPERATIONS, readonly number[]>>> = {
${silentRefusals(operations).join('\n')}
};
`;
}

/** Not 401: what says that our credentials are worthless has to be told by more than silence. @param {Operation[]} operations */
function silentRefusals(operations) {
  return operations.flatMap(({ name, node }) => {
    const statuses = Object.entries(/** @type {Node} */ (node.responses))
      .filter(([, response]) => response.content === undefined)
      .map(([status]) => Number(status))
      .filter((status) => status >= 400 && status !== 401);
    return statuses.length === 0 ? [] : [`${JSON.stringify(name)}: ${JSON.stringify(statuses)},`];
  });
}

/** @param {Operation[]} operations @param {Node} schemas */
async function requestTypes(operations, schemas) {
  /** @type {Node} */
  const requests = {};
  for (const { name, node } of operations) {
    const schema = UNDECLARED_BODIES[name];
    const body = schema
      ? { required: true, content: { 'application/json': { schema } } }
      : node.requestBody;
    const query = queryOf(node);
    if (query === null && body === undefined) continue;
    requests[name] = {
      type: 'object',
      required: [
        ...(query?.required.length > 0 ? ['query'] : []),
        ...(body?.required === true ? ['body'] : []),
      ],
      properties: {
        ...(query === null ? {} : { query }),
        ...(body === undefined ? {} : { body: body.content['application/json'].schema }),
      },
    };
  }
  const Requests = { type: 'object', properties: requests, required: Object.keys(requests) };
  const document = {
    openapi: '3.0.3',
    info: { title: 'Requests', version: '1' },
    paths: {},
    components: { schemas: sendable({ ...reachable(Requests, schemas), Requests }) },
  };
  const ast = await openapiTypescript(JSON.stringify(document), {
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    immutable: true,
  });
  // The same file has empty types for whatever the document has none of.
  const [, components = ''] =
    /(export interface components [\s\S]*?\n\})/u.exec(astToString(ast)) ?? [];
  return `${components}\n`;
}

/** @param {Node} node @returns {Node | null} */
function queryOf(node) {
  const parameters = (node.parameters ?? []).filter(
    (/** @type {Node} */ one) => one.in === 'query',
  );
  if (parameters.length === 0) return null;
  return {
    type: 'object',
    required: parameters.flatMap((/** @type {Node} */ one) => (one.required ? [one.name] : [])),
    properties: Object.fromEntries(
      parameters.map((/** @type {Node} */ one) => [
        one.name,
        // The schema of \`$in\` describes one member of its list, which is one text with commas.
        one.name.endsWith('[$in]') ? { type: 'string' } : one.schema,
      ]),
    ),
  };
}

/** @param {Node} start @param {Node} schemas @returns {Node} */
function reachable(start, schemas) {
  /** @type {Node} */
  const found = {};
  const waiting = [JSON.stringify(start)];
  for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/gu)) {
      if (name in found) continue;
      found[name] = schemas[name];
      waiting.push(JSON.stringify(schemas[name]));
    }
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Without examples, and without what only answers hold. @param {any} node @returns {any} */
function sendable(node) {
  if (Array.isArray(node)) return node.map(sendable);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([word]) => word !== 'example')
      .map(([word, value]) => [
        word,
        word === 'properties'
          ? Object.fromEntries(
              Object.entries(value)
                .filter(([, one]) => one.readOnly !== true)
                .map(([name, one]) => [name, sendable(one)]),
            )
          : sendable(value),
      ]),
  );
}

/** @param {string} code */
async function pretty(code) {
  const filepath = path.join(root, folder, 'operations.ts');
  return format(code, { ...(await resolveConfig(filepath)), filepath });
}
