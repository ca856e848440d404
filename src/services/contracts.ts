import type { Reader } from '../auth/caller.js';
import type { Crm } from '../connectors/crm.js';
import type { CallOptions, SpotDraft } from '../connectors/spotdraft/types.js';
import type { Clock } from '../domain/clock.js';
import { contractNumberOf, parseContractId, toContractId } from '../domain/contract-id.js';
import type { ContractId } from '../domain/contract-id.js';
import { CONTRACT_STATUSES } from '../domain/contract.js';
import type { Contract, Recipient } from '../domain/contract.js';
import { InputError, RateLimitedError, UpstreamUnavailableError } from '../domain/errors.js';
import { parseOpportunityId } from '../domain/opportunity-id.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import type { Log } from '../domain/log.js';
import type {
  ContractFilter,
  ContractPosition,
  DirtyKey,
  Store,
  StoredContract,
} from '../store/store.js';
import { backfilledAt, projectContracts } from '../sync/index.js';
import type { Pauses } from '../sync/index.js';
import { toContractView } from './contract-views.js';
import type { DocumentLink } from './contract-views.js';
import { admit, visibleContracts } from './contract-visibility.js';
import type { CursorSeal } from './cursor-seal.js';
import { checkPage, decodeCursor, encodeCursor, listFingerprint } from './cursor.js';
import { principalOf } from './principal.js';
import type {
  ContractFilterInput,
  ContractService,
  ContractView,
  DocumentAnswer,
  Page,
  PageRequest,
} from './services.js';

const INTERACTIVE: CallOptions = { lane: 'interactive' };
/** How long "SpotDraft has no such contract" is believed, so that a guessed id costs a call once a minute. */
const ABSENT_FOR_MS = 60_000;
const MAX_REMEMBERED_ABSENT = 10_000;
/** Contracts up to which a total is counted; visibility costs a CRM call per 200 deals. */
const COUNT_MAX = 1_000;
/** Store pages a list reads while it looks for visible rows, before it hands back what it has. */
const SCAN_PAGES = 20;
const SCAN_ROWS = 200;
/** Deleted contracts are listed only for those who ask for them. */
const LISTED_STATUSES = CONTRACT_STATUSES.filter((status) => status !== 'DELETED');

export interface ContractServiceParts {
  readonly store: Store;
  readonly crm: Crm;
  readonly spotdraft: SpotDraft;
  readonly documentLink: DocumentLink;
  readonly pauses: Pick<Pauses, 'longest'>;
  readonly cursorSeal: CursorSeal;
  readonly clock: Clock;
  readonly log: Log;
}

