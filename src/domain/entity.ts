/** One of the workspace's own legal entities: who it contracts as. */
export interface Entity {
  readonly id: string;
  readonly name: string;
  /** By which a contract that is made names it; null where SpotDraft says none. */
  readonly referenceId: string | null;
  /** Whether contracts are made for it that name none. */
  readonly isPrimary: boolean;
  readonly jurisdiction: Jurisdiction | null;
  readonly organizationType: OrganizationType | null;
  readonly primaryAddress: EntityAddress | null;
}

/** A country, or a part of one with laws of its own. */
export interface Jurisdiction {
  readonly id: string | null;
  readonly name: string | null;
  readonly isoCode: string | null;
}

/** What kind of organization there is, by the label that counterparties and entities carry. */
export interface OrganizationType {
  readonly id: string | null;
  readonly name: string;
  /** Null where it fits every one, or SpotDraft does not say. */
  readonly jurisdiction: Jurisdiction | null;
}

export interface EntityAddress {
  readonly lineOne: string | null;
  readonly cityName: string | null;
  readonly stateName: string | null;
  readonly zipcode: string | null;
  readonly countryName: string | null;
  readonly countryIsoCode: string | null;
}
