import { InputError } from '../../domain/errors.js';
import { parseOpportunityId } from '../../domain/opportunity-id.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { Log } from '../../domain/log.js';
import type { UserError } from '../../domain/user-error.js';
import type { Delivery, DeliveryFilter, Inbox } from '../../store/inbox.js';
import type { ContractStore } from '../../store/contracts.js';
import type { DirtyKey } from '../../store/queue.js';
import { decodeCursor, encodeCursor, listFingerprint } from '../paging/cursor.js';
import { checkText, lengthErrors, LONGEST } from '../text-length.js';
import { checkPage } from '../paging/page.js';
import type { Operator } from '../../auth/caller.js';
import type { Page, PageRequest } from '../paging/page.js';
import { contractKeysOf } from '../contract-keys.js';
import { noted, said } from '../../domain/said.js';

/** The webhook inbox, for operators only. */
export interface DeliveryService {
  /** Newest first. */
  list(
    operator: Operator,
    selection: DeliverySelection,
    page: PageRequest,
  ): Promise<Page<DeliveryView>>;
  /** Null when there is none, or no longer. */
  get(operator: Operator, id: string): Promise<DeliveryDetails | null>;
  /**
   * Puts deliveries back to work, whatever had come of them. With ids, all of them or none; with anything else, in
   * chunks, so that a crash leaves some replayed. Without any condition nothing is replayed. A dry run only counts.
   */
  replay(
    operator: Operator,
    selection: ReplaySelection,
    options?: { readonly dryRun?: boolean },
  ): Promise<ReplayResult>;
  /** Deletes applied and ignored deliveries of before that time, in chunks; answers how many. The totals stay. */
  prune(operator: Operator, before: Date): Promise<number>;
  counts(operator: Operator): Promise<DeliveryCountsView>;
}

export type DeliveryStateView = 'waiting' | 'applied' | 'ignored' | 'parked';

export interface DeliveryView {
  readonly id: string;
  readonly receivedAt: Date;
  readonly activity: string;
  readonly state: DeliveryStateView;
  /** Why it was ignored or parked; null for the others. */
  readonly reason: string | null;
  /** `T-123`, or `123` while the prefix is not known; null for a delivery that names no contract with work to do. */
  readonly contractId: string | null;
}

/** With what it said, which is personal data. */
export interface DeliveryDetails extends DeliveryView {
  readonly body: string;
}

/** Everything given has to fit. */
export interface DeliverySelection {
  readonly state?: readonly DeliveryStateView[];
  /** What SpotDraft said happened: one of these. */
  readonly activity?: readonly string[];
  /** `T-123`, or a bare number, which stands for every contract of that number. */
  readonly contractId?: string;
  /** Of a contract that is in this deal now. */
  readonly opportunityId?: string;
  /** Received at this time or later. */
  readonly since?: Date;
  /** Received before this time. */
  readonly until?: Date;
}

export interface ReplaySelection extends DeliverySelection {
  readonly ids?: readonly string[];
}

export interface ReplayResult {
  /** How many the selection has that a replay makes wait again; of these, as many were replayed as `replayed` says. */
  readonly matching: number;
  readonly replayed: number;
  readonly userErrors: readonly UserError[];
}

export type DeliveryCountsView = Readonly<Record<DeliveryStateView | 'received', number>>;

export interface DeliveryParts {
  readonly inbox: Inbox;
  readonly contracts: Pick<ContractStore, 'byOpportunity'>;
  readonly log: Log;
  /** Called when replayed deliveries made work due in this process. */
  readonly onReplayed: () => void;
}

/** One transaction each, so that neither a replay nor a prune keeps a new delivery waiting for long. */
const CHUNK = 500;
const MAX_IDS = 500;
const MAX_ACTIVITIES = 100;

