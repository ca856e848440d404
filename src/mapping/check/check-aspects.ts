import type { ObjectDescription } from '../../connectors/crm.js';
import type { Template } from '../../connectors/spotdraft/template.js';
import type { ContractMapping, Mapping } from '../mapping.js';
import { CrmModel } from '../reads/crm-model.js';
import { checkAutomations } from './check-automations.js';
import { checkDealPaths, checkTemplateFields } from './check-entry.js';
import type { CheckMappingInput } from './check-mapping.js';
import { checkRenewals } from './check-renewals.js';
import { checkSignedReads, checkTerms } from './check-terms.js';
import type { KeyPointerNames } from './check-terms.js';
import { checkContractWriteback, checkDealWriteback } from './check-writeback.js';
import { checkEntity } from './entity-faults.js';
import { noTemplate } from './no-template.js';
import { checkOrganizationTypes } from './organization-type-faults.js';
import { Report, type MappingFinding } from './report.js';

/** What `checkMapping` finds, an aspect at a time: each asks as little as it needs, so that it can be judged while the rest can not. */

type Describe = (objectName: string) => Promise<ObjectDescription | null>;

/** Templates that are not there, and fields that they do not have or that do not fit. */
export async function templateFindings(
  mapping: Mapping,
  templateOf: (id: string) => Promise<Template | null>,
  crm: { readonly describe: Describe; readonly dealObject: string },
): Promise<readonly MappingFinding[]> {
  const model = new CrmModel(crm.describe, crm.dealObject);
  return eachEntry(mapping, async (contract, report) => {
    const template = await templateOf(contract.templateId);
    if (template === null) report.add(noTemplate(contract), contract.location);
    else await checkTemplateFields(contract, template, model, report);
  });
}

/** What the expressions read of a deal and the CRM does not have. */
export async function dealFindings(
  mapping: Mapping,
  crm: { readonly describe: Describe; readonly dealObject: string },
): Promise<readonly MappingFinding[]> {
  const model = new CrmModel(crm.describe, crm.dealObject);
  const report = new Report();
  await checkTerms(mapping.checks, model, async () => null, report);
  return [
    ...(await eachEntry(mapping, (contract, entries) => checkDealPaths(contract, model, entries))),
    ...report.findings.filter(({ level }) => level !== 'ok'),
  ];
}

/** Labels and jurisdictions of counterparties. */
export async function counterpartyFindings(
  mapping: Mapping,
  organizationTypes: CheckMappingInput['organizationTypes'],
): Promise<readonly MappingFinding[]> {
  return eachEntry(mapping, async (contract, report) => {
    for (const [index, party] of contract.counterparties.entries()) {
      await checkOrganizationTypes(party, index, organizationTypes, report);
    }
  });
}

/** Legal entities on our side. */
export async function entityFindings(
  mapping: Mapping,
  listEntities: CheckMappingInput['listEntities'],
): Promise<readonly MappingFinding[]> {
  return eachEntry(mapping, (contract, report) => checkEntity(contract, listEntities, report));
}

/** Fields that are written back: whether they are there, take what is written, and may be written. */
export async function writebackFindings(
  mapping: Mapping,
  crm: { readonly describe: Describe; readonly dealObject: string },
): Promise<readonly MappingFinding[]> {
  const { contract, opportunity } = mapping.writeback;
  const report = new Report();
  if (contract !== null) await checkContractWriteback(contract, crm.describe, report);
  if (opportunity !== null) {
    await checkDealWriteback(opportunity, crm.dealObject, crm.describe, report);
  }
  return report.findings;
}

/** Rules by which contracts are made: what they read of a deal, and where their problems are written. */
export async function automationFindings(
  mapping: Mapping,
  crm: { readonly describe: Describe; readonly dealObject: string },
): Promise<readonly MappingFinding[]> {
  const report = new Report();
  await checkAutomations(mapping, await dealsOf(crm), report);
  return report.findings;
}

/** What renewals read of a deal and write into the new one, and the field by which there is one of each. */
export async function renewalFindings(
  mapping: Mapping,
  crm: { readonly describe: Describe; readonly dealObject: string },
): Promise<readonly MappingFinding[]> {
  const report = new Report();
  await checkRenewals(mapping, await dealsOf(crm), report);
  return report.findings;
}

/** Key pointers that checks of signed terms read and no contract type has. */
export async function keyPointerFindings(
  { checks }: Pick<Mapping, 'checks'>,
  keyPointerNames: KeyPointerNames,
): Promise<readonly MappingFinding[]> {
  const report = new Report();
  await checkSignedReads(checks, keyPointerNames, report);
  return report.findings;
}

async function dealsOf({
  describe,
  dealObject,
}: {
  readonly describe: Describe;
  readonly dealObject: string;
}) {
  return { model: new CrmModel(describe, dealObject), description: await describe(dealObject) };
}

async function eachEntry(
  mapping: Mapping,
  check: (contract: ContractMapping, report: Report) => Promise<void>,
): Promise<readonly MappingFinding[]> {
  const report = new Report();
  for (const contract of mapping.contracts.values()) await check(contract, report);
  return report.findings;
}
