import { parseQuery } from '@jetstreamapp/soql-parser-js';
import type {
  Condition,
  ConditionWithValueQuery,
  Query,
  WhereClause,
} from '@jetstreamapp/soql-parser-js';

import { SalesforceError } from '../errors.js';

const MAX_SOQL_LENGTH = 100_000;
export const MAX_LITERAL_LENGTH = 4_000;

/** A WHERE clause with its precedence made explicit. */
export type WhereTree =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly WhereTree[] }
  | { readonly kind: 'not'; readonly operand: WhereTree }
  | { readonly kind: 'leaf'; readonly condition: Condition | ConditionWithValueQuery };

type Token =
  | { readonly kind: '(' | ')' | 'AND' | 'OR' | 'NOT' }
  | { readonly kind: 'leaf'; readonly condition: ConditionWithValueQuery };

/** The parser takes `INR5000` for the keyword IN, so it is shown a code that no currency has. Quoted texts are left alone. */
const RUPEES = /'(?:\\.|[^'\\])*'|\bINR(?=-?\d)/gu;
const STAND_IN = 'XXR';

/** A literal such as `EUR5000`, as it stood in the statement. */
export function amountLiteral(parsed: string): string {
  return parsed.startsWith(STAND_IN) ? `INR${parsed.slice(STAND_IN.length)}` : parsed;
}

/** @throws SalesforceError MALFORMED_QUERY */
export function parseSoql(soql: string): Query {
  if (soql.length > MAX_SOQL_LENGTH) {
    throw new SalesforceError(
      'MALFORMED_QUERY',
      `SOQL statements cannot be longer than ${MAX_SOQL_LENGTH} characters.`,
    );
  }
  let query: Query;
  try {
    query = parseQuery(soql.replace(RUPEES, (match) => (match === 'INR' ? STAND_IN : match)));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : 'not a SOQL statement';
    throw new SalesforceError('MALFORMED_QUERY', `unexpected token: ${reason ?? ''}`);
  }
  if (query.sObject === undefined || query.fields === undefined) {
    throw new SalesforceError('MALFORMED_QUERY', 'a query needs fields and one object');
  }
  return query;
}

/**
 * Rebuilds the parser's right-leaning chain with its parenthesis counters into a tree.
 *
 * @throws SalesforceError MALFORMED_QUERY where AND and OR mix without parentheses.
 */
export function toWhereTree(where: WhereClause): WhereTree {
  const tokens = flatten(where);
  let position = 0;
  const peek = (): Token | undefined => tokens[position];

  const parseOperand = (): WhereTree => {
    const token = tokens[position];
    position += 1;
    switch (token?.kind) {
      case 'leaf':
        return { kind: 'leaf', condition: token.condition };
      case 'NOT':
        return { kind: 'not', operand: parseOperand() };
      case '(': {
        const inner = parseChain();
        if (peek()?.kind !== ')') throw malformed('unbalanced parentheses');
        position += 1;
        return inner;
      }
      case ')':
      case 'AND':
      case 'OR':
      case undefined:
        throw malformed('a condition is missing');
    }
  };

  const parseChain = (): WhereTree => {
    const first = parseOperand();
    const operands = [first];
    let joiner: 'AND' | 'OR' | null = null;
    for (let token = peek(); token?.kind === 'AND' || token?.kind === 'OR'; token = peek()) {
      if (joiner !== null && joiner !== token.kind)
        throw malformed(`unexpected token: '${token.kind}'`);
      joiner = token.kind;
      position += 1;
      operands.push(parseOperand());
    }
    return joiner === null ? first : { kind: joiner === 'AND' ? 'and' : 'or', operands };
  };

  const tree = parseChain();
  if (position !== tokens.length) throw malformed('unbalanced parentheses');
  return tree;
}

/** Every condition of the tree. */
export function* leavesOf(tree: WhereTree): Generator<Condition | ConditionWithValueQuery> {
  if (tree.kind === 'leaf') yield tree.condition;
  else if (tree.kind === 'not') yield* leavesOf(tree.operand);
  else for (const operand of tree.operands) yield* leavesOf(operand);
}

function flatten(where: WhereClause): Token[] {
  const tokens: Token[] = [];
  for (let node: WhereClause | null = where; node !== null;) {
    const { left } = node;
    const operator = 'operator' in node ? node.operator : null;
    if (operator === 'NOT') {
      // The left of a NOT holds only the parentheses opened before it.
      pushTimes(tokens, '(', left?.openParen);
      tokens.push({ kind: 'NOT' });
    } else if (left !== null) {
      pushTimes(tokens, '(', left.openParen);
      tokens.push({ kind: 'leaf', condition: left });
      pushTimes(tokens, ')', 'closeParen' in left ? left.closeParen : 0);
      if (operator !== null) tokens.push({ kind: operator });
    }
    node = 'right' in node ? node.right : null;
  }
  return tokens;
}

function pushTimes(tokens: Token[], kind: '(' | ')', times: number | undefined): void {
  for (let i = 0; i < (times ?? 0); i += 1) tokens.push({ kind });
}

function malformed(message: string): SalesforceError {
  return new SalesforceError('MALFORMED_QUERY', message);
}
