import type { Crm } from '../../connectors/crm.js';
import type { Log } from '../../domain/log.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { AllowanceGate } from '../../work/allowance.js';
import type { AutomationLedger, OpenDeal } from './automation-ledger.js';
import { problemText } from './problem-text.js';

/** On the deal, for whoever looks at it in the CRM. An org without it goes without. */
export const PROBLEM_FIELD = 'Contract_Problem__c';

export interface WriteProblemsParts {
  readonly crm: Pick<Crm, 'describe' | 'updateRows' | 'dealObject'>;
  readonly ledger: Pick<AutomationLedger, 'saveOpen' | 'close'>;
  readonly allowance: Pick<AllowanceGate, 'admit'>;
  readonly log: Log;
}

/**
 * Brings what the records of these deals say of their contracts in line with what is known. One call per 200 deals, and none where
 * nothing is new. What is refused stays for the next time, unless the deal is gone.
 */
export async function writeProblems(
  { crm, ledger, allowance, log }: WriteProblemsParts,
  deals: readonly (readonly [OpportunityId, OpenDeal])[],
  signal: AbortSignal,
): Promise<void> {
  const behind = deals.flatMap(([id, open]) => {
    const wanted = problemText(open.rules);
    return wanted === open.written ? [] : [{ id, open, wanted }];
  });
  if (behind.length === 0) return;
  const field = (await crm.describe(crm.dealObject))?.fields.get(PROBLEM_FIELD);
  if (field?.updateable !== true) {
    log.warn(
      { deals: behind.length },
      `${crm.dealObject} has no ${PROBLEM_FIELD} that dealdraft may write, so only dealdraft's own screens say why contracts are missing; install the Salesforce package`,
    );
    for (const { id, open } of behind) {
      if (Object.keys(open.rules).length === 0) await ledger.close(id);
    }
    return;
  }
  await allowance.admit('background', signal);
  const results = await crm.updateRows(
    crm.dealObject,
    behind.map(({ id, wanted }) => ({ id, [PROBLEM_FIELD]: wanted })),
  );
  for (const [index, { id, open, wanted }] of behind.entries()) {
    const result = results[index];
    if (result?.ok === true) {
      if (Object.keys(open.rules).length === 0) await ledger.close(id);
      else await ledger.saveOpen(id, { ...open, written: wanted });
    } else if (result?.isGone === true) {
      await ledger.close(id);
    } else {
      log.warn(
        { opportunityId: id, code: result?.code, reason: result?.message },
        `${PROBLEM_FIELD} of a deal could not be written`,
      );
    }
  }
}
