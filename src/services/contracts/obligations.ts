import type { Reader } from '../../auth/caller.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { ContractAction } from '../../domain/contract-action.js';
import type { ContractId } from '../../domain/contract-id.js';
import { ExpiringCache } from '../../domain/expiring-cache.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { NewObligation, Obligation, ObligationType } from '../../domain/obligation.js';
import type { UserError } from '../../domain/user-error.js';
import type { SharedParts } from '../create-services.js';
import { joinIds, splitIds } from '../once/made-ids.js';
import { makeOnce } from '../once/make-once.js';
import { countErrors } from '../text-length.js';
import type { ActOutcome } from './contract-acts.js';
import { stateErrors } from './contract-acts.js';
import type { ContractView } from './contract-views.js';
import { OBLIGATION_KIND, obligationSubject } from './obligation-creations.js';
import { readNewObligation, readObligationChange } from './obligation-input.js';
import type { NewObligationInput, ObligationChangeInput } from './obligation-input.js';
import { strangerErrors } from './task-strangers.js';
import { noted, said } from '../../domain/said.js';

export interface ObligationService {
  /** Live. For a contract that the caller has been shown. */
  list(id: ContractId): Promise<readonly Obligation[]>;
  /** The active types of the workspace; as they were within a minute. */
  types(): Promise<readonly ObligationType[]>;
  /** Makes one, or several with one call, once. All @throws InputError for malformed ids, NotFoundError for a contract that the reader does not see. */
  create(reader: Reader, input: NewObligationInput & OfContract): Promise<ObligationsResult>;
  createSeveral(
    reader: Reader,
    input: OfContract & { readonly obligations: readonly NewObligationInput[] },
  ): Promise<ObligationsResult>;
  update(
    reader: Reader,
    input: ObligationChangeInput & { readonly contractId: string; readonly obligationId: string },
  ): Promise<ObligationsResult>;
  updateSeveral(
    reader: Reader,
    input: {
      readonly contractId: string;
      readonly obligations: readonly (ObligationChangeInput & { readonly id: string })[];
    },
  ): Promise<ObligationsResult>;
  delete(
    reader: Reader,
    input: { readonly contractId: string; readonly obligationId: string },
  ): Promise<{ readonly deletedId: string | null; readonly userErrors: readonly UserError[] }>;
}

export interface ObligationsResult {
  /** Empty when the request was refused. */
  readonly obligations: readonly Obligation[];
  readonly userErrors: readonly UserError[];
}

interface OfContract {
  readonly contractId: string;
  readonly idempotencyKey?: string;
}

const MOST_AT_ONCE = 100;
const TYPES_FOR_MS = 60_000;

