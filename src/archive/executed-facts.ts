import type { Crm } from '../connectors/crm.js';
import type { ContractMetricsReads } from '../connectors/spotdraft/contract-metrics.js';
import type { KeyPointers } from '../connectors/spotdraft/key-pointers.js';
import type { CallOptions } from '../connectors/spotdraft/types.js';
import type { Clock } from '../domain/clock.js';
import type { Contract, KeyPointer } from '../domain/contract.js';
import type { ReadableDeal } from '../mapping/fit/readable-deal.js';
import type { ArchiveDestination } from './file/archive-rules.js';
import type { ExecutedContract } from './file/contract-view.js';
import { isWanted, planFor } from './file/plan-for.js';
import type { ArchivePlan } from './file/plan-for.js';
import { readDealFor } from './file/read-deal-for.js';
import { SharedAnswers } from './shared-answers.js';

export interface ExecutedFactsParts {
  readonly spotdraft: ContractMetricsReads & KeyPointers;
  readonly crm: Pick<Crm, 'readDeal' | 'describe' | 'dealObject'>;
  readonly clock: Clock;
}

/** What is planned for a contract at a destination, and what has to be known of the contract for that. */
export interface ExecutedFacts {
  /** Whether the contract is wanted there. Reads what that one expression asks for: most need nothing but the contract. */
  isWanted(
    destination: ArchiveDestination,
    contract: Contract,
    signal: AbortSignal,
  ): Promise<boolean>;
  /** Reads what the destination's expressions ask for: a call or two a contract, whatever the number of destinations. */
  plan(
    destination: ArchiveDestination,
    contract: Contract,
    signal: AbortSignal,
  ): Promise<{ readonly plan: ArchivePlan; readonly executedAt: string | null }>;
}

/** Destinations work on the same contracts at about the same time. */
const KEPT = { maxEntries: 500, keepMs: () => 60_000 };

export function createExecutedFacts({ spotdraft, crm, clock }: ExecutedFactsParts): ExecutedFacts {
  const times = new SharedAnswers<string | null>({ clock, ...KEPT });
  const pointers = new SharedAnswers<readonly KeyPointer[]>({ clock, ...KEPT });
  const deals = new SharedAnswers<ReadableDeal | null>({ clock, ...KEPT });

  /** SpotDraft measures contracts that were made there; of others it knows no time of execution. */
  async function executedAt({ id }: Contract, signal: AbortSignal): Promise<string | null> {
    if (!id.startsWith('T-')) return null;
    const ask = async () =>
      (await spotdraft.getMetrics(id, callOptions(signal)))?.executedAt ?? null;
    return (await times.get(id, ask, signal)).value;
  }

  async function keyPointers({ id }: Contract, signal: AbortSignal) {
    const ask = () => spotdraft.getKeyPointers(id, callOptions(signal));
    return (await pointers.get(id, ask, signal)).value;
  }

  async function deal(
    destination: ArchiveDestination,
    { opportunityId }: Contract,
    signal: AbortSignal,
  ): Promise<ReadableDeal | null> {
    const { needs } = destination;
    if (opportunityId === null || needs.deal.length === 0) return null;
    const key = `${opportunityId} ${JSON.stringify(needs.deal)}`;
    const ask = () => readDealFor([destination], crm, opportunityId);
    return (await deals.get(key, ask, signal)).value;
  }

  return {
    async isWanted(destination, contract, signal) {
      const { whenReads } = destination;
      const executed: ExecutedContract = {
        contract,
        executedAt: whenReads.has('executedAt') ? await executedAt(contract, signal) : null,
        keyPointers: whenReads.has('keyPointers') ? await keyPointers(contract, signal) : [],
      };
      return isWanted(
        destination,
        executed,
        whenReads.has('opportunity') ? await deal(destination, contract, signal) : null,
      );
    },

    async plan(destination, contract, signal) {
      const executed: ExecutedContract = {
        contract,
        executedAt: await executedAt(contract, signal),
        keyPointers: destination.needs.keyPointers ? await keyPointers(contract, signal) : [],
      };
      const plan = await planFor(destination, executed, await deal(destination, contract, signal));
      return { plan, executedAt: executed.executedAt };
    },
  };
}

function callOptions(signal: AbortSignal): CallOptions {
  return { lane: 'background', signal };
}
