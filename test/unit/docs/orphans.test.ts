import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { orphanLines } from '../../../src/cli/orphans.js';
import { parseOpportunityId } from '../../../src/domain/opportunity-id.js';
import { contractFacts } from '../../../src/services/orphans/contract-facts.js';
import { dealFacts } from '../../../src/services/orphans/deal-facts.js';
import { suggest } from '../../../src/services/orphans/score-deal.js';
import { blank, makeOrphanSet, recipient } from '../../support/orphan-set.js';

const page = readFileSync(new URL('../../../docs/orphans.md', import.meta.url), 'utf8');
const { opportunity: template } = makeOrphanSet().deals[0]!;

test('docs/orphans.md shows what the command prints of its example', () => {
  const contract = {
    ...blank(20_418),
    name: 'Order Form - Acme Robotics',
    counterpartyName: 'Acme Robotics, Inc.',
    createdAt: '2026-03-02T09:00:00Z',
  };
  const facts = contractFacts(contract, {
    recipients: [recipient('jo@acme-robotics.example')],
    keyPointers: [
      {
        id: '1',
        name: 'total_contract_value',
        label: 'Total contract value',
        value: { type: 'EUR', value: 120_000 },
      },
    ],
  });
  const deal = (id: string, name: string, closeDate: string, value: number) => ({
    ...template,
    id: parseOpportunityId(id),
    name,
    closeDate,
    createdAt: '2026-01-01T00:00:00Z',
    owner: null,
    isClosed: false,
    amount: { value, currency: 'EUR' },
    account: { ...template.account!, name: 'ACME Robotics GmbH', website: null },
  });
  const suggestions = suggest(facts, [
    dealFacts(
      {
        opportunity: deal('0065g00000AbCdF', 'Acme Robotics - Pilot', '2026-06-11', 9_000),
        contactEmails: [],
      },
      new Set([contract.type.id]),
    ),
    dealFacts(
      {
        opportunity: deal(
          '0065g00000AbCdE',
          'Acme Robotics - Data residency',
          '2026-03-31',
          120_000,
        ),
        contactEmails: ['al@acme-robotics.example'],
      },
      new Set(),
    ),
  ]);
  expect(page).toContain(orphanLines({ contract, suggestions }).join('\n'));
});
