import type { RecordPath } from '../../connectors/crm.js';
import type { Syntax } from '../expression/syntax.js';

/**
 * A place in the input. The names before `from` lead to one record; along those after it, lists give one value for each
 * of their elements.
 */
export interface Ref {
  readonly path: RecordPath;
  readonly from: number;
}

/** Why a value may be several: one for each element of what `ref` leads to, or of a list that the expression makes. */
interface Several {
  readonly ref: Ref | null;
  /** Not after a filter or in a branch of a condition, which may have seen to it that there is one. */
  readonly isCertain: boolean;
}

/**
 * What is known of a value without evaluating anything: which parts of the input it may be (`refs`), which members it
 * may have if it was built by the expression (`members`), and which functions it may be. A list stands for its
 * elements, as JSONata flattens them anyway; that it is one shows in `several` and in the places of `refs`. What is not
 * known to be anything is `NOTHING`.
 */
export interface AbstractValue {
  readonly refs: ReadonlyMap<string, Ref>;
  readonly several: ReadonlyMap<string, Several>;
  readonly members: ReadonlyMap<string, AbstractValue>;
  readonly functions: ReadonlySet<AbstractFunction>;
  /** Texts, numbers, true and false as they stand in the expression, by their JSON. */
  readonly literals: ReadonlyMap<string, string | number | boolean>;
  /** Types of what is worked out. */
  readonly computed: ReadonlySet<ComputedType>;
  /** Objects within objects. */
  readonly depth: number;
}

/** `date` and `datetime` are texts in that form. */
export type ComputedType = 'text' | 'number' | 'boolean' | 'date' | 'datetime';

export type AbstractFunction =
  | { readonly kind: 'builtin'; readonly name: string }
  | {
      readonly kind: 'lambda';
      readonly parameters: readonly string[];
      readonly body: Syntax;
      readonly context: AbstractValue;
      readonly scope: Scope;
    }
  | {
      readonly kind: 'partial';
      readonly target: AbstractValue;
      /** Null where the call left a `?`. */
      readonly given: readonly (AbstractValue | null)[];
    }
  | { readonly kind: 'chain'; readonly first: AbstractValue; readonly second: AbstractValue };

/** Stands for members whose name is only known when the expression runs. */
export const ANY_MEMBER = '*';

export const NOTHING: AbstractValue = {
  refs: new Map(),
  several: new Map(),
  members: new Map(),
  functions: new Set(),
  literals: new Map(),
  computed: new Set(),
  depth: 0,
};

export function refValue(path: RecordPath, from = path.length): AbstractValue {
  return { ...NOTHING, refs: new Map([[JSON.stringify(path), { path, from }]]) };
}

export function objectValue(members: ReadonlyMap<string, AbstractValue>): AbstractValue {
  const depth = 1 + Math.max(0, ...[...members.values()].map((member) => member.depth));
  return { ...NOTHING, members, depth };
}

export function functionValue(fn: AbstractFunction): AbstractValue {
  return { ...NOTHING, functions: new Set([fn]) };
}

export function literalValue(literal: string | number | boolean): AbstractValue {
  return { ...NOTHING, literals: new Map([[JSON.stringify(literal), literal]]) };
}

export function computedValue(type: ComputedType | null): AbstractValue {
  return type === null ? NOTHING : { ...NOTHING, computed: new Set([type]) };
}

export function unite(values: readonly AbstractValue[]): AbstractValue {
  const members = new Map<string, AbstractValue>();
  const refs = new Map<string, Ref>();
  for (const value of values) {
    for (const [key, ref] of value.refs) {
      const present = refs.get(key);
      if (present === undefined || ref.from < present.from) refs.set(key, ref);
    }
    for (const [name, member] of value.members) {
      const present = members.get(name);
      const isNew = present === undefined || present === member;
      members.set(name, isNew ? member : unite([present, member]));
    }
  }
  return {
    refs,
    several: new Map(values.flatMap((value) => [...value.several])),
    members,
    functions: new Set(values.flatMap((value) => [...value.functions])),
    literals: new Map(values.flatMap((value) => [...value.literals])),
    computed: new Set(values.flatMap((value) => [...value.computed])),
    depth: Math.max(0, ...values.map((value) => value.depth)),
  };
}

