import type { ObjectDescription } from '../../connectors/crm.js';
import type { Template } from '../../connectors/spotdraft/template.js';
import type { Mapping } from '../mapping.js';
import { CrmModel } from '../reads/crm-model.js';
import { checkAutomations } from './check-automations.js';
import { checkEntry } from './check-entry.js';
import { checkEntity } from './entity-faults.js';
import type { NamedEntity } from './entity-faults.js';
import { checkRenewals } from './check-renewals.js';
import { checkTerms } from './check-terms.js';
import type { KeyPointerNames } from './check-terms.js';
import { checkContractWriteback, checkDealWriteback } from './check-writeback.js';
import { checkOrganizationTypes, type OrganizationTypes } from './organization-type-faults.js';
import { noTemplate } from './no-template.js';
import { Report, type MappingFinding } from './report.js';

export interface CheckMappingInput {
  readonly mapping: Mapping;
  /** By template id, null where SpotDraft has none; every mapped template has to be in it. */
  readonly templates: ReadonlyMap<string, Template | null>;
  readonly describe: (objectName: string) => Promise<ObjectDescription | null>;
  readonly organizationTypes: OrganizationTypes;
  /** Asked for where an entity stands in the file. */
  readonly listEntities: () => Promise<readonly NamedEntity[]>;
  /** Asked for where a check reads key pointers; null: nothing is known of them. */
  readonly keyPointerNames?: KeyPointerNames;
  /** The object that holds deals. */
  readonly dealObject: string;
}

/**
 * Holds a mapping against both systems: templates, their fields, deal paths, write-back fields, and the types on both
 * sides of each. Every problem is a finding at its own key; each entry or part without one gets an `ok`. Throws only what
 * `describe` throws.
 */
export async function checkMapping(input: CheckMappingInput): Promise<readonly MappingFinding[]> {
  const { mapping, templates, describe, organizationTypes, dealObject } = input;
  const report = new Report();
  const model = new CrmModel(describe, dealObject);
  for (const contract of mapping.contracts.values()) {
    const before = report.faults;
    const template = templates.get(contract.templateId) ?? null;
    await checkEntry(contract, template, model, report);
    for (const [index, party] of contract.counterparties.entries()) {
      await checkOrganizationTypes(party, index, organizationTypes, report);
    }
    await checkEntity(contract, input.listEntities, report);
    if (template === null) {
      report.add(noTemplate(contract), contract.location);
    } else if (report.faults === before) {
      const message = `template ${template.id} (${template.name}): ${contract.data.size} fields mapped, ${contract.paths.length} deal fields read`;
      report.ok(message, contract.location);
    }
  }
  const { contract, opportunity } = mapping.writeback;
  if (contract !== null) await checkContractWriteback(contract, describe, report);
  if (opportunity !== null) await checkDealWriteback(opportunity, dealObject, describe, report);
  if (mapping.automations.rules.length > 0 || mapping.renewals.size > 0) {
    const deals = { model, description: await describe(dealObject) };
    await checkAutomations(mapping, deals, report);
    await checkRenewals(mapping, deals, report);
  }
  await checkTerms(mapping.checks, model, input.keyPointerNames ?? (async () => null), report);
  return report.findings;
}
