import {
  getNullableType,
  GraphQLError,
  isInputObjectType,
  isInputType,
  isListType,
  typeFromAST,
} from 'graphql';
import type { GraphQLInputType, GraphQLSchema, OperationDefinitionNode } from 'graphql';

/** What GraphQL complains of at most in the variables of one request; its own server stops there as well. */
export const MAX_VARIABLE_FAULTS = 50;

export interface VariablesOfRequest {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Refuses an object with more members than its type has, before GraphQL looks at it: it complains of each member that it
 * does not know, and shows the whole object every time. Null when there is none.
 */
export function variableExcess(request: VariablesOfRequest): GraphQLError | null {
  const { schema, operation, variables } = request;
  for (const { variable, type: node } of operation.variableDefinitions ?? []) {
    const type = typeFromAST(schema, node);
    if (type === undefined || !isInputType(type)) continue;
    const excess = excessOf(variables[variable.name.value], type);
    if (excess === null) continue;
    return new GraphQLError(`Variable "$${variable.name.value}" ${excess}`, {
      nodes: variable,
      extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
    });
  }
  return null;
}

function excessOf(value: unknown, given: GraphQLInputType): string | null {
  const type = getNullableType(given);
  if (isListType(type)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      const excess = excessOf(item, type.ofType);
      if (excess !== null) return excess;
    }
    return null;
  }
  if (!isInputObjectType(type) || typeof value !== 'object' || value === null) return null;
  const fields = type.getFields();
  const known = Object.keys(fields).length;
  const members = Object.entries(value);
  if (members.length > known) {
    return `has an object of ${members.length} members, but ${type.name} has ${known} at most.`;
  }
  for (const [name, member] of members) {
    const field = fields[name];
    const excess = field === undefined ? null : excessOf(member, field.type);
    if (excess !== null) return excess;
  }
  return null;
}
