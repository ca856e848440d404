import { Field, ID, ObjectType } from './decorators.js';

@ObjectType('Viewer', { description: 'Who is calling, as dealdraft understood their credentials.' })
export class ViewerType {
  @Field(() => String, { description: "The CRM user's full name, or the API key's name." })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'Email address; null for an API key.' })
  readonly email!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The CRM user's 18-character record id; null for an API key.",
  })
  readonly userId!: string | null;

  @Field(() => [String], { description: 'What the caller may act as, such as `service`.' })
  readonly roles!: readonly string[];
}
