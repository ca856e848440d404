import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { buildSchema, execute, GraphQLError, isObjectType, Kind, parse, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createExecute } from '../../../../src/resolvers/server/planned-execution.js';

const SDL = /* GraphQL */ `
  interface Named {
    name: String
  }
  type Query {
    deal: Deal
    mustDeal: Deal!
    named: Named
    deals(first: Int = 3, ids: [ID!]): [Deal!]
    rows: [[Deal]!]
    echo(text: String, size: Size, deep: Deep): String
  }
  type Deal implements Named {
    id: ID!
    name: String
    size: Size
    amount: Float
    count: Int!
    isOpen: Boolean
    tags: [String!]
    peer: Deal
    mustPeer: Deal!
    peers(first: Int): [Deal!]!
    maybePeers: [Deal]
  }
  enum Size {
    SMALL
    LARGE
  }
  input Deep {
    at: Int! = 1
    in: Deep
  }
`;

/** What a field answers; whether at once or later, and whether by a resolver, is drawn as well. */
const OUTCOMES = ['value', 'null', 'undefined', 'error value', 'throw', 'wrong'] as const;
type Outcome = (typeof OUTCOMES)[number];

interface Behaviour {
  readonly outcome: Outcome;
  readonly isLate: boolean;
  readonly by: 'property' | 'method' | 'resolver';
}

const FIELDS = ['id', 'name', 'size', 'amount', 'count', 'isOpen', 'tags'] as const;
const PARTS = ['peer', 'mustPeer', 'peers', 'maybePeers'] as const;
const LISTS: ReadonlySet<string> = new Set(['peers', 'maybePeers', 'deals', 'rows', 'tags']);
const VALUES: Readonly<Record<string, unknown>> = {
  id: 7,
  name: 'Umbrella, größer',
  size: 'LARGE',
  amount: 12.5,
  count: 3,
  isOpen: true,
};

const behaviour = fc.record<Behaviour>({
  outcome: fc.oneof(
    { weight: 8, arbitrary: fc.constant<Outcome>('value') },
    { weight: 2, arbitrary: fc.constantFrom(...OUTCOMES) },
  ),
  isLate: fc.boolean(),
  by: fc.constantFrom('property', 'method', 'resolver'),
});
const behaviours = fc.record(
  Object.fromEntries(
    ['deal', 'mustDeal', 'named', 'deals', 'rows', ...FIELDS, ...PARTS].map((name) => [
      name,
      behaviour,
    ]),
  ),
);

const leaf = fc.constantFrom(...FIELDS, '__typename', 'other: name', 'name: name', 'then: id');
const selection = fc.letrec<{ set: string; part: string }>((tie) => ({
  set: fc
    .array(fc.oneof({ depthSize: 'small' }, leaf, leaf, tie('part')), {
      minLength: 1,
      maxLength: 5,
    })
    .map((parts) => `{ ${parts.join(' ')} }`),
  part: fc.oneof(
    fc.tuple(fc.constantFrom(...PARTS, 'again: peer'), tie('set')).map((both) => both.join(' ')),
    tie('set').map((set) => `... on Deal ${set}`),
    tie('set').map((set) => `... ${set}`),
    fc.constant('...Peers'),
    fc.constant('peers(first: $first) { id }'),
  ),
})).set;
/** What graphql-js is left to execute. */
const UNPLANNED = ['named { name }', '__schema { __typename }', 'deal { name @include(if: true) }'];
const documents = fc
  .tuple(
    fc.array(
      fc.tuple(
        fc.constantFrom('deal', 'mustDeal', 'deals', 'deals(first: $first)', 'rows', 'd: deals'),
        selection,
      ),
      { minLength: 1, maxLength: 3 },
    ),
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom('', 'echo(text: "a", deep: { in: {} })') },
      { weight: 1, arbitrary: fc.constantFrom(...UNPLANNED) },
    ),
  )
  .map(([roots, more]) => ({
    isPlanned: !UNPLANNED.includes(more),
    text: `
      query Q($first: Int) {
        ${roots.map((root) => root.join(' ')).join(' ')}
        ${more}
        deal { ...Peers peers(first: $first) { id } }
      }
      fragment Peers on Deal { id peers(first: $first) { name ...Tags } }
      fragment Tags on Deal { tags }`,
  }));

