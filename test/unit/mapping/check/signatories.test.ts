import { describe, expect, test } from 'vitest';
import { leaf } from '../samples.js';
import { DEAL_FIELDS, faultsOf } from './faults-of.js';

const HEAD = `version: 1
writeback: {contract: null, opportunity: null}
contracts:
  - template: 1204
    counterparties:
      - {organizationName: Name, contact: '{"firstName": "A", "email": "a@b.test"}'}
`;
const ENTITIES = [
  { id: '61', name: 'Acme Inc', referenceId: 'ACME-US' },
  { id: '62', name: 'Acme GmbH', referenceId: 'ACME-DE' },
  { id: '63', name: 'Nameless', referenceId: null },
];

const check = (lines: string) =>
  faultsOf(
    HEAD + lines.replace(/^/gm, '    '),
    [leaf('po')],
    DEAL_FIELDS,
    async () => [],
    async () => ENTITIES,
  );

describe('mapping check of who signs', () => {
  test('has nothing to say of what can work', async () => {
    expect(
      await check(`signatories:
  - {name: Name, email: '"a@b.test"', order: 1, counterparty: 1}
  - {counterparty: 1, order: 2}
  - {name: Name, email: Name, order: Seats, title: Name, note: Name}
entity: '"ACME-US"'
workflow: {autoSend: Closed, apiOnlyEdits: true}
embedded: false
data: {po: {hint: Ask}}`),
    ).toEqual([]);
    expect(await check('entity: Name')).toEqual([]);
  });

  test.each([
    ['signatories: [{name: \'"A"\'}]', 'm.yaml:7:19 signatory 1 has no email'],
    [`signatories: [{email: '"a@b.test"'}]`, 'm.yaml:7:19 signatory 1 has no name'],
    [
      `signatories: [{name: Name, email: '"a at b"'}]`,
      'm.yaml:7:32 email of signatory 1 is no e-mail address: "a at b"',
    ],
    [
      `signatories: [{name: Amount, email: Name}]`,
      'm.yaml:7:20 field "name" (name of signatory 1)',
    ],
    [
      `signatories: [{name: Name, email: Name, order: 0, counterparty: 1}]`,
      'm.yaml:7:45 order of signatory 1 is 0; write a whole number',
    ],
    [
      `signatories: [{name: Name, email: Name, order: Name, counterparty: 1}]`,
      'm.yaml:7:45 field "order" (order of signatory 1)',
    ],
    [
      `signatories: [{name: Name, email: Name, counterparty: 2}]`,
      'm.yaml:7:45 signatory 1 signs for counterparty 2, and 1 are mapped',
    ],
    [`signatories: [{name: Nme, email: Name}]`, 'm.yaml:7:20 Nme'],
    [
      `signatories: [{name: Name, email: Name, order: 1}]`,
      'm.yaml:7:19 signatories have an order, and nobody signs for a counterparty',
    ],
    [
      `signatories: [{name: Name, email: Name, order: 1, counterparty: 1}, {name: Name, email: Name}]`,
      'm.yaml:7:73 signatory 2 has no order',
    ],
    ['workflow: {autoSend: Name}', 'm.yaml:7:16 field "autoSend" (workflow.autoSend)'],
    ['embedded: Amount', 'm.yaml:7:5 field "embedded"'],
    ['entity: Amount', 'm.yaml:7:5 field "entity"'],
    [
      `entity: '"ACME-UK"'`,
      'm.yaml:7:5 entity: SpotDraft has no entity with the reference id "ACME-UK" (did you mean "ACME-US"?); it has ACME-US, ACME-DE.',
    ],
    [
      `entity: 'Closed ? "Acme GmbH" : "62"'`,
      'm.yaml:7:5 entity: SpotDraft has no entity with the reference id "Acme GmbH"; that of Acme GmbH is "ACME-DE"',
    ],
    ['data: {pp: {hint: Ask}}', 'm.yaml:7:12 template 1204 has no field "pp" (did you mean "po"?)'],
  ])('names what can not: %s', async (line, fault) => {
    expect((await check(line)).join('\n')).toContain(`error ${fault}`);
  });

  test('says that a workspace has no entity to name', async () => {
    const faults = await faultsOf(`${HEAD}    entity: '"X"'\n`, [], DEAL_FIELDS);
    expect(faults.join('\n')).toContain('it has none.');
  });
});
