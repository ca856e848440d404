import { describe, expect, test } from 'vitest';
import { mappingFileSchema } from '../../../../src/mapping/file/mapping-file.schema.js';
import { parseMappingFile } from '../../../../src/mapping/index.js';
import { problemsOf } from '../samples.js';

const HEAD = 'version: 1\ncontracts:\n  - template: 1204\n  - template: 7\n';

const automations = (text: string) => `${HEAD}automations:\n${text}`;
const renewals = (text: string) => `${HEAD}renewals:\n${text}`;
const RENEWAL = '  - type: 12\n    endDate: keyPointers.end_date.value\n    noticeDays: 90\n';

describe('automations in a mapping file', () => {
  test('are read with what all of them need of a deal, each path once', () => {
    const { automations: read } = parseMappingFile(
      automations(
        '  - template: 1204\n    when: StageName = "Proposal/Price Quote" and $count(OpportunityLineItems) > 0\n' +
          '  - {template: "7", when: StageName = "Closed Won" and Account.Type = "Partner", send: true}\n',
      ),
      'm.yaml',
    );
    expect(read.rules.map(({ templateId, send }) => [templateId, send])).toEqual([
      ['1204', false],
      ['7', true],
    ]);
    expect(read.paths).toEqual([
      ['StageName'],
      ['Account', 'Type'],
      ['OpportunityLineItems', 'Id'],
    ]);
  });

  test('are none where the file has none', () => {
    expect(parseMappingFile(HEAD, 'm.yaml').automations).toEqual({ rules: [], paths: [] });
  });

  test.each([
    ['  - template: 99\n    when: IsWon\n', '6:5: template 99 has no entry under contracts'],
    [
      '  - {template: 7, when: IsWon}\n  - {template: 7, when: IsClosed}\n',
      '7:6: template 7 has two automations, first in line 6',
    ],
    ['  - {template: 7, when: "IsWon and"}\n', "can't be read"],
    ['  - {template: 7, when: StageName & "x"}\n', 'something else than true or false'],
    ['  - {template: 7, when: "5"}\n', 'something else than true or false'],
    ['  - {template: 7, when: "{\\"a\\": 1}"}\n', 'something else than true or false'],
    ['  - {template: 7, when: $random() > 0.5}\n', 'chance would decide'],
    ['  - {template: 7, when: Account = "Acme"}\n', 'Account, which is a record or a list'],
    ['  - {template: 7, when: $ = 1}\n', 'the whole deal'],
    ['  - {template: 7, when: $x = 1}\n', '$x'],
    ['  - {template: 7, when: IsWon, sends: true}\n', 'unknown key "sends" (did you mean "send"?)'],
    ['  - {template: 7, when: IsWon, send: "yes please"}\n', 'write true or false'],
    ['  - {when: IsWon}\n', 'give the id of a SpotDraft template'],
    ['  - 7\n', 'write template, when and send for each automation'],
    ['  template: 7\n', 'list automations here'],
  ])('say what is wrong: %s', (text, problem) => {
    expect(problemsOf(automations(text)).join('\n')).toContain(problem);
  });
});

describe('renewals in a mapping file', () => {
  test('are read with what they need', () => {
    const text = renewals(
      `${RENEWAL}    opportunity: {Name: 'opportunity.Name & " – renewal"', OwnerId: opportunity.Account.OwnerId, CloseDate: endDate}\n    amendments: [13]\n`,
    );
    const renewal = parseMappingFile(text, 'm.yaml').renewals.get('12');
    expect(renewal).toMatchObject({
      noticeDays: 90,
      dealPaths: [['Name'], ['Account', 'OwnerId']],
      readsKeyPointers: true,
      relation: 'CHILD',
      amendments: ['13'],
    });
    const plain = parseMappingFile(
      renewals('  - {type: 12, endDate: createdAt, noticeDays: 0, opportunity: {}}\n'),
      'm.yaml',
    ).renewals.get('12');
    expect(plain).toMatchObject({ dealPaths: [], readsKeyPointers: false, amendments: [] });
  });

  test.each([
    [RENEWAL, 'list CRM fields here'],
    [`${RENEWAL}    opportunity: {Renewal_Of__c: id}\n`, "Renewal_Of__c is dealdraft's own"],
    [`${RENEWAL}    opportunity: {Name: endsAt}\n`, 'a contract has no "endsAt" here'],
    [`${RENEWAL}    opportunity: {Name: "name &"}\n`, "can't be read"],
    [`${RENEWAL}    opportunity: {Name: opportunity.Account}\n`, 'opportunity.Account, which is'],
    [`${RENEWAL}    opportunity: {Name: opportunity}\n`, 'the whole deal'],
    [
      `${RENEWAL}    opportunity: {}\n${RENEWAL}    opportunity: {}\n`,
      'contract type 12 has two renewals, first in line 6',
    ],
    ['  - {type: 12, endDate: endDate, noticeDays: 1, opportunity: {}}\n', 'has no "endDate"'],
    ['  - {type: 12, endDate: "x(", noticeDays: 1, opportunity: {}}\n', "can't be read"],
    ['  - {type: 12, endDate: id, noticeDays: 1.5, opportunity: {}}\n', 'whole number from 0 to'],
    ['  - {type: 12, endDate: id, noticeDays: -1, opportunity: {}}\n', 'whole number from 0 to'],
    ['  - {type: x, endDate: id, noticeDays: 1, opportunity: {}}\n', 'SpotDraft contract type'],
    [
      '  - {type: 12, endDate: id, noticeDays: 1, opportunity: {}, relation: SIBLING}\n',
      'write one of CHILD, ADDENDUM, AMENDMENT, PARENT',
    ],
    [
      '  - {type: 12, endDate: id, noticeDays: 1, opportunity: {}, amendments: 13}\n',
      'list the ids of contract types here',
    ],
  ])('say what is wrong: %s', (text, problem) => {
    expect(problemsOf(renewals(text)).join('\n')).toContain(problem);
  });
});

test('the schema for editors knows both', () => {
  const schema = JSON.stringify(mappingFileSchema());
  for (const key of ['automations', 'when', 'send', 'renewals', 'noticeDays', 'endDate'])
    expect(schema).toContain(`"${key}"`);
});