/** A world whose fields behave as drawn, made anew for each of both: what is late is a promise of its own. */
function worldOf(drawn: Readonly<Record<string, Behaviour>>) {
  const asked: string[] = [];
  const dealAt = (depth: number): object => {
    const deal: Record<string, unknown> = {};
    for (const name of [...FIELDS, ...PARTS]) {
      const { by } = drawn[name] ?? { by: 'property' };
      const answer = () => answerOf(name, depth);
      if (by === 'method') deal[name] = answer;
      else if (by === 'property') Object.defineProperty(deal, name, { get: answer });
      else deal['depth'] = depth;
    }
    return deal;
  };
  const goodValueOf = (name: string, depth: number): unknown => {
    if (name === 'tags') return ['a', 'b'];
    if (name === 'rows') return [[dealAt(depth + 1)], [null, Promise.resolve(dealAt(depth + 1))]];
    if (LISTS.has(name)) return [dealAt(depth + 1), Promise.resolve(dealAt(depth + 1))];
    return name in VALUES ? VALUES[name] : dealAt(depth + 1);
  };
  const madeOf = (name: string, depth: number): unknown => {
    switch (drawn[name]?.outcome) {
      case 'null':
        return null;
      case 'undefined':
        return undefined;
      case 'error value':
        return new Error(`${name} is an error`);
      case 'throw':
        throw new GraphQLError(`${name} throws`, { extensions: { code: 'DRAWN' } });
      case 'wrong':
        return LISTS.has(name)
          ? [dealAt(depth), null, new Error('an entry'), 5n]
          : name === 'peer'
            ? 5
            : {};
      case 'value':
      case undefined:
        return goodValueOf(name, depth);
    }
  };
  const answerOf = (name: string, depth: number): unknown => {
    asked.push(name);
    return drawn[name]?.isLate === true
      ? Promise.resolve().then(() => madeOf(name, depth))
      : madeOf(name, depth);
  };
  const schema = buildSchema(SDL);
  const deal = schema.getType('Deal');
  if (!isObjectType(deal)) throw new Error('There is no Deal.');
  for (const [name, field] of Object.entries(deal.getFields())) {
    if (drawn[name]?.by !== 'resolver') continue;
    field.resolve = (source: { readonly depth?: number }, args, _context, info) => {
      asked.push(`${JSON.stringify(args)} ${JSON.stringify(info.path)} ${info.fieldNodes.length}`);
      return answerOf(name, source.depth ?? 0);
    };
  }
  for (const [name, field] of Object.entries(schema.getQueryType()?.getFields() ?? {})) {
    field.resolve = (_source, args) => {
      asked.push(JSON.stringify(args));
      if (name === 'echo') return JSON.stringify(args);
      return answerOf(name === 'named' ? 'deal' : name, 0);
    };
  }
  return { schema, asked };
}

async function planned(schema: GraphQLSchema, text: string, variables: Record<string, unknown>) {
  const document = parse(text);
  return createExecute(schema)({
    document,
    operation: operationOf(document),
    operationName: undefined,
    variables,
    context: {},
  });
}

describe('createExecute', () => {
  it('answers and asks what graphql-js does, whatever is asked for and however fields behave', async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        behaviours,
        fc.constantFrom<{ readonly first?: unknown }>({}, { first: 2 }, { first: 'two' }),
        async ({ text, isPlanned }, drawn, variables) => {
          const [mine, theirs] = [worldOf(drawn), worldOf(drawn)];
          expect(validate(mine.schema, parse(text)).filter(isNoConflict)).toEqual([]);
          const { result, forgotten } = await watched(() => planned(mine.schema, text, variables));
          // graphql-js forgets entries of a list after one that fails at once.
          const expected = await watched(async () =>
            execute({
              schema: theirs.schema,
              document: parse(text),
              contextValue: {},
              variableValues: variables,
            }),
          );
          expect(JSON.stringify(result)).toBe(JSON.stringify(expected.result));
          expect(mine.asked).toEqual(theirs.asked);
          if (isPlanned && variables.first !== 'two') expect(forgotten).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('executes once more what it knows, with the arguments and the context of each time', async () => {
    const schema = buildSchema('type Query { echo(text: String!, of: [Int] = [1]): String }');
    const echo = schema.getQueryType()?.getFields()['echo'];
    if (echo === undefined) throw new Error('There is no echo.');
    echo.resolve = (_source, args, context) => JSON.stringify({ args, context });
    const document = parse('query ($text: String!) { echo(text: $text) }');
    const executed = createExecute(schema);
    const answers = ['a', 'b'].map(async (text) =>
      executed({
        document,
        operation: operationOf(document),
        operationName: undefined,
        variables: { text },
        context: { by: text },
      }),
    );
    expect(JSON.parse(JSON.stringify(await Promise.all(answers)))).toEqual(
      ['a', 'b'].map((text) => ({
        data: { echo: JSON.stringify({ args: { text, of: [1] }, context: { by: text } }) },
      })),
    );
  });
});

/** What fails without anybody there for it, besides the result. */
async function watched<Result>(action: () => Promise<Result>) {
  const forgotten: unknown[] = [];
  const forget = (error: unknown) => void forgotten.push(error);
  const others = process.rawListeners('unhandledRejection') as NodeJS.UnhandledRejectionListener[];
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', forget);
  try {
    const result = await action();
    // By then, all that was under way has ended.
    await setImmediate();
    return { result, forgotten };
  } finally {
    process.off('unhandledRejection', forget);
    for (const other of others) process.on('unhandledRejection', other);
  }
}

function operationOf({ definitions }: DocumentNode): OperationDefinitionNode {
  const found = definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (found?.kind !== Kind.OPERATION_DEFINITION) throw new Error('There is no operation.');
  return found;
}

/** Two fields of one name that differ are told by validation; which of them counts is the same for both all the same. */
function isNoConflict({ message }: GraphQLError): boolean {
  return !message.includes('conflict');
}
