import { Kind } from 'graphql';
import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** Whether nothing but the id of the field's object is asked for, so that the object need not be read. */
export function asksForIdOnly({ fieldNodes, fragments }: GraphQLResolveInfo): boolean {
  const isIdOnly = (set: SelectionSetNode | undefined): boolean =>
    (set?.selections ?? []).every((selection) => {
      switch (selection.kind) {
        case Kind.FIELD:
          return selection.name.value === 'id' || selection.name.value === '__typename';
        case Kind.INLINE_FRAGMENT:
          return isIdOnly(selection.selectionSet);
        case Kind.FRAGMENT_SPREAD:
          return isIdOnly(fragments[selection.name.value]?.selectionSet);
      }
    });
  return fieldNodes.every(({ selectionSet }) => isIdOnly(selectionSet));
}
