import { isObject } from '../json.js';
import type { JsonObject } from '../json.js';
import type { Specification } from './specification.js';

/** Below this depth only what is required is made, so that schemas that contain themselves come to an end. */
const MAX_DEPTH = 5;

const BY_FORMAT: Readonly<Record<string, string>> = {
  'date-time': '2026-01-15T09:30:00Z',
  date: '2026-01-15',
  time: '09:30:00',
  email: 'person@example.com',
  uri: 'https://files.example.com/document.pdf',
  uuid: '7d0b3c5e-6f0a-4d52-9f3e-2b8a1c4e5f60',
};

/**
 * A plausible value of a schema: its example, default or first option, else something of its type. Examples of the
 * specification do not always fit their own schema; what does not is made without them.
 */
export function sampleOf(
  schema: JsonObject,
  { components }: Specification,
  fits: (schema: JsonObject, value: unknown) => boolean,
): unknown {
  const illustrated = sample(schema, { components, withExamples: true }, 0);
  return fits(schema, illustrated)
    ? illustrated
    : sample(schema, { components, withExamples: false }, 0);
}

interface Making {
  readonly components: JsonObject;
  readonly withExamples: boolean;
}

function sample(node: JsonObject, making: Making, depth: number): unknown {
  if (typeof node.$ref === 'string')
    return sample(follow(node.$ref, making.components), making, depth);
  if (making.withExamples && node.example !== undefined) return node.example;
  if (node.const !== undefined) return node.const;
  if (Array.isArray(node.enum)) return node.enum[0];
  if (making.withExamples && ![undefined, null, ''].includes(node.default as null))
    return node.default;
  const parts = listOf(node.allOf);
  if (parts.length > 0) return sampleOfAll(node, parts, making, depth);
  const [form] = [...listOf(node.anyOf), ...listOf(node.oneOf)].filter(
    ({ type }) => type !== 'null',
  );
  if (form) return sample(form, making, depth);
  return sampleOfType(node, making, depth);
}

function sampleOfType(node: JsonObject, making: Making, depth: number): unknown {
  switch (node.type ?? (isObject(node.properties) ? 'object' : 'string')) {
    case 'object':
      return sampleObject(node, making, depth);
    case 'array': {
      const isWanted = depth < MAX_DEPTH || Number(node.minItems ?? 0) > 0;
      return isObject(node.items) && isWanted ? [sample(node.items, making, depth + 1)] : [];
    }
    case 'integer':
    case 'number':
      return Math.max(1, Number(node.minimum ?? 1));
    case 'boolean':
      return true;
    default:
      return sampleText(node);
  }
}

function sampleObject(node: JsonObject, making: Making, depth: number): JsonObject {
  const required = Array.isArray(node.required) ? node.required : [];
  const members = Object.entries(isObject(node.properties) ? node.properties : {});
  return Object.fromEntries(
    members.flatMap(([name, property]) =>
      isObject(property) && (depth < MAX_DEPTH || required.includes(name))
        ? [[name, sample(property, making, depth + 1)]]
        : [],
    ),
  );
}

function sampleOfAll(
  node: JsonObject,
  parts: readonly JsonObject[],
  making: Making,
  depth: number,
): unknown {
  const values = parts.map((part) => sample(part, making, depth));
  if (!values.every(isObject)) return values[0];
  return Object.assign({}, ...values, sampleObject(node, making, depth)) as JsonObject;
}

function sampleText(node: JsonObject): string {
  const byFormat = BY_FORMAT[String(node.format)];
  if (byFormat !== undefined) return byFormat;
  // The patterns of the specification are those of ids.
  if (typeof node.pattern === 'string') return new RegExp(node.pattern).test('1') ? '1' : 'T-1';
  return 'Sample'.padEnd(Number(node.minLength ?? 0), '.').slice(0, Number(node.maxLength ?? 500));
}

function follow(reference: string, components: JsonObject): JsonObject {
  let current: unknown = { components };
  for (const part of reference.replace(/^#\//, '').split('/')) {
    current = isObject(current) ? current[part] : undefined;
  }
  return isObject(current) ? current : {};
}

function listOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
