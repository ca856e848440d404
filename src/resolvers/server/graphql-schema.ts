import { isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import type { ClassType, NonEmptyArray, PubSub } from 'type-graphql';
import * as resolvers from '../resolvers.js';
import { contractsOfDeal } from '../deals/contracts-of-deal.js';
import { recordActions } from './record-actions.js';
import { boundTexts } from './text-excess.js';
import { tellSentences } from './tell-sentences.js';
import { boundUserErrors } from './user-error-bound.js';

/** Builds the executable schema. Its resolvers take services from the request context, so one serves all callers. */
export function buildGraphqlSchema(): GraphQLSchema {
  const classes: readonly (new () => object)[] = Object.values(resolvers);
  const container = new Map<unknown, object>(classes.map((cls) => [cls, new cls()]));
  const schema = buildSchemaSync({
    resolvers: classes as NonEmptyArray<ClassType>,
    container: { get: (cls) => container.get(cls) },
    // Services parse what needs more than a type: type-graphql's validation can't return a parsed value.
    validate: false,
    pubSub: NO_TOPICS,
    // That it is valid, whoever executes with it asks GraphQL itself; this check would answer a whole introspection besides.
    skipCheck: true,
  });
  // type-graphql gathers these from all resolvers and has no place to describe them.
  for (const [name, description] of Object.entries(ROOT_DESCRIPTIONS)) {
    const root = schema.getType(name);
    if (root !== undefined) root.description = description;
  }
  resolveAtOnce(schema);
  boundTexts(schema);
  boundUserErrors(schema);
  tellSentences(schema);
  recordActions(schema);
  return schema;
}

/** Has what is asked of each deal of a page resolved as it is: type-graphql makes several promises of its arguments. */
function resolveAtOnce(schema: GraphQLSchema): void {
  const deal = schema.getType('Opportunity');
  const contracts = isObjectType(deal) ? deal.getFields()['contracts'] : undefined;
  if (contracts === undefined) throw new Error('There is no Opportunity.contracts.');
  contracts.resolve = contractsOfDeal;
}

const ROOT_DESCRIPTIONS = {
  Query:
    'What can be read: deals of the CRM and contracts of SpotDraft, with the rights of whoever asks.',
  Mutation:
    'What can be done. Each takes one input and answers what is wrong with it as `userErrors`; a refused one has changed nothing.',
  Subscription: 'What is told as it happens, at /graphql/stream as server-sent events.',
} as const;

/** type-graphql asks for one as soon as there is a subscription; ours bring their own streams and have no topics. */
const NO_TOPICS: PubSub = {
  publish: () => undefined,
  subscribe: (topic) => {
    throw new Error(`No subscription has the topic ${topic}.`);
  },
};
