import { z } from 'zod';
import type { ContractId } from '../../domain/contract-id.js';
import type { Questionnaire, QuestionnaireType } from '../../domain/questionnaire.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { toUtc } from './contract.wire.js';

export interface Questionnaires {
  /** Null where nothing was asked. T contracts only. */
  getQuestionnaire(
    id: ContractId,
    type: QuestionnaireType,
    options: CallOptions,
  ): Promise<Questionnaire | null>;
}

const text = z.string().nullish().catch(null);
const respondentWire = z.object({ created_at: text, created_by: text });
const responseWire = z.object({
  questionnaire_response_data: z.record(z.string(), z.unknown()).nullish().catch(null),
  respondents: z.array(z.unknown()).nullish().catch(null),
});

export function createQuestionnaires({ caller }: CapabilityParts): Questionnaires {
  return {
    async getQuestionnaire(id, type, options) {
      const wire = await caller.find('GET /contracts/{id}/questionnaire/responses/', {
        path: { id },
        query: { questionnaire_type: type },
        answer: responseWire,
        options,
      });
      if (wire === null) return null;
      return {
        data: wire.questionnaire_response_data ?? {},
        respondents: (wire.respondents ?? []).flatMap((row) => {
          const parsed = respondentWire.safeParse(row);
          if (!parsed.success) return [];
          const { created_by: name, created_at: at } = parsed.data;
          return [{ name: name ?? null, at: toUtc(at) }];
        }),
      };
    },
  };
}
