import { readFile } from 'node:fs/promises';

import { parse } from 'yaml';

import { isObject } from '../json.js';
import type { JsonObject } from '../json.js';

/** The part of SpotDraft's specification that the package carries; beside `src` and beside `dist` alike. */
const SPECIFICATION = new URL('../../../../openapi/spotdraft.yml', import.meta.url);
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly isRequired: boolean;
  readonly schema: JsonObject;
}

export interface Operation {
  readonly method: string;
  /** As the specification writes it, with parameters in braces and with or without a trailing slash. */
  readonly template: string;
  readonly parameters: readonly Parameter[];
  /** The schema of the JSON body; `null` where none is declared. */
  readonly body: { readonly schema: JsonObject; readonly isRequired: boolean } | null;
  readonly success: {
    readonly status: number;
    /** `null` where the answer has no body. */
    readonly content: { readonly schema: JsonObject; readonly example: unknown } | null;
  };
}

export interface Specification {
  readonly operations: readonly Operation[];
  /** What `$ref: '#/components/…'` leads to. */
  readonly components: JsonObject;
}

/** What a path means to the specification. */
export type Found =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly params: PathParams }
  | { readonly kind: 'other-method' }
  | { readonly kind: 'other-slash' }
  | { readonly kind: 'unknown' };

type PathParams = Readonly<Record<string, string>>;

let reading: Promise<Specification> | undefined;

/** Reads the specification once a process, when it is needed for the first time. */
export function readSpecification(): Promise<Specification> {
  reading ??= readFile(SPECIFICATION, 'utf8').then((text) =>
    toSpecification(asObject(parse(text))),
  );
  return reading;
}

/** Fixed segments win over parameters; a trailing slash is part of the path. */
export function findOperation({ operations }: Specification, method: string, path: string): Found {
  const here = matching(operations, path);
  const found = here.find(({ operation }) => operation.method === method);
  if (found) return { kind: 'operation', ...found };
  if (here.length > 0) return { kind: 'other-method' };
  const toggled = path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
  return { kind: matching(operations, toggled).length > 0 ? 'other-slash' : 'unknown' };
}

function matching(
  operations: readonly Operation[],
  path: string,
): { operation: Operation; params: PathParams }[] {
  return operations
    .flatMap((operation) => {
      const params = matchTemplate(operation.template, path);
      return params === null ? [] : [{ operation, params }];
    })
    .sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length);
}

function matchTemplate(template: string, path: string): PathParams | null {
  const parts = template.split('/');
  const segments = path.split('/');
  if (parts.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name === undefined ? part !== segment : segment === '') return null;
    if (name !== undefined) params[name] = decode(segment);
  }
  return params;
}

/** A lone percent sign stays one: the segment names nothing, and that is said later. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function toSpecification(document: JsonObject): Specification {
  const operations = Object.entries(asObject(document.paths)).flatMap(([template, item]) =>
    METHODS.flatMap((method) => {
      const node = asObject(item)[method];
      return isObject(node) ? [toOperation(method, template, node)] : [];
    }),
  );
  return { operations, components: asObject(document.components) };
}

function toOperation(method: string, template: string, node: JsonObject): Operation {
  const requestBody = asObject(node.requestBody);
  const json = asObject(requestBody.content)['application/json'];
  return {
    method: method.toUpperCase(),
    template,
    parameters: asList(node.parameters).map((one) => {
      const parameter = asObject(one);
      return {
        name: String(parameter.name),
        in: String(parameter.in),
        isRequired: parameter.required === true,
        schema: asObject(parameter.schema),
      };
    }),
    body: isObject(json)
      ? { schema: asObject(json.schema), isRequired: requestBody.required === true }
      : null,
    success: toSuccess(asObject(node.responses)),
  };
}

function toSuccess(responses: JsonObject): Operation['success'] {
  const status = Object.keys(responses).find((code) => code.startsWith('2')) ?? '200';
  const [media] = Object.values(asObject(asObject(responses[status]).content));
  if (Number(status) === 204 || !isObject(media)) return { status: Number(status), content: null };
  const [named] = Object.values(asObject(media.examples));
  const example = media.example ?? asObject(named).value;
  return { status: Number(status), content: { schema: asObject(media.schema), example } };
}

function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
