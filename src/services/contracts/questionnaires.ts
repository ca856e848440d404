import type { Questionnaires } from '../../connectors/spotdraft/questionnaires.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { Questionnaire, QuestionnaireType } from '../../domain/questionnaire.js';

export interface QuestionnaireService {
  /** Live. For a contract that the caller has been shown. */
  of(id: ContractId, type: QuestionnaireType): Promise<Questionnaire | null>;
}

export function createQuestionnaireService(parts: {
  readonly spotdraft: Questionnaires;
}): QuestionnaireService {
  return {
    of: (id, type) => parts.spotdraft.getQuestionnaire(id, type, { lane: 'interactive' }),
  };
}
