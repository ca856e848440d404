import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, Mutation, Resolver } from '../../schema/decorators.js';
import { CreateTagsInput, TagsPayload } from '../../schema/tags.js';
import { createTagService } from '../../services/workspace/tags.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';

@Resolver()
export class TagsResolver {
  @Cost({ spotdraft: 1 })
  @Mutation(() => TagsPayload, {
    description:
      'For operators: makes tags in the workspace. SpotDraft refuses all where one of them is there.',
  })
  async createTags(
    @Arg('input', () => CreateTagsInput, { description: 'The tags.' }) input: CreateTagsInput,
    @Ctx() context: RequestContext,
  ): Promise<TagsPayload> {
    await context.operator();
    const { tags, ...rest } = withoutNulls(input);
    return context.act((_actions, reader) =>
      context.services
        .of(createTagService)
        .create(reader, { ...rest, tags: tags.map(withoutNulls) }),
    );
  }
}
