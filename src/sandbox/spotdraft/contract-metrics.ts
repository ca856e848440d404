import { toIso } from './clock.js';
import { plainError } from './errors.js';
import type { JsonObject } from './json.js';
import { INTERNAL_KINDS } from './model.js';
import type { Contract } from './model.js';
import { ok, requireInteger } from './router.js';
import type { ApiRoute, Workspace } from './router.js';

/** What is measured on a contract's way. */
export function contractMetricsRoutes(workspace: Workspace): ApiRoute[] {
  const { state } = workspace;
  return [
    {
      method: 'GET',
      path: '/api/v2.1/public/contracts/:id/process_metrics/',
      handle: (call) => {
        const id = call.params.id ?? '';
        if (!/^\d+$/.test(id) || !state.contractByNumber(Number(id))) {
          throw plainError(404, 'Not Found');
        }
        return ok(toProcessMetrics(requireInteger(call, workspace)));
      },
    },
  ];
}

function toProcessMetrics(contract: Contract): JsonObject {
  const signed = contract.signatories.filter(({ action }) => action?.isSuccess);
  return {
    contract_id: contract.number,
    contract_turns: {
      no_of_turns: contract.turns,
      ...(contract.sentAt && { last_turn_change_datetime: toIso(contract.sentAt) }),
    },
    ...(contract.sentAt && { contract_sent_to_cp_datetime: toIso(contract.sentAt) }),
    ...(contract.markedAt && { marked_for_signature_datetime: toIso(contract.markedAt) }),
    ...(contract.executedAt && { contract_executed_datetime: toIso(contract.executedAt) }),
    contract_signed_by_signatory_list: signed.flatMap(({ action, isCounterparty, email }) =>
      action
        ? [
            {
              is_creator_party: !isCounterparty,
              signed_datetime: toIso(action.at),
              signatory_email: email,
            },
          ]
        : [],
    ),
    type_of_workflow: INTERNAL_KINDS[contract.kind],
    contract_status: INTERNAL_STATUSES[contract.status],
    ...(PENDING_WITH[contract.status] && { pending_with: PENDING_WITH[contract.status] }),
  };
}

const INTERNAL_STATUSES = {
  DRAFT: 'DRAFT',
  REDLINING: 'REVIEW',
  SIGN: 'SIGN',
  EXECUTED: 'COMPLETED',
  VOIDED: 'VOIDED',
} as const;

const PENDING_WITH: Partial<Record<Contract['status'], string>> = {
  DRAFT: 'CREATOR_PARTY',
  REDLINING: 'COUNTER_PARTY',
  SIGN: 'BOTH',
};
