import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toOpportunityId } from '../../src/domain/opportunity-id.js';
import {
  companyName,
  nameSimilarity,
  wordOverlap,
} from '../../src/services/orphans/company-name.js';
import { contractFacts } from '../../src/services/orphans/contract-facts.js';
import { dealFacts } from '../../src/services/orphans/deal-facts.js';
import { amountWeight } from '../../src/services/orphans/evidence/terms.js';
import { combined, scoreDeal } from '../../src/services/orphans/score-deal.js';
import { blank, makeOrphanSet, recipient } from '../support/orphan-set.js';

const name = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        'Acme',
        'GmbH',
        'Müller',
        'Mueller',
        'Bank',
        'S.A.',
        '株式会社',
        'Northgate',
        'north',
        '&',
        '12',
      ),
      {
        maxLength: 5,
      },
    )
    .map((words) => words.join(' ')),
);
const money = fc.record({
  value: fc.double({ min: 0, max: 1e9, noNaN: true }),
  currency: fc.constantFrom('EUR', 'USD', null),
});
const time = fc
  .date({ min: new Date('2019-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const email = fc.oneof(fc.emailAddress(), fc.constantFrom('jo@acme.example', 'jo@gmail.com'));
const { opportunity: template } = makeOrphanSet().deals[0]!;

const contract = fc.record({
  contract: fc
    .record({
      name,
      counterpartyName: fc.option(name),
      createdBy: fc.option(email),
      createdAt: time,
      externalMetadata: fc.option(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 5 })),
    })
    .map((made) => ({ ...blank(1), ...made })),
  recipients: fc.option(fc.array(email.map(recipient), { maxLength: 3 })),
  keyPointers: fc.option(
    fc.array(
      fc.record({
        id: fc.constant('1'),
        name: fc.constantFrom('total_value', 'start_date'),
        label: fc.option(name),
        value: fc.oneof(
          fc.jsonValue(),
          money.map(({ value, currency }) => ({ type: currency, value })),
          time,
        ),
      }),
      { maxLength: 4 },
    ),
  ),
});
const deal = fc
  .record({
    name,
    amount: fc.option(money),
    closeDate: fc.option(time.map((at) => at.slice(0, 10))),
    createdAt: time,
    isClosed: fc.boolean(),
    isWon: fc.boolean(),
    owner: fc.option(email.map((address) => ({ id: '005', name: 'Jo', email: address }))),
    account: fc.option(
      fc.record({
        id: fc.constant('001000000000001AAA'),
        name,
        website: fc.option(fc.oneof(fc.webUrl(), fc.constant('acme.example'))),
        industry: fc.constant(null),
        billingAddress: fc.constant(null),
      }),
    ),
  })
  .map((made) => ({ ...template, ...made, id: toOpportunityId('006000000000001')! }));

describe('the scorer', () => {
  it('compares names and amounts alike in both directions, within 0 and 1, and a name with itself as 1', () => {
    fc.assert(
      fc.property(name, name, (one, other) => {
        const [a, b] = [companyName(one), companyName(other)];
        const like = nameSimilarity(a, b);
        expect(like).toBeCloseTo(nameSimilarity(b, a), 12);
        expect(like).toBeGreaterThanOrEqual(0);
        expect(like).toBeLessThanOrEqual(1 + 1e-12);
        expect(wordOverlap(a.words, b.words)).toBeCloseTo(wordOverlap(b.words, a.words), 12);
        if (a.words.length > 0) expect(nameSimilarity(a, a)).toBe(1);
      }),
    );
    fc.assert(
      fc.property(money, money, (one, other) => {
        expect(amountWeight(one, other)).toBe(amountWeight(other, one));
      }),
    );
  });

  it('is below 1 whatever comes together, and has a reason for each score and none without weight', () => {
    fc.assert(
      fc.property(
        contract,
        deal,
        fc.array(email, { maxLength: 3 }),
        (made, opportunity, contacts) => {
          const facts = contractFacts(made.contract, made);
          const found = scoreDeal(
            facts,
            dealFacts({ opportunity, contactEmails: contacts }, new Set(['302'])),
          );
          if (found === null) return;
          expect(found.score).toBeGreaterThan(0);
          expect(found.score).toBeLessThan(1);
          const [first] = found.reasons;
          expect(first).toBeDefined();
          expect(first!.startsWith('Against it')).toBe(false);
          for (const reason of found.reasons) {
            expect(reason.length).toBeLessThanOrEqual(300);
            expect(reason.isWellFormed()).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('grows with every piece of evidence and shrinks with every doubt', () => {
    const share = fc.double({ min: 0.02, max: 0.95, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(share, { maxLength: 7 }),
        fc.array(share, { maxLength: 4 }),
        share,
        (weights, factors, more) => {
          const evidence = weights.map((weight) => ({ weight }));
          const doubts = factors.map((factor) => ({ factor }));
          const score = combined(evidence, doubts);
          expect(score).toBeLessThan(1);
          expect(combined([...evidence, { weight: more }], doubts)).toBeGreaterThanOrEqual(score);
          expect(combined(evidence, [...doubts, { factor: more }])).toBeLessThanOrEqual(score);
        },
      ),
    );
  });
});
