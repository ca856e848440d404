import type { Reader } from '../../auth/caller.js';
import type { Crm } from '../../connectors/crm.js';
import type { CallOptions, SpotDraft } from '../../connectors/spotdraft/types.js';
import type { Clock } from '../../domain/clock.js';
import { ExpiringCache } from '../../domain/expiring-cache.js';
import { contractNumberOf, toContractId } from '../../domain/contract-id.js';
import type { ContractId } from '../../domain/contract-id.js';
import type { Contract, ContractStatus, KeyPointer } from '../../domain/contract.js';
import type { Recipient } from '../../domain/recipient.js';
import { RateLimitedError, UpstreamUnavailableError } from '../../domain/errors.js';
import type { UpstreamService } from '../../domain/errors.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { Log } from '../../domain/log.js';
import type { StoredContract } from '../../store/contracts.js';
import type { Store } from '../../store/store.js';
import { numberKeyOf } from '../../store/dirty-key.js';
import { projectContracts } from '../../sync/index.js';
import type { Pauses } from '../../work/pauses.js';
import type { ContractParts } from './contract-parts.js';
import { toContractView } from './contract-views.js';
import type { DocumentLink } from './contract-views.js';
import { createContractList } from './contract-list.js';
import type { ContractFilterInput } from './contract-list.js';
import { admit, visibleContracts } from './contract-visibility.js';
import { createDealLookUp } from './look-up-deals.js';
import type { CursorSeal } from '../paging/cursor-seal.js';
import type { ContractView } from './contract-views.js';
import type { Page, PageRequest } from '../paging/page.js';
import { said } from '../../domain/said.js';

export interface ContractService {
  /** Visible contracts among `ids`. From the projection; one the projection does not know is read from SpotDraft. */
  get(
    reader: Reader,
    ids: readonly ContractId[],
  ): Promise<ReadonlyMap<ContractId, ContractView | Error>>;
  /**
   * Contracts of deals which the caller has already been shown, most advanced first, without the deleted. No
   * SpotDraft call once backfilled, else one per deal never asked for. A deal whose look-up failed has an Error.
   */
  ofDeals(
    ids: readonly OpportunityId[],
  ): Promise<ReadonlyMap<OpportunityId, readonly ContractView[] | Error>>;
  /**
   * The same of one deal, in the background lane, with what dealdraft made; of what others made, only what is known. A store
   * that was lost may have known more, and until a backfill each deal costs one call.
   * @throws where SpotDraft has to be asked and can't be.
   */
  madeForDeal(id: OpportunityId): Promise<readonly StoredContract[]>;
  list(reader: Reader, filter: ContractFilterInput, page: PageRequest): Promise<Page<ContractView>>;
  /** The sync work that each contract waits for; contracts without any are not in the map. */
  syncWork(ids: readonly ContractId[]): Promise<ReadonlyMap<ContractId, SyncWork>>;
  /** Live, or as last known when SpotDraft can't be asked. For contracts that the caller has been shown. */
  recipients(id: ContractId): Promise<readonly Recipient[]>;
  keyPointers(id: ContractId): Promise<readonly KeyPointer[]>;
  /** For `/documents/{id}`: the executed document, or, in a format, the present version of any contract. */
  openDocument(reader: Reader, id: string, format?: DocumentFormat): Promise<DocumentAnswer>;
}

export interface SyncWork {
  /** False for work that was parked: it waits for a person or for news of the contract. */
  readonly pending: boolean;
  /** Why the last try failed, in whatever words, which are for operators; null when none did. */
  readonly reason: string | null;
  /** What it waits for, for everybody; null when it waits for nothing but its turn. */
  readonly waitsFor: string | null;
}

