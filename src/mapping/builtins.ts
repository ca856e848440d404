/**
 * What JSONata's functions do with records, as far as deriving paths needs it. `values` uses its arguments whole and
 * gives something computed; the other kinds pass records on.
 */
export type BuiltinRule =
  | {
      readonly kind: 'values';
      /** Most arguments; with fewer, the context may stand in for the first (null: it never does). */
      readonly contextBelow: { readonly certain: number; readonly possible: number } | null;
    }
  | { readonly kind: 'test' }
  | { readonly kind: 'presence' }
  | { readonly kind: 'count' }
  /** Gives its arguments back, rearranged. */
  | { readonly kind: 'same'; readonly compares: boolean }
  /** Calls a function with elements of its list. */
  | { readonly kind: 'higher-order'; readonly as: 'map' | 'filter' | 'sort' | 'reduce' }
  | { readonly kind: 'lookup' }
  | { readonly kind: 'members'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string };

const values: BuiltinRule = { kind: 'values', contextBelow: null };

/** The context stands in for the first of `parameters`, of which `optional` may be left out at the end. */
function onContext(parameters: number, optional = 0): BuiltinRule {
  return {
    kind: 'values',
    contextBelow: { certain: parameters - optional, possible: parameters },
  };
}

const EVERY_MEMBER =
  'it reads every field of a record, so no query can be derived from it; name the fields instead';

export const BUILTINS: ReadonlyMap<string, BuiltinRule> = new Map<string, BuiltinRule>([
  ['sum', values],
  ['max', values],
  ['min', values],
  ['average', values],
  ['string', onContext(2, 1)],
  ['substring', onContext(3, 1)],
  ['substringBefore', onContext(2)],
  ['substringAfter', onContext(2)],
  ['lowercase', onContext(1)],
  ['uppercase', onContext(1)],
  ['length', onContext(1)],
  ['trim', onContext(1)],
  ['pad', onContext(3, 1)],
  ['match', onContext(3, 1)],
  ['contains', onContext(2)],
  ['replace', onContext(4, 1)],
  ['split', onContext(3, 1)],
  ['join', values],
  ['formatNumber', onContext(3, 1)],
  ['formatBase', onContext(2, 1)],
  ['formatInteger', onContext(2)],
  ['parseInteger', onContext(2)],
  ['number', onContext(1)],
  ['floor', onContext(1)],
  ['ceil', onContext(1)],
  ['round', onContext(2, 1)],
  ['abs', onContext(1)],
  ['sqrt', onContext(1)],
  ['power', onContext(2)],
  ['random', values],
  ['base64encode', onContext(1)],
  ['base64decode', onContext(1)],
  ['encodeUrlComponent', onContext(1)],
  ['encodeUrl', onContext(1)],
  ['decodeUrlComponent', onContext(1)],
  ['decodeUrl', onContext(1)],
  ['toMillis', onContext(2, 1)],
  ['fromMillis', onContext(3, 2)],
  ['error', values],
  ['assert', values],
  ['now', values],
  ['millis', values],
  ['today', values],
  ['boolean', { kind: 'test' }],
  ['not', { kind: 'test' }],
  ['exists', { kind: 'presence' }],
  ['type', { kind: 'presence' }],
  ['count', { kind: 'count' }],
  ['append', { kind: 'same', compares: false }],
  ['reverse', { kind: 'same', compares: false }],
  ['shuffle', { kind: 'same', compares: false }],
  ['zip', { kind: 'same', compares: false }],
  ['clone', { kind: 'same', compares: true }],
  ['distinct', { kind: 'same', compares: true }],
  ['map', { kind: 'higher-order', as: 'map' }],
  ['filter', { kind: 'higher-order', as: 'filter' }],
  ['single', { kind: 'higher-order', as: 'filter' }],
  ['sort', { kind: 'higher-order', as: 'sort' }],
  ['reduce', { kind: 'higher-order', as: 'reduce' }],
  ['lookup', { kind: 'lookup' }],
  ['keys', { kind: 'members', why: EVERY_MEMBER }],
  ['spread', { kind: 'members', why: EVERY_MEMBER }],
  ['merge', { kind: 'members', why: EVERY_MEMBER }],
  ['each', { kind: 'members', why: EVERY_MEMBER }],
  ['sift', { kind: 'members', why: EVERY_MEMBER }],
  [
    'eval',
    {
      kind: 'refused',
      why: 'what it runs is only known when it runs, so no query can be derived from it; write the expression itself',
    },
  ],
]);
