import { expect, test } from 'vitest';
import type { Automation, ReadableDeal } from '../../../../src/mapping/index.js';
import { parseMappingFile } from '../../../../src/mapping/index.js';
import { judgeDeal } from '../../../../src/services/automations/judge-deal.js';

const NOW = new Date('2026-11-30T10:00:00Z');

function ruleOf(when: string): Automation {
  const text = `version: 1
contracts:
  - template: 1204
    data: {}
automations:
  - template: 1204
    when: ${JSON.stringify(when)}
`;
  return parseMappingFile(text, 'mapping.yaml').automations.rules[0]!;
}

const deal = (
  record: ReadableDeal['record'],
  withheld: ReadableDeal['withheld'] = [],
): ReadableDeal => ({ record, withheld });

test.each([
  ['right', { StageName: 'Proposal' }],
  ['other', { StageName: 'Closed' }],
  ['other', {}],
])('a deal is %s where the condition says so of %j', async (kind, record) => {
  expect(await judgeDeal(ruleOf('StageName = "Proposal"'), deal(record), NOW)).toEqual({ kind });
});

test.each([
  ['masked', 'is masked for the integration user'],
  ['file', 'is the body of a file'],
] as const)(
  'a %s value that the condition reads is told, not taken for a value',
  async (kind, said) => {
    const rule = ruleOf('Secret__c != "no"');
    const judged = await judgeDeal(
      rule,
      deal({ Secret__c: null }, [{ path: ['Secret__c'], kind }]),
      NOW,
    );
    expect(judged).toEqual({
      kind: 'failed',
      text: expect.stringMatching(
        new RegExp(`Secret__c, which the expression in mapping\\.yaml line 7 reads, ${said}`, 'u'),
      ) as string,
    });
  },
);

test('a condition that fails on a deal is told with its place in the file', async () => {
  const judged = await judgeDeal(ruleOf('$number(Name) > 1'), deal({ Name: 'Acme' }), NOW);
  expect(judged).toEqual({
    kind: 'failed',
    text: expect.stringContaining('the expression in mapping.yaml line 7') as string,
  });
});
