import type { RecordPath } from '../connectors/crm.js';
import type { Syntax } from './syntax.js';

/**
 * What is known of a value without evaluating anything: which parts of the input it may be (`refs`), which members it
 * may have if it was built by the expression (`members`), and which functions it may be. A list stands for its
 * elements, as JSONata flattens them anyway. Computed texts and numbers hold nothing of interest and are `NOTHING`.
 */
export interface AbstractValue {
  readonly refs: ReadonlyMap<string, RecordPath>;
  readonly members: ReadonlyMap<string, AbstractValue>;
  readonly functions: ReadonlySet<AbstractFunction>;
}

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
  members: new Map(),
  functions: new Set(),
};

export function refValue(path: RecordPath): AbstractValue {
  return { ...NOTHING, refs: new Map([[JSON.stringify(path), path]]) };
}

export function objectValue(members: ReadonlyMap<string, AbstractValue>): AbstractValue {
  return { ...NOTHING, members };
}

export function functionValue(fn: AbstractFunction): AbstractValue {
  return { ...NOTHING, functions: new Set([fn]) };
}

export function unite(values: readonly AbstractValue[]): AbstractValue {
  const members = new Map<string, AbstractValue>();
  for (const value of values) {
    for (const [name, member] of value.members) {
      const present = members.get(name);
      members.set(name, present === undefined ? member : unite([present, member]));
    }
  }
  return {
    refs: new Map(values.flatMap((value) => [...value.refs])),
    members,
    functions: new Set(values.flatMap((value) => [...value.functions])),
  };
}

/** The value of `name` in `value`. */
export function memberOf(value: AbstractValue, name: string): AbstractValue {
  return unite([
    ...[...value.refs.values()].map((path) => refValue([...path, name])),
    value.members.get(name) ?? NOTHING,
    value.members.get(ANY_MEMBER) ?? NOTHING,
  ]);
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