export function createDeliveryService(parts: DeliveryParts): DeliveryService {
  const { inbox, contracts, log, onReplayed } = parts;

  async function toFilter(selection: DeliverySelection): Promise<Omit<DeliveryFilter, 'limit'>> {
    const { state, activity, contractId, opportunityId, since, until } = selection;
    const ofContract = contractId === undefined ? undefined : contractKeysOf(contractId);
    const ofDeal = opportunityId === undefined ? undefined : await keysOfDeal(opportunityId);
    const keys = ofContract && ofDeal ? ofContract.filter((key) => ofDeal.includes(key)) : null;
    const chosen = keys ?? ofContract ?? ofDeal;
    return {
      ...(state === undefined ? {} : { states: state }),
      ...(activity === undefined ? {} : { activities: activity }),
      ...(chosen === undefined ? {} : { keys: chosen }),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
    };
  }

  async function keysOfDeal(text: string): Promise<readonly DirtyKey[]> {
    const deal = parseOpportunityId(text);
    const stored = (await contracts.byOpportunity([deal])).get(deal) ?? [];
    return stored.flatMap(({ contract: { id } }) => contractKeysOf(id));
  }

  async function replayInChunks(filter: Omit<DeliveryFilter, 'limit'>): Promise<number> {
    let total = 0;
    let beforeId: number | null = null;
    do {
      const { replayed, nextBeforeId } = await inbox.replay({
        ...filter,
        ...(beforeId === null ? {} : { beforeId }),
        limit: CHUNK,
      });
      total += replayed;
      beforeId = nextBeforeId;
      if (replayed > 0) onReplayed();
    } while (beforeId !== null);
    return total;
  }

  /** What stands against replaying these ids. */
  async function faultsOf(ids: readonly number[]): Promise<readonly UserError[]> {
    const found = await inbox.list({ ids, limit: ids.length });
    const known = new Map(found.map((delivery) => [delivery.id, delivery]));
    return ids.flatMap((id, index): UserError[] => {
      const field = ['ids', String(index)];
      const delivery = known.get(id);
      if (delivery === undefined) {
        return [{ field, code: 'NOT_FOUND', message: said`There is no delivery ${id}.` }];
      }
      if (delivery.key !== null) return [];
      const why = delivery.reason ?? said`It names no contract.`;
      return [
        {
          field,
          code: 'INVALID_INPUT',
          message: said`Delivery ${id} has nothing to replay. ${why}`,
        },
      ];
    });
  }

  return {
    list: async (_operator, selection, page) => {
      checkPage(page);
      checkActivities(selection);
      const filter = await toFilter(selection);
      const fingerprint = listFingerprint('deliveries', filter);
      const after = page.after === undefined ? null : decodeCursor(fingerprint, page.after).id;
      const found = await inbox.list({
        ...filter,
        ...(after === null ? {} : { beforeId: parseDeliveryId(after) }),
        limit: page.first + 1,
      });
      return {
        edges: found.slice(0, page.first).map((delivery) => ({
          cursor: encodeCursor(fingerprint, { value: null, id: String(delivery.id) }),
          node: toView(delivery),
        })),
        hasNextPage: found.length > page.first,
        endCursor: null,
        totalCount: () => Promise.resolve(null),
      };
    },

    get: async (_operator, idText) => {
      const delivery = await inbox.get(parseDeliveryId(idText));
      return delivery === null ? null : { ...toView(delivery), body: delivery.body };
    },

    replay: async (operator, selection, { dryRun = false } = {}) => {
      const faults = faultsOfSelection(selection);
      if (faults.length > 0) return { matching: 0, replayed: 0, userErrors: faults };
      const { ids: idTexts, ...rest } = selection;
      let ids: readonly number[] | undefined;
      if (idTexts !== undefined) {
        ids = idTexts.map(parseDeliveryId);
        const userErrors = await faultsOf(ids);
        if (userErrors.length > 0) return { matching: 0, replayed: 0, userErrors };
      }
      const chosen = await toFilter(rest);
      const filter = ids === undefined ? chosen : { ...chosen, ids };
      if (dryRun) {
        return { matching: await inbox.countReplayable(filter), replayed: 0, userErrors: [] };
      }
      const replayed = await replayInChunks(filter);
      log.info({ operator: operator.name, replayed }, 'deliveries replayed');
      return { matching: replayed, replayed, userErrors: [] };
    },

    prune: async (operator, before) => {
      let total = 0;
      for (;;) {
        const pruned = await inbox.prune({ before, limit: CHUNK });
        total += pruned;
        if (pruned < CHUNK) break;
      }
      log.info({ operator: operator.name, before, pruned: total }, 'deliveries pruned');
      return total;
    },

    counts: async () => inbox.counts(),
  };
}

function faultsOfSelection(selection: ReplaySelection): readonly UserError[] {
  if (Object.values(selection).every((value) => value === undefined)) {
    const message = said`Say which deliveries: by ids, contractId, opportunityId, activity, state, since or until.`;
    return [{ field: null, code: 'INVALID_INPUT', message }];
  }
  if (selection.ids !== undefined && selection.ids.length > MAX_IDS) {
    const message = said`${selection.ids.length} ids are more than the ${MAX_IDS} of one request.`;
    return [{ field: ['ids'], code: 'INVALID_INPUT', message }];
  }
  const { activity = [] } = selection;
  if (activity.length > MAX_ACTIVITIES) {
    return [{ field: ['activity'], code: 'INVALID_INPUT', message: tooManyWords(activity) }];
  }
  return activity.flatMap((text, index) =>
    lengthErrors({ activity: { text, max: LONGEST.tag } }).map((error) => ({
      ...error,
      field: ['activity', String(index)],
    })),
  );
}

/** @throws InputError for more words than SpotDraft has, or longer ones. */
function checkActivities({ activity = [] }: DeliverySelection): void {
  if (activity.length > MAX_ACTIVITIES) throw new InputError(tooManyWords(activity));
  for (const word of activity) checkText('activity', word, LONGEST.tag);
}

function tooManyWords({ length }: readonly string[]): string {
  return said`"activity" has ${length} words; up to ${MAX_ACTIVITIES} are taken.`;
}

function parseDeliveryId(text: string): number {
  return Number(parseNumberId(text, noted`a delivery`));
}

function toView(delivery: Delivery): DeliveryView {
  const { id, receivedAt, activity, state, reason, key } = delivery;
  return {
    id: String(id),
    receivedAt,
    activity,
    state,
    reason,
    contractId: key === null ? null : key.replace(/^#/, ''),
  };
}
