import { describe, expect, it } from 'vitest';
import type { DealWithContacts } from '../../../../src/connectors/crm.js';
import type { Contract, KeyPointer } from '../../../../src/domain/contract.js';
import type { Opportunity } from '../../../../src/domain/opportunity.js';
import { contractFacts, numbersIn } from '../../../../src/services/orphans/contract-facts.js';
import { dealClues } from '../../../../src/services/orphans/deal-clues.js';
import { dealFacts } from '../../../../src/services/orphans/deal-facts.js';
import { scoreDeal, suggest } from '../../../../src/services/orphans/score-deal.js';
import { blank, makeOrphanSet, recipient } from '../../../support/orphan-set.js';

const [template] = makeOrphanSet().deals as [DealWithContacts];

interface Given {
  readonly contract?: Partial<Contract>;
  readonly deal?: Partial<Opportunity>;
  readonly contacts?: readonly string[];
  readonly emails?: readonly string[];
  readonly pointers?: readonly unknown[];
  readonly linkedTypes?: readonly string[];
}

function judge({ contract, deal, contacts = [], emails, pointers, linkedTypes = [] }: Given) {
  return scoreDeal(
    factsOf(contract ?? {}, emails, pointers),
    deal_(deal ?? {}, contacts, linkedTypes),
  );
}

function factsOf(
  contract: Partial<Contract>,
  emails?: readonly string[],
  pointers?: readonly unknown[],
) {
  return contractFacts(
    { ...blank(1), createdAt: '2020-01-01T00:00:00Z', ...contract },
    {
      recipients: emails?.map(recipient) ?? null,
      keyPointers: pointers?.map(pointer) ?? null,
    },
  );
}

function pointer(value: unknown): KeyPointer {
  return { id: '1', name: 'total_value', label: 'Total', value };
}

function deal_(
  deal: Partial<Opportunity>,
  contactEmails: readonly string[],
  linkedTypes: readonly string[],
) {
  const opportunity: Opportunity = {
    ...template.opportunity,
    name: 'Deal',
    account: null,
    amount: null,
    owner: null,
    closeDate: null,
    createdAt: '2019-12-01T00:00:00Z',
    isClosed: false,
    ...deal,
  };
  return dealFacts({ opportunity, contactEmails }, new Set(linkedTypes));
}

const account = (name: string, website: string | null = null) => ({
  ...template.opportunity.account!,
  name,
  website,
});
const owner = { id: '005', name: 'Priya Raman', email: 'priya@seller.example' };
const { id } = template.opportunity;