export function createContractService(parts: ContractServiceParts): ContractService {
  const { store, crm, spotdraft, cursorSeal, clock, log } = parts;
  const absentUntil = new Map<ContractId, number>();
  /** One call for all who ask at once: every page that watches a deal does when one of its contracts changes. */
  const asking = new Map<ContractId, Promise<readonly Recipient[]>>();
  let indexComplete = false;

  const view = (stored: StoredContract) => toContractView(stored, parts.documentLink);

  /** Once true, always true: a backfill is never undone while the store lives. */
  async function isIndexComplete(): Promise<boolean> {
    indexComplete ||= (await backfilledAt(store.settings)) !== null;
    return indexComplete;
  }

  async function readUnknown(id: ContractId): Promise<Contract | null> {
    const now = clock.now();
    if ((absentUntil.get(id) ?? 0) > now.getTime()) return null;
    const contract = await spotdraft.getContract(id, INTERACTIVE);
    if (contract !== null) {
      await projectContracts(store.contracts, [contract], now);
      return contract;
    }
    if (absentUntil.size >= MAX_REMEMBERED_ABSENT) absentUntil.clear();
    absentUntil.set(id, now.getTime() + ABSENT_FOR_MS);
    return null;
  }

  async function get(
    reader: Reader,
    ids: readonly ContractId[],
  ): Promise<ReadonlyMap<ContractId, ContractView | Error>> {
    const stored = new Map(await store.contracts.get(ids));
    const errors = new Map<ContractId, Error>();
    // Before SpotDraft is asked: its calls are not for strangers to spend.
    if (ids.some((id) => !stored.has(id))) await admit(crm, reader);
    for (const id of ids) {
      if (stored.has(id)) continue;
      try {
        const contract = await readUnknown(id);
        if (contract === null) continue;
        for (const [key, value] of await store.contracts.get([id])) stored.set(key, value);
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        // A person would learn from it which numbers are in the index: those they may not see have no error.
        if (reader.kind === 'user' && (await isIndexComplete()))
          log.warn({ err: error, contractId: id }, 'an unknown contract could not be looked for');
        else errors.set(id, error);
      }
    }
    const visible = await visibleContracts(crm, reader, [...stored.values()]);
    return new Map<ContractId, ContractView | Error>([
      ...visible.map((row) => [row.contract.id, view(row)] as const),
      ...errors,
    ]);
  }

  /** Asks SpotDraft for the contracts of deals it was never asked about; returns the failures. */
  async function lookUp(ids: readonly OpportunityId[]): Promise<Map<OpportunityId, Error>> {
    const errors = new Map<OpportunityId, Error>();
    if (ids.length === 0 || (await isIndexComplete())) return errors;
    const known = await store.contracts.lookedUp(ids);
    await Promise.all(
      ids
        .filter((id) => !known.has(id))
        .map(async (id) => {
          try {
            const readAt = clock.now();
            const contracts = new Map<ContractId, Contract>();
            // Contracts made by others may carry the 15-character form of the same id. It is asked for only where the
            // usual form finds nothing, since each look costs a call; a backfill finds either.
            for (const externalId of [id, id.slice(0, 15)]) {
              if (contracts.size > 0) break;
              const found = await spotdraft.findByExternalId(externalId, INTERACTIVE);
              for (const contract of found.contracts) contracts.set(contract.id, contract);
              if (found.truncated)
                log.warn(
                  { opportunityId: id },
                  'SpotDraft shows 50 contracts of this deal and hides the rest; run "dealdraft backfill"',
                );
            }
            await projectContracts(store.contracts, [...contracts.values()], readAt);
            await store.contracts.saveLookedUp([id], readAt);
          } catch (error) {
            if (!(error instanceof Error)) throw error;
            errors.set(id, error);
          }
        }),
    );
    return errors;
  }

  async function ofDeals(
    ids: readonly OpportunityId[],
  ): Promise<ReadonlyMap<OpportunityId, readonly ContractView[] | Error>> {
    const errors = await lookUp(ids);
    const stored = await store.contracts.byOpportunity(ids);
    return new Map(
      ids.map((id) => {
        const rows = stored.get(id) ?? [];
        const error = errors.get(id);
        // Something projected is worth more than an error; its lastSyncedAt tells its age.
        return [id, error !== undefined && rows.length === 0 ? error : rows.map(view)] as const;
      }),
    );
  }

  async function list(
    reader: Reader,
    input: ContractFilterInput,
    page: PageRequest,
  ): Promise<Page<ContractView>> {
    checkPage(page);
    const fingerprint = listFingerprint('contracts', input);
    const filter = toStoreFilter(input);
    let after =
      page.after === undefined
        ? undefined
        : toPosition(decodeCursor(fingerprint, cursorSeal.open(page.after)));
    if (filter.opportunityId !== undefined && !(await isIndexComplete())) {
      const asked = [filter.opportunityId];
      const readable = await crm.readableOpportunities(principalOf(reader), asked);
      await lookUp(asked.filter((id) => readable.has(id)));
    }

    const rows: StoredContract[] = [];
    let hasMore = true;
    for (
      let scanned = 0;
      hasMore && rows.length <= page.first && scanned < SCAN_PAGES;
      scanned += 1
    ) {
      const chunk = await store.contracts.list(filter, {
        limit: SCAN_ROWS,
        ...(after === undefined ? {} : { after }),
      });
      rows.push(...(await visibleContracts(crm, reader, chunk)));
      hasMore = chunk.length === SCAN_ROWS;
      const last = chunk.at(-1);
      if (last !== undefined) after = positionOf(last);
    }
    const shown = rows.slice(0, page.first);
    const overflowed = rows.length > page.first;
    return {
      edges: shown.map((row) => ({
        cursor: encodeCursor(fingerprint, toCursor(positionOf(row))),
        node: view(row),
      })),
      // Few visible rows among many: the next page goes on where this one stopped reading.
      endCursor:
        overflowed || after === undefined || !hasMore
          ? null
          : cursorSeal.seal(encodeCursor(fingerprint, toCursor(after))),
      hasNextPage: overflowed || hasMore,
      totalCount: () => countVisible(reader, filter),
    };
  }

  async function countVisible(reader: Reader, filter: ContractFilter): Promise<number | null> {
    const rows = await store.contracts.list(filter, { limit: COUNT_MAX + 1 });
    if (rows.length > COUNT_MAX) return null;
    return (await visibleContracts(crm, reader, rows)).length;
  }

  async function openDocument(reader: Reader, idText: string): Promise<DocumentAnswer> {
    const id = toContractId(idText);
    const found = id === null ? undefined : (await get(reader, [id])).get(id);
    if (id === null || found === undefined) return { kind: 'not-found' };
    if (found instanceof Error) throw found;
    let { status } = found.contract;
    if (status !== 'EXECUTED') {
      // The projection may be behind: a person who clicks right after signing should not be sent away.
      const live = await spotdraft.getStatus(id, INTERACTIVE);
      if (live === null) return { kind: 'not-found' };
      status = live.status;
      if (status === 'EXECUTED') await store.queue.mark([id]);
    }
    if (status !== 'EXECUTED') return { kind: 'not-executed', status };
    const link = await spotdraft.getDownloadLink(id, INTERACTIVE);
    return link === null ? { kind: 'not-ready' } : { kind: 'link', url: link.url };
  }

  return {
    get,
    ofDeals,
    list,
    openDocument,

    async syncWork(ids) {
      // Deliveries name a bare number, which is a key of its own until a run has found its contract.
      const numberKeyOf = (id: ContractId): DirtyKey => `#${contractNumberOf(id)}`;
      const states = await store.queue.states([...ids, ...ids.map(numberKeyOf)]);
      // Keys that wait for a system to come back were not tried, so they have no failure of their own.
      const isAnyPending = [...states.values()].some(({ state }) => state !== 'parked');
      const pause = isAnyPending ? await parts.pauses.longest() : null;
      const work = ids.flatMap((id) => {
        const number = states.get(numberKeyOf(id));
        const found = states.get(id) ?? (number?.state === 'parked' ? undefined : number);
        if (found === undefined) return [];
        const pending = found.state !== 'parked';
        const reason = (pending ? pause?.reason : undefined) ?? found.reason;
        return [[id, { pending, reason }] as const];
      });
      return new Map(work);
    },

    recipients: (id) => {
      const running = asking.get(id);
      if (running !== undefined) return running;
      const asked = liveOrKnown(
        () => spotdraft.getRecipients(id, INTERACTIVE),
        (recipients) => store.contracts.saveRecipients(id, recipients),
        () => store.contracts.recipients(id),
      ).finally(() => asking.delete(id));
      asking.set(id, asked);
      return asked;
    },

    keyPointers: (id) =>
      liveOrKnown(
        () => spotdraft.getKeyPointers(id, INTERACTIVE),
        (keyPointers) => store.contracts.saveKeyPointers(id, keyPointers),
        () => store.contracts.keyPointers(id),
      ),
  };
}

