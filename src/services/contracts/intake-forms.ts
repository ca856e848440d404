import type { Reader } from '../../auth/caller.js';
import type { IntakeForms } from '../../connectors/spotdraft/intake-forms.js';
import { isNumberId } from '../../domain/number-id.js';
import type { UserError } from '../../domain/user-error.js';
import { stateErrors } from './contract-acts.js';
import type { ContractActs, ContractResult } from './contract-acts.js';
import { dataSizeErrors } from '../data-size.js';
import { unknownQuestions } from './intake-questions.js';
import type { IntakeAnswers } from './intake-questions.js';
import { said } from '../../domain/said.js';

export interface IntakeFormService {
  /** @throws InputError for a malformed id, NotFoundError for a contract that the reader does not see. */
  update(reader: Reader, input: UpdateIntakeFormInput): Promise<ContractResult>;
}

export interface UpdateIntakeFormInput {
  readonly contractId: string;
  /** By the name of the question. */
  readonly data: IntakeAnswers;
}

export function createIntakeFormService(parts: {
  readonly spotdraft: IntakeForms;
  readonly acts: ContractActs;
}): IntakeFormService {
  const { spotdraft, acts } = parts;

  return {
    async update(reader, { contractId, data }) {
      const view = await acts.requireVisible(reader, contractId);
      const wrong = [...answerErrors(data), ...stateErrors(view, 'UPDATE_INTAKE_FORM')];
      if (wrong.length > 0) return { contract: view, userErrors: wrong };
      const contractTypeId = view.contract.type.id;
      const unknown = isNumberId(contractTypeId)
        ? await unknownQuestions(spotdraft, { field: 'data', contractTypeId, answers: data })
        : [];
      if (unknown.length > 0) return { contract: view, userErrors: unknown };
      const outcome = await acts.act(reader, view, (id, options) =>
        spotdraft.updateIntakeForm(id, data, options),
      );
      return outcome.done
        ? acts.refreshed(reader, view)
        : { contract: view, userErrors: outcome.userErrors };
    },
  };
}

function answerErrors(data: IntakeAnswers): UserError[] {
  if (Object.keys(data).length > 0) return dataSizeErrors(['data'], data);
  return [{ field: ['data'], code: 'REQUIRED', message: said`Say in "data" what is answered.` }];
}
