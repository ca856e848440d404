import {
  ANY_MEMBER,
  NOTHING,
  Scope,
  anyMemberOf,
  fingerprint,
  functionValue,
  memberOf,
  objectValue,
  refValue,
  unite,
  type AbstractFunction,
  type AbstractValue,
} from './abstract-value.js';
import { BUILTINS, type BuiltinRule } from './builtins.js';
import { closest } from './closest.js';
import { Reads, type Use } from './reads.js';
import type { Syntax } from './syntax.js';

/** Calls within calls, and rounds of a recursion; one that walks ever deeper into the record would never end. */
const MAX_CALL_DEPTH = 24;
/** Nodes looked at; an expression of a screen's length takes some hundreds. */
const MAX_STEPS = 20_000;
const TOO_DEEP =
  'its functions call each other in a way that no query can be derived from; write the paths out instead';

export interface Derivation {
  readonly reads: Reads;
  /** Variables that nothing binds, one sentence each. */
  readonly unknownVariables: readonly string[];
  /** Why not everything that it reads can be derived, one sentence each. */
  readonly problems: readonly string[];
}

/**
 * Finds what an expression can read of its input by evaluating it over abstract values: a name leads from a record to
 * one of its parts, an operator or function uses a value, everything else passes values on. Both branches of a
 * condition count, so the result may hold more than one evaluation reads, never less.
 */
export function deriveReads(expression: Syntax): Derivation {
  const deriver = new Deriver();
  const root = refValue([]);
  const scope = new Scope(null);
  deriver.use(deriver.evaluate(expression, root, scope), 'value');
  return {
    reads: deriver.reads,
    unknownVariables: [...deriver.unknownVariables],
    problems: [...deriver.problems],
  };
}

interface Call {
  readonly fn: AbstractFunction;
  readonly key: string;
  /** What is known of the result while it is still being derived. */
  result: AbstractValue;
  isRecursive: boolean;
}

class Deriver {
  readonly reads = new Reads();
  readonly unknownVariables = new Set<string>();
  readonly problems = new Set<string>();
  /** What each `%` stands for; labels are unique in an expression. */
  readonly #ancestors = new Map<string, AbstractValue>();
  readonly #calls: Call[] = [];
  #steps = 0;

  use(value: AbstractValue, use: Use): void {
    for (const path of value.refs.values()) this.reads.add(path, use);
    if (use !== 'value' && use !== 'test') return;
    // An object counts as true when it has members.
    const memberUse = use === 'value' ? 'value' : 'presence';
    for (const member of value.members.values()) this.use(member, memberUse);
  }

  evaluate(node: Syntax, context: AbstractValue, scope: Scope): AbstractValue {
    this.#steps += 1;
    if (this.#steps > MAX_STEPS) return this.#giveUp();
    let value = this.#evaluateNode(node, context, scope);
    for (const stage of node.predicate ?? []) value = this.#filter(stage.expr, value, scope);
    if (node.group !== undefined) {
      this.use(value, 'presence');
      value = this.#construct(node.group.lhs, value, scope);
    }
    return value;
  }

  #giveUp(): AbstractValue {
    this.problems.add(TOO_DEEP);
    return NOTHING;
  }

