import type { ObjectDescription } from '../../connectors/crm.js';
import { RENEWAL_OF } from '../file/compile-renewals.js';
import type { Mapping, RenewalMapping } from '../mapping.js';
import type { CrmModel } from '../reads/crm-model.js';
import { closest } from '../wording/closest.js';
import { toCrmValue } from '../write-back/crm-value.js';
import { noField } from '../write-back/missing-fields.js';
import { pathFault } from './path-fault.js';
import { error, type Report } from './report.js';
import { noted } from '../../domain/said.js';

/** A deal can't be made without them. */
const REQUIRED = ['Name', 'StageName', 'CloseDate'] as const;

/** Holds renewals against the CRM: what they read of the deal, and what they write into the new one. */
export async function checkRenewals(
  { renewals }: Pick<Mapping, 'renewals'>,
  deals: { readonly model: CrmModel; readonly description: ObjectDescription | null },
  report: Report,
): Promise<void> {
  for (const renewal of renewals.values()) {
    const before = report.faults;
    await checkReads(renewal, deals.model, report);
    if (deals.description !== null) checkFields(renewal, deals.description, report);
    if (report.faults === before) {
      const message = `renewal of contract type ${renewal.typeId}: ${renewal.fields.size} fields`;
      report.ok(message, renewal.location);
    }
  }
}

async function checkReads(
  { dealPaths, endDate, fields, location }: RenewalMapping,
  model: CrmModel,
  report: Report,
): Promise<void> {
  for (const path of dealPaths) {
    const { problem } = await model.find(path);
    if (problem === null) continue;
    const key = JSON.stringify(['opportunity', ...path]);
    const reader = [endDate, ...fields.values()].find(({ derivation }) =>
      [...derivation.reads].some((read) => JSON.stringify(read.path) === key),
    );
    report.add(pathFault(['opportunity', ...path], problem), reader?.location ?? location);
  }
}

function checkFields(
  { fields, location }: RenewalMapping,
  description: ObjectDescription,
  report: Report,
): void {
  const key = description.fields.get(RENEWAL_OF);
  if (key === undefined || !key.createable || !key.externalId || !key.unique) {
    const message = noted`${description.name}.${RENEWAL_OF} has to be a text field, unique, an external id and writable for dealdraft, or one contract could be renewed twice; install the Salesforce package.`;
    report.add(error(message), location);
  }
  for (const name of REQUIRED) {
    if (fields.has(name)) continue;
    const message = noted`no deal can be made without ${name}; add it below opportunity.`;
    report.add(error(message), location);
  }
  for (const [name, { derivation, location: at }] of fields) {
    const field = description.fields.get(name);
    if (field === undefined) {
      report.add(error(noField(description, name)), at);
      continue;
    }
    if (!field.createable) {
      const message = noted`${description.name}.${name} can't be set when a deal is made; grant edit access to the field, or take it out.`;
      report.add(error(message), at);
    }
    for (const literal of derivation.result.literals.values()) {
      const fit = toCrmValue(field, literal);
      if (fit.problem === null || literal === '') continue;
      const near = typeof literal === 'string' ? closest(literal, field.picklistValues ?? []) : '';
      report.add(error(`${description.name}.${name} ${fit.problem}${near}.`), at);
    }
  }
}