describe('evidence', () => {
  it('a record id of the deal, in 15 or 18 characters, in the name or anywhere in external metadata', () => {
    for (const contract of [
      { name: `MSA ${id}` },
      { name: `MSA (${id.slice(0, 15)})` },
      { externalMetadata: { hubspot: { deal: [id] } } },
      { externalMetadata: { note: `see https://org.example/${id}/view` } },
    ]) {
      expect(judge({ contract })).toMatchObject({
        score: 0.95,
        reasons: [`The contract carries the deal's record id ${id}.`],
      });
    }
    expect(judge({ contract: { name: `MSA ${id.slice(0, 14)}` } })).toBeNull();
  });

  it('the record id of the account', () => {
    const ofAccount = { ...account('Acme'), id: '001000000000001AAA' };
    expect(
      judge({
        contract: { externalMetadata: { account: '001000000000001' } },
        deal: { account: ofAccount },
      }),
    ).toMatchObject({ score: 0.6 });
  });

  it('a number of the deal, however it is written; dates, years and the own id are none', () => {
    const deal = { name: 'Acme - OPP-3041' };
    for (const name of ['Order OPP-3041', 'Order OPP 3041', 'Order (OPP_3041)'])
      expect(judge({ contract: { name }, deal })).toMatchObject({ score: 0.8 });
    expect(judge({ contract: { name: 'Order 3041' }, deal })).toBeNull();
    expect(numbersIn('MSA 2026 of 2026-03-01, 01.03.2026, FY2026 and 20260301')).toEqual([]);
    expect(factsOf({ name: 'T-1', referenceId: 'T-1' }).numbers).toEqual([]);
    expect(factsOf({ externalMetadata: { number: 20_418 } }).numbers).toEqual(['20418']);
  });

  it('the name of the account: as counterparty, in the name of the contract, in external metadata', () => {
    const deal = { account: account('Acme Robotics GmbH') };
    expect(judge({ contract: { counterpartyName: 'ACME ROBOTICS, INC.' }, deal })).toEqual({
      opportunity: expect.anything(),
      score: 0.6,
      reasons: [
        'The counterparty "ACME ROBOTICS, INC." and the account "Acme Robotics GmbH" have the same name.',
      ],
    });
    expect(judge({ contract: { name: 'NDA Acme Robotics' }, deal })).toMatchObject({ score: 0.48 });
    expect(
      judge({ contract: { externalMetadata: { party: 'acme robotics' } }, deal }),
    ).toMatchObject({
      score: 0.48,
    });
    // Called after another company of the group, it says nothing of the one whose name is in it.
    const mother = { account: account('Acme') };
    const contract = { name: 'NDA Acme Robotics', counterpartyName: 'Acme Robotics' };
    expect(judge({ contract, deal: mother })?.reasons).toEqual([
      'The counterparty "Acme Robotics" is like the account "Acme" (74 %).',
    ]);
  });

  it('the name of the deal, by what is its own', () => {
    const deal = { name: 'Acme - Data residency 2026', account: account('Acme') };
    const contract = { name: 'Order Form - Acme - data residency', counterpartyName: 'Acme' };
    expect(judge({ contract, deal })?.reasons[1]).toBe(
      'The names of the contract and of the deal have in common: "data residency".',
    );
    expect(
      judge({ contract: { name: 'Order Form - Acme', counterpartyName: 'Acme' }, deal })?.reasons,
    ).toHaveLength(1);
    expect(
      judge({ contract: { externalMetadata: { deal: 'acme data residency 2026' } }, deal }),
    ).toMatchObject({
      score: 0.85,
    });
  });

  it('addresses at the website or beside contacts; public providers and our own domain do not count', () => {
    const deal = { owner, account: account('Trade', 'https://www.acme.co.uk/about') };
    expect(judge({ emails: ['jo@mail.acme.co.uk'], deal })).toMatchObject({
      score: 0.55,
      reasons: ["A recipient's address is at acme.co.uk, the account's website."],
    });
    expect(judge({ emails: ['jo@acme.com'], contacts: ['al@acme.com'], deal })).toMatchObject({
      score: 0.45,
    });
    expect(judge({ emails: ['Jo@Gmail.com'], contacts: ['jo@gmail.com'], deal })).toMatchObject({
      score: 0.6,
    });
    expect(judge({ emails: ['jo@gmail.com'], contacts: ['al@gmail.com'], deal })).toBeNull();
    expect(judge({ emails: ['jo@yahoo.co.uk'], contacts: ['al@yahoo.co.uk'], deal })).toBeNull();
    expect(
      judge({ emails: ['me@seller.example'], contacts: ['you@seller.example'], deal }),
    ).toBeNull();
    expect(judge({ emails: ['jo@other.co.uk'], deal })).toBeNull();
    expect(judge({ emails: ['nonsense', 'jo@10.0.0.1'], deal })).toBeNull();
  });

  it('amounts count with their currency, and never alone', () => {
    const named = { contract: { counterpartyName: 'Acme' } };
    const deal = { account: account('Acme'), amount: { value: 12_000.5, currency: 'EUR' } };
    const scoreOf = (value: unknown) => judge({ ...named, deal, pointers: [value] })!.score;
    for (const same of [
      { type: 'EUR', value: 12_000.5 },
      { type: 'EUR', value: '12.000,50' },
      'EUR 12,000.50',
      '12 000,50 €',
    ])
      expect(scoreOf(same)).toBe(0.8);
    expect(scoreOf(12_000.5)).toBe(0.76);
    expect(scoreOf('12000.50')).toBe(0.76);
    expect(scoreOf({ type: 'EUR', value: 12_000 })).toBe(0.7);
    for (const other of [
      { type: 'USD', value: 12_000.5 },
      'USD 12,000.50',
      { type: 'EUR', value: 9 },
      null,
      true,
      ['EUR'],
      'twelve',
      -1,
      0,
    ])
      expect(scoreOf(other)).toBe(0.6);
    expect(judge({ deal, pointers: [{ type: 'EUR', value: 12_000.5 }] })).toBeNull();
    expect(
      judge({
        contract: { createdBy: owner.email },
        deal: { ...deal, owner },
        pointers: ['EUR 12,000.50'],
      })!.score,
    ).toBe(0.65);
  });

  it('dates and the owner tell deals of one account apart', () => {
    const contract = {
      counterpartyName: 'Acme',
      createdBy: 'PRIYA@seller.example',
      createdAt: '2020-01-01T00:00:00Z',
    };
    const deal = { account: account('Acme'), owner, closeDate: '2020-01-02' };
    expect(judge({ contract, deal })?.reasons.slice(1)).toEqual([
      'Whoever made the contract, Priya Raman, owns the deal.',
      'The contract was made while the deal was open, 1 day before its close date.',
    ]);
    const scores = ['2020-01-02', '2020-02-10', '2021-06-01'].map(
      (closeDate) => judge({ contract, deal: { ...deal, closeDate } })!.score,
    );
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(
      judge({
        contract: { ...contract, createdBy: 'Priya Raman' },
        deal,
        pointers: ['2020-01-02T00:00:00Z'],
      })?.reasons[2],
    ).toBe('The contract\'s "Total" is the deal\'s close date, 2020-01-02.');
  });

  it('doubts lower the score and say so last', () => {
    const contract = { counterpartyName: 'Acme' };
    const deal = { account: account('Acme') };
    for (const [given, reason] of [
      [{ deal: { ...deal, isClosed: true, isWon: false } }, 'closed and was not won'],
      [{ deal, linkedTypes: ['302'] }, 'of this type is linked'],
      [{ deal: { ...deal, createdAt: '2020-06-01T00:00:00Z' } }, 'older than the deal'],
      [{ deal: { ...deal, closeDate: '2019-01-01' } }, 'more than half a year after'],
    ] as const) {
      const { score, reasons } = judge({ contract, ...given })!;
      expect(score).toBeLessThan(0.6);
      expect(reasons.at(-1)).toContain(`Against it: `);
      expect(reasons.at(-1)).toContain(reason);
    }
  });
});

