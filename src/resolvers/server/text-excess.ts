import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  GraphQLBoolean,
  GraphQLError,
  GraphQLInt,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isObjectType,
  OperationTypeNode,
  typeFromAST,
  visit,
} from 'graphql';
import type {
  DocumentNode,
  GraphQLField,
  GraphQLInputType,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import { InputError } from '../../domain/errors.js';
import type { UserError } from '../../domain/user-error.js';
import { lengthFault, LONGEST_TEXT } from '../../services/text-length.js';

/** Of one request; more would say nothing new. */
const MAX_FAULTS = 10;
/** Of a path that is told. */
const MAX_NAMES = 50;
const MAX_NAME_LENGTH = 300;

/** A text that is longer than any may be, and where in what was given it stands. */
interface LongText {
  readonly path: readonly string[];
  readonly text: string;
  /** Written by somebody, and not the name or form of something. */
  readonly isProse: boolean;
}

/**
 * Refuses a text that is longer than any that is taken, before anything is asked: the services bound each of their own
 * arguments, but those of an inner field are looked at once the outer ones were read. Null when there is none. Of mutations, only
 * what GraphQL would read as something else and then quote in full; what people write there is for `boundTexts`.
 */
export function textExcess({
  schema,
  document,
  operation,
  variables,
}: {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}): GraphQLError | null {
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  for (const { variable, type: node } of operation.variableDefinitions ?? []) {
    const type = typeFromAST(schema, node);
    if (type === undefined || !isInputType(type)) continue;
    const { value: name } = variable.name;
    const found = longTexts(variables[name], type, [name]);
    const first = found.find(({ isProse }) => !(isMutation && isProse));
    if (first !== undefined) return refusal(`$${first.path.join('.')}`, first.text);
  }
  return isMutation ? null : longLiteral(document);
}

function longLiteral(document: DocumentNode): GraphQLError | null {
  let found: GraphQLError | null = null;
  let where = '';
  visit(document, {
    // What holds a text, or a list of them, is named.
    Argument: ({ name }) => void (where = name.value),
    ObjectField: ({ name }) => void (where = name.value),
    StringValue({ value }) {
      if (value.length > LONGEST_TEXT) found ??= refusal(where, value);
    },
  });
  return found;
}

function refusal(where: string, text: string): GraphQLError {
  return new GraphQLError(lengthFault(where, text.length, LONGEST_TEXT), {
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  });
}

/** Has every mutation of the schema refuse, as `userErrors` and before anything is asked, texts that are longer than any is. */
export function boundTexts(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = field.resolve ?? defaultFieldResolver;
    const refused = refusedPayload(field);
    field.resolve = (source, args: Readonly<Record<string, unknown>>, context: unknown, info) => {
      const found = field.args.flatMap(({ name, type }) =>
        longTexts(args[name], type, name === 'input' ? [] : [name]),
      );
      const id = found.find(({ isProse }) => !isProse);
      if (id !== undefined) {
        throw new InputError(lengthFault(id.path.join('.'), id.text.length, LONGEST_TEXT));
      }
      return found.length > 0
        ? refused(found.map(toUserError))
        : resolve(source, args, context, info);
    };
  }
}

function toUserError({ path, text }: LongText): UserError {
  const message = lengthFault(path.at(-1) ?? '', text.length, LONGEST_TEXT);
  return { field: path, code: 'INVALID_INPUT', message };
}

/** What a mutation answers that has done nothing. */
function refusedPayload({ name, type }: GraphQLField<unknown, unknown>) {
  const payload = getNamedType(type);
  if (!isObjectType(payload)) throw new Error(`${name} answers no payload.`);
  const nothing = Object.values(payload.getFields()).map((field): [string, unknown] => {
    if (!isNonNullType(field.type)) return [field.name, null];
    if (isListType(field.type.ofType)) return [field.name, []];
    if (field.type.ofType === GraphQLBoolean) return [field.name, false];
    if (field.type.ofType === GraphQLInt) return [field.name, 0];
    throw new Error(`${payload.name}.${field.name} has no value where nothing was done.`);
  });
  return (userErrors: readonly UserError[]): object => ({
    ...Object.fromEntries(nothing),
    userErrors,
  });
}

/** Step by step rather than calling itself: a value that people send may nest without end. */
function longTexts(
  given: unknown,
  givenType: GraphQLInputType,
  start: readonly string[],
): readonly LongText[] {
  const found: LongText[] = [];
  const left: Step[] = [{ value: given, type: givenType, at: null }];
  for (let step = left.pop(); step !== undefined; step = left.pop()) {
    const { value, at } = step;
    const type = step.type && getNullableType(step.type);
    if (typeof value === 'string') {
      if (value.length <= LONGEST_TEXT) continue;
      found.push({ path: [...start, ...namesOf(at)], text: value, isProse: isProse(type) });
      if (found.length === MAX_FAULTS) break;
    } else if (typeof value === 'object' && value !== null) {
      const fields = isInputObjectType(type) ? type.getFields() : null;
      // From behind, so that what comes first is told first.
      for (const [name, member] of Object.entries(value).toReversed()) {
        const field = fields?.[name];
        if (field?.extensions.isBytes === true) continue;
        const inner = isListType(type) ? type.ofType : field?.type;
        left.push({ value: member, type: inner ?? null, at: { name, before: at } });
      }
    }
  }
  return found;
}

/** JSON has no types within. */
function isProse(type: GraphQLInputType | null): boolean {
  return type === null || ['String', 'JSON', 'JSONObject'].includes(String(type));
}

interface Step {
  readonly value: unknown;
  /** Null within JSON, which has no types. */
  readonly type: GraphQLInputType | null;
  readonly at: Place | null;
}

interface Place {
  readonly name: string;
  readonly before: Place | null;
}

/** From the outside inwards. Names within JSON are the sender's, and may be as long and as many as the text. */
function namesOf(place: Place | null): readonly string[] {
  const names: string[] = [];
  for (let at = place; at !== null; at = at.before) names.push(at.name.slice(0, MAX_NAME_LENGTH));
  return names.reverse().slice(0, MAX_NAMES);
}
