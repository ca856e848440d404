import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { QUESTIONNAIRE_TYPES } from '../domain/questionnaire.js';
import type { Questionnaire, Respondent } from '../domain/questionnaire.js';
import { Field, ObjectType, registerEnumType } from './decorators.js';
import { enumValues } from './enum-values.js';

export const QuestionnaireTypeEnum = enumValues(QUESTIONNAIRE_TYPES);

registerEnumType(QuestionnaireTypeEnum, {
  name: 'QuestionnaireType',
  description: 'Which questions about a contract.',
  valuesConfig: {
    INTAKE_FORM: { description: 'Those of the intake form of its contract type.' },
    TEMPLATE: { description: 'Those of the template that it was generated from.' },
  },
});

@ObjectType('Respondent', { description: 'Somebody who answered questions about a contract.' })
export class RespondentType implements Respondent {
  @Field(() => String, { nullable: true, description: 'Their name.' })
  readonly name!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When they answered.' })
  readonly at!: string | null;
}

@ObjectType('Questionnaire', { description: 'What was answered to the questions of a contract.' })
export class QuestionnaireObjectType implements Questionnaire {
  @Field(() => GraphQLJSONObject, {
    description: 'The answers by the name of their question, in the shape SpotDraft gives them.',
  })
  readonly data!: Readonly<Record<string, unknown>>;

  @Field(() => [RespondentType], { description: 'Who answered.' })
  readonly respondents!: readonly RespondentType[];
}