describe('clues', () => {
  it('are one question for many contracts, the strongest of each first', () => {
    const clues = dealClues([
      factsOf({ counterpartyName: 'Acme Müllerei GmbH' }, ['jo@acme.example', 'jo@gmail.com']),
      factsOf({ counterpartyName: null, name: 'Mutual NDA - Borealis', createdBy: 'Priya Raman' }),
      factsOf({ name: `x ${id}`, counterpartyName: 'The Bank' }),
    ]);
    expect(clues).toMatchObject({
      ids: [id],
      names: [['Acme', 'Müllerei'], ['Borealis'], ['Bank'], ['Müllerei'], ['acme']],
      beginnings: ['Acme'],
      domains: ['acme.example'],
      owners: [{ owner: 'Priya Raman', closingFrom: '2019-11-17', closingTo: '2020-03-31' }],
    });
  });
});

describe('suggestions', () => {
  it('are five at most, and the same whatever the order of the candidates', () => {
    const { deals, orphans } = makeOrphanSet();
    const candidates = deals.map((deal) => dealFacts(deal, new Set<string>()));
    for (const orphan of orphans.slice(0, 20)) {
      const facts = contractFacts(orphan.contract, orphan);
      const found = suggest(facts, candidates);
      expect(found.length).toBeLessThanOrEqual(5);
      expect(suggest(facts, candidates.toReversed())).toEqual(found);
    }
  });
});
