import type { ObjectDescription } from '../../connectors/crm.js';
import type { Mapping } from '../mapping.js';
import type { CrmModel } from '../reads/crm-model.js';
import { pathFault } from './path-fault.js';
import { warning, type Report } from './report.js';
import { noted } from '../../domain/said.js';

const PROBLEM_FIELD = 'Contract_Problem__c';

/** Holds the rules by which contracts are made against the CRM: what they read, and where problems are written. */
export async function checkAutomations(
  { automations }: Pick<Mapping, 'automations'>,
  deals: { readonly model: CrmModel; readonly description: ObjectDescription | null },
  report: Report,
): Promise<void> {
  const [first] = automations.rules;
  if (first === undefined) return;
  for (const { when, templateId, location } of automations.rules) {
    const before = report.faults;
    const own = new Set(
      [...when.derivation.reads].flatMap(({ path }) => [
        JSON.stringify(path),
        JSON.stringify([...path, 'Id']),
      ]),
    );
    for (const path of automations.paths) {
      const { problem } = await deals.model.find(path);
      if (problem === null || !own.has(JSON.stringify(path))) continue;
      report.add(pathFault(path, problem), when.location);
    }
    if (report.faults === before) report.ok(`automation of template ${templateId}`, location);
  }
  if (deals.description?.fields.get(PROBLEM_FIELD)?.updateable !== true) {
    const message = noted`the deal has no ${PROBLEM_FIELD} that dealdraft may write, so what keeps a contract from being made is not seen in the CRM; install the Salesforce package, or grant the field.`;
    report.add(warning(message), first.location);
  }
}
