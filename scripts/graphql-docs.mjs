/**
 * docs/graphql.md: the graph for people, made from the schema. Its groups are the resolvers' files, in their rooms; the example of a
 * group is test/operations/examples/<its word>.graphql, which a test carries out.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  isEnumType,
  isInputObjectType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import ts from 'typescript';

const RESOLVERS = 'src/resolvers';
const EXAMPLES = 'test/operations/examples';
const ROOTS = ['Query', 'Mutation', 'Subscription'];

/** @param {import('graphql').GraphQLSchema} schema */
export async function graphqlDocs(schema) {
  const groups = await readGroups();
  const rooms = [...new Set(groups.map(({ room }) => room))].sort();
  const lines = [INTRODUCTION];
  for (const room of rooms) {
    lines.push(`## ${titleOf(room)}`, '');
    for (const group of groups.filter((each) => each.room === room)) {
      lines.push(`### ${titleOf(group.word)}`, '');
      for (const { type, name } of group.fields) lines.push(...fieldLines(schema, type, name));
      if (group.example !== null) lines.push('', '```graphql', group.example.trim(), '```');
      lines.push('');
    }
  }
  lines.push(...typeLines(schema));
  return lines.join('\n');
}

const INTRODUCTION = `# The graph

Made from the schema by \`npm run generate\`; changes made here are lost. The same documentation is in the schema itself, which
introspection gives, and in GraphiQL at \`/graphql\` ([demo.md](demo.md)).

\`POST /graphql\` with a token or a key ([configuration.md](configuration.md)), or signed in with a browser. Who sees what is said in
[access.md](access.md), errors and limits in [errors.md](errors.md), subscriptions in [live.md](live.md), and which operation of
SpotDraft is behind a field in [coverage.md](coverage.md).

- Every change takes one \`input\`, or an id, and answers what is wrong with it as \`userErrors\` with the path of the input.
- Lists come in pages: \`first\` and \`after\` ask for one; \`nodes\`, \`edges\` with a \`cursor\` each, \`pageInfo\` and, where it is known,
  \`totalCount\` answer.
- "Calls" are what a field may take of SpotDraft and of Salesforce; they add up to the price of an operation, which is bounded.

Every example runs as a test.
`;

/** Each resolver file with what it answers. */
async function readGroups() {
  const typeNames = await readTypeNames();
  const files = (await readdir(RESOLVERS, { recursive: true }))
    .filter((file) => file.endsWith('.resolver.ts'))
    .sort();
  const groups = await Promise.all(
    files.map(async (file) => {
      const word = path.basename(file, '.resolver.ts');
      const text = await readFile(path.join(RESOLVERS, file), 'utf8');
      const example = path.join(EXAMPLES, `${word}.graphql`);
      return {
        room: path.dirname(file),
        word,
        fields: fieldsIn(text, typeNames),
        example: existsSync(example) ? await readFile(example, 'utf8') : null,
      };
    }),
  );
  return groups.filter(({ fields }) => fields.length > 0);
}

