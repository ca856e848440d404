import type { Reader } from '../../auth/caller.js';
import type {
  CounterpartyChanges,
  NewCounterparty,
} from '../../connectors/spotdraft/counterparties.js';
import type { CallOptions } from '../../connectors/spotdraft/types.js';
import type { Counterparty } from '../../domain/counterparty.js';
import type { UserError } from '../../domain/user-error.js';
import type { SharedParts } from '../create-services.js';
import { jsonErrors } from '../data-size.js';
import { emailErrors } from '../email-errors.js';
import { makeOnce } from '../once/make-once.js';
import { readLivePage } from '../paging/live-list.js';
import type { Page, PageRequest } from '../paging/page.js';
import { actOrRefuse } from '../people/act-or-refuse.js';
import { checkText, changeErrors, lengthErrors, LONGEST, requiredErrors } from '../text-length.js';
import { addressErrors } from './counterparty-addresses.js';
import { COUNTERPARTY_CREATION, counterpartySubject } from './counterparty-creations.js';
import { parseCounterpartyId } from './counterparty-id.js';
import { said } from '../../domain/said.js';

export interface CounterpartyService {
  /** Live, and so is `get`. @param email of a contact, exactly; null for all. */
  list(email: string | null, request: PageRequest): Promise<Page<Counterparty>>;
  /** Null when there is no such counterparty. @throws InputError for what is no id. */
  get(id: string): Promise<Counterparty | null>;
  /** Once for one wish. */
  create(reader: Reader, input: CreateCounterpartyInput): Promise<CounterpartyResult>;
  /** @throws InputError for what is no id, NotFoundError for an unknown counterparty. */
  update(reader: Reader, input: UpdateCounterpartyInput): Promise<CounterpartyResult>;
}

export interface CreateCounterpartyInput extends NewCounterparty {
  readonly idempotencyKey?: string;
}

export interface UpdateCounterpartyInput extends CounterpartyChanges {
  readonly counterpartyId: string;
}

export interface CounterpartyResult {
  /** Null when it was refused. */
  readonly counterparty: Counterparty | null;
  readonly userErrors: readonly UserError[];
}

const INTERACTIVE: CallOptions = { lane: 'interactive' };

export function createCounterpartyService(parts: SharedParts): CounterpartyService {
  const { spotdraft, actingUsers } = parts;
  return {
    async list(email, request) {
      checkText('email', email, LONGEST.email);
      const filter = email === null ? {} : { email };
      return readLivePage(
        {
          name: ['counterparties', email],
          read: (page) => spotdraft.listCounterparties({ ...page, ...filter }, INTERACTIVE),
          idOf: ({ id }) => id,
          show: async (rows) => rows,
          hides: false,
        },
        request,
        parts.cursorSeal,
      );
    },

    get: async (id) => spotdraft.getCounterparty(parseCounterpartyId(id), INTERACTIVE),

    async create(reader, { idempotencyKey, ...input }) {
      const wrong = inputErrors(input);
      if (wrong.length > 0) return { counterparty: null, userErrors: wrong };
      const name = (input.isIndividual ? input.contactName : input.organizationName) ?? '';
      const outcome = await makeOnce(parts, reader, {
        kind: COUNTERPARTY_CREATION,
        what: said`a counterparty`,
        scope: [],
        input,
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
        subject: async () => counterpartySubject(name),
        send: (options) => spotdraft.createCounterparty(input, options),
        idOf: ({ id }) => id,
      });
      if (!outcome.done) return { counterparty: null, userErrors: outcome.userErrors };
      const made = outcome.made ?? (await spotdraft.getCounterparty(outcome.id, INTERACTIVE));
      return { counterparty: made, userErrors: [] };
    },

    async update(reader, { counterpartyId, ...changes }) {
      const id = parseCounterpartyId(counterpartyId);
      const wrong = [
        ...changeErrors(changes),
        ...(changes.name === undefined ? [] : requiredErrors({ name: changes.name })),
        ...lengthErrors({
          name: { text: changes.name, max: LONGEST.name },
          brandName: { text: changes.brandName, max: LONGEST.name },
        }),
        ...jsonErrors('customFields', changes.customFields),
      ];
      if (wrong.length > 0) return { counterparty: null, userErrors: wrong };
      const outcome = await actOrRefuse(actingUsers, reader, (options) =>
        spotdraft.updateCounterparty(id, changes, options),
      );
      return outcome.done
        ? { counterparty: outcome.value, userErrors: [] }
        : { counterparty: null, userErrors: outcome.userErrors };
    },
  };
}

function inputErrors(input: NewCounterparty): UserError[] {
  const { isIndividual, organizationName, contactName, contactEmail, primaryAddress } = input;
  const max = LONGEST.name;
  return [
    ...(isIndividual
      ? requiredErrors({ contactName: contactName ?? '', contactEmail: contactEmail ?? '' })
      : requiredErrors({ organizationName: organizationName ?? '' })),
    ...lengthErrors({
      organizationName: { text: organizationName, max },
      organizationType: { text: input.organizationType, max },
      brandName: { text: input.brandName, max },
      contactName: { text: contactName, max },
    }),
    ...(contactEmail === undefined || contactEmail === ''
      ? []
      : emailErrors(['contactEmail'], contactEmail)),
    ...(primaryAddress === undefined ? [] : addressErrors(primaryAddress, ['primaryAddress'])),
    ...jsonErrors('customFields', input.customFields),
  ];
}
