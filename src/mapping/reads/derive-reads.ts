import type { Syntax } from '../expression/syntax.js';
import { closest } from '../wording/closest.js';
import {
  ANY_MEMBER,
  NOTHING,
  Scope,
  anyMemberOf,
  computedValue,
  elementOf,
  functionValue,
  listValue,
  literalValue,
  maybe,
  memberOf,
  objectValue,
  over,
  refValue,
  unite,
  type AbstractValue,
  type ComputedType,
} from './abstract-value.js';
import { BUILTINS, VARYING } from './builtins.js';
import { FunctionCalls } from './function-calls.js';
import { Reads, type Use } from './reads.js';

/** Nodes looked at; an expression of a screen's length takes some hundreds. */
const MAX_STEPS = 20_000;
/** Objects within objects; a row with its composites has three. A function that wraps its result goes on for ever. */
const MAX_DEPTH = 8;
const TOO_DEEP =
  'its functions call each other in a way that no query can be derived from; write the paths out instead';

export interface Derivation {
  readonly reads: Reads;
  /** Variables that nothing binds, one sentence each. */
  readonly unknownVariables: readonly string[];
  /** Why not everything that it reads can be derived, one sentence each. */
  readonly problems: readonly string[];
  /** Numbers in it that can't be kept exactly, one sentence each. */
  readonly numberProblems: readonly string[];
  /** The functions in it that give another value each time or day, as they are called. */
  readonly varying: readonly string[];
  /** What it may give. */
  readonly result: AbstractValue;
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
  const result = deriver.evaluate(expression, root, scope);
  deriver.use(result, 'value');
  return {
    result,
    reads: deriver.reads,
    unknownVariables: [...deriver.unknownVariables],
    numberProblems: [...deriver.numberProblems],
    varying: [...deriver.varying],
    problems: [...deriver.problems],
  };
}

