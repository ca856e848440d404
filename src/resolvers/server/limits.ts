import { GraphQLError, Kind } from 'graphql';
import type {
  DefinitionNode,
  DocumentNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
  ValidationRule,
} from 'graphql';
import { orderFragments } from './fragment-order.js';

const MAX_DEPTH = 12;
const MAX_FIELDS = 500;
/** Introspection and fragments are not levels, but whoever walks through a document stacks them up all the same. */
const MAX_NESTING = 100;
/** Of a ring, so that its message can be read. */
const MAX_NAMED = 5;

export interface OperationSize {
  /** Levels of nested fields; those of the root are level 1. */
  readonly depth: number;
  /** Fields selected, under their names or under aliases, after expanding fragments. */
  readonly fields: number;
  /** Levels of selections, those of fragments and of introspection among them. */
  readonly nesting: number;
}

const NOTHING: OperationSize = { depth: 0, fields: 0, nesting: 0 };

/**
 * Refuses documents with an operation that is too deep, with an operation or a fragment that is too large, and with
 * fragments in a ring. All of a document is measured, though only one operation is executed. A refused document is emptied: the other
 * rules start after this one was created, and some of them recurse until the stack ends, or compare all pairs of fields.
 */
export const limitsRule: ValidationRule = (context) => {
  const document = context.getDocument();
  const faults = faultsOf(document);
  for (const fault of faults) context.reportError(fault);
  if (faults.length > 0) Object.assign(document, { definitions: [] });
  return {};
};

function faultsOf(document: DocumentNode): readonly GraphQLError[] {
  const measured = measure(document);
  if (measured.ring !== null) return [ringFault(measured.ring, document)];
  const faultsIn = (kind: 'operation' | 'fragment') =>
    measured.sizes
      .filter(({ node }) => (node.kind === Kind.OPERATION_DEFINITION) === (kind === 'operation'))
      .flatMap(({ node, size }) =>
        describeExcesses(kind, size).map((message) => new GraphQLError(message, { nodes: node })),
      );
  const ofOperations = faultsIn('operation');
  return ofOperations.length > 0 ? ofOperations : faultsIn('fragment');
}

function ringFault(names: readonly [string, ...string[]], document: DocumentNode): GraphQLError {
  const [first, ...others] = names;
  const named = others.slice(0, MAX_NAMED).map((name) => `"${name}"`);
  const rest = others.length - named.length;
  const via =
    others.length === 0
      ? ''
      : ` via ${named.join(', ')}${rest > 0 ? ` and ${rest} more fragments` : ''}`;
  const node = document.definitions.find(
    (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === first,
  );
  return new GraphQLError(`Cannot spread fragment "${first}" within itself${via}.`, {
    nodes: node ?? null,
  });
}

function describeExcesses(
  what: 'operation' | 'fragment',
  { depth, fields, nesting }: OperationSize,
): string[] {
  const messages: string[] = [];
  // How deep a fragment is shows where it is used: below introspection it may be.
  if (what === 'operation' && depth > MAX_DEPTH) {
    messages.push(
      `The ${what} is ${depth} levels deep, but at most ${MAX_DEPTH} are allowed. Split it up.`,
    );
  } else if (nesting > MAX_NESTING) {
    messages.push(
      `The ${what} nests ${nesting} selections and fragments, but at most ${MAX_NESTING} are allowed. Split it up.`,
    );
  }
  if (fields > MAX_FIELDS) {
    messages.push(
      `The ${what} selects ${fields} fields and aliases, its fragments expanded, but at most ${MAX_FIELDS} are allowed. Split it up.`,
    );
  }
  return messages;
}

/** Measures every operation of a document without rings. */
export function measureOperations(
  document: DocumentNode,
): readonly { readonly operation: OperationDefinitionNode; readonly size: OperationSize }[] {
  return measure(document).sizes.flatMap(({ node, size }) =>
    node.kind === Kind.OPERATION_DEFINITION ? [{ operation: node, size }] : [],
  );
}

/**
 * Measures every definition of a document, or finds the ring in its fragments. A fragment counts wherever it is used, but
 * is looked at once, so a document that expands exponentially costs no more than its text.
 */
function measure(document: DocumentNode): {
  readonly ring: readonly [string, ...string[]] | null;
  readonly sizes: readonly { readonly node: DefinitionNode; readonly size: OperationSize }[];
} {
  const order = orderFragments(document);
  if (order.kind === 'ring') return { ring: order.names, sizes: [] };
  const sizeOfFragment = new Map<string, OperationSize>();

  const measureSelection = (selection: SelectionNode): OperationSize => {
    switch (selection.kind) {
      case Kind.FRAGMENT_SPREAD:
        return nested(sizeOfFragment.get(selection.name.value) ?? NOTHING);
      case Kind.INLINE_FRAGMENT:
        return nested(measureSet(selection.selectionSet));
      case Kind.FIELD: {
        const inner =
          selection.selectionSet === undefined ? NOTHING : measureSet(selection.selectionSet);
        // Introspection is deep by nature; GraphiQL and code generators ask for 15 levels.
        const isIntrospection =
          selection.name.value === '__schema' || selection.name.value === '__type';
        return {
          depth: isIntrospection ? 1 : 1 + inner.depth,
          fields: add(1, inner.fields),
          nesting: inner.nesting + 1,
        };
      }
    }
  };

  const measureSet = (set: SelectionSetNode): OperationSize => {
    let { depth, fields, nesting } = NOTHING;
    for (const selection of set.selections) {
      const size = measureSelection(selection);
      depth = Math.max(depth, size.depth);
      fields = add(fields, size.fields);
      nesting = Math.max(nesting, size.nesting);
    }
    return { depth, fields, nesting };
  };

  for (const fragment of order.fragments) {
    sizeOfFragment.set(fragment.name.value, measureSet(fragment.selectionSet));
  }
  const sizes: { node: DefinitionNode; size: OperationSize }[] = [];
  for (const node of document.definitions) {
    if (node.kind === Kind.OPERATION_DEFINITION)
      sizes.push({ node, size: measureSet(node.selectionSet) });
    else if (node.kind === Kind.FRAGMENT_DEFINITION)
      sizes.push({ node, size: sizeOfFragment.get(node.name.value) ?? NOTHING });
  }
  return { ring: null, sizes };
}

function nested(size: OperationSize): OperationSize {
  return { ...size, nesting: size.nesting + 1 };
}

/** Sums grow exponentially with the document; beyond this they mean nothing but "too much". */
function add(a: number, b: number): number {
  return Math.min(a + b, Number.MAX_SAFE_INTEGER);
}
