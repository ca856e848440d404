import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import addFormatsModule from 'ajv-formats';

import { addFieldError, fieldError, notFound } from '../errors.js';
import type { FieldErrors } from '../errors.js';
import { isObject } from '../json.js';
import type { JsonObject } from '../json.js';
import { messageOf } from './schema-messages.js';
import type { Operation, Parameter, Specification } from './specification.js';

const COMPONENTS = 'specification';

/** Holds requests against what the specification declares. */
export class RequestChecks {
  readonly #bodies: Ajv;
  readonly #texts: Ajv;
  readonly #compiled = new WeakMap<JsonObject, ValidateFunction>();

  constructor({ components }: Specification) {
    this.#bodies = createAjv(components, false);
    // What stands in a URL is text: "5" is a whole number there.
    this.#texts = createAjv(components, 'array');
  }

  /**
   * @throws ApiError 404 where the path names nothing, 400 in shape D for query parameters and bodies
   */
  check(
    operation: Operation,
    request: {
      readonly params: Readonly<Record<string, string>>;
      readonly query: URLSearchParams;
      readonly body: unknown;
    },
  ): void {
    for (const parameter of operation.parameters.filter((one) => one.in === 'path')) {
      const value = request.params[parameter.name] ?? '';
      if (this.#problems(this.#texts, parameter.schema, value).length > 0) throw notFound();
    }
    const errors: FieldErrors = {};
    this.#checkQuery(operation, request.query, errors);
    if (Object.keys(errors).length > 0) throw fieldError(errors);
    this.#checkBody(operation, request.body, errors);
    if (Object.keys(errors).length > 0) throw fieldError(errors);
  }

  /** Whether a JSON value is one of the schema. */
  fits(schema: JsonObject, value: unknown): boolean {
    return this.#problems(this.#bodies, schema, value).length === 0;
  }

  #checkQuery(operation: Operation, query: URLSearchParams, errors: FieldErrors): void {
    const declared = operation.parameters.filter((one) => one.in === 'query');
    for (const name of new Set(query.keys())) {
      if (!declared.some((one) => one.name === name))
        addFieldError(errors, [name], 'Unknown query parameter.');
    }
    for (const parameter of declared) {
      if (query.has(parameter.name)) this.#checkParameter(parameter, query, errors);
      else if (parameter.isRequired) addFieldError(errors, [parameter.name], 'Field required');
    }
  }

  #checkParameter({ name, schema }: Parameter, query: URLSearchParams, errors: FieldErrors): void {
    // The schema of `$in` describes one member of the list, not the list.
    const isList = schema.type === 'array';
    const values = name.endsWith('[$in]')
      ? (query.get(name) ?? '').split(',')
      : [isList ? query.getAll(name) : query.get(name)];
    for (const value of values) {
      const [problem] = this.#problems(this.#texts, schema, value);
      if (problem) addFieldError(errors, [name], messageOf(problem));
    }
  }

  #checkBody({ body: declared }: Operation, body: unknown, errors: FieldErrors): void {
    if (declared === null) return;
    if (body === undefined && !declared.isRequired) return;
    const problems = this.#problems(this.#bodies, declared.schema, body ?? {});
    for (const problem of withoutBranches(problems)) {
      addFieldError(errors, pathOf(problem), messageOf(problem));
    }
  }

  #problems(ajv: Ajv, schema: JsonObject, value: unknown): readonly ErrorObject[] {
    const check = this.#compiled.get(schema) ?? ajv.compile(toJsonSchema(schema));
    this.#compiled.set(schema, check);
    // Ajv may convert what it is given, hence the wrapping.
    return check(structuredClone(value)) ? [] : (check.errors ?? []);
  }
}

function createAjv(components: JsonObject, coerceTypes: 'array' | false): Ajv {
  const ajv = new Ajv({
    // OpenAPI has words of its own, and the components as a whole are no schema.
    strict: false,
    validateSchema: false,
    allErrors: true,
    verbose: true,
    coerceTypes,
    logger: false,
  });
  addFormatsModule.default(ajv);
  ajv.addSchema({ $id: COMPONENTS, components: toJsonSchema(components) }, COMPONENTS);
  return ajv;
}

/** OpenAPI 3.0 in the words of JSON Schema, as a request is held against it. */
function toJsonSchema(node: JsonObject): JsonObject {
  const schema = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, convert(key, value)]),
  );
  const readOnly = Object.entries(isObject(node.properties) ? node.properties : {}).flatMap(
    ([name, property]) => (isObject(property) && property.readOnly === true ? [name] : []),
  );
  if (Array.isArray(node.required) && readOnly.length > 0)
    schema.required = node.required.filter((name) => !readOnly.includes(String(name)));
  // An object that declares no member at all takes any, whatever the specification adds: the questions of a form.
  if (node.properties === undefined) delete schema.additionalProperties;
  if (node.nullable !== true) return schema;
  if (typeof node.type !== 'string') return { anyOf: [{ type: 'null' }, schema] };
  const options = Array.isArray(node.enum)
    ? { enum: [...new Set<unknown>([...(node.enum as unknown[]), null])] }
    : {};
  return { ...schema, type: [node.type, 'null'], ...options };
}

function convert(key: string, value: unknown): unknown {
  if (key === '$ref' && typeof value === 'string') return value.replace('#/', `${COMPONENTS}#/`);
  if (key === 'example' || key === 'default' || key === 'enum') return value;
  if (Array.isArray(value)) return value.map((item) => convert('', item));
  return isObject(value) ? toJsonSchema(value) : value;
}

/**
 * Where none of several forms fits, only that is said, not what each of them lacks. A form that may be null is no
 * choice: what is wrong with it is said.
 */
function withoutBranches(problems: readonly ErrorObject[]): ErrorObject[] {
  const isNullable = ({ keyword, schema }: ErrorObject) =>
    keyword === 'anyOf' && Array.isArray(schema) && schema.length === 2 && schema.some(isNull);
  const named = problems.filter(
    (problem) => !isNullable(problem) && problem.params.type !== 'null',
  );
  const choices = named.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  return named.filter((problem) =>
    choices.every(
      (choice) => choice === problem || !problem.instancePath.startsWith(choice.instancePath),
    ),
  );
}

function isNull(schema: unknown): boolean {
  return isObject(schema) && schema.type === 'null';
}

function pathOf({ instancePath, keyword, params }: ErrorObject): string[] {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const missing: unknown = keyword === 'required' ? params.missingProperty : undefined;
  return typeof missing === 'string' ? [...path, missing] : path;
}
