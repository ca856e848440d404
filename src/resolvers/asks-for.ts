import { Kind } from 'graphql';
import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/**
 * Whether a field of this name is surely asked for somewhere within: what hangs on a directive may not be, and is left to whoever
 * comes to it.
 */
export function asksFor({ fieldNodes, fragments }: GraphQLResolveInfo, name: string): boolean {
  const isIn = (set: SelectionSetNode | undefined): boolean =>
    (set?.selections ?? []).some((selection) => {
      if ((selection.directives?.length ?? 0) > 0) return false;
      switch (selection.kind) {
        case Kind.FIELD:
          return selection.name.value === name || isIn(selection.selectionSet);
        case Kind.INLINE_FRAGMENT:
          return isIn(selection.selectionSet);
        case Kind.FRAGMENT_SPREAD:
          return isIn(fragments[selection.name.value]?.selectionSet);
      }
    });
  return fieldNodes.some(({ selectionSet }) => isIn(selectionSet));
}
