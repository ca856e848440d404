import { describe, expect, it } from 'vitest';
import type { DealClues, DealWithContacts } from '../../../../src/connectors/crm.js';
import {
  beginningWith,
  containing,
  containingWords,
} from '../../../../src/connectors/salesforce/soql.js';
import { contractFacts } from '../../../../src/services/orphans/contract-facts.js';
import { dealClues } from '../../../../src/services/orphans/deal-clues.js';
import { dealFacts } from '../../../../src/services/orphans/deal-facts.js';
import { suggest } from '../../../../src/services/orphans/score-deal.js';
import { makeOrphanSet } from '../../../support/orphan-set.js';

/** How LIKE compares: case aside, accents not, and `_` for a Latin letter beyond ASCII. */
function isFoundBy(clues: DealClues, { opportunity }: DealWithContacts): boolean {
  const { name, account } = opportunity;
  const has = (text: string, literal: string) => {
    const pattern = literal
      .slice(1, -1)
      .replace(/[.*+?^${}()|[\]]/g, '\\$&')
      .replaceAll('%', '.*')
      .replaceAll('_', '.');
    return new RegExp(`^${pattern}$`, 'iu').test(text);
  };
  return (
    clues.ids.includes(opportunity.id) ||
    clues.dealNames.some((part) => has(name, containing(part))) ||
    [...clues.names.map(containingWords), ...clues.beginnings.map(beginningWith)].some(
      (pattern) => has(name, pattern) || has(account?.name ?? '', pattern),
    ) ||
    clues.domains.some((domain) => has(account?.website ?? '', containing(domain)))
  );
}

describe('suggestions', () => {
  const { deals, orphans } = makeOrphanSet();
  const facts = orphans.map((orphan) => contractFacts(orphan.contract, orphan));

  it('put the right deal first, among subsidiaries, near names and deals of one account', () => {
    const candidates = deals.map((deal) => dealFacts(deal, new Set()));
    const judged = orphans.map((orphan, index) => {
      const [first] = suggest(facts[index]!, candidates);
      return { orphan, first, isRight: first?.opportunity.id === orphan.deal };
    });
    const suggested = judged.filter(({ first }) => first !== undefined);
    const right = suggested.filter(({ isRight }) => isRight);
    const kinds = Map.groupBy(judged, ({ orphan }) => orphan.kind);
    const lines = [...kinds].map(([kind, all]) => {
      const shown = all.filter(({ first }) => first !== undefined);
      return `  ${kind}: ${shown.filter(({ isRight }) => isRight).length} right of ${shown.length} suggested, ${all.length} contracts`;
    });
    console.info(
      [
        `first suggestion right: ${right.length} of ${suggested.length} (${Math.round((1_000 * right.length) / suggested.length) / 10} %), of ${orphans.length} contracts and ${deals.length} deals`,
        ...lines,
      ].join('\n'),
    );
    expect(orphans.length).toBeGreaterThanOrEqual(200);
    expect(right.length / suggested.length).toBeGreaterThanOrEqual(0.93);
    expect(
      right.length / orphans.filter(({ deal }) => deal !== null).length,
    ).toBeGreaterThanOrEqual(0.9);
  });

  it('are asked for by clues that lead to the deal, and to few others', () => {
    let found = 0;
    let asked = 0;
    for (const [index, { deal }] of orphans.entries()) {
      const led = deals.filter((each) => isFoundBy(dealClues([facts[index]!]), each));
      asked += led.length;
      if (deal === null) continue;
      if (led.some(({ opportunity }) => opportunity.id === deal)) found += 1;
    }
    const linked = orphans.filter(({ deal }) => deal !== null).length;
    console.info(
      `led to the deal: ${found} of ${linked}; ${Math.round(asked / orphans.length)} deals asked for a contract`,
    );
    expect(found / linked).toBeGreaterThanOrEqual(0.93);
    expect(asked / orphans.length).toBeLessThan(20);
  });
});
