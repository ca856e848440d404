import type { Syntax } from '../expression/syntax.js';
import {
  NOTHING,
  Scope,
  anyMemberOf,
  computedValue,
  elementOf,
  fingerprint,
  listValue,
  maybe,
  memberOf,
  over,
  unite,
  type AbstractFunction,
  type AbstractValue,
} from './abstract-value.js';
import { BUILTINS, type BuiltinRule } from './builtins.js';
import type { Use } from './reads.js';

/** Calls within calls, and rounds of a recursion; one that walks ever deeper into the record would never end. */
const MAX_CALL_DEPTH = 24;

/** Whoever derives what an expression reads, as far as calls need it. */
interface Host {
  evaluate(node: Syntax, context: AbstractValue, scope: Scope): AbstractValue;
  use(value: AbstractValue, use: Use): void;
  /** Notes why not everything can be derived. */
  refuse(problem: string): void;
  giveUp(): AbstractValue;
}

interface Call {
  readonly fn: AbstractFunction;
  readonly key: string;
  /** What is known of the result while it is still being derived. */
  result: AbstractValue;
  isRecursive: boolean;
}

/** What calls of functions read and give: JSONata's own, those that an expression makes, and both put together. */
export class FunctionCalls {
  readonly #host: Host;
  readonly #calls: Call[] = [];

  constructor(host: Host) {
    this.#host = host;
  }

  callAny(
    target: AbstractValue,
    given: readonly AbstractValue[],
    context: AbstractValue,
    literal: string | null,
  ): AbstractValue {
    return unite([...target.functions].map((fn) => this.#call(fn, given, context, literal)));
  }

  #call(
    fn: AbstractFunction,
    given: readonly AbstractValue[],
    context: AbstractValue,
    literal: string | null,
  ): AbstractValue {
    switch (fn.kind) {
      case 'lambda':
        return this.#callLambda(fn, given);
      case 'partial': {
        const rest = [...given];
        const all = fn.given.map((argument) => argument ?? rest.shift() ?? NOTHING);
        return this.callAny(fn.target, all, NOTHING, null);
      }
      case 'chain': {
        const between = this.callAny(fn.first, given, NOTHING, null);
        return this.callAny(fn.second, [between], NOTHING, null);
      }
      case 'builtin':
        return this.#callBuiltin(fn.name, given, context, literal);
    }
  }

  /** A recursive function is derived again until its result no longer grows. */
  #callLambda(
    fn: Extract<AbstractFunction, { kind: 'lambda' }>,
    given: readonly AbstractValue[],
  ): AbstractValue {
    const key = JSON.stringify(given.map(fingerprint));
    const running = this.#calls.find(
      (call) => call.fn.kind === 'lambda' && call.fn.body === fn.body && call.key === key,
    );
    if (running !== undefined) {
      running.isRecursive = true;
      return running.result;
    }
    if (this.#calls.length >= MAX_CALL_DEPTH) return this.#host.giveUp();
    const call: Call = { fn, key, result: NOTHING, isRecursive: false };
    this.#calls.push(call);
    for (let round = 0; ; round += 1) {
      if (round > MAX_CALL_DEPTH) this.#host.giveUp();
      const before = fingerprint(call.result);
      const scope = new Scope(fn.scope);
      for (const [index, parameter] of fn.parameters.entries()) {
        scope.bind(parameter, given[index] ?? NOTHING);
      }
      call.result = this.#host.evaluate(fn.body, fn.context, scope);
      if (!call.isRecursive || round > MAX_CALL_DEPTH) break;
      if (fingerprint(call.result) === before) break;
    }
    this.#calls.pop();
    return call.result;
  }

