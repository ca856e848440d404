import type { Crm } from '../connectors/crm.js';
import type { ContractMetricsReads } from '../connectors/spotdraft/contract-metrics.js';
import type { KeyPointers } from '../connectors/spotdraft/key-pointers.js';
import type { CallOptions } from '../connectors/spotdraft/types.js';
import type { Clock } from '../domain/clock.js';
import { ExpiringCache } from '../domain/expiring-cache.js';
import type { Contract, KeyPointer } from '../domain/contract.js';
import type { ArchiveDestination } from './file/archive-rules.js';
import type { ExecutedContract } from './file/contract-view.js';
import { planFor } from './file/plan-for.js';
import type { ArchivePlan } from './file/plan-for.js';
import { readDealFor } from './file/read-deal-for.js';

export interface ExecutedFactsParts {
  readonly spotdraft: ContractMetricsReads & KeyPointers;
  readonly crm: Pick<Crm, 'readDeal' | 'describe' | 'dealObject'>;
  readonly destinations: readonly ArchiveDestination[];
  readonly clock: Clock;
}

/** What is planned for a contract at a destination, and what has to be known of the contract for that. */
export interface ExecutedFacts {
  /** Reads what the destinations' expressions ask for: a call or two a contract, whatever the number of destinations. */
  plan(
    destination: ArchiveDestination,
    contract: Contract,
    signal: AbortSignal,
  ): Promise<{ readonly plan: ArchivePlan; readonly executedAt: string | null }>;
}

/** Destinations work on the same contracts at about the same time. */
const KEPT_MS = 60_000;
const MAX_KEPT = 500;

export function createExecutedFacts(parts: ExecutedFactsParts): ExecutedFacts {
  const { spotdraft, crm, destinations, clock } = parts;
  const times = new ExpiringCache<string | null>({ clock, maxEntries: MAX_KEPT });
  const pointers = new ExpiringCache<readonly KeyPointer[]>({ clock, maxEntries: MAX_KEPT });
  const needsPointers = destinations.some(({ needs }) => needs.keyPointers);
  const keep = { ttlMs: KEPT_MS };

  /** SpotDraft measures contracts that were made there; of others it knows no time of execution. */
  async function executedAt({ id }: Contract, options: CallOptions): Promise<string | null> {
    if (!id.startsWith('T-')) return null;
    return times.fill(
      id,
      async () => (await spotdraft.getMetrics(id, options))?.executedAt ?? null,
      keep,
    );
  }

  async function keyPointers({ id }: Contract, options: CallOptions) {
    return needsPointers
      ? pointers.fill(id, () => spotdraft.getKeyPointers(id, options), keep)
      : [];
  }

  return {
    async plan(destination, contract, signal) {
      const options: CallOptions = { lane: 'background', signal };
      const executed: ExecutedContract = {
        contract,
        executedAt: await executedAt(contract, options),
        keyPointers: await keyPointers(contract, options),
      };
      const deal = await readDealFor([destination], crm, contract.opportunityId);
      return {
        plan: await planFor(destination, executed, deal),
        executedAt: executed.executedAt,
      };
    },
  };
}
