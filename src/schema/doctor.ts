import { Field, ObjectType, registerEnumType } from './decorators.js';
import { Sentence } from './sentence.js';
import { enumValues } from './enum-values.js';

export const DoctorStateEnum = enumValues(['OK', 'WARN', 'FAIL']);
export type DoctorState = keyof typeof DoctorStateEnum;

registerEnumType(DoctorStateEnum, {
  name: 'DoctorState',
  description: 'What a check came to.',
  valuesConfig: {
    OK: { description: 'It is as it has to be.' },
    WARN: { description: 'It works, or could not be judged.' },
    FAIL: { description: 'Something that is needed does not work.' },
  },
});

@ObjectType('DoctorCheck', {
  description: 'One check of what differs from workspace to workspace.',
})
export class DoctorCheckType {
  @Field(() => String, {
    description: 'Its name, which stays, such as `spotdraft.credentials`.',
  })
  readonly check!: string;

  @Field(() => DoctorStateEnum, { description: 'What it came to.' })
  readonly state!: DoctorState;

  @Sentence()
  @Field(() => String, {
    description: 'What was found; `not checked` where an earlier failure left nothing to judge.',
  })
  readonly seen!: string;

  @Sentence()
  @Field(() => String, {
    description: 'What to do, in the words of the screen where it is done; empty where nothing is.',
  })
  readonly todo!: string;
}
