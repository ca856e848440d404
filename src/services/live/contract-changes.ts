import { callerKey } from '../../auth/caller.js';
import type { Reader } from '../../auth/caller.js';
import type { Crm } from '../../connectors/crm.js';
import type { Clock } from '../../domain/clock.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { Log } from '../../domain/log.js';
import { parseOpportunityId } from '../../domain/opportunity-id.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { ChangeEntry } from '../../store/change-log.js';
import type { Store } from '../../store/store.js';
import { toContractView } from '../contracts/contract-views.js';
import type { ContractView, DocumentLink } from '../contracts/contract-views.js';
import { admit } from '../contracts/contract-visibility.js';
import { dealNotFound } from '../contracts/prepare-contract.js';
import { createDealRights } from './deal-rights.js';
import { dealsToCheck, judge } from './judge-news.js';
import type { News, Watch } from './judge-news.js';
import { LiveQueue } from './live-queue.js';

export interface ContractChangeRequest {
  /** Null for all deals that the reader sees. */
  readonly opportunityId: string | null;
  /** Position of the last change that the reader knows of, whatever text it may be; null to start now. */
  readonly after: string | null;
}

export interface ContractChangeStream {
  /** To be ended by its `return`. */
  readonly changes: AsyncIterableIterator<ContractChange, undefined>;
  /** Up to where all was handed over and dealt with; null while something is not. */
  readonly position: () => string | null;
}

export interface ContractChange {
  /** Opaque; `after` of a later request. */
  readonly position: string;
  /** Null when the reader should read its list again: something left it, or changes were missed. */
  readonly contract: ContractView | null;
}

/** Changes of a burst within this time are looked at together; a lone one is not kept waiting. */
const COALESCE_MS = 40;
const READ_AT_ONCE = 1_000;
const AFTER_ERROR_MS = 1_000;

export interface ContractChangesParts {
  readonly store: Pick<Store, 'changes' | 'contracts'>;
  readonly crm: Pick<Crm, 'identify' | 'readableOpportunities'>;
  readonly documentLink: DocumentLink;
  readonly clock: Clock;
  readonly log: Log;
}

interface Subscriber extends Watch {
  readonly queue: LiveQueue<ContractChange>;
  /** News that came while it catches up on what it missed; null once it has. */
  held: (readonly News[])[] | null;
  /** Everything up to here was judged for it, once it has caught up. */
  position: string;
}

/** The subscribers of one reader: their rights are asked for together. */
interface Group {
  readonly reader: Reader;
  readonly subscribers: Set<Subscriber>;
  /** By contract, so that what is not judged yet stays bounded by the number of contracts. */
  readonly news: Map<string, News>;
  isJudging: boolean;
}

/**
 * Reads the change log once for all subscribers of this process, and hands each what its reader may see at that moment.
 * A reader whose rights take long to learn holds up nobody else.
 */
