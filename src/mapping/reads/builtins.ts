import type { ComputedType } from './abstract-value.js';

/**
 * What JSONata's functions do with records, as far as deriving paths needs it. `values` uses its arguments whole and
 * gives something computed; the other kinds pass records on.
 */
export type BuiltinRule =
  | {
      readonly kind: 'values';
      /** Most arguments; with fewer, the context may stand in for the first (null: it never does). */
      readonly contextBelow: { readonly certain: number; readonly possible: number } | null;
      /** Null where it depends. */
      readonly gives: ComputedType | null;
      /** Whether it gives a list of them. */
      readonly givesList: boolean;
    }
  | { readonly kind: 'test' | 'presence' | 'count'; readonly gives: ComputedType }
  /** Gives its arguments back, rearranged or, where it `joins`, as one list. */
  | { readonly kind: 'same'; readonly compares: boolean; readonly joins?: true }
  /** Calls a function with elements of its list. */
  | {
      readonly kind: 'higher-order';
      readonly as: 'map' | 'filter' | 'single' | 'sort' | 'reduce';
    }
  | { readonly kind: 'lookup' }
  | { readonly kind: 'members'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string };

function values(gives: ComputedType | null): BuiltinRule {
  return { kind: 'values', contextBelow: null, gives, givesList: false };
}

/** The context stands in for the first of `parameters`, of which `optional` may be left out at the end. */
function onContext(
  gives: ComputedType | null,
  parameters: number,
  optional = 0,
  givesList = false,
): BuiltinRule {
  return {
    kind: 'values',
    gives,
    givesList,
    contextBelow: { certain: parameters - optional, possible: parameters },
  };
}

/** What gives another value each time, or each day. */
export const VARYING: ReadonlySet<string> = new Set([
  'now',
  'millis',
  'today',
  'random',
  'shuffle',
]);

const EVERY_MEMBER =
  'it reads every field of a record, so no query can be derived from it; name the fields instead';

export const BUILTINS: ReadonlyMap<string, BuiltinRule> = new Map<string, BuiltinRule>([
  ['sum', values('number')],
  ['max', values('number')],
  ['min', values('number')],
  ['average', values('number')],
  ['string', onContext('text', 2, 1)],
  ['substring', onContext('text', 3, 1)],
  ['substringBefore', onContext('text', 2)],
  ['substringAfter', onContext('text', 2)],
  ['lowercase', onContext('text', 1)],
  ['uppercase', onContext('text', 1)],
  ['length', onContext('number', 1)],
  ['trim', onContext('text', 1)],
  ['pad', onContext('text', 3, 1)],
  ['match', onContext(null, 3, 1, true)],
  ['contains', onContext('boolean', 2)],
  ['replace', onContext('text', 4, 1)],
  ['split', onContext('text', 3, 1, true)],
  ['join', values('text')],
  ['formatNumber', onContext('text', 3, 1)],
  ['formatBase', onContext('text', 2, 1)],
  ['formatInteger', onContext('text', 2)],
  ['parseInteger', onContext('number', 2)],
  ['number', onContext('number', 1)],
  ['floor', onContext('number', 1)],
  ['ceil', onContext('number', 1)],
  ['round', onContext('number', 2, 1)],
  ['abs', onContext('number', 1)],
  ['sqrt', onContext('number', 1)],
  ['power', onContext('number', 2)],
  ['random', values('number')],
  ['base64encode', onContext('text', 1)],
  ['base64decode', onContext('text', 1)],
  ['encodeUrlComponent', onContext('text', 1)],
  ['encodeUrl', onContext('text', 1)],
  ['decodeUrlComponent', onContext('text', 1)],
  ['decodeUrl', onContext('text', 1)],
  ['toMillis', onContext('number', 2, 1)],
  ['fromMillis', onContext('text', 3, 2)],
  ['error', values(null)],
  ['assert', values(null)],
  ['now', values('datetime')],
  ['millis', values('number')],
  ['today', values('date')],
  ['boolean', { kind: 'test', gives: 'boolean' }],
  ['not', { kind: 'test', gives: 'boolean' }],
  ['exists', { kind: 'presence', gives: 'boolean' }],
  ['type', { kind: 'presence', gives: 'text' }],
  ['count', { kind: 'count', gives: 'number' }],
  ['append', { kind: 'same', compares: false, joins: true }],
  ['reverse', { kind: 'same', compares: false }],
  ['shuffle', { kind: 'same', compares: false }],
  ['zip', { kind: 'same', compares: false, joins: true }],
  ['clone', { kind: 'same', compares: true }],
  ['distinct', { kind: 'same', compares: true }],
  ['map', { kind: 'higher-order', as: 'map' }],
  ['filter', { kind: 'higher-order', as: 'filter' }],
  ['single', { kind: 'higher-order', as: 'single' }],
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
