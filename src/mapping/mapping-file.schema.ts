import { z } from 'zod';
import { ADDRESS_LINES } from './mapping.js';

/** The mapping file as it is written, before its expressions are compiled. */

/** Numbers and true/false are constants; everything else is a JSONata expression. */
const expression = z
  .union([z.string(), z.number(), z.boolean()], {
    error: 'write one expression here, in quotes if it has special characters',
  })
  .transform((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
  .refine((text) => text.trim() !== '', 'the expression is empty; write one, or remove the line');

const crmName = z
  .string({ error: 'write the name of a CRM object or field' })
  .regex(/^[A-Za-z]\w*$/, 'is not the name of a CRM object or field: letters, digits and _ only');

const fields = z.record(crmName, expression, {
  error: 'list CRM fields here, each with an expression',
});

const counterparty = z.strictObject({
  isIndividual: expression.optional(),
  organizationName: expression.optional(),
  organizationType: expression.optional(),
  jurisdiction: expression.optional(),
  partyRole: expression.optional(),
  contact: expression.optional(),
  address: z.partialRecord(z.enum(ADDRESS_LINES), expression).optional(),
});

const contract = z.strictObject({
  template: z
    .union([z.string(), z.number()], { error: 'give the id of a SpotDraft template' })
    .transform(String)
    .refine((id) => /^[1-9]\d{0,14}$/.test(id), 'is not the id of a SpotDraft template: a number'),
  name: expression.optional(),
  counterparties: z
    .array(counterparty, { error: 'list counterparties here, each starting with "- "' })
    .optional(),
  data: z
    .record(z.string(), expression, {
      error: 'list template fields here, each with an expression',
    })
    .optional(),
});

const contractWriteback = z.strictObject({
  object: crmName,
  externalId: crmName,
  opportunity: crmName.nullish(),
  fields,
});

const opportunityWriteback = z.strictObject({ fields });

export const mappingFile = z.strictObject({
  version: z.literal(1, { error: 'write version: 1, the only version there is' }),
  contracts: z.array(contract, {
    error: 'list contracts here, each starting with "- template: ID" ([] for none)',
  }),
  writeback: z
    .strictObject(
      {
        contract: contractWriteback.nullish(),
        opportunity: opportunityWriteback.nullish(),
      },
      {
        error:
          'write contract: null or opportunity: null below writeback to switch that part off, ' +
          'or remove the line to get the defaults',
      },
    )
    .optional(),
});

export type MappingFile = z.infer<typeof mappingFile>;

/** Known keys by the kind of place, to tell what an unknown one was meant to be. */
export const KNOWN_KEYS: readonly { readonly at: RegExp; readonly keys: readonly string[] }[] = [
  { at: /^$/, keys: Object.keys(mappingFile.shape) },
  { at: /^contracts\.\d+$/, keys: Object.keys(contract.shape) },
  { at: /^contracts\.\d+\.counterparties\.\d+$/, keys: Object.keys(counterparty.shape) },
  { at: /^contracts\.\d+\.counterparties\.\d+\.address$/, keys: ADDRESS_LINES },
  { at: /^writeback$/, keys: ['contract', 'opportunity'] },
  { at: /^writeback\.contract$/, keys: Object.keys(contractWriteback.shape) },
  { at: /^writeback\.opportunity$/, keys: Object.keys(opportunityWriteback.shape) },
];
