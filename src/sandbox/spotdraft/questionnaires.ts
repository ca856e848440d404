import { toIso } from './clock.js';
import { fieldError } from './errors.js';
import type { Contract, IntakeAnswers } from './model.js';
import { ok, requireInteger } from './router.js';
import type { ApiRoute, Workspace } from './router.js';

/** What was answered to the questions of a contract's template, or of its type's intake form. */
export function questionnaireRoutes(workspace: Workspace): ApiRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/v2.1/public/contracts/:id/questionnaire/responses/',
      handle: (call) => {
        const contract = requireInteger(call, workspace);
        const answers = answersOf(contract, call.query.get('questionnaire_type'));
        return ok({
          questionnaire_response_data: answers?.data ?? {},
          respondents: answers
            ? [
                {
                  created_at: toIso(answers.at),
                  created_by: answers.by.name,
                  org_name:
                    workspace.state.entities.find(({ id }) => id === contract.entityId)?.name ?? '',
                },
              ]
            : [],
        });
      },
    },
  ];
}

function answersOf(contract: Contract, type: string | null): IntakeAnswers | null {
  switch (type) {
    case 'TEMPLATE':
      return contract.templateId === null
        ? null
        : { data: contract.data, by: contract.creator, at: contract.createdAt };
    case 'INTAKE_FORM':
      return contract.intakeForm ?? null;
    case null:
      throw fieldError({ questionnaire_type: ['Field required'] });
    default:
      throw fieldError({ questionnaire_type: [`"${type}" is not a valid choice.`] });
  }
}
