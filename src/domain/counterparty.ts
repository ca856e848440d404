export const COUNTERPARTY_STATUSES = ['ACTIVE', 'ARCHIVED', 'MIGRATING', 'UNKNOWN'] as const;
export type CounterpartyStatus = (typeof COUNTERPARTY_STATUSES)[number];

/** The other side of contracts, as the workspace knows it. */
export interface Counterparty {
  readonly id: string;
  /** No two have the same. */
  readonly name: string;
  readonly isIndividual: boolean;
  readonly brandName: string | null;
  readonly status: CounterpartyStatus;
  /** By name, in the shape SpotDraft gives them; null where it gives none. */
  readonly customFields: Readonly<Record<string, unknown>> | null;
  readonly primaryAddress: CounterpartyAddress | null;
  /** As it is told with the counterparty itself, where nothing says who is the first to write to. */
  readonly contacts: readonly CounterpartyContact[];
}

/** Somebody to write to at a counterparty. */
export interface CounterpartyContact {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly isPrimary: boolean;
}

export interface CounterpartyAddress {
  readonly id: string | null;
  readonly lineOne: string | null;
  readonly cityName: string | null;
  readonly stateName: string | null;
  readonly zipcode: string | null;
  readonly countryName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}