  #evaluateNode(node: Syntax, context: AbstractValue, scope: Scope): AbstractValue {
    switch (node.type) {
      case 'path':
        return this.#evaluatePath(node, context, scope);
      case 'name':
        return memberOf(context, String(node.value));
      case 'variable':
        return this.#findVariable(String(node.value), context, scope);
      case 'parent':
        return this.#ancestors.get(node.slot?.label ?? '') ?? NOTHING;
      case 'binary':
        return this.#evaluateOperator(node, context, scope);
      case 'unary':
        return this.#evaluateUnary(node, context, scope);
      case 'condition':
        this.use(this.#evaluateOptional(node.condition, context, scope), 'test');
        return unite([
          this.#evaluateOptional(node.then, context, scope),
          this.#evaluateOptional(node.else, context, scope),
        ]);
      case 'block':
        return this.#evaluateBlock(node, context, new Scope(scope));
      case 'bind': {
        const value = this.#evaluateOptional(node.rhs, context, scope);
        scope.bind(String(singleNode(node.lhs)?.value), value);
        return value;
      }
      case 'lambda':
        return this.#evaluateLambda(node, context, scope);
      case 'function':
        return this.#evaluateCall(node, [], context, scope);
      case 'partial':
        return functionValue({
          kind: 'partial',
          target: this.#evaluateOptional(node.procedure, context, scope),
          given: (node.arguments ?? []).map((argument) =>
            argument.type === 'operator' ? null : this.evaluate(argument, context, scope),
          ),
        });
      case 'apply':
        return this.#evaluateApply(node, context, scope);
      case 'wildcard':
      case 'descendant':
        return this.#evaluateWildcard(node, context);
      case 'transform':
        this.problems.add(
          'it uses a transform |…|…|, which copies whole records; build the object it needs with {…} instead',
        );
        return NOTHING;
      default:
        // Texts, numbers, true, false, null and regular expressions.
        return NOTHING;
    }
  }

