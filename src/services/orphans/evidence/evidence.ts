/** Something that speaks for a contract being a deal's. */
export interface Evidence {
  readonly kind:
    'id' | 'number' | 'account' | 'deal-name' | 'domain' | 'contact' | 'owner' | 'amount' | 'date';
  /** Between 0 and 1, both left out: which share of the remaining doubt it takes away. */
  readonly weight: number;
  /** Whether it points at this deal or its account, rather than fitting many. */
  readonly names: boolean;
  /** One sentence for people. */
  readonly reason: string;
}

/** Something that speaks against it. */
export interface Doubt {
  /** Between 0 and 1, both left out: what is left of the score. */
  readonly factor: number;
  readonly reason: string;
}
