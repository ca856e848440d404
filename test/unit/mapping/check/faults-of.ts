import type { FieldDescription } from '../../../../src/connectors/crm.js';
import type { TemplateField } from '../../../../src/connectors/spotdraft/template.js';
import { checkMapping, parseMappingFile } from '../../../../src/mapping/index.js';
import { describeObject } from '../crm-samples.js';
import { template } from '../samples.js';

type Fields = Readonly<Record<string, Partial<FieldDescription>>>;

/** What `mapping check` finds, as `level file:line:column message`. */
export async function faultsOf(
  text: string,
  fields: readonly TemplateField[],
  crm: Fields,
  organizationTypes: Parameters<typeof checkMapping>[0]['organizationTypes'] = async () => [],
  listEntities: Parameters<typeof checkMapping>[0]['listEntities'] = async () => [],
): Promise<string[]> {
  const objects = [
    describeObject('Opportunity', crm, { OpportunityLineItems: 'OpportunityLineItem' }),
    describeObject('OpportunityLineItem', { Name: {}, Quantity: { type: 'number' } }),
    describeObject('C__c', { ...crm, Id__c: { externalId: true, unique: true } }),
  ];
  const findings = await checkMapping({
    mapping: parseMappingFile(text, 'm.yaml'),
    templates: new Map([['1204', template(fields)]]),
    describe: async (name) => objects.find((object) => object.name === name) ?? null,
    organizationTypes,
    listEntities,
    dealObject: 'Opportunity',
  });
  return findings
    .filter(({ level }) => level !== 'ok')
    .map(({ level, where, message }) => `${level} ${where} ${message}`);
}

export const DEAL_FIELDS: Fields = {
  Name: {},
  Amount: { type: 'currency', scale: 2, precision: 18 },
  Seats: { type: 'number', scale: 0, precision: 6 },
  Closed: { type: 'boolean' },
  CloseDate: { type: 'date' },
  Secret: { type: 'encrypted' },
  Rich: { type: 'textarea', html: true },
  Body: { type: 'base64' },
  Address: { type: 'compound' },
  Oddity: { type: 'other' },
  Tags: { type: 'multipicklist', picklistValues: ['A', 'B'] },
};
