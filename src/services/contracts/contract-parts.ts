import type { Clock } from '../../domain/clock.js';
import { contractNumberOf } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import { ExpiringCache } from '../../domain/expiring-cache.js';

/**
 * What SpotDraft is asked live about one contract, kept for seconds: many pages show the same contract, and a person who
 * looks at one asks again and again. Only for what SpotDraft tells by webhook when it changes, and only while it tells us;
 * with that delivery it is forgotten, and with every change that is made through us. Another server of the store shows the
 * old one until it has expired.
 */
export interface ContractParts {
  /**
   * What is kept of `part`, or what `ask` answers now; asked once however many wait for it.
   * @param part what was asked for, all of it: a page of comments is named with its number
   */
  read<T>(part: string, id: ContractId, ask: () => Promise<T>): Promise<T>;
  /** Something about the contract has changed. */
  forget(id: ContractId): void;
  /** The same by the bare number that a delivery names, whichever contract it means. */
  forgetNumber(contractNumber: number): void;
}

const KEPT_FOR_MS = 10_000;
/** For how long it is believed that SpotDraft tells us, or does not. */
const TOLD_FOR_MS = 30_000;
const MAX_KEPT = 5_000;
/** More changes than this are not told in the time that an answer is kept. */
const MAX_CHANGES = 20_000;

export function createContractParts({
  clock,
  isTold,
}: {
  readonly clock: Clock;
  /** Whether SpotDraft tells us when such parts change. */
  readonly isTold: () => Promise<boolean>;
}): ContractParts {
  const told = new ExpiringCache<boolean>({ clock, maxEntries: 1 });
  const kept = new ExpiringCache<unknown>({ clock, maxEntries: MAX_KEPT });
  /** By contract number: the last change that was told of it, all changes numbered. What was kept before has another key. */
  const lastChanges = new Map<number, number>();
  let changes = 0;

  function forgetNumber(contractNumber: number): void {
    changes += 1;
    lastChanges.delete(contractNumber);
    lastChanges.set(contractNumber, changes);
    if (lastChanges.size <= MAX_CHANGES) return;
    const [oldest] = lastChanges.keys();
    if (oldest !== undefined) lastChanges.delete(oldest);
  }

  return {
    async read<T>(part: string, id: ContractId, ask: () => Promise<T>) {
      const isKept = await told.fill('', isTold, { ttlMs: TOLD_FOR_MS });
      const since = lastChanges.get(contractNumberOf(id)) ?? 0;
      const ttlMs = isKept ? KEPT_FOR_MS : 0;
      return kept.fill(`${id} ${since} ${part}`, ask, { ttlMs }) as Promise<T>;
    },
    forget: (id) => {
      forgetNumber(contractNumberOf(id));
    },
    forgetNumber,
  };
}
