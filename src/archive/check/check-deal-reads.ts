import type { Crm } from '../../connectors/crm.js';
import { DealdraftError } from '../../domain/errors.js';
import { locationText } from '../../mapping/file/source-location.js';
import { CrmModel } from '../../mapping/reads/crm-model.js';
import type { ArchiveDestination } from '../file/archive-rules.js';
import type { CheckStep } from './check-destination.js';
import { noted } from '../../domain/said.js';

const STEP = 'deal fields';

/** Whether the CRM has what the expressions of a destination read of a deal; nothing where they read nothing of it. */
export async function* checkDealReads(
  { needs, rules, location }: Pick<ArchiveDestination, 'needs' | 'rules' | 'location'>,
  crm: Pick<Crm, 'describe' | 'dealObject'>,
): AsyncGenerator<CheckStep> {
  if (needs.deal.length === 0) return;
  const model = new CrmModel((objectName) => crm.describe(objectName), crm.dealObject);
  try {
    let faults = 0;
    for (const path of needs.deal) {
      const { problem } = await model.find(path);
      if (problem === null) continue;
      faults += 1;
      const key = JSON.stringify(path);
      const reader = Object.values(rules).find(
        (rule) =>
          rule !== null && [...rule.dealReads].some((read) => JSON.stringify(read.path) === key),
      );
      const place = locationText(reader?.expression.location ?? location);
      yield { step: STEP, outcome: 'failed', text: `${place}: ${problem}.` };
    }
    if (faults > 0) return;
    const names = needs.deal.map((path) => path.join('.')).join(', ');
    yield { step: STEP, outcome: 'ok', text: noted`The CRM has ${names}.` };
  } catch (error) {
    if (!(error instanceof DealdraftError)) throw error;
    yield { step: STEP, outcome: 'warning', text: noted`not checked: ${error.message}` };
  }
}