  #callBuiltin(
    name: string,
    given: readonly AbstractValue[],
    context: AbstractValue,
    literal: string | null,
  ): AbstractValue {
    const rule = BUILTINS.get(name);
    switch (rule?.kind) {
      case undefined:
        return NOTHING;
      case 'values':
        return this.#callOnValues(rule, given, context);
      case 'test':
      case 'presence':
      case 'count': {
        const use = rule.kind;
        for (const argument of given.length === 0 ? [context] : given)
          this.#host.use(argument, use);
        return computedValue(rule.gives);
      }
      case 'same':
        if (rule.compares) for (const argument of given) this.#host.use(argument, 'value');
        return rule.joins ? listValue(unite(given), false) : unite(given);
      case 'higher-order':
        return this.#callHigherOrder(rule.as, given);
      case 'lookup':
        return this.#callLookup(given.length < 2 ? [context, ...given] : given, literal);
      case 'members':
        return this.#callOnMembers(name, rule.why, withContext(name, given, context));
      case 'refused':
        this.#host.refuse(`it uses $${name}: ${rule.why}`);
        return NOTHING;
    }
  }

  #callOnValues(
    rule: Extract<BuiltinRule, { kind: 'values' }>,
    given: readonly AbstractValue[],
    context: AbstractValue,
  ): AbstractValue {
    for (const argument of given) {
      this.#host.use(argument, 'value');
      // A replacement or matching function: what it does with its texts is its own, what it reads counts.
      this.#host.use(this.callAny(argument, [], NOTHING, null), 'value');
    }
    const { contextBelow } = rule;
    if (contextBelow !== null && given.length < contextBelow.certain)
      this.#host.use(context, 'value');
    else if (contextBelow !== null && given.length < contextBelow.possible)
      this.#host.use(context, 'presence');
    // A picture gives the time any form.
    const value = computedValue(
      rule.gives === 'datetime' && given.length > 0 ? 'text' : rule.gives,
    );
    return rule.givesList ? listValue(value, rule.gives !== null) : value;
  }

  #callHigherOrder(
    as: 'map' | 'filter' | 'single' | 'sort' | 'reduce',
    given: readonly AbstractValue[],
  ): AbstractValue {
    const [list = NOTHING, fn = NOTHING] = given;
    this.#host.use(list, 'count');
    if (as === 'reduce') return this.#callReduce(list, fn, given[2] ?? elementOf(list));
    if (fn.functions.size === 0) {
      // $sort without a function compares the elements themselves.
      if (as === 'sort') this.#host.use(list, 'value');
      return as === 'single' ? elementOf(list) : list;
    }
    const element = elementOf(list);
    const results = this.callAny(
      fn,
      as === 'sort' ? [element, element] : [element, NOTHING, list],
      NOTHING,
      null,
    );
    if (as === 'map') return over(results, list);
    this.#host.use(results, 'test');
    if (as === 'sort') return list;
    return as === 'single' ? element : maybe(list);
  }

  /** What one round gives is the next one's start, until nothing is added. */
  #callReduce(list: AbstractValue, fn: AbstractValue, start: AbstractValue): AbstractValue {
    let result = start;
    for (let round = 0; round < MAX_CALL_DEPTH; round += 1) {
      const before = fingerprint(result);
      result = unite([
        result,
        this.callAny(fn, [result, elementOf(list), NOTHING, list], NOTHING, null),
      ]);
      if (fingerprint(result) === before) return result;
    }
    return this.#host.giveUp();
  }

  #callLookup(given: readonly AbstractValue[], literal: string | null): AbstractValue {
    const [record = NOTHING, key = NOTHING] = given;
    this.#host.use(key, 'value');
    if (literal !== null) return memberOf(record, literal);
    if (record.refs.size > 0) {
      this.#host.refuse(
        'it uses $lookup with a name that is only known when it runs; write the name as a text, or use a path',
      );
    }
    return anyMemberOf(record);
  }

  #callOnMembers(name: string, why: string, given: readonly AbstractValue[]): AbstractValue {
    const [object = NOTHING, fn = NOTHING] = given;
    if (object.refs.size > 0) this.#host.refuse(`it uses $${name} on a record: ${why}`);
    const members = anyMemberOf(object);
    if (name === 'each') {
      return listValue(this.callAny(fn, [members, NOTHING, object], NOTHING, null), false);
    }
    if (name === 'sift')
      this.#host.use(this.callAny(fn, [members, NOTHING, object], NOTHING, null), 'test');
    return name === 'keys' ? NOTHING : object;
  }
}

/** `$each(f)` and the like work on the context when no object is given. */
function withContext(
  name: string,
  given: readonly AbstractValue[],
  context: AbstractValue,
): readonly AbstractValue[] {
  const parameters = name === 'each' || name === 'sift' ? 2 : 1;
  return given.length < parameters ? [context, ...given] : given;
}
