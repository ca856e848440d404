import { Cost } from '../../schema/cost.js';
import { Arg, Ctx, Mutation, Query, Resolver } from '../../schema/decorators.js';
import {
  RegisterWebhookInput,
  RemoveWebhookInput,
  RemoveWebhookPayload,
  WebhookSubscriptionPayload,
  WebhookSubscriptionType,
} from '../../schema/webhooks.js';
import { createWebhookRegistration } from '../../services/inbox/webhook-registration.js';
import type { RequestContext } from '../server/request-context.js';
import { withoutNulls } from '../without-nulls.js';

/** Each method asks for the operator first. */
@Resolver()
export class WebhookResolver {
  @Query(() => WebhookSubscriptionType, {
    nullable: true,
    description:
      'Where SpotDraft sends its deliveries, as this store knows it; null when there is none. For the role `admin`.',
  })
  async webhookSubscription(
    @Ctx() context: RequestContext,
  ): Promise<WebhookSubscriptionType | null> {
    await context.operator();
    return context.services.of(createWebhookRegistration).current();
  }

  @Cost({ spotdraft: 3 })
  @Mutation(() => WebhookSubscriptionPayload, {
    description:
      'Has SpotDraft send its deliveries to this server, in place of an earlier subscription. For the role `admin`.',
  })
  async registerWebhook(
    @Arg('input', () => RegisterWebhookInput, {
      nullable: true,
      description: 'Where SpotDraft reaches this server; PUBLIC_URL without it.',
    })
    input: RegisterWebhookInput | null,
    @Ctx() context: RequestContext,
  ): Promise<WebhookSubscriptionPayload> {
    await context.operator();
    return context.act((_actions, reader) =>
      context.services.of(createWebhookRegistration).register(reader, withoutNulls(input ?? {})),
    );
  }

  @Cost({ spotdraft: 2 })
  @Mutation(() => RemoveWebhookPayload, {
    description: 'Ends the subscription; nothing is delivered any more. For the role `admin`.',
  })
  async removeWebhook(
    @Arg('input', () => RemoveWebhookInput, {
      nullable: true,
      description: "Which; this store's without it.",
    })
    input: RemoveWebhookInput | null,
    @Ctx() context: RequestContext,
  ): Promise<RemoveWebhookPayload> {
    await context.operator();
    return context.act((_actions, reader) =>
      context.services.of(createWebhookRegistration).remove(reader, withoutNulls(input ?? {})),
    );
  }
}
