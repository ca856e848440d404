import { describe, expect, test } from 'vitest';
import { mapDeal, parseMappingFile } from '../../../../src/mapping/index.js';
import { NOW, leaf, problemsOf, template } from '../samples.js';

const HEAD = 'version: 1\ncontracts:\n  - template: 1204\n';
const PARTY = `    counterparties:
      - {organizationName: Account.Name, contact: '{"firstName": "Ada", "email": "a@b.test"}'}
`;

function parsed(rest: string) {
  return parseMappingFile(HEAD + PARTY + rest, 'm.yaml').contracts.get('1204')!;
}

describe('who signs, in the file', () => {
  test('is read like everything else: what the expressions read is asked of the CRM once', () => {
    const contract = parsed(`    signatories:
      - name: Owner.Name
        email: Owner.Email
        title: '"AE"'
        note: Name
        order: 1
        counterparty: Side__c
    entity: Entity__c
    workflow: {autoSend: Send__c, apiOnlyEdits: true, skipCounterpartyInfo: false, skipCreatorInfo: true}
    embedded: Embedded__c
`);
    expect(contract.paths.map((path) => path.join('.')).sort()).toEqual([
      'Account.Name',
      'Embedded__c',
      'Entity__c',
      'Name',
      'Owner.Email',
      'Owner.Name',
      'Send__c',
      'Side__c',
    ]);
    expect(contract.signatories[0]?.location).toEqual({ fileName: 'm.yaml', line: 7, column: 9 });
    expect(contract.signatories[0]?.order).toMatchObject({ scalar: '1', location: { line: 11 } });
    expect(contract.workflow.skipCreatorInfo?.text).toBe('true');
  });

  test.each([
    ['signatories: 5', 'mapping.yaml:6:5: contracts.0.signatories: list signatories here'],
    ['signatories: [5]', 'mapping.yaml:6:19: contracts.0.signatories.0: write name, email'],
    [
      'signatories: [{nmae: Name}]',
      'mapping.yaml:6:20: unknown key "nmae" (did you mean "name"?); known here: name, email, title, note, order, counterparty',
    ],
    ['workflow: [true]', 'mapping.yaml:6:5: contracts.0.workflow: write autoSend, apiOnlyEdits'],
    [
      'workflow: {autosend: true}',
      'mapping.yaml:6:16: unknown key "autosend" (did you mean "autoSend"?)',
    ],
    ['entity: [A]', 'mapping.yaml:6:5: contracts.0.entity: write one expression here'],
    ['embeded: true', 'mapping.yaml:6:5: unknown key "embeded" (did you mean "embedded"?)'],
    ['embedded: yes', 'mapping.yaml:6:5: contracts.0.embedded: yes is the name of a field here'],
    ['entity: "1 +"', 'mapping.yaml:6:5: contracts.0.entity: the expression 1 + can'],
    ['signatories: [{name: "Owner", email: "a"}]', 'mapping.yaml:6:20: the expression Owner uses'],
  ])('is refused where it stands: %s', (line, problem) => {
    const second = line.includes('"Owner"') ? `    data: {o: Owner.Name}\n` : '';
    expect(problemsOf(`${HEAD}${PARTY}    ${line}\n${second}`).join('\n')).toContain(problem);
  });
});

describe('a hint', () => {
  const DATA = `    name: {expression: Nothing, hint: The name of the deal}
    data:
      customer:
        expression: Account.Name
        hint: "  The customer's name "
      zip: {expression: 01234, hint: Zip code}
      po_number:
        hint: Ask the customer for it
`;

  test('goes with an expression, or alone where nothing is mapped', () => {
    const contract = parsed(DATA);
    expect([...contract.data.keys()]).toEqual(['customer', 'zip']);
    expect([...contract.hints].map(([name, { text }]) => [name, text])).toEqual([
      ['customer', "The customer's name"],
      ['zip', 'Zip code'],
      ['po_number', 'Ask the customer for it'],
    ]);
    expect(contract.data.get('zip')?.scalar).toBe('01234');
    expect(contract.name).toMatchObject({ text: 'Nothing', hint: 'The name of the deal' });
    expect(contract.paths.map((path) => path.join('.'))).toContain('Account.Name');
  });

  test('is what people are told instead of the expression', async () => {
    const { trace, userErrors } = await mapDeal({
      contract: parsed(DATA),
      deal: {},
      fields: [],
      template: template([
        leaf('customer', 'string', { required: true }),
        leaf('po_number'),
        leaf('zip'),
      ]),
      overrides: {},
      name: null,
      now: NOW,
    });
    expect(trace.map(({ field, hint }) => [field, hint])).toEqual([
      ['customer', "The customer's name"],
      ['po_number', 'Ask the customer for it'],
      ['zip', 'Zip code'],
    ]);
    const [missing] = userErrors;
    expect(missing?.message).toContain(`"The customer's name"`);
    expect(missing?.message).not.toContain('Account.Name');
  });

  test.each([
    ['data: {a: {hint: ""}}', 'mapping.yaml:6:16: contracts.0.data.a.hint: the hint is empty'],
    ['data: {a: {hint: 5}}', 'mapping.yaml:6:16: contracts.0.data.a.hint: write a text for people'],
    [`data: {a: {hint: ${'x'.repeat(501)}}}`, 'the hint is longer than 500 characters'],
    [
      'data: {a: {}}',
      'mapping.yaml:6:12: contracts.0.data.a: write an expression here, a hint, or both',
    ],
    [
      'data: {a: {expresion: Name}}',
      'mapping.yaml:6:16: unknown key "expresion" (did you mean "expression"?); known here: expression, hint',
    ],
    [
      'data: {a: {expression: [1]}}',
      'mapping.yaml:6:16: contracts.0.data.a.expression: write one expr',
    ],
    [
      'entity: {hint: ours}',
      'mapping.yaml:6:5: contracts.0.entity: write an expression beside the hint',
    ],
    [
      'entity: {hnt: ours, expression: A}',
      'mapping.yaml:6:14: unknown key "hnt" (did you mean "hint"?); known here: expression, hint',
    ],
    ['entity: ""', 'mapping.yaml:6:5: contracts.0.entity: the expression is empty'],
  ])('is refused where it stands: %s', (line, problem) => {
    expect(problemsOf(`${HEAD}${PARTY}    ${line}\n`).join('\n')).toContain(problem);
  });

  test('is not for what is written back', () => {
    const problems = problemsOf(
      'version: 1\ncontracts: []\nwriteback:\n  opportunity:\n    fields: {A__c: {expression: name, hint: x}}\n',
    );
    expect(problems.join('\n')).toContain('write one expression here');
  });
});
