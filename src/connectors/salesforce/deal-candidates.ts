import { z } from 'zod';
import type { Clock } from '../../domain/clock.js';
import { ExpiringCache } from '../../domain/expiring-cache.js';
import type { CrmPrincipal, DealClues, DealWithContacts } from '../crm.js';
import type { SalesforceClient } from './client.js';
import { upstreamCodeOf } from './failures.js';
import type { ReadScope } from './opportunities.js';
import type { OpportunityFields } from './opportunity-fields.js';
import { toOpportunity } from './opportunity.wire.js';
import type { RawRecord, SoqlQueries } from './query.js';
import { toReaderError } from './reader-error.js';
import type { Condition, Literal } from './soql.js';
import {
  and,
  beginningWith,
  childSelect,
  compare,
  containing,
  containingWords,
  date,
  isIn,
  or,
  orderBy,
  select,
  text,
} from './soql.js';
import type { UserRights } from './user-rights.js';

/**
 * Salesforce takes 100,000 characters of SOQL; the body that a long query travels in says each special one in three. It calls
 * a query too complicated at some number of conditions that it does not tell.
 */
const MAX_CONDITION_LENGTH = 40_000;
const MAX_CONDITIONS = 400;
const MAX_IDS = 300;
const CONTACT_ROLES = 'OpportunityContactRoles';
/** What a reader does not see is not asked for again for a while. */
const HIDDEN_TTL_MS = 10 * 60_000;

export interface DealCandidates {
  find(scope: ReadScope, clues: DealClues, limit: number): Promise<readonly DealWithContacts[]>;
}

export function createDealCandidates(parts: {
  readonly client: SalesforceClient;
  readonly queries: SoqlQueries;
  readonly fields: OpportunityFields;
  readonly rights: UserRights;
  readonly defaultCurrency: string | null;
  readonly clock: Clock;
}): DealCandidates {
  const { client, queries, fields, rights, defaultCurrency } = parts;
  const hidesContacts = new ExpiringCache<true>({ clock: parts.clock, maxEntries: 1_000 });

  async function rows(
    reader: CrmPrincipal,
    clues: DealClues,
    limit: number,
  ): Promise<readonly RawRecord[]> {
    const key = JSON.stringify(reader);
    const ask = (names: ReadonlySet<string>, withContacts: boolean) =>
      queries.rows(reader, soqlOf(clues, { names, withContacts, limit }));
    const isHidden = hidesContacts.get(key) === true;
    const first = await unlessHidden(reader, async () => ask(await fields.of(reader), !isHidden));
    if (first !== null) return first;
    const visible = await fields.narrow(reader);
    const second = await unlessHidden(reader, () => ask(visible, !isHidden));
    if (second !== null) return second;
    // With all fields that are seen it is the contacts that are not.
    hidesContacts.put(key, true, HIDDEN_TTL_MS);
    try {
      return await ask(visible, false);
    } catch (error) {
      throw toReaderError(reader, error, 'deals');
    }
  }

  /** Null where the query names what the reader does not see. */
  async function unlessHidden(
    reader: CrmPrincipal,
    ask: () => Promise<readonly RawRecord[]>,
  ): Promise<readonly RawRecord[] | null> {
    try {
      return await ask();
    } catch (error) {
      const code = upstreamCodeOf(error);
      if (code === 'INVALID_FIELD' || code === 'INVALID_TYPE') return null;
      throw toReaderError(reader, error, 'deals');
    }
  }

  return {
    async find({ reader, checkedUserId }, clues, limit) {
      const records = await rows(reader, clues, limit);
      if (records.length === 0) return [];
      const { instanceUrl } = await client.session(reader);
      const found = await Promise.all(
        records.map(async (record) => ({
          opportunity: toOpportunity(record, { instanceUrl, defaultCurrency }),
          contactEmails: emailsOf(await queries.childRows(reader, record[CONTACT_ROLES])),
        })),
      );
      if (checkedUserId === null) return found;
      const readable = await rights.readable(
        checkedUserId,
        found.map(({ opportunity }) => opportunity.id),
      );
      return found.filter(({ opportunity }) => readable.has(opportunity.id));
    },
  };
}

