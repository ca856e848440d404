import type { Money } from './money.js';
import type { OpportunityId } from './opportunity-id.js';

/** A deal as the CRM holds it for one reader. `closeDate` is `YYYY-MM-DD`; date-times are ISO 8601 UTC with `Z`. */
export interface Opportunity {
  readonly id: OpportunityId;
  readonly name: string;
  readonly stageName: string;
  readonly amount: Money | null;
  readonly closeDate: string | null;
  /** Percent, as in the CRM: 75 means 75 %. */
  readonly probability: number | null;
  readonly isClosed: boolean;
  readonly isWon: boolean;
  readonly owner: CrmUser | null;
  readonly account: Account | null;
  readonly url: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface CrmUser {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly website: string | null;
  readonly industry: string | null;
  readonly billingAddress: Address | null;
}

export interface Address {
  readonly street: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
}

export const OPPORTUNITY_ORDERS = [
  'CLOSE_DATE_ASC',
  'CLOSE_DATE_DESC',
  'AMOUNT_DESC',
  'NAME_ASC',
  'UPDATED_AT_DESC',
] as const;
export type OpportunityOrder = (typeof OPPORTUNITY_ORDERS)[number];
