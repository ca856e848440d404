import { GraphQLJSONObject } from 'graphql-scalars';
import { Cost } from '../../schema/cost.js';
import { ContractDraftType } from '../../schema/contract-drafts.js';
import { ContractObjectType } from '../../schema/contracts.js';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from '../../schema/decorators.js';
import { ContractCounterpartyInput, SignatoryInput } from '../../schema/parties.js';
import { toContractNode } from './contract-node.js';
import { toDraftNode } from './draft-node.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';
import type { ContractStatus } from '../../domain/contract.js';
import { templateIdOf } from '../../domain/deal-link.js';
import { toGivenPeople } from './given-people.js';

/** What may still become the contract that is wanted. */
const SETTLED: ReadonlySet<ContractStatus> = new Set<ContractStatus>([
  'EXECUTED',
  'VOIDED',
  'DELETED',
]);

@Resolver(() => ContractDraftType)
export class ContractDraftResolver {
  @Cost({ spotdraft: 1, spotdraftForEach: ['counterparties'], salesforce: 2 })
  @Query(() => ContractDraftType, {
    description: 'What `createContract` would send for a deal and a template, and what is missing.',
  })
  async contractDraft(
    @Arg('opportunityId', () => ID, { description: 'The deal; 15 or 18 characters.' })
    opportunityId: string,
    @Arg('templateId', () => ID, { description: 'The template to generate from.' })
    templateId: string,
    @Arg('name', () => String, {
      nullable: true,
      description: "In place of the mapping's name, as in `createContract`.",
    })
    name: string | null,
    @Arg('data', () => GraphQLJSONObject, {
      nullable: true,
      description: "By template field name, in place of the mapping's values.",
    })
    data: Record<string, unknown> | null,
    @Arg('counterparties', () => [ContractCounterpartyInput], {
      nullable: true,
      description: "In place of the mapping's counterparties, as in `createContract`.",
    })
    counterparties: ContractCounterpartyInput[] | null,
    @Arg('signatories', () => [SignatoryInput], {
      nullable: true,
      description: "In place of the mapping's signatories, as in `createContract`.",
    })
    signatories: SignatoryInput[] | null,
    @Ctx() context: RequestContext,
  ): Promise<ContractDraftType> {
    const overrides = {
      ...withoutNulls({ name, data }),
      ...toGivenPeople({ counterparties, signatories }),
    };
    return toDraftNode(
      await context.services.drafts.draft(context.reader(), {
        opportunityId,
        templateId,
        ...overrides,
      }),
    );
  }

  @Cost({ spotdraft: 0.5, entries: 2 })
  @FieldResolver(() => [ContractObjectType], {
    description:
      'Contracts of this template on the deal that are neither executed nor voided: perhaps the one that is wanted. Those whose template is not known are left out: see docs/mapping.md.',
  })
  async similar(
    @Root() { opportunityId, templateId }: ContractDraftType,
    @Ctx() context: RequestContext,
  ): Promise<readonly ContractObjectType[]> {
    const onDeal = await context.loaders.contractsOfDeal.load(opportunityId);
    return onDeal
      .filter(({ contract }) => !SETTLED.has(contract.status))
      .filter(({ contract }) => templateIdOf(contract.externalMetadata) === templateId)
      .map(toContractNode);
  }
}