  #evaluateOptional(node: Syntax | undefined, context: AbstractValue, scope: Scope): AbstractValue {
    return node === undefined ? NOTHING : this.evaluate(node, context, scope);
  }

  #evaluatePath(node: Syntax, context: AbstractValue, scope: Scope): AbstractValue {
    let value = context;
    for (const [index, step] of (node.steps ?? []).entries()) {
      const input = value;
      if (step.ancestor !== undefined) this.#addAncestor(step.ancestor.label, input);
      if (step.type === 'sort') {
        for (const term of step.terms ?? []) {
          this.use(this.evaluate(term.expression, input, scope), 'value');
        }
      } else {
        // Something made for each part of the input: whether it is there decides the result.
        if (index > 0 && step.type !== 'name') this.use(input, 'presence');
        value = this.evaluate(step, input, scope);
      }
      value = this.#bindStep(step, input, value, scope);
      for (const stage of step.stages ?? []) {
        if (stage.expr === undefined) scope.bind(String(stage.value), NOTHING);
        else value = this.#filter(stage.expr, value, scope);
      }
    }
    return value;
  }

  #addAncestor(label: string, value: AbstractValue): void {
    this.#ancestors.set(label, unite([this.#ancestors.get(label) ?? NOTHING, value]));
  }

  /** `step@$name` names the step's result and stays at its input; `step#$name` names a position. */
  #bindStep(step: Syntax, input: AbstractValue, value: AbstractValue, scope: Scope): AbstractValue {
    if (step.index !== undefined) scope.bind(step.index, NOTHING);
    if (step.focus === undefined) return value;
    scope.bind(step.focus, value);
    return input;
  }

  #filter(predicate: Syntax | undefined, value: AbstractValue, scope: Scope): AbstractValue {
    this.use(value, 'presence');
    this.use(this.#evaluateOptional(predicate, value, scope), 'test');
    return value;
  }

  #findVariable(name: string, context: AbstractValue, scope: Scope): AbstractValue {
    if (name === '') return context;
    if (name === '$') return refValue([]);
    const bound = scope.find(name);
    if (bound !== null) return bound;
    if (BUILTINS.has(name)) return functionValue({ kind: 'builtin', name });
    this.unknownVariables.add(
      `it uses $${name}, which is neither bound with := before nor a function${closest(name, BUILTINS.keys())}`,
    );
    return NOTHING;
  }

  #evaluateOperator(node: Syntax, context: AbstractValue, scope: Scope): AbstractValue {
    const use = node.value === 'and' || node.value === 'or' ? 'test' : 'value';
    this.use(this.#evaluateOptional(singleNode(node.lhs), context, scope), use);
    this.use(this.#evaluateOptional(node.rhs, context, scope), use);
    return NOTHING;
  }

  #evaluateUnary(node: Syntax, context: AbstractValue, scope: Scope): AbstractValue {
    if (node.value === '{') return this.#construct(pairsOf(node.lhs), context, scope);
    if (node.value === '[') {
      return unite((node.expressions ?? []).map((item) => this.evaluate(item, context, scope)));
    }
    this.use(this.#evaluateOptional(node.expression, context, scope), 'value');
    return NOTHING;
  }

  #construct(
    pairs: readonly (readonly [Syntax, Syntax])[],
    context: AbstractValue,
    scope: Scope,
  ): AbstractValue {
    const parts = pairs.map(([key, valueNode]) => {
      this.use(this.evaluate(key, context, scope), 'value');
      const name = key.type === 'string' ? String(key.value) : ANY_MEMBER;
      return objectValue(new Map([[name, this.evaluate(valueNode, context, scope)]]));
    });
    return unite(parts);
  }

  #evaluateBlock(node: Syntax, context: AbstractValue, scope: Scope): AbstractValue {
    let value = NOTHING;
    for (const part of node.expressions ?? []) value = this.evaluate(part, context, scope);
    return value;
  }

  #evaluateLambda(node: Syntax, context: AbstractValue, scope: Scope): AbstractValue {
    const { body } = node;
    if (body === undefined) return NOTHING;
    if (node.thunk === true) return this.evaluate(body, context, scope);
    const parameters = (node.arguments ?? []).map((parameter) => String(parameter.value));
    return functionValue({ kind: 'lambda', parameters, body, context, scope });
  }

  #evaluateCall(
    node: Syntax,
    first: readonly AbstractValue[],
    context: AbstractValue,
    scope: Scope,
  ): AbstractValue {
    const target = this.#evaluateOptional(node.procedure, context, scope);
    const given = (node.arguments ?? []).map((argument) => this.evaluate(argument, context, scope));
    const [key] = (node.arguments ?? []).slice(-1);
    const literal = key?.type === 'string' ? String(key.value) : null;
    return this.#callAny(target, [...first, ...given], context, literal);
  }

  #evaluateApply(node: Syntax, context: AbstractValue, scope: Scope): AbstractValue {
    const left = this.#evaluateOptional(singleNode(node.lhs), context, scope);
    if (node.rhs?.type === 'function') return this.#evaluateCall(node.rhs, [left], context, scope);
    const right = this.#evaluateOptional(node.rhs, context, scope);
    const results = [this.#callAny(right, [left], NOTHING, null)];
    if (left.functions.size > 0) {
      results.push(functionValue({ kind: 'chain', first: left, second: right }));
    }
    return unite(results);
  }

  #evaluateWildcard(node: Syntax, context: AbstractValue): AbstractValue {
    if (context.refs.size > 0) {
      const sign = node.type === 'wildcard' ? '*' : '**';
      this.problems.add(
        `it uses ${sign} on a record, so no query can be derived from it; name the fields instead`,
      );
    }
    return node.type === 'wildcard' ? anyMemberOf(context) : unite([context, anyMemberOf(context)]);
  }

  #callAny(
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
        return this.#callAny(fn.target, all, NOTHING, null);
      }
      case 'chain': {
        const between = this.#callAny(fn.first, given, NOTHING, null);
        return this.#callAny(fn.second, [between], NOTHING, null);
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
    if (this.#calls.length >= MAX_CALL_DEPTH) return this.#giveUp();
    const call: Call = { fn, key, result: NOTHING, isRecursive: false };
    this.#calls.push(call);
    for (let round = 0; ; round += 1) {
      if (round > MAX_CALL_DEPTH) this.#giveUp();
      const before = fingerprint(call.result);
      const scope = new Scope(fn.scope);
      for (const [index, parameter] of fn.parameters.entries()) {
        scope.bind(parameter, given[index] ?? NOTHING);
      }
      call.result = this.evaluate(fn.body, fn.context, scope);
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
        for (const argument of given.length === 0 ? [context] : given) this.use(argument, use);
        return NOTHING;
      }
      case 'same':
        if (rule.compares) for (const argument of given) this.use(argument, 'value');
        return unite(given);
      case 'higher-order':
        return this.#callHigherOrder(rule.as, given);
      case 'lookup':
        return this.#callLookup(given.length < 2 ? [context, ...given] : given, literal);
      case 'members':
        return this.#callOnMembers(name, rule.why, withContext(name, given, context));
      case 'refused':
        this.problems.add(`it uses $${name}: ${rule.why}`);
        return NOTHING;
    }
  }

  #callOnValues(
    rule: Extract<BuiltinRule, { kind: 'values' }>,
    given: readonly AbstractValue[],
    context: AbstractValue,
  ): AbstractValue {
    for (const argument of given) {
      this.use(argument, 'value');
      // A replacement or matching function: what it does with its texts is its own, what it reads counts.
      this.use(this.#callAny(argument, [], NOTHING, null), 'value');
    }
    const { contextBelow } = rule;
    if (contextBelow !== null && given.length < contextBelow.certain) this.use(context, 'value');
    else if (contextBelow !== null && given.length < contextBelow.possible)
      this.use(context, 'presence');
    return NOTHING;
  }

  #callHigherOrder(
    as: 'map' | 'filter' | 'sort' | 'reduce',
    given: readonly AbstractValue[],
  ): AbstractValue {
    const [list = NOTHING, fn = NOTHING] = given;
    this.use(list, 'count');
    if (as === 'reduce') return this.#callReduce(list, fn, given[2] ?? list);
    if (fn.functions.size === 0) {
      // $sort without a function compares the elements themselves.
      if (as === 'sort') this.use(list, 'value');
      return list;
    }
    const results = this.#callAny(
      fn,
      as === 'sort' ? [list, list] : [list, NOTHING, list],
      NOTHING,
      null,
    );
    if (as === 'map') return results;
    this.use(results, 'test');
    return list;
  }

  /** What one round gives is the next one's start, until nothing is added. */
  #callReduce(list: AbstractValue, fn: AbstractValue, start: AbstractValue): AbstractValue {
    let result = start;
    for (let round = 0; round < MAX_CALL_DEPTH; round += 1) {
      const before = fingerprint(result);
      result = unite([result, this.#callAny(fn, [result, list, NOTHING, list], NOTHING, null)]);
      if (fingerprint(result) === before) return result;
    }
    return this.#giveUp();
  }

  #callLookup(given: readonly AbstractValue[], literal: string | null): AbstractValue {
    const [record = NOTHING, key = NOTHING] = given;
    this.use(key, 'value');
    if (literal !== null) return memberOf(record, literal);
    if (record.refs.size > 0) {
      this.problems.add(
        'it uses $lookup with a name that is only known when it runs; write the name as a text, or use a path',
      );
    }
    return anyMemberOf(record);
  }

  #callOnMembers(name: string, why: string, given: readonly AbstractValue[]): AbstractValue {
    const [object = NOTHING, fn = NOTHING] = given;
    if (object.refs.size > 0) this.problems.add(`it uses $${name} on a record: ${why}`);
    const members = anyMemberOf(object);
    if (name === 'each') return this.#callAny(fn, [members, NOTHING, object], NOTHING, null);
    if (name === 'sift')
      this.use(this.#callAny(fn, [members, NOTHING, object], NOTHING, null), 'test');
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

function singleNode(side: Syntax['lhs']): Syntax | undefined {
  return side !== undefined && 'type' in side ? side : undefined;
}

function pairsOf(side: Syntax['lhs']): readonly (readonly [Syntax, Syntax])[] {
  return side !== undefined && !('type' in side) ? side : [];
}
