import { describe, expect, it } from 'vitest';
import { closeBlockers } from '../../../../src/domain/term-check.js';
import type { TermCheck } from '../../../../src/domain/term-check.js';
import { judgeTerms, needsKeyPointers, parseMappingFile } from '../../../../src/mapping/index.js';
import { CONTRACT } from '../samples.js';

const NOW = new Date('2026-11-21T10:00:00Z');
const OPTIONS = { timeZone: 'UTC', now: NOW };

function rulesOf(checks: string) {
  return parseMappingFile(`version: 1\ncontracts: []\nchecks:\n${checks}`, 'm').checks;
}

async function judged(
  check: string,
  facts: {
    readonly deal?: Record<string, unknown>;
    readonly withheld?: readonly { readonly path: string[]; readonly kind: 'masked' | 'file' }[];
    readonly pointers?: Record<string, unknown>;
  } = {},
): Promise<TermCheck | null> {
  const pointers = Object.entries(facts.pointers ?? {});
  const [result] = await judgeTerms(
    rulesOf(`  - {name: total, ${check}}\n`),
    {
      contract: { ...CONTRACT, status: 'EXECUTED' },
      keyPointers: pointers.map(([name, value]) => ({ id: '1', name, label: null, value })),
      deal: { record: facts.deal ?? { Amount: 5 }, withheld: facts.withheld ?? [] },
      confirmed: new Map(),
    },
    OPTIONS,
  );
  return result ?? null;
}

const SIGNED = 'signed: keyPointers.total.value, expected: Amount';

describe('judging the terms of a contract', () => {
  it('tells both values, where they come from, and when', async () => {
    expect(await judged(`${SIGNED}, severity: block`, { pointers: { total: 6 } })).toMatchObject({
      name: 'total',
      state: 'MISMATCH',
      signed: 6,
      expected: 5,
      difference: '1 more (20 %)',
      severity: 'block',
      signedFrom: 'keyPointers.total.value',
      expectedFrom: 'Amount',
      checkedAt: NOW.toISOString(),
      confirmed: null,
    });
    const hinted = await judged('signed: name, expected: {expression: Name, hint: the deal}');
    expect(hinted?.expectedFrom).toBe('"the deal"');
  });

  it.each([
    ['when: true', true],
    ['when: false', false],
    ['when: externalMetadata.nothing', false],
    ['when: opportunity.Amount = 5', true],
    ['when: opportunity.Amount = 6', false],
    ['when: keyPointers.total.value = 6', true],
  ])('is about contracts of which "%s" is true', async (when, applies) => {
    const result = await judged(`${when}, ${SIGNED}`, { pointers: { total: 6 } });
    expect(result !== null).toBe(applies);
  });

  it.each([
    ['monthly', 1000, 12_000, 'MATCH'],
    ['quarterly', 3000, 12_000, 'MATCH'],
    ['annual', 12_000, 12_000, 'MATCH'],
    ['monthly', 12_000, 12_000, 'MISMATCH'],
    ['annual', 1000, 12_000, 'MISMATCH'],
    ['weekly', 1000, 12_000, 'MISSING'],
  ])('holds a %s fee of %i against a yearly one of %i: %s', async (period, fee, Amount, state) => {
    const times = '{"monthly": 12, "quarterly": 4, "annual": 1}';
    const signed = `'keyPointers.fee.value.value * $lookup(${times}, keyPointers.period.value)'`;
    const result = await judged(`signed: ${signed}, expected: Amount`, {
      deal: { Amount },
      pointers: { fee: { type: 'USD', value: fee }, period },
    });
    expect(result?.state).toBe(state);
  });

  it.each([
    ['when: name', 'whether it applies is neither true nor false'],
    ['when: $number(name) = 1', "whether it applies can't be worked out: "],
  ])('takes "%s" for a missing answer', async (when, difference) => {
    const result = await judged(`${when}, ${SIGNED}`, { pointers: { total: 5 } });
    expect(result).toMatchObject({ state: 'MISSING' });
    expect(result?.difference).toContain(difference);
  });

  it.each([
    ['signed: $number(name), expected: Amount', {}, "the signed value can't be worked out: "],
    ['signed: 5, expected: $number(Name)', { deal: { Name: 'x' } }, "the deal's value can't be"],
    [
      'signed: 5, expected: Secret__c',
      { withheld: [{ path: ['Secret__c'], kind: 'masked' as const }] },
      'Secret__c is masked for the integration user',
    ],
    [
      'signed: 5, expected: Body',
      { withheld: [{ path: ['Body'], kind: 'file' as const }] },
      'Body is the body of a file',
    ],
    ['signed: 5, expected: Amount / 0', {}, 'the deal has no value'],
  ])('takes what can not be had for missing: %s', async (check, facts, difference) => {
    const result = await judged(check, facts);
    expect(result?.state).toBe('MISSING');
    expect(result?.difference).toContain(difference);
  });

  it('compares digits without quotes as they are written, and shows long values cut', async () => {
    expect((await judged('signed: 5, expected: Amount'))?.state).toBe('MATCH');
    const long = 'x'.repeat(5_000);
    const result = await judged(SIGNED, { pointers: { total: long }, deal: { Amount: long } });
    expect(result?.state).toBe('MATCH');
    expect(String(result?.signed)).toHaveLength(2_001);
  });

  it('needs key pointers only where a check that applies reads them', async () => {
    const facts = { contract: CONTRACT, deal: { record: { Amount: 5 }, withheld: [] } };
    const needs = (checks: string) => needsKeyPointers(rulesOf(checks), facts, OPTIONS);
    expect(await needs('  - {name: a, signed: name, expected: Name}\n')).toBe(false);
    expect(await needs(`  - {name: a, ${SIGNED}}\n`)).toBe(true);
    expect(await needs(`  - {name: a, when: false, ${SIGNED}}\n`)).toBe(false);
    expect(
      await needs('  - {name: a, when: keyPointers.a.value = 1, signed: 1, expected: Name}\n'),
    ).toBe(true);
  });
});

