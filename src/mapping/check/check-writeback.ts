import type { FieldDescription, ObjectDescription } from '../../connectors/crm.js';
import type { Expression } from '../expression/expression.js';
import type { SourceLocation } from '../file/source-location.js';
import type { ContractWriteback, OpportunityWriteback } from '../mapping.js';
import { inForce } from '../write-back/in-force.js';
import { noField, noObject } from '../write-back/missing-fields.js';
import { crmFieldFaults } from './crm-field-faults.js';
import { error, type Report } from './report.js';
import { noted } from '../../domain/said.js';

type Describe = (objectName: string) => Promise<ObjectDescription | null>;
type Right = 'createable' | 'updateable';

export async function checkContractWriteback(
  writeback: ContractWriteback,
  describe: Describe,
  report: Report,
): Promise<void> {
  const { object, externalId, opportunity, location, locations } = writeback;
  const before = report.faults;
  const description = await describe(object);
  if (description === null) {
    report.add(error(noObject(object)), locations.object);
    return;
  }
  const { fields } = inForce(writeback, description);
  const key = writableField(description, externalId, ['createable'], locations.externalId, report);
  if (key !== null && !(key.externalId && key.unique)) {
    const message = noted`${object}.${externalId} has to be an external id and unique, or two records could stand for one contract.`;
    report.add(error(message), locations.externalId);
  }
  if (opportunity !== null) {
    const at = locations.opportunity;
    const lookup = writableField(description, opportunity, BOTH, at, report);
    if (lookup !== null && lookup.type !== 'reference') {
      const message = noted`${object}.${opportunity} has to be a look-up to the deal.`;
      report.add(error(message), at);
    }
  }
  checkFields(fields, description, BOTH, report);
  if (report.faults === before) {
    report.ok(`write-back to ${object}: ${fields.size} fields`, location);
  }
}

export async function checkDealWriteback(
  writeback: OpportunityWriteback,
  dealObject: string,
  describe: Describe,
  report: Report,
): Promise<void> {
  const { location } = writeback;
  const before = report.faults;
  const description = await describe(dealObject);
  if (description === null) {
    const message = noted`the CRM has no object ${dealObject}, or dealdraft may not see it.`;
    report.add(error(message), location);
    return;
  }
  const { fields } = inForce(writeback, description);
  checkFields(fields, description, ['updateable'], report);
  if (report.faults === before) {
    report.ok(`write-back to ${dealObject}: ${fields.size} fields`, location);
  }
}

const BOTH: readonly Right[] = ['createable', 'updateable'];

function checkFields(
  fields: ReadonlyMap<string, Expression>,
  description: ObjectDescription,
  rights: readonly Right[],
  report: Report,
): void {
  for (const [name, expression] of fields) {
    const field = writableField(description, name, rights, expression.location, report);
    if (field === null) continue;
    const label = `${description.name}.${name}`;
    for (const fault of crmFieldFaults(label, field, expression)) {
      report.add(fault, expression.location);
    }
  }
}

function writableField(
  description: ObjectDescription,
  name: string,
  rights: readonly Right[],
  location: SourceLocation,
  report: Report,
): FieldDescription | null {
  const field = description.fields.get(name);
  if (field === undefined) {
    report.add(error(noField(description, name)), location);
    return null;
  }
  const lacking = rights.filter((right) => !field[right]);
  if (lacking.length > 0) {
    const message = noted`${description.name}.${name} is not ${lacking.join(' or ')} for dealdraft; grant edit access to the field, or take it out.`;
    report.add(error(message), location);
  }
  return field;
}
