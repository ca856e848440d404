import { Ctx, Query, Resolver } from '../../schema/decorators.js';
import { ViewerType } from '../../schema/people.js';
import type { RequestContext } from '../server/request-context.js';

@Resolver()
export class ViewerResolver {
  @Query(() => ViewerType, { description: 'Who is calling.' })
  viewer(@Ctx() context: RequestContext): Promise<ViewerType> {
    return context.services.viewer.describe(context.caller);
  }
}
