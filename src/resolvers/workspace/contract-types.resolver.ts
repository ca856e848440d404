import type { AccessPermission } from '../../domain/access-grant.js';
import {
  AccessGrantType,
  AccessPermissionEnum,
  ContractTypeType,
} from '../../schema/contract-types.js';
import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from '../../schema/decorators.js';
import { EntityType } from '../../schema/entities.js';
import { TemplateFieldType, TemplateType } from '../../schema/templates.js';
import type { Services } from '../../services/create-services.js';
import { createContractTypeService } from '../../services/workspace/contract-types.js';
import { createEntityService } from '../../services/workspace/entities.js';
import type { RequestContext } from '../server/request-context.js';

/** Told in full where the workspace's list has them: that of a type says less. */
const entitiesOf = async (services: Services, id: string) => {
  const [ofType, all] = await Promise.all([
    services.of(createContractTypeService).entities(id),
    services.of(createEntityService).list(),
  ]);
  return ofType.map((entity) => all.find((known) => known.id === entity.id) ?? entity);
};

const intakeFormOf = (services: Services, id: string) =>
  services.of(createContractTypeService).intakeForm(id);

const accessOf = (
  services: Services,
  {
    id,
    permissions,
  }: { readonly id: string; readonly permissions: readonly AccessPermission[] | null },
) => services.of(createContractTypeService).access(id, permissions);

@Resolver(() => ContractTypeType)
export class ContractTypesResolver {
  @Cost({ spotdraft: 1, entries: 20 })
  @Query(() => [ContractTypeType], { description: 'The contract types of the workspace.' })
  async contractTypes(
    @Arg('search', () => String, {
      nullable: true,
      description: 'Text in the name, upper and lower case alike; all when absent.',
    })
    search: string | null,
    @Ctx() context: RequestContext,
  ): Promise<readonly ContractTypeType[]> {
    await context.referenceData();
    return context.services.of(createContractTypeService).list(search);
  }

  @Cost({ spotdraft: 1 })
  @Query(() => ContractTypeType, {
    nullable: true,
    description: 'One contract type; null when unknown.',
  })
  async contractType(
    @Arg('id', () => ID, { description: "SpotDraft's id of the contract type." }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<ContractTypeType | null> {
    await context.referenceData();
    return context.services.of(createContractTypeService).get(id);
  }

  @Cost({ spotdraft: 1, entries: 3 })
  @FieldResolver(() => [EntityType], {
    nullable: true,
    description: "Which of the workspace's entities contract by it. Live.",
  })
  entities(
    @Root() { id }: ContractTypeType,
    @Ctx() context: RequestContext,
  ): Promise<readonly EntityType[]> {
    return context.loaders.part(entitiesOf).load(id);
  }

  @Cost({ spotdraft: 1, entries: 10 })
  @FieldResolver(() => [TemplateFieldType], {
    nullable: true,
    description: 'What is asked of whoever starts a contract of the type. Live.',
  })
  intakeForm(
    @Root() { id }: ContractTypeType,
    @Ctx() context: RequestContext,
  ): Promise<readonly TemplateFieldType[]> {
    return context.loaders.part(intakeFormOf).load(id);
  }

  @Cost({ spotdraft: 1, entries: 10 })
  @FieldResolver(() => [AccessGrantType], {
    nullable: true,
    description:
      'Who may do what with all contracts of the type. It names people: not for keys of role `user`. Live.',
  })
  async access(
    @Arg('permissions', () => [AccessPermissionEnum], {
      nullable: true,
      description: 'What to ask about; everything when absent.',
    })
    permissions: readonly AccessPermission[] | null,
    @Root() { id }: ContractTypeType,
    @Ctx() context: RequestContext,
  ): Promise<readonly AccessGrantType[]> {
    await context.admittedReader();
    return context.loaders.part(accessOf).load({ id, permissions });
  }

  // The list of all templates, of which one call serves all types.
  @Cost({ spotdraft: 0.05, entries: 5 })
  @FieldResolver(() => [TemplateType], {
    nullable: true,
    description: 'The templates from which contracts of the type are generated.',
  })
  async templates(
    @Root() { id }: ContractTypeType,
    @Ctx() context: RequestContext,
  ): Promise<readonly TemplateType[]> {
    const templates = await context.services.templates.list(null);
    return templates.filter(({ contractTypeId }) => contractTypeId === id);
  }
}
