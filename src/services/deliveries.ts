import { contractIdOf, parseContractRef } from '../domain/contract-id.js';
import { InputError } from '../domain/errors.js';
import type { Log } from '../domain/log.js';
import type { UserError } from '../domain/user-error.js';
import type { Delivery, DeliveryFilter, DirtyKey, Inbox } from '../store/store.js';
import { checkPage, decodeCursor, encodeCursor, listFingerprint } from './cursor.js';
import type {
  DeliverySelection,
  DeliveryService,
  DeliveryView,
  ReplaySelection,
} from './services.js';

export interface DeliveryParts {
  readonly inbox: Inbox;
  readonly log: Log;
  /** Called when replayed deliveries made work due in this process. */
  readonly onReplayed: () => void;
}

/** One transaction each, so that neither a replay nor a prune keeps a new delivery waiting for long. */
const CHUNK = 500;
const MAX_IDS = 500;

export function createDeliveryService({ inbox, log, onReplayed }: DeliveryParts): DeliveryService {
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
        return [{ field, code: 'NOT_FOUND', message: `There is no delivery ${id}.` }];
      }
      if (delivery.key !== null) return [];
      const why = delivery.reason ?? 'It names no contract.';
      return [
        { field, code: 'INVALID_INPUT', message: `Delivery ${id} has nothing to replay. ${why}` },
      ];
    });
  }

  return {
    list: async (_operator, selection, page) => {
      checkPage(page);
      const filter = toFilter(selection);
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

    replay: async (operator, selection) => {
      const faults = faultsOfSelection(selection);
      if (faults.length > 0) return { replayed: 0, userErrors: faults };
      const { ids: idTexts, ...rest } = selection;
      let ids: readonly number[] | undefined;
      if (idTexts !== undefined) {
        ids = idTexts.map(parseDeliveryId);
        const userErrors = await faultsOf(ids);
        if (userErrors.length > 0) return { replayed: 0, userErrors };
      }
      const filter = toFilter(rest);
      const replayed = await replayInChunks(ids === undefined ? filter : { ...filter, ids });
      log.info({ operator: operator.name, replayed }, 'deliveries replayed');
      return { replayed, userErrors: [] };
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
    const message = 'Say which deliveries: by ids, contractId, state, since or until.';
    return [{ field: null, code: 'INVALID_INPUT', message }];
  }
  if (selection.ids !== undefined && selection.ids.length > MAX_IDS) {
    const message = `${selection.ids.length} ids are more than the ${MAX_IDS} of one request.`;
    return [{ field: ['ids'], code: 'INVALID_INPUT', message }];
  }
  return [];
}

function toFilter(selection: DeliverySelection): Omit<DeliveryFilter, 'limit'> {
  const { state, contractId, since, until } = selection;
  return {
    ...(state === undefined ? {} : { states: state }),
    ...(contractId === undefined ? {} : { keys: keysOf(contractId) }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}

/** A contract's deliveries wait under its bare number until that is resolved. */
function keysOf(text: string): readonly DirtyKey[] {
  const ref = parseContractRef(text.replace(/^#/, ''));
  if (ref === null) {
    throw new InputError(
      `"${text.slice(0, 40)}" is not a contract id: it is T- or H- and a number, such as T-123, or the number alone.`,
    );
  }
  const prefixes = ref.prefix === undefined ? (['T', 'H'] as const) : [ref.prefix];
  return [`#${ref.number}`, ...prefixes.map((prefix) => contractIdOf(prefix, ref.number))];
}

function parseDeliveryId(text: string): number {
  if (!/^[1-9][0-9]{0,14}$/.test(text)) {
    throw new InputError(`"${text.slice(0, 40)}" is not the id of a delivery: it is a number.`);
  }
  return Number(text);
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