describe('what stands against closing a deal', () => {
  const base = {
    name: 'total',
    state: 'MISMATCH',
    signed: { type: 'USD', value: 5 },
    expected: 6,
    difference: '1 less',
    severity: 'block',
    signedFrom: 'a',
    expectedFrom: 'b',
    checkedAt: NOW.toISOString(),
    digest: 'x',
    confirmed: null,
  } as const satisfies TermCheck;
  const said = (over: Partial<TermCheck>) => closeBlockers(CONTRACT, [{ ...base, ...over }])[0];

  it.each([
    [
      {},
      `total: the signed contract "${CONTRACT.name}" (${CONTRACT.id}) says USD 5, the deal says 6 (1 less).`,
    ],
    [{ difference: null }, 'the deal says 6.'],
    [{ signed: 'Net 30' }, 'says "Net 30",'],
    [{ signed: [1] }, 'says 1 row,'],
    [{ signed: [1, 2] }, 'says 2 rows,'],
    [{ signed: { a: { b: 1 } } }, 'says {"a":{"b":1}},'],
    [{ signed: 'y'.repeat(100) }, `says "${'y'.repeat(79)}…,`],
    [
      { state: 'MISSING', difference: 'the deal has no value' },
      "can't be compared with the deal, because the deal has no value.",
    ],
    [{ state: 'MISSING', difference: null }, 'because a value is missing.'],
  ] as const)('of %j it is said: %s', (over, sentence) => {
    expect(said(over)).toContain(sentence);
  });

  it('is nothing that matches, warns or was confirmed', () => {
    const confirmed = { by: 'a', at: 'b', reason: 'c', digest: 'x' };
    const none = [{ state: 'MATCH' }, { severity: 'warn' }, { confirmed }] as const;
    expect(none.map(said)).toEqual([undefined, undefined, undefined]);
    const [long] = closeBlockers({ ...CONTRACT, name: 'n'.repeat(200) }, [base]);
    expect(long).toContain(`"${'n'.repeat(80)}…"`);
  });
});