/** Names of GraphQL types by the classes that make them. */
async function readTypeNames() {
  const names = new Map();
  for (const file of await readdir('src/schema')) {
    const text = await readFile(path.join('src/schema', file), 'utf8');
    for (const [, name, cls] of text.matchAll(
      /@ObjectType\('(\w+)'(?:(?!@ObjectType)[\s\S])*?class (\w+)/g,
    ))
      names.set(cls, name);
  }
  return names;
}

/** What the classes of a file answer: root fields, and fields of other types. */
function fieldsIn(text, typeNames) {
  const fields = [];
  const source = ts.createSourceFile('resolver.ts', text, ts.ScriptTarget.Latest, true);
  for (const statement of source.statements) {
    if (!ts.isClassDeclaration(statement)) continue;
    const [resolver] = decoratorsOf(statement, ['Resolver']);
    const cls = /=>\s*(\w+)/.exec(resolver?.arguments[0]?.getText() ?? '')?.[1];
    for (const member of statement.members) {
      const [decorator] = decoratorsOf(member, [...ROOTS, 'FieldResolver']);
      if (decorator === undefined) continue;
      const kind = decorator.expression.getText();
      const options = decorator.arguments.find(ts.isObjectLiteralExpression);
      const named = options?.properties.find((each) => each.name?.getText() === 'name');
      const name = named?.initializer.text ?? member.name.getText();
      const type = kind === 'FieldResolver' ? typeNames.get(cls) : kind;
      if (type !== undefined) fields.push({ type, name });
    }
  }
  return fields;
}

function decoratorsOf(node, names) {
  return (ts.getDecorators(node) ?? [])
    .map(({ expression }) => expression)
    .filter((call) => ts.isCallExpression(call) && names.includes(call.expression.getText()));
}

function fieldLines(schema, typeName, name) {
  const field = schema.getType(typeName)?.getFields()[name];
  if (field === undefined) throw new Error(`The schema has no ${typeName}.${name}.`);
  const args = field.args.map((arg) => `${arg.name}: ${arg.type}${defaultOf(arg)}`).join(', ');
  const shown = `${ROOTS.includes(typeName) ? name : `${typeName}.${name}`}${args && `(${args})`}: ${field.type}`;
  const kind = ROOTS.includes(typeName) ? typeName.toLowerCase() : 'field';
  return [
    `- ${kind} \`${shown}\`: ${textOf(field)}${callsOf(field)}`,
    ...field.args.map((arg) => `  - \`${arg.name}\`: ${textOf(arg)}`),
  ];
}

function typeLines(schema) {
  const types = Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__') && !ROOTS.includes(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const section = (title, chosen, show) => [`## ${title}`, '', ...chosen.flatMap(show)];
  return [
    ...section(
      'Types',
      types.filter((type) => isObjectType(type) && !/(?:Connection|Edge)$/.test(type.name)),
      (type) => [...head(type), ...Object.values(type.getFields()).map(memberLine), ''],
    ),
    ...section('Inputs', types.filter(isInputObjectType), (type) => [
      ...head(type),
      ...Object.values(type.getFields()).map(memberLine),
      '',
    ]),
    ...section('Words', types.filter(isEnumType), (type) => [
      ...head(type),
      ...type.getValues().map((value) => `- \`${value.name}\`: ${textOf(value)}`),
      '',
    ]),
    ...section(
      'Scalars',
      types.filter((type) => isScalarType(type) && !isSpecifiedScalarType(type)),
      (type) => [`- \`${type.name}\`: ${textOf(type)}`],
    ),
    '',
  ];
}

const head = (type) => [`### ${type.name}`, '', textOf(type), ''];

const memberLine = (field) =>
  `- \`${field.name}: ${field.type}${defaultOf(field)}\`: ${textOf(field)}${callsOf(field)}`;

function defaultOf({ defaultValue }) {
  return defaultValue === undefined ? '' : ` = ${JSON.stringify(defaultValue)}`;
}

/** In one line, with what Markdown would take for a mark left as it is. */
function textOf({ description }) {
  return (description ?? '')
    .replace(/\s+/g, ' ')
    .replace(/(?<!`[^`]*)([<*_])(?![^`]*`)/g, '\\$1')
    .trim();
}

function callsOf({ extensions }) {
  const { spotdraft = 0, salesforce = 0 } = extensions?.cost ?? {};
  const calls = [
    [spotdraft, 'SpotDraft'],
    [salesforce, 'Salesforce'],
  ]
    .filter(([count]) => count >= 0.5)
    .map(([count, system]) => `${Math.ceil(count)} of ${system}`);
  return calls.length === 0 ? '' : ` _Calls: ${calls.join(', ')}._`;
}

function titleOf(word) {
  const text = word.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
