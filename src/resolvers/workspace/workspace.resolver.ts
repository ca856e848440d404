import { GraphQLJSONObject } from 'graphql-scalars';
import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, Query, Resolver } from '../../schema/decorators.js';
import { AnalyticsResultType } from '../../schema/workspace.js';
import { createWorkspaceService } from '../../services/workspace/workspace.js';
import type { RequestContext } from '../server/request-context.js';

/** Each method asks for the operator first. */
@Resolver()
export class WorkspaceResolver {
  // As many values as an answer holds at most.
  @Cost({ spotdraft: 1, values: 25_000 })
  @Query(() => AnalyticsResultType, {
    description:
      "Asks SpotDraft's analytics by one SELECT of GoogleSQL, as the caller. For the role `admin`.",
  })
  async analytics(
    @Arg('query', () => String, { description: 'The SELECT, of 10,000 characters at most.' })
    query: string,
    @Ctx() context: RequestContext,
  ): Promise<AnalyticsResultType> {
    await context.operator();
    return context.services.of(createWorkspaceService).analytics(context.reader(), query);
  }

  @Cost({ spotdraft: 1, values: 100 })
  @Query(() => GraphQLJSONObject, {
    description: 'What the workspace has switched on, by name. For the role `admin`.',
  })
  async featureFlags(
    @Arg('names', () => [String], { description: 'Names of feature flags, 1 to 100.' })
    names: string[],
    @Ctx() context: RequestContext,
  ): Promise<Readonly<Record<string, unknown>>> {
    await context.operator();
    return context.services.of(createWorkspaceService).featureFlags(names);
  }
}
