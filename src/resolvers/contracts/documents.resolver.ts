import { GraphQLURL } from 'graphql-scalars';
import { ContractObjectType } from '../../schema/contracts.js';
import { Ctx, FieldResolver, Resolver, Root } from '../../schema/decorators.js';
import { createPreviewLink } from '../../services/contracts/preview-link.js';
import type { RequestContext } from '../server/request-context.js';

@Resolver(() => ContractObjectType)
export class DocumentsResolver {
  @FieldResolver(() => GraphQLURL, {
    nullable: true,
    description:
      'Opens the present version as PDF while it is not executed; null then. Stable, it may be stored, and goes on to open the executed one. With `format=docx` in place of `format=pdf`, the Word document, where SpotDraft has one.',
  })
  previewUrl(@Root() contract: ContractObjectType, @Ctx() context: RequestContext): string | null {
    return context.services.of(createPreviewLink)(contract);
  }
}