async function liveOrKnown<T>(
  read: () => Promise<T>,
  save: (value: T) => Promise<void>,
  known: () => Promise<T | null>,
): Promise<T> {
  try {
    const value = await read();
    await save(value);
    return value;
  } catch (error) {
    if (!(error instanceof UpstreamUnavailableError) && !(error instanceof RateLimitedError))
      throw error;
    const last = await known();
    if (last === null) throw error;
    return last;
  }
}

function toStoreFilter(input: ContractFilterInput): ContractFilter {
  return {
    statuses: input.status ?? LISTED_STATUSES,
    ...(input.typeId === undefined ? {} : { typeId: input.typeId }),
    ...(input.search === undefined ? {} : { search: input.search }),
    ...(input.opportunityId === undefined
      ? {}
      : { opportunityId: parseOpportunityId(input.opportunityId) }),
    ...(input.linked === undefined ? {} : { linked: input.linked }),
    ...(input.updatedSince === undefined ? {} : { changedSince: input.updatedSince }),
  };
}

function positionOf({ contract }: StoredContract): ContractPosition {
  return { createdAt: contract.createdAt, id: contract.id };
}

function toCursor({ createdAt, id }: ContractPosition) {
  return { value: createdAt, id };
}

function toPosition(cursor: {
  readonly value: string | number | null;
  readonly id: string;
}): ContractPosition {
  if (typeof cursor.value !== 'string') {
    throw new InputError('"after" is not a cursor of this API. Pass an endCursor as it came.');
  }
  return { createdAt: cursor.value, id: parseContractId(cursor.id) };
}
