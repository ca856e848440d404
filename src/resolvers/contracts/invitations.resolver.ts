import type { ContractId } from '../../domain/contract-id.js';
import type { Connection } from '../../schema/connection.js';
import { PageArgs } from '../../schema/connection.js';
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
import { InviteToContractInput, UninviteFromContractInput } from '../../schema/invitations.js';
import { SpotDraftUserConnectionType } from '../../schema/users.js';
import type { SpotDraftUserType } from '../../schema/users.js';
import { createInvitationService } from '../../services/contracts/invitations.js';
import { numberedPart } from '../../services/contracts/numbered-part.js';
import type { Services } from '../../services/create-services.js';
import type { PageRequest } from '../../services/paging/page.js';
import { toConnection, toPageRequest } from '../page.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';
import { toContractPayload } from './contract-node.js';

const authorizedUsersOf = (
  services: Services,
  { id, request }: { readonly id: ContractId; readonly request: PageRequest },
) => services.of(createInvitationService).authorizedUsers(id, request);

@Resolver(() => ContractObjectType)
export class InvitationsResolver {
  @Cost({ spotdraft: 1 })
  @FieldResolver(() => SpotDraftUserConnectionType, {
    nullable: true,
    description:
      'Who of the workspace may open it. Live; null, with an error, when SpotDraft can not be asked, and for historical contracts (`H-…`).',
  })
  async authorizedUsers(
    @Root() contract: ContractObjectType,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<SpotDraftUserType>> {
    const request = toPageRequest(args);
    const id = numberedPart(contract);
    const page = await context.loaders.part(authorizedUsersOf).load({ id, request });
    return toConnection(page, request, (user) => user);
  }

  @Cost({ spotdraft: 3, salesforce: 2 })
  @Mutation(() => ContractPayload, {
    description:
      'Lets users, roles or people from outside open a contract in SpotDraft, which writes to them.',
  })
  async inviteToContract(
    @Arg('input', () => InviteToContractInput, { description: 'Whom to invite to what.' })
    input: InviteToContractInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    const invitations = input.invitations.map(withoutNulls);
    return toContractPayload(
      await context.act((_actions, reader) =>
        context.services
          .of(createInvitationService)
          .invite(reader, { ...withoutNulls(input), invitations }),
      ),
    );
  }

  @Cost({ spotdraft: 2, salesforce: 2 })
  @Mutation(() => ContractPayload, {
    description:
      'Takes invitations back. Who may see the contract by its type, or as its recipient, still does.',
  })
  async uninviteFromContract(
    @Arg('input', () => UninviteFromContractInput, { description: 'Whose, of which contract.' })
    input: UninviteFromContractInput,
    @Ctx() context: RequestContext,
  ): Promise<ContractPayload> {
    return toContractPayload(
      await context.act((_actions, reader) =>
        context.services.of(createInvitationService).uninvite(reader, withoutNulls(input)),
      ),
    );
  }
}