/** What the present version can be had as. */
export const DOCUMENT_FORMATS = ['pdf', 'docx'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

export type DocumentAnswer =
  /** Expires: redirect at once, never store or log. */
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-executed'; readonly status: ContractStatus }
  | { readonly kind: 'not-ready' }
  /** SpotDraft has the present version as PDF, and not as DOCX. */
  | { readonly kind: 'no-docx' };

const INTERACTIVE: CallOptions = { lane: 'interactive' };
const BACKGROUND: CallOptions = { lane: 'background' };
/** How long "SpotDraft has no such contract" is believed, so that a guessed id costs a call once a minute. */
const ABSENT_FOR_MS = 60_000;
const MAX_REMEMBERED_ABSENT = 10_000;
/** Calls of different contracts that others may join at a time. */
const MAX_SHARED = 1_000;

export interface ContractServiceParts {
  readonly store: Store;
  readonly crm: Crm;
  readonly spotdraft: SpotDraft;
  readonly documentLink: DocumentLink;
  readonly contractParts: ContractParts;
  readonly pauses: Pick<Pauses, 'longest'>;
  readonly cursorSeal: CursorSeal;
  readonly clock: Clock;
  readonly log: Log;
}

export function createContractService(parts: ContractServiceParts): ContractService {
  const { store, crm, spotdraft, clock } = parts;
  const absent = new ExpiringCache<true>({ clock, maxEntries: MAX_REMEMBERED_ABSENT });
  /** One call for all who ask at once: every page that watches a deal does when one of its contracts changes. */
  const asking = new ExpiringCache<readonly Recipient[]>({ clock, maxEntries: MAX_SHARED });
  const { lookUp, lookUpMade, isIndexComplete } = createDealLookUp(parts);

  const view = (stored: StoredContract) => toContractView(stored, parts.documentLink);
  const list = createContractList({
    contracts: store.contracts,
    crm,
    cursorSeal: parts.cursorSeal,
    lookUp: async (id) => {
      await lookUp([id], INTERACTIVE);
    },
  });

  async function readUnknown(id: ContractId): Promise<Contract | null> {
    if (absent.get(id) === true) return null;
    const look = await store.contracts.beginLook();
    const contract = await spotdraft.getContract(id, INTERACTIVE);
    if (contract !== null) {
      await projectContracts(store.contracts, [contract], look);
      return contract;
    }
    absent.put(id, true, ABSENT_FOR_MS);
    return null;
  }

  async function get(
    reader: Reader,
    ids: readonly ContractId[],
  ): Promise<ReadonlyMap<ContractId, ContractView | Error>> {
    const stored = new Map(await store.contracts.get(ids));
    const errors = new Map<ContractId, Error>();
    const unknown = ids.filter((id) => !stored.has(id));
    // To a person an unknown contract and one that they can't see must be the same: once the index holds all that there
    // is to see, nobody else is asked.
    const isLookedFor = reader.kind === 'integration' || !(await isIndexComplete());
    if (unknown.length > 0 && isLookedFor) {
      // Before SpotDraft is asked: its calls are not for strangers to spend.
      await admit(crm, reader);
      for (const id of unknown) {
        try {
          const contract = await readUnknown(id);
          if (contract === null) continue;
          for (const [key, value] of await store.contracts.get([id])) stored.set(key, value);
        } catch (error) {
          if (!(error instanceof Error)) throw error;
          errors.set(id, error);
        }
      }
    }
    const visible = await visibleContracts(crm, reader, [...stored.values()]);
    return new Map<ContractId, ContractView | Error>([
      ...visible.map((row) => [row.contract.id, view(row)] as const),
      ...errors,
    ]);
  }

  async function madeForDeal(id: OpportunityId): Promise<readonly StoredContract[]> {
    await lookUpMade(id, BACKGROUND);
    return (await store.contracts.byOpportunity([id])).get(id) ?? [];
  }

  async function ofDeals(
    ids: readonly OpportunityId[],
  ): Promise<ReadonlyMap<OpportunityId, readonly ContractView[] | Error>> {
    const errors = await lookUp(ids, INTERACTIVE);
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

  /** The present version, whatever state its contract is in. */
  async function openVersion(
    { id, status }: Contract,
    format: DocumentFormat,
  ): Promise<DocumentAnswer> {
    if (status === 'DELETED') return { kind: 'not-found' };
    const docx = format === 'docx' ? await spotdraft.getDocxLink(id, INTERACTIVE) : null;
    if (docx !== null) return { kind: 'link', url: docx.url };
    const pdf = await spotdraft.getDownloadLink(id, INTERACTIVE);
    if (pdf === null) return { kind: 'not-ready' };
    return format === 'docx' ? { kind: 'no-docx' } : { kind: 'link', url: pdf.url };
  }

  async function openDocument(
    reader: Reader,
    idText: string,
    format?: DocumentFormat,
  ): Promise<DocumentAnswer> {
    const id = toContractId(idText);
    const found = id === null ? undefined : (await get(reader, [id])).get(id);
    if (id === null || found === undefined) return { kind: 'not-found' };
    if (found instanceof Error) throw found;
    if (format !== undefined) return openVersion(found.contract, format);
    let { status } = found.contract;
    if (status !== 'EXECUTED') {
      // The projection may be behind: a person who clicks right after signing should not be sent away.
      const live = await spotdraft.getStatus(id, INTERACTIVE);
      if (live === null) return { kind: 'not-found' };
      status = live.status;
      if (status === 'EXECUTED') await store.queues.sync.mark([id]);
    }
    if (status !== 'EXECUTED') return { kind: 'not-executed', status };
    const link = await spotdraft.getDownloadLink(id, INTERACTIVE);
    return link === null ? { kind: 'not-ready' } : { kind: 'link', url: link.url };
  }

  return {
    get,
    ofDeals,
    madeForDeal,
    async list(reader, filter, page) {
      const found = await list(reader, filter, page);
      const edges = found.edges.map(({ cursor, node }) => ({ cursor, node: view(node) }));
      return { ...found, edges };
    },
    openDocument,

    async syncWork(ids) {
      // Deliveries name a bare number, which is a key of its own until a run has found its contract.
      const numbered = (id: ContractId) => numberKeyOf(contractNumberOf(id));
      const states = await store.queues.sync.states([...ids, ...ids.map(numbered)]);
      // Keys that wait for a system to come back were not tried, so they have no failure of their own.
      const isAnyPending = [...states.values()].some(({ state }) => state !== 'parked');
      const pause = isAnyPending ? await parts.pauses.longest() : null;
      const work = ids.flatMap((id) => {
        const number = states.get(numbered(id));
        const found = states.get(id) ?? (number?.state === 'parked' ? undefined : number);
        if (found === undefined) return [];
        const pending = found.state !== 'parked';
        const pausedBy = pending ? pause : null;
        const reason = pausedBy?.reason ?? found.reason;
        const waitsFor = pausedBy === null ? null : waitText(pausedBy.service);
        return [[id, { pending, reason, waitsFor }] as const];
      });
      return new Map(work);
    },

    recipients: (id) => {
      const ask = () =>
        liveOrKnown(
          () => spotdraft.getRecipients(id, INTERACTIVE),
          (recipients) => store.contracts.saveRecipients(id, recipients),
          () => store.contracts.recipients(id),
        );
      return asking.fill(id, ask, { ttlMs: 0 });
    },

    keyPointers: (id) =>
      parts.contractParts.read('keyPointers', id, () =>
        liveOrKnown(
          () => spotdraft.getKeyPointers(id, INTERACTIVE),
          (keyPointers) => store.contracts.saveKeyPointers(id, keyPointers),
          () => store.contracts.keyPointers(id),
        ),
      ),
  };
}

function waitText(service: UpstreamService): string {
  return service === 'spotdraft'
    ? said`Sync waits for SpotDraft to answer again, and goes on by itself.`
    : said`Sync waits for the CRM to answer again, and goes on by itself.`;
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
