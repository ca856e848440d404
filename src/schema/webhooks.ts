import { GraphQLDateTime, GraphQLURL } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from './decorators.js';
import { UserErrorType } from './user-errors.js';

@ObjectType('WebhookSubscription', { description: 'Where SpotDraft sends its deliveries.' })
export class WebhookSubscriptionType {
  @Field(() => ID, { description: 'Number of the webhook in SpotDraft.' })
  readonly id!: string;

  @Field(() => GraphQLURL, { description: 'Where deliveries go.' })
  readonly url!: string;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when; null for one that an earlier version of dealdraft registered.',
  })
  readonly registeredAt!: string | null;
}

@InputType('RegisterWebhookInput', { description: 'Where SpotDraft reaches this server.' })
export class RegisterWebhookInput {
  @Field(() => GraphQLURL, {
    nullable: true,
    description: 'Its https address, in place of PUBLIC_URL; deliveries go below it.',
  })
  readonly publicUrl?: URL | null;
}

@InputType('RemoveWebhookInput', { description: 'A webhook that is to end.' })
export class RemoveWebhookInput {
  @Field(() => ID, {
    nullable: true,
    description: 'One that this store does not know of, in place of `webhookSubscription`.',
  })
  readonly id?: string | null;
}

@ObjectType('WebhookSubscriptionPayload', { description: 'Outcome of `registerWebhook`.' })
export class WebhookSubscriptionPayload {
  @Field(() => WebhookSubscriptionType, {
    nullable: true,
    description: 'The subscription; null when the request was refused.',
  })
  readonly webhookSubscription!: WebhookSubscriptionType | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}

@ObjectType('RemoveWebhookPayload', { description: 'Outcome of `removeWebhook`.' })
export class RemoveWebhookPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'The webhook that ended; null when the request was refused.',
  })
  readonly removedId!: string | null;

  @Field(() => [UserErrorType], { description: 'Why it was refused; empty when it was done.' })
  readonly userErrors!: readonly UserErrorType[];
}