export function createContractChanges(parts: ContractChangesParts) {
  const { store, crm, clock, log } = parts;
  const rights = createDealRights({ crm, clock });
  const groups = new Map<string, Group>();
  /** Up to where the log was read; null while nobody subscribes. */
  let cursor: string | null = null;
  let starting: Promise<void> | null = null;
  let unwatch: (() => void) | null = null;
  let isReading = false;
  let isStale = false;
  let lastReadMs = 0;

  async function start(): Promise<void> {
    unwatch = store.changes.watch(() => void readOn());
    cursor = await store.changes.latest();
  }

  function stopIfUnused(): void {
    if (groups.size > 0) return;
    unwatch?.();
    unwatch = null;
    cursor = null;
    starting = null;
  }

  async function readOn(): Promise<void> {
    isStale = true;
    if (isReading) return;
    isReading = true;
    try {
      while (isStale && cursor !== null) {
        const waitMs = lastReadMs + COALESCE_MS - performance.now();
        if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
        isStale = false;
        lastReadMs = performance.now();
        await readAll();
      }
    } catch (error) {
      log.warn({ err: error }, 'changes could not be read and will be again');
      setTimeout(() => void readOn(), AFTER_ERROR_MS).unref();
    } finally {
      isReading = false;
    }
  }

  async function readAll(): Promise<void> {
    for (;;) {
      const from = cursor;
      if (from === null) return;
      const entries = await store.changes.read(from, READ_AT_ONCE);
      const last = entries === 'too-old' ? await store.changes.latest() : entries.at(-1)?.position;
      if (last === undefined) return;
      const news =
        entries === 'too-old' ? [unknownNews(last)] : await newsOf(store.contracts, entries);
      // Everybody left meanwhile, and perhaps somebody came anew.
      if (cursor !== from) return;
      cursor = last;
      for (const group of groups.values()) {
        for (const each of news) tell(group, each);
        void judgeAll(group);
      }
    }
  }

  function tell(group: Group, news: News): void {
    const key = news.contractId ?? '';
    const earlier = group.news.get(key);
    group.news.delete(key);
    group.news.set(key, {
      ...news,
      dealIds: new Set([...(earlier?.dealIds ?? []), ...news.dealIds]),
    });
  }

  async function judgeAll(group: Group): Promise<void> {
    if (group.isJudging) return;
    group.isJudging = true;
    try {
      while (group.news.size > 0 && group.subscribers.size > 0) {
        const news = [...group.news.values()];
        group.news.clear();
        await judgeFor(group.reader, [...group.subscribers], news);
      }
    } finally {
      group.isJudging = false;
    }
  }

  async function judgeFor(
    reader: Reader,
    subscribers: readonly Subscriber[],
    news: readonly News[],
    isCatchingUp = false,
  ): Promise<void> {
    try {
      const readable = await rights.readable(reader, dealsToCheck(subscribers, news));
      for (const subscriber of subscribers) {
        if (subscriber.held !== null && !isCatchingUp) subscriber.held.push(news);
        else hand(subscriber, news, readable);
      }
    } catch (error) {
      // Unknown rights are no rights. The reader comes back, and goes on where it stopped.
      for (const { queue } of subscribers) queue.fail(toError(error));
    }
  }

  function hand(
    subscriber: Subscriber,
    news: readonly News[],
    readable: ReadonlySet<OpportunityId>,
  ): void {
    for (const each of news) {
      const verdict = judge(subscriber, each, readable);
      if (verdict === 'not-found') {
        subscriber.queue.fail(dealNotFound());
        return;
      }
      const { position, stored } = each;
      if (verdict === 'show' && stored !== null) {
        const contract = toContractView(stored, parts.documentLink);
        subscriber.queue.offer(stored.contract.id, { position, contract });
      } else if (verdict === 'read-again') {
        subscriber.queue.offer(each.contractId ?? '', { position, contract: null });
      }
      if (position > subscriber.position) subscriber.position = position;
    }
  }

  /** What the subscriber missed since it was last here. Live news wait, so that positions only grow. */
  async function catchUp(subscriber: Subscriber, after: string, through: string): Promise<void> {
    const { reader, queue } = subscriber;
    try {
      let from = after;
      do {
        const entries = await store.changes.read(from, READ_AT_ONCE);
        if (entries === 'too-old') {
          queue.offer('', { position: through, contract: null });
          break;
        }
        const last = entries.at(-1)?.position;
        if (last === undefined) break;
        from = last;
        const news = await newsOf(store.contracts, entries);
        await judgeFor(reader, [subscriber], news, true);
      } while (from < through);
      for (let held = subscriber.held?.shift(); held !== undefined; held = subscriber.held?.shift())
        await judgeFor(reader, [subscriber], held, true);
      subscriber.held = null;
    } catch (error) {
      queue.fail(toError(error));
    }
  }

  function join(
    reader: Reader,
    dealId: OpportunityId | null,
    joinedAt: string,
    after: string | null,
  ): Subscriber {
    const key = callerKey(reader);
    const group = groups.get(key) ?? {
      reader,
      subscribers: new Set<Subscriber>(),
      news: new Map<string, News>(),
      isJudging: false,
    };
    groups.set(key, group);
    const subscriber: Subscriber = {
      reader,
      dealId,
      shown: new Set<ContractId>(),
      queue: new LiveQueue<ContractChange>({
        overflow: ({ position }) => ({ position, contract: null }),
        onEnd: () => {
          group.subscribers.delete(subscriber);
          if (group.subscribers.size > 0) return;
          groups.delete(key);
          rights.forget(reader);
          stopIfUnused();
        },
      }),
      held: after === null ? null : [],
      position: joinedAt,
    };
    group.subscribers.add(subscriber);
    if (after !== null) void catchUp(subscriber, after, joinedAt);
    return subscriber;
  }

  async function requireReadable(reader: Reader, dealId: OpportunityId): Promise<void> {
    try {
      if (!(await rights.readable(reader, [dealId])).has(dealId)) throw dealNotFound();
    } catch (error) {
      if (!groups.has(callerKey(reader))) rights.forget(reader);
      throw error;
    }
  }

  return async function contractChanges(
    reader: Reader,
    { opportunityId, after }: ContractChangeRequest,
  ): Promise<ContractChangeStream> {
    const dealId = opportunityId === null ? null : parseOpportunityId(opportunityId);
    if (dealId === null) await admit(crm, reader);
    else await requireReadable(reader, dealId);
    for (;;) {
      await (starting ??= start().catch((error: unknown) => {
        stopIfUnused();
        throw error;
      }));
      // Null when the last subscriber left while this one waited.
      if (cursor === null) continue;
      const subscriber = join(reader, dealId, cursor, after);
      return {
        changes: subscriber.queue,
        position: () =>
          subscriber.queue.isIdle && subscriber.held === null ? subscriber.position : null,
      };
    }
  };
}

/** One for each contract, in the order of their last change. */
async function newsOf(
  contracts: Pick<Store['contracts'], 'get'>,
  entries: readonly ChangeEntry[],
): Promise<readonly News[]> {
  const news = new Map<string, { position: string; dealIds: Set<OpportunityId> }>();
  const ids = new Map<string, ContractId | null>();
  for (const { contractId, opportunityIds, position } of entries) {
    const key = contractId ?? '';
    const dealIds = new Set([...(news.get(key)?.dealIds ?? []), ...opportunityIds]);
    news.delete(key);
    news.set(key, { position, dealIds });
    ids.set(key, contractId);
  }
  const stored = await contracts.get([...ids.values()].filter((id) => id !== null));
  return [...news].map(([key, { position, dealIds }]) => {
    const contractId = ids.get(key) ?? null;
    return {
      contractId,
      dealIds,
      position,
      stored: contractId === null ? null : (stored.get(contractId) ?? null),
    };
  });
}

function unknownNews(position: string): News {
  return { contractId: null, dealIds: new Set(), position, stored: null };
}

function toError(error: unknown): Error {
  return error instanceof Error
    ? error
    : new Error('Changes could not be judged.', { cause: error });
}
