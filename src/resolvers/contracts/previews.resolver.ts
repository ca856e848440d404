import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, Mutation, Resolver } from '../../schema/decorators.js';
import { PreviewContractInput, PreviewPayload } from '../../schema/previews.js';
import { createPreviewService } from '../../services/contracts/previews.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';
import { toGivenPeople } from './given-people.js';

@Resolver()
export class PreviewsResolver {
  @Cost({ spotdraft: 3, spotdraftForEach: ['input', 'counterparties'], salesforce: 2 })
  @Mutation(() => PreviewPayload, {
    description:
      'Shows what `createContract` would make, as a PDF. Nothing is created: the PDF is there for an hour.',
  })
  previewContract(
    @Arg('input', () => PreviewContractInput, { description: 'What to show.' })
    { counterparties, ...input }: PreviewContractInput,
    @Ctx() context: RequestContext,
  ): Promise<PreviewPayload> {
    return context.services.of(createPreviewService).preview(context.reader(), {
      ...withoutNulls(input),
      ...toGivenPeople({ counterparties }),
    });
  }
}