function soqlOf(clues: DealClues, { names, withContacts, limit }: SoqlParts): string | null {
  const where = conditionOf(clues, names);
  return where === null
    ? null
    : select({
        fields: [
          ...names,
          ...(withContacts
            ? [childSelect(CONTACT_ROLES, ['Contact.Email'], [orderBy('Id', 'ASC')])]
            : []),
        ],
        from: 'Opportunity',
        where,
        orderBy: [orderBy('LastModifiedDate', 'DESC'), orderBy('Id', 'DESC')],
        limit,
      });
}

interface SoqlParts {
  readonly names: ReadonlySet<string>;
  readonly withContacts: boolean;
  readonly limit: number;
}

/** The strongest kinds of clue first, so that they are in where not all fits. Null when there is nothing to ask about. */
function conditionOf(clues: DealClues, names: ReadonlySet<string>): Condition | null {
  const seesAccounts = names.has('Account.Name');
  const conditions = [
    isIn('Id', clues.ids.slice(0, MAX_IDS).map(text)),
    ...(names.has('AccountId')
      ? [isIn('AccountId', clues.accountIds.slice(0, MAX_IDS).map(text))]
      : []),
    ...clues.dealNames.map((part) => compare('Name', 'LIKE', containing(part))),
    ...interleaved(
      clues.names.flatMap((words) => nameConditions(containingWords(words), seesAccounts)),
      clues.beginnings.flatMap((word) => nameConditions(beginningWith(word), seesAccounts)),
      names.has('Account.Website')
        ? clues.domains.map((domain) => compare('Account.Website', 'LIKE', containing(domain)))
        : [],
    ),
    ...clues.owners.flatMap((clue) => ownerConditions(clue, names)),
  ];
  const [first, ...rest] = withinLength(conditions.filter(({ kind }) => kind !== 'never'));
  return first === undefined ? null : or([first, ...rest]);
}

function nameConditions(pattern: Literal, seesAccounts: boolean): readonly Condition[] {
  return [
    ...(seesAccounts ? [compare('Account.Name', 'LIKE', pattern)] : []),
    compare('Name', 'LIKE', pattern),
  ];
}

function ownerConditions(
  { owner, closingFrom, closingTo }: DealClues['owners'][number],
  names: ReadonlySet<string>,
): readonly Condition[] {
  const field = owner.includes('@') ? 'Owner.Email' : 'Owner.Name';
  if (!names.has(field)) return [];
  const condition = and([
    compare(field, '=', text(owner)),
    compare('CloseDate', '>=', date(closingFrom)),
    compare('CloseDate', '<=', date(closingTo)),
  ]);
  return condition === null ? [] : [condition];
}

/** The first of each, then the second of each: what is left out is the last of all. */
function interleaved<T>(...lists: readonly (readonly T[])[]): readonly T[] {
  const length = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length }, (_, turn) =>
    lists.flatMap((list) => list.slice(turn, turn + 1)),
  ).flat();
}

function withinLength(conditions: readonly Condition[]): readonly Condition[] {
  let length = 0;
  return conditions.slice(0, MAX_CONDITIONS).filter((condition) => {
    const added = condition.kind === 'never' ? 0 : condition.text.length;
    if (length + added > MAX_CONDITION_LENGTH) return false;
    length += added;
    return true;
  });
}

const roleWire = z.looseObject({ Contact: z.looseObject({ Email: z.string() }) });

function emailsOf(roles: readonly RawRecord[]): readonly string[] {
  return roles.flatMap((role) => roleWire.safeParse(role).data?.Contact.Email ?? []);
}
