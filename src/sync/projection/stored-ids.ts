import type { ContractId } from '../../domain/contract-id.js';
import type { Store } from '../../store/store.js';
import type { DriftComparison } from '../passes/drift/compare-drift.js';

const PAGE = 1_000;
const CHUNK = 200;

/** Every contract id of the projection after `from`, ascending, in pages. */
export async function* storedIds(
  store: Pick<Store, 'contracts'>,
  from: ContractId | null = null,
): AsyncGenerator<readonly ContractId[]> {
  let after = from;
  for (;;) {
    const page = await store.contracts.ids(
      after === null ? { limit: PAGE } : { limit: PAGE, after },
    );
    if (page.length > 0) yield page;
    after = page.at(-1) ?? null;
    if (page.length < PAGE) return;
  }
}

/** Ids of CRM records whose contract is neither in the projection nor among `seen`, at most 200 at a time. */
export async function* strangeRecords(
  comparison: Pick<DriftComparison, 'recordIds'>,
  store: Pick<Store, 'contracts'>,
  seen: ReadonlySet<ContractId> = new Set(),
): AsyncGenerator<readonly ContractId[]> {
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<DriftComparison['recordIds']>> =
      await comparison.recordIds(after);
    after = page.next;
    const stored = await store.contracts.get(page.ids);
    yield* chunksOf(
      page.ids.filter((id) => !seen.has(id) && !stored.has(id)),
      CHUNK,
    );
  } while (after !== null);
}

export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let i = 0; i < items.length; i += size) chunks.push(items.slice(i, i + size));
  return chunks;
}
