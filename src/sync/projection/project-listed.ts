import { isDeepStrictEqual } from 'node:util';
import type { Contract } from '../../domain/contract.js';
import type { Look, StoredContract } from '../../store/contracts.js';
import type { Store } from '../../store/store.js';
import { readGoneDeals, withoutGoneDeal } from './gone-deals.js';
import { projectContracts } from './project-contracts.js';

/**
 * Takes in what a list of SpotDraft showed to somebody, and answers with it as the projection would have it. What is news is saved,
 * and its CRM record is brought in line by the worker. A contract that has moved to another deal is left to the worker altogether:
 * the deal that lost it has to be written as well.
 *
 * @param look begun before SpotDraft was asked
 */
export async function projectListed(
  store: Pick<Store, 'contracts' | 'queues'>,
  contracts: readonly Contract[],
  look: Look,
): Promise<readonly StoredContract[]> {
  if (contracts.length === 0) return [];
  const ids = contracts.map(({ id }) => id);
  const known = await store.contracts.get(ids);
  const gone = await readGoneDeals(store.contracts, ids);
  const listed = contracts.map((read) => {
    const before = known.get(read.id);
    if (before !== undefined && before.look > look.number)
      return { read, seen: before, news: false };
    const { kind, ...rest } = withoutGoneDeal(read, gone);
    const contract = { ...rest, kind: kind ?? before?.contract.kind ?? null };
    const seen: StoredContract = {
      contract,
      look: look.number,
      readAt: look.at,
      lastSyncedAt: before?.lastSyncedAt ?? null,
      lastError: before?.lastError ?? null,
    };
    return { read, seen, news: !isDeepStrictEqual(before?.contract, contract) };
  });
  const news = listed.filter((one) => one.news);
  const settled = news.filter(({ seen: { contract } }) => {
    const before = known.get(contract.id)?.contract;
    return before === undefined || before.opportunityId === contract.opportunityId;
  });
  await projectContracts(
    store.contracts,
    settled.map(({ read }) => read),
    look,
  );
  if (news.length > 0) await store.queues.sync.mark(news.map(({ read }) => read.id));
  return listed.map(({ seen }) => seen);
}