class Deriver {
  readonly reads = new Reads();
  readonly unknownVariables = new Set<string>();
  readonly problems = new Set<string>();
  readonly numberProblems = new Set<string>();
  readonly varying = new Set<string>();
  /** What each `%` stands for; labels are unique in an expression. */
  readonly #ancestors = new Map<string, AbstractValue>();
  readonly #calls = new FunctionCalls({
    evaluate: (node, context, scope) => this.evaluate(node, context, scope),
    use: (value, use) => this.use(value, use),
    refuse: (problem) => this.problems.add(problem),
    giveUp: () => this.#giveUp(),
  });
  #steps = 0;

  use(value: AbstractValue, use: Use): void {
    this.#steps += 1;
    if (this.#steps > MAX_STEPS) {
      this.#giveUp();
      return;
    }
    for (const { path } of value.refs.values()) this.reads.add(path, use);
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
      value = this.#construct(node.group.lhs, maybe(value), scope);
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
          maybe(this.#evaluateOptional(node.then, context, scope)),
          maybe(this.#evaluateOptional(node.else, context, scope)),
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
      case 'string':
      case 'number':
      case 'value':
        return this.#evaluateLiteral(node.value);
      default:
        // Regular expressions.
        return NOTHING;
    }
  }

  #evaluateLiteral(value: unknown): AbstractValue {
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      this.numberProblems.add(
        'it has a number of more digits than can be kept exactly; write it as a text, in quotes',
      );
    }
    return isLiteral(value) ? literalValue(value) : NOTHING;
  }

  #evaluateOptional(node: Syntax | undefined, context: AbstractValue, scope: Scope): AbstractValue {
    return node === undefined ? NOTHING : this.evaluate(node, context, scope);
  }

  #evaluatePath(node: Syntax, context: AbstractValue, scope: Scope): AbstractValue {
    let value = context;
    for (const [index, step] of (node.steps ?? []).entries()) {
      const input = value;
      if (step.ancestor !== undefined) this.#addAncestor(step.ancestor.label, elementOf(input));
      if (step.type === 'sort') {
        for (const term of step.terms ?? []) {
          this.use(this.evaluate(term.expression, elementOf(input), scope), 'value');
        }
      } else if (step.type === 'name') {
        value = this.evaluate(step, input, scope);
      } else {
        // Something made for each part of the input: whether it is there decides the result.
        if (index > 0) this.use(input, 'presence');
        value = over(this.evaluate(step, elementOf(input), scope), input);
      }
      value = this.#bindStep(step, input, value, scope);
      for (const stage of step.stages ?? []) {
        if (stage.expr === undefined) scope.bind(String(stage.value), NOTHING);
        else value = this.#filter(stage.expr, value, scope);
      }
      // A step is filtered for each element of its input, a sorted list as a whole.
      if (step.stages !== undefined && step.type !== 'sort') value = over(value, input);
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
    scope.bind(step.focus, elementOf(value));
    return over(input, value);
  }

  #filter(predicate: Syntax | undefined, value: AbstractValue, scope: Scope): AbstractValue {
    this.use(value, 'presence');
    const test = this.#evaluateOptional(predicate, elementOf(value), scope);
    this.use(test, 'test');
    return isPosition(test) ? elementOf(value) : maybe(value);
  }

  #findVariable(name: string, context: AbstractValue, scope: Scope): AbstractValue {
    if (name === '') return context;
    if (name === '$') return refValue([]);
    const bound = scope.find(name);
    if (bound !== null) return bound;
    if (VARYING.has(name)) this.varying.add(`$${name}()`);
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
    const value = computedValue(OPERATOR_TYPES.get(String(node.value)) ?? 'boolean');
    return node.value === '..' ? listValue(value, true) : value;
  }

  #evaluateUnary(node: Syntax, context: AbstractValue, scope: Scope): AbstractValue {
    if (node.value === '{') return this.#construct(pairsOf(node.lhs), context, scope);
    if (node.value === '[') {
      const items = (node.expressions ?? []).map((item) => this.evaluate(item, context, scope));
      return listValue(unite(items), items.length > 1);
    }
    this.use(this.#evaluateOptional(node.expression, context, scope), 'value');
    return computedValue('number');
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
    const value = unite(parts);
    return value.depth > MAX_DEPTH ? this.#giveUp() : value;
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
    return this.#calls.callAny(target, [...first, ...given], context, literal);
  }

  #evaluateApply(node: Syntax, context: AbstractValue, scope: Scope): AbstractValue {
    const left = this.#evaluateOptional(singleNode(node.lhs), context, scope);
    if (node.rhs?.type === 'function') return this.#evaluateCall(node.rhs, [left], context, scope);
    const right = this.#evaluateOptional(node.rhs, context, scope);
    const results = [this.#calls.callAny(right, [left], NOTHING, null)];
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
    const members = listValue(anyMemberOf(context), false);
    return node.type === 'wildcard' ? members : unite([context, members]);
  }
}

function singleNode(side: Syntax['lhs']): Syntax | undefined {
  return side !== undefined && 'type' in side ? side : undefined;
}

function pairsOf(side: Syntax['lhs']): readonly (readonly [Syntax, Syntax])[] {
  return side !== undefined && !('type' in side) ? side : [];
}

/** All others compare or test. */
const OPERATOR_TYPES: ReadonlyMap<string, ComputedType> = new Map<string, ComputedType>([
  ['&', 'text'],
  ...['+', '-', '*', '/', '%', '..'].map((operator) => [operator, 'number'] as const),
]);

/** Whether a filter is a number, which picks one element; anything that is not known may keep several. */
function isPosition({
  literals,
  computed,
  refs,
  members,
  functions,
  several,
}: AbstractValue): boolean {
  const isNumber =
    [...literals.values()].every((literal) => typeof literal === 'number') &&
    [...computed].every((type) => type === 'number');
  const isKnown = literals.size + computed.size > 0 && refs.size === 0 && several.size === 0;
  return isNumber && isKnown && members.size === 0 && functions.size === 0;
}

function isLiteral(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
