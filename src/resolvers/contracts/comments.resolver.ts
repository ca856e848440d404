import type { ContractId } from '../../domain/contract-id.js';
import type { CommentType } from '../../schema/comments.js';
import { AddCommentInput, CommentConnectionType, CommentPayload } from '../../schema/comments.js';
import { PageArgs } from '../../schema/connection.js';
import type { Connection } from '../../schema/connection.js';
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
import { createCommentService } from '../../services/contracts/comments.js';
import { numberedPart } from '../../services/contracts/numbered-part.js';
import type { Services } from '../../services/create-services.js';
import type { PageRequest } from '../../services/paging/page.js';
import { toConnection, toPageRequest } from '../page.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';

const commentsOf = (
  services: Services,
  { id, page }: { readonly id: ContractId; readonly page: PageRequest },
) => services.of(createCommentService).list(id, page);

@Resolver(() => ContractObjectType)
export class CommentsResolver {
  @Cost({ spotdraft: 1 })
  @FieldResolver(() => CommentConnectionType, {
    nullable: true,
    description:
      'What people say about it in its activity log, newest first. Live; null, with an error, when SpotDraft can not be asked, and for H contracts, whose comments it does not offer.',
  })
  async comments(
    @Root() contract: ContractObjectType,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<CommentType>> {
    const request = toPageRequest(page);
    const id = numberedPart(contract);
    const found = await context.loaders.part(commentsOf).load({ id, page: request });
    return toConnection(found, request, (comment) => comment);
  }

  // What is there already is looked at before; afterwards only where the answer was lost.
  @Cost({ spotdraft: 3, salesforce: 2 })
  @Mutation(() => CommentPayload, {
    description:
      'Says something about a contract in its activity log. Repeated, it makes no second comment.',
  })
  addComment(
    @Arg('input', () => AddCommentInput, { description: 'Which contract, and what to say.' })
    input: AddCommentInput,
    @Ctx() context: RequestContext,
  ): Promise<CommentPayload> {
    return context.act((_actions, reader) =>
      context.services.of(createCommentService).add(reader, withoutNulls(input)),
    );
  }
}
