import { z } from 'zod';
import type { ContractId } from '../../domain/contract-id.js';
import { UpstreamRejectedError } from '../../domain/errors.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { listWire } from './pages.js';
import type { TemplateField } from './template.js';
import { toFields } from './template.wire.js';
import { noted } from '../../domain/said.js';

export interface IntakeForms {
  /** What is asked for contracts of a type; null where there is no such type. */
  getIntakeForm(
    contractTypeId: string,
    options: CallOptions,
  ): Promise<readonly TemplateField[] | null>;
  /** Merged into the latest answers. SpotDraft takes answers to questions that nobody asked without a word. */
  updateIntakeForm(
    id: ContractId,
    answers: Readonly<Record<string, unknown>>,
    options: CallOptions,
  ): Promise<void>;
}

/** Documented as all questions and shown as a single one; none at all is an empty list or object. */
const questionsWire = z.union([
  listWire,
  z
    .record(z.string(), z.unknown())
    .transform((one) => (Object.keys(one).length === 0 ? [] : [one])),
]);
const questionWire = z.looseObject({
  variable: z.string(),
  parent_variable: z.string().nullish().catch(null),
});

export function createIntakeForms({ caller, note }: CapabilityParts): IntakeForms {
  return {
    async getIntakeForm(contractTypeId, options) {
      const questions = await caller.find('GET /contract_types/{id}/intake_form/questionnaire/', {
        path: { id: contractTypeId },
        answer: questionsWire,
        subject: noted`contract type ${contractTypeId}`,
        options,
      });
      return questions === null ? null : toFields(questions.map(withParent), note);
    },

    async updateIntakeForm(id, answers, options) {
      try {
        await caller.call('PATCH /contracts/{id}/intake_form/response', {
          path: { id },
          body: answers,
          options,
        });
      } catch (error) {
        throw error instanceof UpstreamRejectedError ? asRefusalOfData(error) : error;
      }
    },
  };
}

/** A question says of its parent no more than its own name does: `fee.value` is a part of `fee`. */
function withParent(question: unknown): unknown {
  const parsed = questionWire.safeParse(question);
  if (!parsed.success) return question;
  const { variable, parent_variable: parent } = parsed.data;
  const end = variable.indexOf('.');
  return parent || end < 1 ? question : { ...parsed.data, parent_variable: variable.slice(0, end) };
}

/** The body is the answers themselves, so that what is refused is named by its question alone. */
function asRefusalOfData(error: UpstreamRejectedError): UpstreamRejectedError {
  const { message, service, operation, status, upstreamCode, fieldMessages } = error;
  const named = Object.entries(fieldMessages).map(
    ([path, messages]) => [path === 'non_field_errors' ? path : `data.${path}`, messages] as const,
  );
  return new UpstreamRejectedError(message, {
    service: service ?? 'spotdraft',
    ...(operation === undefined ? {} : { operation }),
    ...(status === undefined ? {} : { status }),
    ...(upstreamCode === undefined ? {} : { upstreamCode }),
    fieldMessages: Object.fromEntries(named),
    cause: error,
  });
}
