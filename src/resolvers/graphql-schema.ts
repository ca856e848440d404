import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import type { PubSub } from 'type-graphql';
import { ContractActionsResolver } from './contract-actions.resolver.js';
import { ContractConnectionResolver } from './contract-connection.resolver.js';
import { ContractDraftResolver } from './contract-draft.resolver.js';
import { ContractFieldsResolver } from './contract-fields.resolver.js';
import { ContractResolver } from './contract.resolver.js';
import { CreateContractResolver } from './create-contract.resolver.js';
import { DeliveryResolver } from './delivery.resolver.js';
import { LiveResolver } from './live.resolver.js';
import { OpportunityConnectionResolver } from './opportunity-connection.resolver.js';
import { OpportunityFieldsResolver } from './opportunity-fields.resolver.js';
import { OpportunityResolver } from './opportunity.resolver.js';
import { SyncStateResolver } from './sync-state.resolver.js';
import { TemplateFieldsResolver } from './template-fields.resolver.js';
import { TemplateResolver } from './template.resolver.js';
import { ViewerResolver } from './viewer.resolver.js';

/** Builds the executable schema. Its resolvers take services from the request context, so one serves all callers. */
export function buildGraphqlSchema(): GraphQLSchema {
  const container = new Map<unknown, unknown>([
    [ViewerResolver, new ViewerResolver()],
    [OpportunityResolver, new OpportunityResolver()],
    [OpportunityConnectionResolver, new OpportunityConnectionResolver()],
    [OpportunityFieldsResolver, new OpportunityFieldsResolver()],
    [ContractResolver, new ContractResolver()],
    [ContractConnectionResolver, new ContractConnectionResolver()],
    [ContractFieldsResolver, new ContractFieldsResolver()],
    [SyncStateResolver, new SyncStateResolver()],
    [TemplateResolver, new TemplateResolver()],
    [TemplateFieldsResolver, new TemplateFieldsResolver()],
    [ContractDraftResolver, new ContractDraftResolver()],
    [CreateContractResolver, new CreateContractResolver()],
    [ContractActionsResolver, new ContractActionsResolver()],
    [DeliveryResolver, new DeliveryResolver()],
    [LiveResolver, new LiveResolver()],
  ]);
  return buildSchemaSync({
    resolvers: [
      ViewerResolver,
      OpportunityResolver,
      ContractResolver,
      TemplateResolver,
      ContractDraftResolver,
      CreateContractResolver,
      ContractActionsResolver,
      DeliveryResolver,
      LiveResolver,
      OpportunityConnectionResolver,
      OpportunityFieldsResolver,
      ContractConnectionResolver,
      ContractFieldsResolver,
      SyncStateResolver,
      TemplateFieldsResolver,
    ],
    container: { get: (cls) => container.get(cls) },
    // Services parse what needs more than a type: type-graphql's validation can't return a parsed value.
    validate: false,
    pubSub: NO_TOPICS,
  });
}

/** type-graphql asks for one as soon as there is a subscription; ours bring their own streams and have no topics. */
const NO_TOPICS: PubSub = {
  publish: () => undefined,
  subscribe: (topic) => {
    throw new Error(`No subscription has the topic ${topic}.`);
  },
};
