import type {
  Template,
  TemplateComposite,
  TemplateField,
  TemplateLeaf,
  TemplateRepeating,
} from '../../../src/connectors/spotdraft/template.js';
import type { Contract } from '../../../src/domain/contract.js';
import { contractIdOf } from '../../../src/domain/contract-id.js';
import { ConfigError } from '../../../src/domain/errors.js';
import { parseOpportunityId } from '../../../src/domain/opportunity-id.js';
import { parseMappingFile, type ContractMapping } from '../../../src/mapping/index.js';

export const NOW = new Date('2026-11-21T23:30:00Z');

export function leaf(
  name: string,
  type: TemplateLeaf['type'] = 'string',
  more: Partial<TemplateLeaf> = {},
): TemplateLeaf {
  return {
    kind: 'leaf',
    name,
    label: `Label of ${name}`,
    required: false,
    type,
    rawType: type,
    options: null,
    hasDefault: false,
    ...more,
  };
}

export function composite(
  name: string,
  parentType: string | null,
  members: readonly TemplateLeaf[],
  required = false,
): TemplateComposite {
  return { kind: 'composite', name, label: `Label of ${name}`, required, parentType, members };
}

export function repeating(
  name: string,
  row: TemplateRepeating['row'],
  required = false,
): TemplateRepeating {
  return { kind: 'repeating', name, label: `Label of ${name}`, required, row };
}

export const currency = (name: string, required = false) =>
  composite(name, 'currency', [leaf('type'), leaf('value', 'float')], required);

export const duration = (name: string) =>
  composite(name, 'duration', [leaf('type'), leaf('value', 'int')]);

export function template(
  fields: readonly TemplateField[],
  counterpartyKind: Template['counterpartyKind'] = 'organisation',
): Template {
  return { id: '1204', name: 'Order form', contractTypeId: '7', fields, counterpartyKind };
}

const PARTY = `
    counterparties:
      - organizationName: Account.Name
        contact: '{"firstName": "Ada", "email": "ada@acme.test"}'`;

/** The entry of template 1204 whose `data` are the given expressions. */
export function entry(data: Readonly<Record<string, string>> = {}, rest = PARTY): ContractMapping {
  const lines = Object.entries(data).map(([key, text]) => `      ${key}: ${JSON.stringify(text)}`);
  const text = `version: 1\ncontracts:\n  - template: 1204${rest}\n    data:${lines.length === 0 ? ' {}' : ''}\n${lines.join('\n')}\n`;
  return parseMappingFile(text, 'mapping.yaml').contracts.get('1204')!;
}

/** The problems that a mapping file is refused with. */
export function problemsOf(text: string): readonly string[] {
  try {
    parseMappingFile(text, 'mapping.yaml');
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error('the file was accepted');
}

export const CONTRACT: Contract = {
  id: contractIdOf('T', 123),
  name: 'Acme order form',
  status: 'SIGN',
  kind: 'TEMPLATE_CONTRACT',
  type: { id: '7', name: 'Order form' },
  referenceId: 'OF-1',
  counterpartyName: 'Acme Inc',
  createdBy: 'rep@sales.test',
  createdAt: '2026-11-20T10:00:00Z',
  url: 'https://app.spotdraft.test/contracts/123',
  externalMetadata: { external_id: '006000000000001AAA' },
  opportunityId: parseOpportunityId('006000000000001'),
};
