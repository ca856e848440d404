import { expect, test } from 'vitest';
import { systemClock } from '../../../../../src/domain/clock.js';
import { contractIdOf } from '../../../../../src/domain/contract-id.js';
import type { Contract } from '../../../../../src/domain/contract.js';
import { silentLog } from '../../../../../src/domain/log.js';
import { parseOpportunityId } from '../../../../../src/domain/opportunity-id.js';
import { parseMappingFile } from '../../../../../src/mapping/index.js';
import { relateContracts } from '../../../../../src/sync/passes/renewals/relate-renewals.js';
import { createRenewalLedger } from '../../../../../src/sync/passes/renewals/renewal-ledger.js';
import { lookAt } from '../../../../support/look-at.js';
import { openTempStore } from '../../../../support/temp-store.js';
import { CONTRACT } from '../../../mapping/samples.js';

const DEAL = parseOpportunityId('006000000000001');
const RENEWAL = parseOpportunityId('006000000000002');

const mapping = parseMappingFile(
  'version: 1\ncontracts: []\nrenewals:\n  - {type: 12, endDate: createdAt, noticeDays: 1, opportunity: {}, relation: PARENT, amendments: [13]}\n',
  'm.yaml',
);

const contract = (number: number, more: Partial<Contract> = {}): Contract => ({
  ...CONTRACT,
  id: contractIdOf('T', number),
  status: 'EXECUTED',
  type: { id: '12', name: 'Order form' },
  opportunityId: DEAL,
  createdAt: `2026-01-0${number}T00:00:00Z`,
  ...more,
});

async function related(
  contracts: readonly Contract[],
  answer = true,
  renewedId = contractIdOf('T', 1),
) {
  await using opened = await openTempStore(systemClock);
  const { store } = opened;
  const ledger = createRenewalLedger(store);
  await store.contracts.save(contracts, lookAt(new Date()));
  await ledger.saveStates(new Map([[renewedId, { state: 'made', opportunityId: RENEWAL }]]));
  const said: string[] = [];
  const parts = {
    store,
    ledger,
    mapping,
    log: silentLog,
    relate: async (pair: { earlier: string; later: string }, relation: string) => {
      said.push(`${pair.later} is ${relation} of ${pair.earlier}`);
      return answer;
    },
  };
  const stored = await store.contracts.get(contracts.map(({ id }) => id));
  for (let time = 0; time < 2; time += 1) {
    await relateContracts(parts, [...stored.values()], new AbortController().signal);
  }
  return said;
}

const amendment = { type: { id: '13', name: 'Amendment' } };

test('relates what is made on a renewal, once, and asks again while it is not known', async () => {
  const renewed = contract(2, { opportunityId: RENEWAL, status: 'DRAFT' });
  expect(await related([contract(1), renewed])).toEqual(['T-2 is PARENT of T-1']);
  expect(await related([contract(1), renewed], false)).toEqual([
    'T-2 is PARENT of T-1',
    'T-2 is PARENT of T-1',
  ]);
  const others = [
    contract(3, { opportunityId: RENEWAL, status: 'DELETED' }),
    contract(4, { opportunityId: RENEWAL, id: contractIdOf('H', 4) }),
    contract(5, { opportunityId: null }),
  ];
  expect(await related([contract(1), ...others])).toEqual([]);
  expect(await related([renewed])).toEqual([]);
});

test('relates what renews a contract whose rule was taken out since, as rules do that say nothing', async () => {
  const original = contract(1, { type: { id: '99', name: 'Lease' } });
  expect(await related([original, contract(2, { opportunityId: RENEWAL })])).toEqual([
    'T-2 is CHILD of T-1',
  ]);
});

test('relates nothing to a contract that was uploaded, or to itself', async () => {
  const uploaded = contract(1, { id: contractIdOf('H', 1) });
  const renewed = contract(2, { opportunityId: RENEWAL });
  expect(await related([uploaded, renewed], true, uploaded.id)).toEqual([]);
  expect(await related([contract(1, { opportunityId: RENEWAL })])).toEqual([]);
  expect(await related([uploaded, contract(3, amendment)])).toEqual([]);
});

test('relates an amendment to the one contract that it can amend', async () => {
  expect(await related([contract(1), contract(2, amendment)])).toEqual(['T-2 is AMENDMENT of T-1']);
  expect(await related([contract(1), contract(2), contract(3, amendment)])).toEqual([]);
  expect(await related([contract(3), contract(2, amendment)])).toEqual([]);
  expect(await related([contract(2, { ...amendment, opportunityId: null })])).toEqual([]);
});