/** The value of `name` in `value`, or in each of its elements. */
export function memberOf(value: AbstractValue, name: string): AbstractValue {
  const found = unite([
    ...[...value.refs.values()].map(({ path, from }) => refValue([...path, name], from)),
    value.members.get(name) ?? NOTHING,
    value.members.get(ANY_MEMBER) ?? NOTHING,
  ]);
  return { ...found, several: new Map([...found.several, ...value.several]) };
}

/** One of the elements that `value` stands for. */
export function elementOf(value: AbstractValue): AbstractValue {
  const refs = [...value.refs].map(
    ([key, { path }]) => [key, { path, from: path.length }] as const,
  );
  return { ...value, refs: new Map(refs), several: new Map() };
}

/** `value`, once for each element of `list`. */
export function over(value: AbstractValue, list: AbstractValue): AbstractValue {
  return { ...value, several: new Map([...value.several, ...causesOf(list)]) };
}

/** `value` where the expression itself may have seen to it that there is only one. */
export function maybe(value: AbstractValue): AbstractValue {
  const causes = [...causesOf(value).values()].map(({ ref }) => cause(ref, false));
  return { ...elementOf(value), several: new Map(causes) };
}

/** `value` as a list that the expression makes; `isCertain` where it has more than one element. */
export function listValue(value: AbstractValue, isCertain: boolean): AbstractValue {
  return { ...value, several: new Map([...value.several, cause(null, isCertain)]) };
}

/** Whether there can be several values, where `isList` tells places that hold lists. */
export function multiplicityOf(
  value: AbstractValue,
  isList: (path: RecordPath) => boolean,
): 'one' | 'maybe several' | 'several' {
  const hits = [...causesOf(value).values()].filter(
    ({ ref }) => ref === null || listsOf(ref).some(isList),
  );
  if (hits.length === 0) return 'one';
  return hits.some(({ isCertain }) => isCertain) ? 'several' : 'maybe several';
}

function causesOf({ refs, several }: AbstractValue): ReadonlyMap<string, Several> {
  const open = [...refs.values()].filter(({ path, from }) => from < path.length);
  return new Map([...several, ...open.map((ref) => cause(ref, true))]);
}

function cause(ref: Ref | null, isCertain: boolean): [string, Several] {
  return [JSON.stringify([ref, isCertain]), { ref, isCertain }];
}

function listsOf({ path, from }: Ref): RecordPath[] {
  return path.slice(from).map((_, index) => path.slice(0, from + index + 1));
}

export function anyMemberOf(value: AbstractValue): AbstractValue {
  return unite([...value.members.values()]);
}

/** Equal texts mean equal values, as far as paths go. */
export function fingerprint(value: AbstractValue): string {
  return JSON.stringify(structureOf(value));
}

function structureOf(value: AbstractValue): unknown {
  return [
    [...value.refs.keys()].sort(),
    [...value.members.keys()].sort().map((name) => [name, structureOf(memberOf(value, name))]),
    [...value.literals.keys()].sort(),
    [...value.computed].sort(),
    [...value.functions].map((fn) => (fn.kind === 'lambda' ? fn.body.position : fn.kind)),
  ];
}

/** Variables by name, innermost first. */
export class Scope {
  readonly #values = new Map<string, AbstractValue>();
  readonly #parent: Scope | null;

  constructor(parent: Scope | null) {
    this.#parent = parent;
  }

  bind(name: string, value: AbstractValue): void {
    this.#values.set(name, value);
  }

  find(name: string): AbstractValue | null {
    return this.#values.get(name) ?? this.#parent?.find(name) ?? null;
  }
}