export function createObligationService(parts: SharedParts): ObligationService {
  const { spotdraft, acts } = parts;
  const types = new ExpiringCache<readonly ObligationType[]>({ clock: parts.clock, maxEntries: 1 });

  async function make(
    reader: Reader,
    { contractId, idempotencyKey }: OfContract,
    wish: {
      readonly action: ContractAction;
      readonly read: readonly ReturnType<typeof readNewObligation>[];
      readonly errors: readonly UserError[];
      readonly send: (
        id: ContractId,
        wanted: readonly NewObligation[],
        options: CallOptions,
      ) => Promise<readonly Obligation[]>;
    },
  ): Promise<ObligationsResult> {
    const view = await acts.requireVisible(reader, contractId);
    const { id } = view.contract;
    const wrong = [
      ...wish.errors,
      ...wish.read.flatMap(({ errors }) => errors),
      ...stateErrors(view, wish.action),
    ];
    if (wrong.length > 0) return refused(wrong);
    const placed = wish.read.flatMap(({ tasks }) => tasks);
    const strangers = await strangerErrors(spotdraft, id, placed);
    if (strangers.length > 0) return refused(strangers);
    const wanted = wish.read.map(({ obligation }) => obligation);
    const outcome = await makeOnce(parts, reader, {
      kind: OBLIGATION_KIND,
      what: wanted.length === 1 ? 'an obligation' : 'these obligations',
      scope: [wish.action, id],
      input: wanted,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      subject: async (options) =>
        obligationSubject(id, wanted, await spotdraft.listObligations(id, options)),
      send: (options) => wish.send(id, wanted, options),
      idOf: (made) => joinIds(made.map((one) => one.id)),
    });
    if (!outcome.done) return refused(outcome.userErrors);
    const ids = splitIds(outcome.id);
    const present = outcome.made ?? (await spotdraft.listObligations(id, { lane: 'interactive' }));
    const obligations = ids.flatMap((each) => present.find((one) => one.id === each) ?? []);
    return {
      obligations,
      userErrors: obligations.length < wanted.length ? [missing(obligations.length, wanted)] : [],
    };
  }

  /** SpotDraft gives no reason for a refusal; that it does not have the obligation can be seen. */
  async function explained<T>(
    view: ContractView,
    named: readonly { readonly id: string; readonly path: readonly string[] }[],
    outcome: ActOutcome<T>,
  ): Promise<ActOutcome<T>> {
    if (outcome.done || !outcome.userErrors.some(({ code }) => code === 'SPOTDRAFT_REFUSED')) {
      return outcome;
    }
    const { id } = view.contract;
    const present = new Set(
      (await spotdraft.listObligations(id, { lane: 'interactive' })).map((one) => one.id),
    );
    const unknown = named.filter((one) => !present.has(one.id));
    if (unknown.length === 0) return outcome;
    return {
      done: false,
      userErrors: unknown.map(({ id: obligationId, path }) => ({
        field: path,
        code: 'NOT_FOUND',
        message: said`Contract ${id} has no obligation ${obligationId}.`,
      })),
    };
  }

  return {
    list: (id) => spotdraft.listObligations(id, { lane: 'interactive' }),

    types: () =>
      types.fill('types', () => spotdraft.listObligationTypes({ lane: 'interactive' }), {
        ttlMs: TYPES_FOR_MS,
      }),

    create(reader, { contractId, idempotencyKey, ...obligation }) {
      const of = { contractId, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
      return make(reader, of, {
        action: 'CREATE_OBLIGATION',
        read: [readNewObligation(obligation, [])],
        errors: [],
        send: async (id, wanted, options) =>
          Promise.all(wanted.map((one) => spotdraft.createObligation(id, one, options))),
      });
    },

    createSeveral(reader, { obligations, ...of }) {
      return make(reader, of, {
        action: 'CREATE_OBLIGATIONS',
        read: obligations.map((one, index) =>
          readNewObligation(one, ['obligations', String(index)]),
        ),
        errors: countErrors('obligations', obligations, { max: MOST_AT_ONCE }),
        send: (id, wanted, options) => spotdraft.createObligations(id, wanted, options),
      });
    },

    async update(reader, { contractId, obligationId, ...input }) {
      const id = parseNumberId(obligationId, noted`an obligation`);
      const { change, errors } = readObligationChange(input, []);
      const view = await acts.requireVisible(reader, contractId);
      const wrong = [...errors, ...stateErrors(view, 'UPDATE_OBLIGATION')];
      if (wrong.length > 0) return refused(wrong);
      const outcome = await acts.act(reader, view, (contract, options) =>
        spotdraft.updateObligation(contract, { ...change, id }, options),
      );
      const named = [{ id, path: ['obligationId'] }];
      const said = await explained(view, named, outcome);
      return said.done ? { obligations: [said.value], userErrors: [] } : refused(said.userErrors);
    },

    async updateSeveral(reader, { contractId, obligations }) {
      const read = obligations.map(({ id, ...one }, index) => {
        const path = ['obligations', String(index)];
        return {
          id: parseNumberId(id, noted`an obligation`),
          path: [...path, 'id'],
          ...readObligationChange(one, path),
        };
      });
      const view = await acts.requireVisible(reader, contractId);
      const wrong = [
        ...countErrors('obligations', obligations, { max: MOST_AT_ONCE }),
        ...read.flatMap(({ errors }) => errors),
        ...stateErrors(view, 'UPDATE_OBLIGATIONS'),
      ];
      if (wrong.length > 0) return refused(wrong);
      const changes = read.map(({ id, change }) => ({ ...change, id }));
      const outcome = await acts.act(reader, view, (contract, options) =>
        spotdraft.updateObligations(contract, changes, options),
      );
      const said = await explained(view, read, outcome);
      return said.done ? { obligations: said.value, userErrors: [] } : refused(said.userErrors);
    },

    async delete(reader, { contractId, obligationId }) {
      const id = parseNumberId(obligationId, noted`an obligation`);
      const view = await acts.requireVisible(reader, contractId);
      const wrong = stateErrors(view, 'DELETE_OBLIGATION');
      if (wrong.length > 0) return { deletedId: null, userErrors: wrong };
      const outcome = await acts.act(reader, view, (contract, options) =>
        spotdraft.deleteObligation(contract, id, options),
      );
      const said = await explained(view, [{ id, path: ['obligationId'] }], outcome);
      return said.done
        ? { deletedId: id, userErrors: [] }
        : { deletedId: null, userErrors: said.userErrors };
    },
  };
}

function refused(userErrors: readonly UserError[]): ObligationsResult {
  return { obligations: [], userErrors };
}

/** Removed since an earlier request made them, or only some of several were made before the answer was lost. */
function missing(count: number, wanted: readonly unknown[]): UserError {
  return {
    field: null,
    code: 'NOT_FOUND',
    message: said`Of ${wanted.length} obligations that this request asked for, SpotDraft has ${count} now. Look at what is there before asking for more.`,
  };
}
