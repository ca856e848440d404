/** What is asked about a contract: the intake form of its type, or the questions of its template. */
export const QUESTIONNAIRE_TYPES = ['INTAKE_FORM', 'TEMPLATE'] as const;
export type QuestionnaireType = (typeof QUESTIONNAIRE_TYPES)[number];

/** What was answered so far. */
export interface Questionnaire {
  /** By the name of the question. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly respondents: readonly Respondent[];
}

export interface Respondent {
  readonly name: string | null;
  /** ISO 8601 in UTC. */
  readonly at: string | null;
}
