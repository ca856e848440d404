import type { Clock } from '../../domain/clock.js';
import { ExpiringCache } from '../../domain/expiring-cache.js';
import type { CrmPrincipal, ObjectDescription } from '../crm.js';
import type { Descriptions } from './describe.js';

/** What every deal has and every reader of deals sees. */
const ESSENTIAL = [
  'Id',
  'Name',
  'StageName',
  'CloseDate',
  'IsClosed',
  'IsWon',
  'CreatedDate',
  'LastModifiedDate',
] as const;

/** What is shown of an account. */
export const ACCOUNT_FIELDS = [
  'Id',
  'Name',
  'Website',
  'Industry',
  'BillingStreet',
  'BillingCity',
  'BillingState',
  'BillingPostalCode',
  'BillingCountry',
] as const;

/** What field-level security may hide, by the object that describes it. */
const HIDEABLE = {
  own: ['Amount', 'Probability', 'AccountId'],
  owner: ['Id', 'Name', 'Email'],
  account: ACCOUNT_FIELDS,
} as const;

/** Selecting it in an org without multi-currency fails the whole query. */
const CURRENCY = 'CurrencyIsoCode';

const NARROWED_TTL_MS = 10 * 60_000;
/** Salesforce told nothing of what this principal sees: no knowledge to be kept. */
const UNTOLD_TTL_MS = 10_000;
const MAX_PRINCIPALS = 1_000;

export interface OpportunityFields {
  /** The fields of a deal to select for the principal. */
  of(principal: CrmPrincipal): Promise<ReadonlySet<string>>;
  /** The same after Salesforce refused one of them: asks what this principal sees, and remembers it. */
  narrow(principal: CrmPrincipal): Promise<ReadonlySet<string>>;
  forgetAll(): void;
}

interface Narrowed {
  readonly fields: ReadonlySet<string>;
  /** Whether each object was described. */
  readonly isTold: boolean;
}

export function createOpportunityFields(
  descriptions: Descriptions,
  options: { readonly clock: Clock; readonly integration: CrmPrincipal },
): OpportunityFields {
  const narrowed = new ExpiringCache<Narrowed>({
    clock: options.clock,
    maxEntries: MAX_PRINCIPALS,
  });

  async function usual(): Promise<ReadonlySet<string>> {
    const opportunity = await descriptions.tryGet(options.integration, 'Opportunity');
    return new Set([
      ...ESSENTIAL,
      ...HIDEABLE.own,
      ...(opportunity?.fields.has(CURRENCY) === true ? [CURRENCY] : []),
      ...HIDEABLE.owner.map((name) => `Owner.${name}`),
      ...HIDEABLE.account.map((name) => `Account.${name}`),
    ]);
  }

  async function visible(principal: CrmPrincipal): Promise<Narrowed> {
    const names = ['Opportunity', 'User', 'Account'] as const;
    for (const name of names) descriptions.forget(principal, name);
    const [opportunity, user, account] = await Promise.all(
      names.map((name) => descriptions.tryGet(principal, name)),
    );
    const fields = new Set([
      ...ESSENTIAL,
      ...[...HIDEABLE.own, CURRENCY].filter((name) => opportunity?.fields.has(name)),
      ...visibleOfParent(opportunity, user, 'OwnerId', 'Owner', HIDEABLE.owner),
      ...visibleOfParent(opportunity, account, 'AccountId', 'Account', HIDEABLE.account),
    ]);
    return { fields, isTold: ![opportunity, user, account].includes(undefined) };
  }

  return {
    async of(principal) {
      const kept = await narrowed.peek(keyOf(principal));
      return kept?.fields ?? usual();
    },
    async narrow(principal) {
      const key = keyOf(principal);
      narrowed.delete(key);
      const { fields } = await narrowed.fill(key, () => visible(principal), {
        ttlMs: ({ isTold }) => (isTold ? NARROWED_TTL_MS : UNTOLD_TTL_MS),
      });
      return fields;
    },
    forgetAll: () => {
      narrowed.clear();
    },
  };
}

/** A hidden look-up field hides the path through it; a parent is shown by id and name or not at all. */
function visibleOfParent(
  child: ObjectDescription | null | undefined,
  parent: ObjectDescription | null | undefined,
  lookup: string,
  path: string,
  names: readonly string[],
): string[] {
  if (!child?.fields.has(lookup) || !parent?.fields.has('Name')) return [];
  return names.filter((name) => parent.fields.has(name)).map((name) => `${path}.${name}`);
}

function keyOf(principal: CrmPrincipal): string {
  return principal.kind === 'user' ? principal.username.toLowerCase() : '';
}
