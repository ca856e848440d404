import { Kind, visit } from 'graphql';
import type { DocumentNode, FragmentDefinitionNode } from 'graphql';

export type FragmentOrder =
  /** Each behind those that it spreads, so that whoever goes through them in turn needs no recursion. */
  | { readonly kind: 'ordered'; readonly fragments: readonly FragmentDefinitionNode[] }
  /** The first that comes back to itself, and the others on the way. */
  | { readonly kind: 'ring'; readonly names: readonly [string, ...string[]] };

interface Step {
  readonly name: string;
  /** Spreads in it that are yet to be looked into. */
  readonly left: string[];
}

/** Finds an order of a document's fragments. Walks without recursion: a document may chain thousands of them. */
export function orderFragments(document: DocumentNode): FragmentOrder {
  const definitions = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      definitions.set(definition.name.value, definition);
  }
  const fragments: FragmentDefinitionNode[] = [];
  const done = new Set<string>();
  for (const start of definitions.keys()) {
    const path: Step[] = [];
    const onPath = new Set<string>();
    const enter = (name: string): void => {
      const definition = definitions.get(name);
      if (definition === undefined || done.has(name)) return;
      onPath.add(name);
      path.push({ name, left: spreadsIn(definition) });
    };
    enter(start);
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const next = step.left.pop();
      if (next === undefined) {
        path.pop();
        onPath.delete(step.name);
        done.add(step.name);
        const definition = definitions.get(step.name);
        if (definition !== undefined) fragments.push(definition);
      } else if (onPath.has(next)) {
        const names = path.map(({ name }) => name);
        return { kind: 'ring', names: [next, ...names.slice(names.indexOf(next) + 1)] };
      } else enter(next);
    }
  }
  return { kind: 'ordered', fragments };
}

function spreadsIn(definition: FragmentDefinitionNode): string[] {
  const names = new Set<string>();
  visit(definition, {
    FragmentSpread: ({ name }) => {
      names.add(name.value);
    },
  });
  return [...names];
}
