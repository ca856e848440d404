import type { Reader } from '../../auth/caller.js';
import { PageArgs } from '../../schema/connection.js';
import type { Connection } from '../../schema/connection.js';
import { ContractPayload } from '../../schema/contract-actions.js';
import { ContractObjectType } from '../../schema/contracts.js';
import { Cost } from '../../schema/cost.js';
import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  Mutation,
  Resolver,
  Root,
} from '../../schema/decorators.js';
import { RelateContractsInput, RelatedContractConnectionType } from '../../schema/relations.js';
import type { RelatedContractType } from '../../schema/relations.js';
import { numberedPart } from '../../services/contracts/numbered-part.js';
import { createRelationService } from '../../services/contracts/relations.js';
import type { RelationsOf } from '../../services/contracts/relations.js';
import type { Services } from '../../services/create-services.js';
import { toConnection, toPageRequest } from '../page.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';
import { toContractNode, toContractPayload } from './contract-node.js';

/** All of one request, which has one reader. */
const relatedTo = async (
  services: Services,
  asked: readonly (RelationsOf & { readonly reader: Reader })[],
) =>
  asked[0] === undefined ? [] : services.of(createRelationService).lists(asked[0].reader, asked);

@Resolver(() => ContractObjectType)
export class RelationsResolver {
  // The relations; the contracts that all of a page name are looked up together.
  @Cost({ spotdraft: 1.2, salesforce: 0.2 })
  @FieldResolver(() => RelatedContractConnectionType, {
    nullable: true,
    description:
      'The contracts it is related to, without those that the caller may not see; `totalCount` is null for that. Live; null, with an error, when SpotDraft can not be asked, and for H contracts, whose relations it does not offer.',
  })
  async relatedContracts(
    @Root() contract: ContractObjectType,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<RelatedContractType>> {
    const page = toPageRequest(args);
    const key = { reader: context.reader(), id: numberedPart(contract), page };
    const found = await context.loaders.partsTogether(relatedTo).load(key);
    return toConnection(found, page, ({ contract: view, ...related }) => ({
      ...related,
      contract: toContractNode(view),
    }));
  }

  // What is there already is looked at before; afterwards only where the answer was lost.
  @Cost({ spotdraft: 3, salesforce: 2 })
  @Mutation(() => ContractPayload, {
    description:
      'Says what one contract is of another, both of which the caller sees. Repeated, it makes no second relation.',
  })
  async relateContracts(
    @Arg('input', () => RelateContractsInput, { description: 'Which contracts, and how.' })
    input: RelateContractsInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    return toContractPayload(
      await context.act((_actions, reader) =>
        context.services.of(createRelationService).relate(reader, withoutNulls(input)),
      ),
    );
  }
}
