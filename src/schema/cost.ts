import { Extensions } from './decorators.js';

/**
 * What it takes to answer a field once, as far as that can be said before it is done: the usual case, not the worst. A
 * fraction where several of one request share a call. A field that says nothing costs no call.
 */
export interface FieldCost {
  /** Calls of SpotDraft. */
  readonly spotdraft?: number;
  /** One more call of SpotDraft for each entry of this list among the arguments: the way to it. */
  readonly spotdraftForEach?: readonly string[];
  /** Calls of the CRM. */
  readonly salesforce?: number;
  /** How many entries a list has that isn't asked for by `first`. */
  readonly entries?: number;
  /** As how many plain values it counts in the size of an answer; 1 when absent. */
  readonly values?: number;
}

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    readonly cost?: FieldCost;
  }
  /** Of a type that other subgraphs refer to: what finding one costs. */
  interface GraphQLObjectTypeExtensions<_TSource, _TContext> {
    readonly cost?: FieldCost;
  }
}

/** Says what a field costs; resolvers/server/operation-cost.ts adds up what an operation does. */
export function Cost(cost: FieldCost): MethodDecorator & PropertyDecorator {
  return Extensions({ cost });
}
