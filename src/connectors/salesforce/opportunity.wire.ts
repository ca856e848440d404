import { z } from 'zod';
import { UpstreamContractError } from '../../domain/errors.js';
import type { Account, CrmUser, Opportunity } from '../../domain/opportunity.js';
import { toOpportunityId } from '../../domain/opportunity-id.js';
import { toIsoUtc } from './date-time.js';
import type { RawRecord } from './query.js';

const text = z.string().nullish();

const dateTime = z.string().transform((value, context) => {
  const iso = toIsoUtc(value);
  if (iso !== null) return iso;
  context.addIssue({ code: 'custom', message: 'not a date-time' });
  return z.NEVER;
});

const accountWire = z.looseObject({
  Id: z.string(),
  Name: text,
  Website: text,
  Industry: text,
  BillingStreet: text,
  BillingCity: text,
  BillingState: text,
  BillingPostalCode: text,
  BillingCountry: text,
});

/** Optional members are those that a field-level right, or an org without the feature, can take away. */
const opportunityWire = z.looseObject({
  Id: z.string(),
  Name: z.string(),
  StageName: z.string(),
  CloseDate: text,
  IsClosed: z.boolean(),
  IsWon: z.boolean(),
  CreatedDate: dateTime,
  LastModifiedDate: dateTime,
  Amount: z.number().nullish(),
  CurrencyIsoCode: text,
  Probability: z.number().nullish(),
  Owner: z.looseObject({ Id: z.string(), Name: text, Email: text }).nullish(),
  Account: accountWire.nullish(),
});
type OpportunityWire = z.infer<typeof opportunityWire>;

export interface OpportunityReading {
  /** For amounts of an org where a row states no currency; null when unknown. */
  readonly defaultCurrency: string | null;
  /** Base of the links to records. */
  readonly instanceUrl: string;
}

/** @throws UpstreamContractError when the row lacks what every deal has. */
export function toOpportunity(record: RawRecord, reading: OpportunityReading): Opportunity {
  const parsed = opportunityWire.safeParse(record);
  const id = parsed.success ? toOpportunityId(parsed.data.Id) : null;
  if (!parsed.success || id === null) {
    const where = parsed.success ? 'Id' : parsed.error.issues.map((issue) => issue.path.join('.'));
    throw new UpstreamContractError(
      `A deal from Salesforce is not as documented: ${String(where)}.`,
      { service: 'salesforce', operation: 'GET /query' },
    );
  }
  const wire = parsed.data;
  return {
    id,
    name: wire.Name,
    stageName: wire.StageName,
    amount:
      wire.Amount == null
        ? null
        : { value: wire.Amount, currency: wire.CurrencyIsoCode ?? reading.defaultCurrency },
    closeDate: wire.CloseDate ?? null,
    probability: wire.Probability ?? null,
    isClosed: wire.IsClosed,
    isWon: wire.IsWon,
    owner: toOwner(wire.Owner),
    account: wire.Account == null ? null : toAccount(wire.Account),
    url: `${reading.instanceUrl}/lightning/r/Opportunity/${id}/view`,
    createdAt: wire.CreatedDate,
    updatedAt: wire.LastModifiedDate,
  };
}

function toOwner(wire: OpportunityWire['Owner']): CrmUser | null {
  return wire == null ? null : { id: wire.Id, name: wire.Name ?? '', email: wire.Email ?? null };
}

/** @throws UpstreamContractError when the row has no id. */
export function parseAccount(record: RawRecord): Account {
  const parsed = accountWire.safeParse(record);
  if (parsed.success) return toAccount(parsed.data);
  const where = parsed.error.issues.map((issue) => issue.path.join('.'));
  throw new UpstreamContractError(
    `An account from Salesforce is not as documented: ${String(where)}.`,
    { service: 'salesforce', operation: 'GET /query' },
  );
}

function toAccount(wire: z.infer<typeof accountWire>): Account {
  const address = {
    street: wire.BillingStreet ?? null,
    city: wire.BillingCity ?? null,
    state: wire.BillingState ?? null,
    postalCode: wire.BillingPostalCode ?? null,
    country: wire.BillingCountry ?? null,
  };
  const hasAddress = Object.values(address).some((part) => part !== null);
  return {
    id: wire.Id,
    name: wire.Name ?? '',
    website: wire.Website ?? null,
    industry: wire.Industry ?? null,
    billingAddress: hasAddress ? address : null,
  };
}
