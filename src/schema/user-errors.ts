import type { UserError, UserErrorCode } from '../domain/user-error.js';
import { Field, ObjectType } from './decorators.js';
import { Sentence } from './sentence.js';

@ObjectType('UserError', { description: 'A fault of the request that the caller can mend.' })
export class UserErrorType implements UserError {
  @Field(() => [String], {
    nullable: true,
    description: 'Path from `input`, such as `["data", "po_number"]`; null when it is about all.',
  })
  readonly field!: readonly string[] | null;

  @Field(() => String, { description: 'What kind of fault; the codes are in docs/errors.md.' })
  readonly code!: UserErrorCode;

  @Sentence()
  @Field(() => String, { description: 'What is wrong and what to do, for people.' })
  readonly message!: string;

  @Field(() => String, {
    nullable: true,
    description: "SpotDraft's own code, where it refused the request and gave one.",
  })
  readonly spotdraftCode?: string | null;
}
