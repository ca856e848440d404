/** A deal of the CRM as far as sample contracts need it. */
export interface SeedDeal {
  /** The 18-character id. */
  readonly id: string;
  readonly name: string;
  readonly stageName: string;
  readonly amount: number | null;
  /** ISO currency code. */
  readonly currency: string;
  /** ISO 8601. */
  readonly createdDate: string;
  readonly account: {
    readonly name: string;
    readonly billingCity?: string | null;
    readonly billingCountry?: string | null;
  };
  readonly contact: {
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
  } | null;
  readonly owner: { readonly name: string; readonly email: string };
}
