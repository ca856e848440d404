import { GraphQLError, Kind } from 'graphql';
import type {
  DocumentNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
  ValidationRule,
} from 'graphql';

const MAX_DEPTH = 12;
const MAX_FIELDS = 500;

export interface OperationSize {
  /** Levels of nested fields; those of the root are level 1. */
  readonly depth: number;
  /** Fields selected, under their names or under aliases, after expanding fragments. */
  readonly fields: number;
}

const NOTHING: OperationSize = { depth: 0, fields: 0 };

/**
 * Refuses documents with an operation deeper than MAX_DEPTH or larger than MAX_FIELDS. All operations of a document are
 * measured, though only one is executed. A refused document is emptied: the other rules start after this one was
 * created, and some of them recurse until the stack ends, or compare all pairs of fields.
 */
export const limitsRule: ValidationRule = (context) => {
  const document = context.getDocument();
  const excesses = measureOperations(document).flatMap(({ operation, size }) =>
    describeExcesses(size).map((message) => new GraphQLError(message, { nodes: operation })),
  );
  for (const excess of excesses) context.reportError(excess);
  if (excesses.length > 0) Object.assign(document, { definitions: [] });
  return {};
};

function describeExcesses({ depth, fields }: OperationSize): string[] {
  const messages: string[] = [];
  if (depth > MAX_DEPTH) {
    messages.push(
      `The operation is ${depth} levels deep, but at most ${MAX_DEPTH} are allowed. Split it up.`,
    );
  }
  if (fields > MAX_FIELDS) {
    messages.push(
      `The operation selects ${fields} fields and aliases, its fragments expanded, but at most ${MAX_FIELDS} are allowed. Split it up.`,
    );
  }
  return messages;
}

/**
 * Measures every operation of a document. A fragment counts wherever it is used, but is looked at once, so a document
 * that expands exponentially costs no more than its text. A fragment within itself counts nothing: another rule
 * refuses it.
 */
export function measureOperations(
  document: DocumentNode,
): readonly { readonly operation: OperationDefinitionNode; readonly size: OperationSize }[] {
  const measure = createMeasure(document);
  return document.definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => ({ operation, size: measure(operation.selectionSet) }));
}

function createMeasure(document: DocumentNode): (set: SelectionSetNode) => OperationSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  const sizeOfFragment = new Map<string, OperationSize>();

  const measureFragment = (name: string): OperationSize => {
    const known = sizeOfFragment.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    if (fragment === undefined) return NOTHING;
    sizeOfFragment.set(name, NOTHING); // what a cycle finds
    const size = measureSet(fragment.selectionSet);
    sizeOfFragment.set(name, size);
    return size;
  };

  const measureSelection = (selection: SelectionNode): OperationSize => {
    switch (selection.kind) {
      case Kind.FRAGMENT_SPREAD:
        return measureFragment(selection.name.value);
      case Kind.INLINE_FRAGMENT:
        return measureSet(selection.selectionSet);
      case Kind.FIELD: {
        if (selection.selectionSet === undefined) return { depth: 1, fields: 1 };
        const inner = measureSet(selection.selectionSet);
        // Introspection is deep by nature; GraphiQL and code generators ask for 15 levels.
        const isIntrospection =
          selection.name.value === '__schema' || selection.name.value === '__type';
        return { depth: isIntrospection ? 1 : 1 + inner.depth, fields: add(1, inner.fields) };
      }
    }
  };

  const measureSet = (set: SelectionSetNode): OperationSize => {
    let depth = 0;
    let fields = 0;
    for (const selection of set.selections) {
      const size = measureSelection(selection);
      depth = Math.max(depth, size.depth);
      fields = add(fields, size.fields);
    }
    return { depth, fields };
  };

  return measureSet;
}

/** Sums grow exponentially with the document; beyond this they mean nothing but "too much". */
function add(a: number, b: number): number {
  return Math.min(a + b, Number.MAX_SAFE_INTEGER);
}
