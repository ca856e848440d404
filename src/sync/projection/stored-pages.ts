import type { ContractFilter, ContractStore, StoredContract } from '../../store/contracts.js';

const PAGE = 200;

/** All contracts of the projection that a filter lets through, the newest first, in pages of at most 200. */
export async function* storedPages(
  contracts: Pick<ContractStore, 'list'>,
  filter: ContractFilter,
): AsyncGenerator<readonly StoredContract[]> {
  let page = await contracts.list(filter, { limit: PAGE });
  for (;;) {
    const last = page.at(-1)?.contract;
    if (last === undefined) return;
    yield page;
    if (page.length < PAGE) return;
    const after = { createdAt: last.createdAt, id: last.id };
    page = await contracts.list(filter, { limit: PAGE, after });
  }
}
