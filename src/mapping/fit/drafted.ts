import type {
  CounterpartyRequest,
  SignatoryRequest,
} from '../../connectors/spotdraft/contract-creation.js';
import type { UserError } from '../../domain/user-error.js';

/** A party or signatory as far as it is known, and all that is wrong with it. */
interface Drafted<Found, Request> {
  readonly found: Found;
  /** As it would be sent; null when it can't be. */
  readonly request: Request | null;
  readonly userErrors: readonly UserError[];
}

type Part<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** What is known of a counterparty, which may be less than SpotDraft needs. */
export interface FoundCounterparty extends Part<
  Omit<CounterpartyRequest, 'isIndividual' | 'contact' | 'address'>
> {
  readonly isIndividual: boolean;
  readonly contact?: Part<CounterpartyRequest['contact']> | undefined;
  readonly address?: Part<NonNullable<CounterpartyRequest['address']>> | undefined;
}

export interface FoundSignatory extends Part<Omit<SignatoryRequest, 'isCounterparty'>> {
  readonly isCounterparty: boolean;
}

export type DraftedCounterparty = Drafted<FoundCounterparty, CounterpartyRequest>;
export type DraftedSignatory = Drafted<FoundSignatory, SignatoryRequest>;

/** A list of them, and what is wrong with it that belongs to none of its entries. */
export interface DraftedList<One> {
  readonly drafted: readonly One[];
  readonly userErrors: readonly UserError[];
}

export function requestsOf<Request>(
  drafted: readonly { readonly request: Request | null }[],
): readonly Request[] {
  return drafted.flatMap(({ request }) => request ?? []);
}
