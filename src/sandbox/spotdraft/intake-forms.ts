import { z } from 'zod';

import { toIso } from './clock.js';
import { notFound } from './errors.js';
import type { JsonObject } from './json.js';
import { parseBody } from './parse-body.js';
import { CONTRACT_TYPES } from './reference-data.js';
import { ok, requireComposite } from './router.js';
import type { ApiRoute, Workspace } from './router.js';
import { toPerformer } from './state.js';

const BASE = '/api/v2.1/public';

/** What is asked for contracts of the types that uploads have; others ask nothing. */
const ASKED: readonly number[] = [302, 303, 304, 305];
const QUESTIONS: readonly JsonObject[] = [
  {
    display_label: 'Department',
    variable: 'department',
    type: 'enum',
    parent_type: 'dropdown',
    options: [
      { label: 'Sales', value: 'sales' },
      { label: 'Procurement', value: 'procurement' },
    ],
    question: 'Which department asks for this contract?',
  },
  {
    display_label: 'Start date',
    variable: 'start_date',
    type: 'date',
    required: false,
    question: 'When is it to begin?',
  },
  {
    display_label: 'Contract value > Currency',
    variable: 'contract_value.type',
    type: 'string',
    parent_type: 'currency',
    required: false,
  },
  {
    display_label: 'Contract value > Amount',
    variable: 'contract_value.value',
    type: 'float',
    parent_type: 'currency',
    required: false,
  },
];

/** The questions of a contract type, and what was answered for a contract. */
export function intakeFormRoutes(workspace: Workspace): ApiRoute[] {
  return [
    {
      method: 'GET',
      path: `${BASE}/contract_types/:typeId/intake_form/questionnaire/`,
      handle: ({ params }) => {
        const type = CONTRACT_TYPES.find(({ id }) => String(id) === params.typeId);
        if (!type) throw notFound();
        return ok(ASKED.includes(type.id) ? QUESTIONS : []);
      },
    },
    {
      method: 'PATCH',
      path: `${BASE}/contracts/:id/intake_form/response`,
      handle: (call) => {
        const contract = requireComposite(call, workspace);
        // Answers to questions that nobody asked are kept like others.
        const data = parseBody(z.record(z.string(), z.unknown()), call.body);
        workspace.lifecycle.answerIntakeForm(contract, data, toPerformer(call.actor));
        return ok({
          data: contract.intakeForm?.data ?? {},
          created: toIso(contract.intakeForm?.at ?? contract.createdAt),
        });
      },
    },
  ];
}
