import { z } from 'zod';
import { UpstreamContractError } from '../../domain/errors.js';
import type { Account, CrmUser, Opportunity } from '../../domain/opportunity.js';
import { toOpportunityId } from '../../domain/opportunity-id.js';
import { toIsoUtc } from './date-time.js';
import type { RawRecord } from './query.js';
import { noted } from '../../domain/said.js';

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
  const wire = usualOpportunity(record) ?? parseOpportunity(record);
  const id = toOpportunityId(wire.Id);
  if (id === null) throw notAsDocumented('A deal', 'Id');
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

function parseOpportunity(record: RawRecord): OpportunityWire {
  const parsed = opportunityWire.safeParse(record);
  if (parsed.success) return parsed.data;
  throw notAsDocumented('A deal', parsed.error);
}

/**
 * What `opportunityWire` makes of a row, looked at by hand: it takes a tenth of the time, and a page has fifty. Null for a row that is
 * not as all are, which the schema then judges.
 */
function usualOpportunity(record: RawRecord): OpportunityWire | null {
  const { CreatedDate: created, LastModifiedDate: modified } = record;
  const CreatedDate = typeof created === 'string' ? toIsoUtc(created) : null;
  const LastModifiedDate = typeof modified === 'string' ? toIsoUtc(modified) : null;
  if (CreatedDate === null || LastModifiedDate === null || !isUsualOpportunity(record)) return null;
  return {
    Id: record.Id,
    Name: record.Name,
    StageName: record.StageName,
    CloseDate: record.CloseDate,
    IsClosed: record.IsClosed,
    IsWon: record.IsWon,
    CreatedDate,
    LastModifiedDate,
    Amount: record.Amount,
    CurrencyIsoCode: record.CurrencyIsoCode,
    Probability: record.Probability,
    Owner: record.Owner,
    Account: record.Account,
  };
}

/** All but the dates. */
function isUsualOpportunity(record: RawRecord): record is OpportunityWire {
  return (
    typeof record['Id'] === 'string' &&
    typeof record['Name'] === 'string' &&
    typeof record['StageName'] === 'string' &&
    isText(record['CloseDate']) &&
    typeof record['IsClosed'] === 'boolean' &&
    typeof record['IsWon'] === 'boolean' &&
    isNumber(record['Amount']) &&
    isText(record['CurrencyIsoCode']) &&
    isNumber(record['Probability']) &&
    isMissingOr(record['Owner'], isUsualOwner) &&
    isMissingOr(record['Account'], isUsualAccount)
  );
}

function isUsualOwner({ Id, Name, Email }: RawRecord): boolean {
  return typeof Id === 'string' && isText(Name) && isText(Email);
}

function isUsualAccount(record: RawRecord): boolean {
  return (
    typeof record['Id'] === 'string' &&
    isText(record['Name']) &&
    isText(record['Website']) &&
    isText(record['Industry']) &&
    isText(record['BillingStreet']) &&
    isText(record['BillingCity']) &&
    isText(record['BillingState']) &&
    isText(record['BillingPostalCode']) &&
    isText(record['BillingCountry'])
  );
}

function isText(value: unknown): boolean {
  return value === null || value === undefined || typeof value === 'string';
}

function isNumber(value: unknown): boolean {
  return value === null || value === undefined || Number.isFinite(value);
}

function isMissingOr(value: unknown, isUsual: (record: RawRecord) => boolean): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === 'object' && !Array.isArray(value) && isUsual(value as RawRecord);
}

function notAsDocumented(what: string, fault: z.ZodError | string): UpstreamContractError {
  const where =
    typeof fault === 'string' ? fault : fault.issues.map((issue) => issue.path.join('.'));
  return new UpstreamContractError(
    noted`${what} from Salesforce is not as documented: ${String(where)}.`,
    { service: 'salesforce', operation: 'GET /query' },
  );
}

function toOwner(wire: OpportunityWire['Owner']): CrmUser | null {
  return wire == null ? null : { id: wire.Id, name: wire.Name ?? '', email: wire.Email ?? null };
}

/** @throws UpstreamContractError when the row has no id. */
export function parseAccount(record: RawRecord): Account {
  const parsed = accountWire.safeParse(record);
  if (parsed.success) return toAccount(parsed.data);
  throw notAsDocumented('An account', parsed.error);
}

function toAccount(wire: z.infer<typeof accountWire>): Account {
  const address = {
    street: wire.BillingStreet ?? null,
    city: wire.BillingCity ?? null,
    state: wire.BillingState ?? null,
    postalCode: wire.BillingPostalCode ?? null,
    country: wire.BillingCountry ?? null,
  };
  const { street, city, state, postalCode, country } = address;
  const hasAddress = (street ?? city ?? state ?? postalCode ?? country) !== null;
  return {
    id: wire.Id,
    name: wire.Name ?? '',
    website: wire.Website ?? null,
    industry: wire.Industry ?? null,
    billingAddress: hasAddress ? address : null,
  };
}
