import type { FaultRule } from '../http/fault-rules.js';
import type { CrmSeed } from '../seed/crm-seed.js';
import type { CrmFaultRule } from './row-faults.js';
import type { CustomFields } from './schema/catalog.js';
import type { FieldSecurity } from './sharing.js';

export interface SalesforceSandboxOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly host?: string;
  /** Consumer key of the connected app; `sandbox-app` unless told. */
  readonly clientId?: string;
  /** `sandbox-app-secret` unless told. */
  readonly clientSecret?: string;
  /** PEM of the app's public key or certificate; without it the sandbox makes a key pair and shows the private key. */
  readonly publicKeyPem?: string;
  /** Several currencies, hence `CurrencyIsoCode` everywhere; on unless told. */
  readonly multiCurrency?: boolean;
  /** Exchange rates by date (advanced currency management), hence `DatedConversionRate`; off unless told. */
  readonly datedRates?: boolean;
  /** `BillingCountryCode` and its like; on unless told. */
  readonly statePicklists?: boolean;
  /** Fields beyond those of the sample org, made with `field` of schema/define.ts. */
  readonly customFields?: CustomFields;
  /** `none` leaves the users, the stages and the organization. */
  readonly seed?: CrmSeed | 'none';
  /** Calls until REQUEST_LIMIT_EXCEEDED; 100,000 unless told. */
  readonly dailyApiLimit?: number;
  /** How long a session lives without use; two hours unless told. */
  readonly sessionTtlMs?: number;
  /** Each use of a refresh token gives a new one and ends the old; off unless told. */
  readonly rotatesRefreshTokens?: boolean;
  /** Rows per query page without a `batchSize` header; 2,000 unless told. */
  readonly queryPageSize?: number;
  /** Queries hand out rows in another order each time, unless ORDER BY says otherwise; off unless told. */
  readonly shufflesRows?: boolean;
  readonly now?: () => Date;
  /** By username: hidden and read-only fields (`Opportunity.Amount`) and hidden objects (`Product2`). */
  readonly fieldSecurity?: Readonly<Record<string, FieldSecurity>>;
  /** Users who have not approved the app. */
  readonly unapprovedUsernames?: readonly string[];
  /** Faults in force from the start, as the control route `POST /__sandbox/faults` takes them. */
  readonly faults?: readonly (FaultRule | CrmFaultRule)[];
}
