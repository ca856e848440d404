import fc from 'fast-check';
import { getIntrospectionQuery, Kind, parse } from 'graphql';
import type { DocumentNode, SelectionSetNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { measureOperations } from '../../../../src/resolvers/server/limits.js';
import { createGraph } from '../graph.js';

async function refusal(query: string): Promise<string | null> {
  let calls = 0;
  const graph = createGraph({
    viewer: {
      describe: async () => {
        calls += 1;
        return { name: 'crm', email: null, userId: null, roles: [] };
      },
    },
    deals: {
      get: async () => {
        calls += 1;
        return new Map();
      },
    },
  });
  const { errors } = await graph.run(query);
  if (errors.length === 0) return null;
  expect(calls).toBe(0);
  expect(new Set(errors.map(({ extensions }) => extensions?.['code']))).toEqual(
    new Set(['BAD_USER_INPUT']),
  );
  return errors.map(({ message }) => message).join('\n');
}

/** A query of so many levels: deals, their contracts, their deals and so on. */
function nested(depth: number): string {
  let query = 'id';
  for (let level = depth - 1; level >= 2; level -= 1) {
    query = `${level % 2 === 0 ? 'contracts' : 'opportunity'} { ${query} }`;
  }
  return `{ opportunity(id: "006000000000001") { ${query} } }`;
}

function aliases(count: number): string {
  return `{ ${Array.from({ length: count }, (_, index) => `a${index}: __typename`).join(' ')} }`;
}

describe('depth', () => {
  it('may be 12 and not 13', async () => {
    expect(await refusal(nested(12))).toBeNull();
    expect(await refusal(nested(13))).toContain('13 levels deep, but at most 12');
  });

  it('is followed into fragments, which add none themselves', async () => {
    const through = (depth: number) =>
      nested(depth).replace(
        '{ contracts',
        '{ ... { ...F } } } fragment F on Opportunity { contracts',
      );
    const query = (depth: number) => through(depth).slice(0, -1).trimEnd();
    expect(await refusal(query(12))).toBeNull();
    expect(await refusal(query(13))).toContain('13 levels deep');
  });

  it('does not matter below introspection, so that tools work', async () => {
    expect(await refusal(getIntrospectionQuery({ inputValueDeprecation: true }))).toBeNull();
  });
});

describe('fields and aliases', () => {
  it('may be 500 and not 501', async () => {
    expect(await refusal(aliases(500))).toBeNull();
    expect(await refusal(aliases(501))).toContain('selects 501 fields and aliases');
  });

  it('count wherever their fragment is used', async () => {
    const fields = Array.from({ length: 50 }, (_, index) => `a${index}: name`).join(' ');
    const query = (uses: number) => `
      { viewer { ${'...F '.repeat(uses)} } }
      fragment F on Viewer { ${fields} }`;
    expect(await refusal(query(9))).toBeNull();
    expect(await refusal(query(10))).toContain('selects 501 fields');
  });

  it('are counted in every operation of a document', async () => {
    const query = `query A { viewer { name } } query B ${aliases(501)}`;
    expect(await refusal(query)).toContain('selects 501');
  });
});

describe('hostile documents', () => {
  it('that expand exponentially are refused at once', async () => {
    const levels = Array.from(
      { length: 200 },
      (_, index) =>
        `fragment F${index} on Opportunity { contracts { opportunity { ...F${index + 1} } a: opportunity { ...F${index + 1} } } }`,
    );
    const startedAt = performance.now();
    const message = await refusal(
      `{ opportunity(id: "006000000000001") { ...F0 } } ${levels.join(' ')} fragment F200 on Opportunity { id }`,
    );
    expect(message).toContain('at most 500');
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  it('whose fragments hold themselves are refused at once', async () => {
    const message = await refusal(`
      { opportunity(id: "006000000000001") { ...A } }
      fragment A on Opportunity { contracts { opportunity { ...B } } }
      fragment B on Opportunity { contracts { opportunity { ...A } } }`);
    expect(message).toContain('Cannot spread fragment "A" within itself');
  });

  it('whose fragments are in a ring are refused, however large it is', async () => {
    const ring = (size: number) =>
      Array.from(
        { length: size },
        (_, index) => `fragment F${index} on Viewer { ...F${(index + 1) % size} }`,
      ).join(' ');
    for (const size of [1, 2, 3, 300, 2_000]) {
      expect(await refusal(`{ viewer { ...F0 } } ${ring(size)}`)).toMatch(
        /^Cannot spread fragment "F\d+" within itself/,
      );
      // Where no operation meets it, too.
      expect(await refusal(`{ viewer { name } } ${ring(size)}`)).toContain('within itself');
    }
    expect(await refusal(`{ viewer { ...F0 } } ${ring(300)}`)).toContain('and 294 more fragments');
  });

  it('whose fragments are a long chain are refused', async () => {
    const chain = (size: number) =>
      Array.from({ length: size }, (_, i) => `fragment F${i} on Viewer { ...F${i + 1} }`).join(' ');
    const query = (size: number) =>
      `{ viewer { ...F0 } } ${chain(size)} fragment F${size} on Viewer { name }`;
    expect(await refusal(query(90))).toBeNull();
    for (const size of [100, 2_000]) {
      expect(await refusal(query(size))).toContain('selections and fragments, but at most 100');
    }
  });

  it('with a huge fragment that nobody uses are refused before its fields are compared', async () => {
    const startedAt = performance.now();
    expect(
      await refusal(`{ viewer { name } } fragment F on Viewer { ${'name '.repeat(15_000)} }`),
    ).toContain('The fragment selects 15000 fields');
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('that spread one fragment thousands of times are refused', async () => {
    const spreads = '...F '.repeat(6_000);
    expect(await refusal(`{ viewer { ${spreads} } } fragment F on Viewer { name }`)).toContain(
      'selects 6001 fields',
    );
  });

  it('that nest without end are refused', async () => {
    const unreadable = '{a'.repeat(5_000) + '}'.repeat(5_000);
    expect(await refusal(unreadable)).toContain('nested too deeply');
    const chain = (depth: number) =>
      '{contracts{opportunity'.repeat(depth) + '{id}' + '}}'.repeat(depth);
    const deep = `opportunity(id:"006000000000001")${chain(600)}`;
    expect(await refusal(`{${deep} ${deep}}`)).toContain('levels deep, but at most 12');
  });

  it('that are endless are not read to their end', async () => {
    expect(await refusal(`{ ${'name '.repeat(30_000)} }`)).toContain('20000 tokens');
  });
});

it('counts what a naive expansion of the fragments counts', () => {
  fc.assert(
    fc.property(documents(), (text) => {
      const document = parse(text);
      const [measured] = measureOperations(document);
      expect(measured?.size).toEqual(expand(document));
    }),
  );
});

/** Small documents without cycles: a fragment only spreads later ones. */
function documents(): fc.Arbitrary<string> {
  const fragmentCount = 4;
  const set = (from: number, depth: number): fc.Arbitrary<string> =>
    fc
      .array(selection(from, depth), { minLength: 1, maxLength: 3 })
      .map((selections) => `{ ${selections.join(' ')} }`);
  const selection = (from: number, depth: number): fc.Arbitrary<string> => {
    const leaf = fc.constantFrom('a', 'b', 'alias: c');
    const spreads = Array.from(
      { length: fragmentCount - from },
      (_, index) => `...F${from + index}`,
    );
    const flat = spreads.length === 0 ? leaf : fc.oneof(leaf, fc.constantFrom(...spreads));
    if (depth === 0) return flat;
    return fc.oneof(
      flat,
      set(from, depth - 1).map((inner) => `field ${inner}`),
      set(from, depth - 1).map((inner) => `... ${inner}`),
      set(from, depth - 1).map((inner) => `__schema ${inner}`),
    );
  };
  return fc
    .tuple(set(0, 3), ...Array.from({ length: fragmentCount }, (_, index) => set(index + 1, 2)))
    .map(([query, ...fragments]) =>
      [query, ...fragments.map((inner, index) => `fragment F${index} on T ${inner}`)].join('\n'),
    );
}

/** Writes every fragment out where it is used, then looks at the tree that results. */
function expand(document: DocumentNode): { depth: number; fields: number; nesting: number } {
  const fragments = new Map<string, SelectionSetNode>();
  let root: SelectionSetNode | undefined;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition.selectionSet);
    } else if (definition.kind === Kind.OPERATION_DEFINITION) root = definition.selectionSet;
  }
  let depth = 0;
  let fields = 0;
  let nesting = 0;
  const walk = (set: SelectionSetNode, level: number, isCounted: boolean, nested: number): void => {
    nesting = Math.max(nesting, nested);
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        walk(fragments.get(selection.name.value)!, level, isCounted, nested + 1);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        walk(selection.selectionSet, level, isCounted, nested + 1);
      } else {
        fields += 1;
        if (isCounted) depth = Math.max(depth, level);
        if (selection.selectionSet) {
          const isBelow = isCounted && selection.name.value !== '__schema';
          walk(selection.selectionSet, level + 1, isBelow, nested + 1);
        }
      }
    }
  };
  walk(root!, 1, true, 1);
  return { depth, fields, nesting };
}
