import { cursorOfAnotherList } from '../../domain/cursor-refusals.js';
import { InputError } from '../../domain/errors.js';
import { inQuotes } from '../../domain/in-quotes.js';
import type { Opportunity, OpportunityOrder } from '../../domain/opportunity.js';
import { toRecordId18 } from '../../domain/opportunity-id.js';
import type { OpportunityCriteria, OpportunityPosition } from '../crm.js';
import type { Condition, Literal } from './soql.js';
import {
  and,
  boolean,
  compare,
  containing,
  date,
  dateTime,
  isIn,
  isNotIn,
  nothing,
  number,
  or,
  orderBy,
  text,
} from './soql.js';
import { noted } from '../../domain/said.js';

/** How an order sorts. The id breaks ties in the same direction; rows without a value come last. */
interface Sort {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
  readonly isNullable: boolean;
  readonly literal: (value: string | number) => Literal;
  readonly valueOf: (opportunity: Opportunity) => string | number | null;
}

const SORTS: Readonly<Record<OpportunityOrder, Sort>> = {
  CLOSE_DATE_ASC: closeDate('ASC'),
  CLOSE_DATE_DESC: closeDate('DESC'),
  AMOUNT_DESC: {
    field: 'Amount',
    direction: 'DESC',
    isNullable: true,
    literal: (value) => number(ofType(value, 'number')),
    valueOf: (opportunity) => opportunity.amount?.value ?? null,
  },
  NAME_ASC: {
    field: 'Name',
    direction: 'ASC',
    isNullable: false,
    literal: (value) => text(ofType(value, 'string')),
    valueOf: (opportunity) => opportunity.name,
  },
  UPDATED_AT_DESC: {
    field: 'LastModifiedDate',
    direction: 'DESC',
    isNullable: false,
    literal: (value) => dateTime(ofType(value, 'string')),
    valueOf: (opportunity) => opportunity.updatedAt,
  },
};

function closeDate(direction: 'ASC' | 'DESC'): Sort {
  return {
    field: 'CloseDate',
    direction,
    isNullable: true,
    literal: (value) => date(ofType(value, 'string')),
    valueOf: (opportunity) => opportunity.closeDate,
  };
}

export function orderClauses(order: OpportunityOrder): readonly string[] {
  const { field, direction, isNullable } = SORTS[order];
  return [
    isNullable ? orderBy(field, direction, 'LAST') : orderBy(field, direction),
    orderBy('Id', direction),
  ];
}

/** Whether only Salesforce itself can tell what comes next (see converted-pages.ts): it sorts amounts by converted values. */
export function isConverted(order: OpportunityOrder, fields: ReadonlySet<string>): boolean {
  return SORTS[order].field === 'Amount' && fields.has('CurrencyIsoCode');
}

export function positionOf(order: OpportunityOrder, opportunity: Opportunity): OpportunityPosition {
  return { value: SORTS[order].valueOf(opportunity), id: opportunity.id };
}

/** The same in an order of converted amounts. */
export function rankedPositionOf(
  order: OpportunityOrder,
  opportunity: Opportunity,
  rank: number | null,
): OpportunityPosition {
  const currency = opportunity.amount?.currency ?? null;
  const position = positionOf(order, opportunity);
  if (currency === null) return position;
  return rank === null ? { ...position, currency } : { ...position, currency, rank };
}

/** The rows behind a position. Keyset instead of OFFSET, which ends at 2,000 and slips under writes. */
export function behind(order: OpportunityOrder, position: OpportunityPosition): Condition | null {
  const { field, direction, isNullable, literal } = SORTS[order];
  const beyond = direction === 'ASC' ? '>' : '<';
  const nextId = compare('Id', beyond, idLiteral(position.id, 'after'));
  if (position.value === null) {
    if (!isNullable) throw cursorOfAnotherList();
    return and([compare(field, '=', nothing), nextId]);
  }
  const value = literal(position.value);
  const sameValue = and([compare(field, '=', value), nextId]) ?? nextId;
  const further = or([compare(field, beyond, value), sameValue]);
  // Comparisons leave rows without a value out, and those come last.
  return isNullable ? or([further, compare(field, '=', nothing)]) : further;
}

/** @param hasAccountName whether the reader sees the accounts' names; without, a search is by the deal's name only. */
export function matching(criteria: OpportunityCriteria, hasAccountName: boolean): Condition | null {
  const { search, stageNames, ownerId, accountId, isClosed, ids, notIds } = criteria;
  const term = search?.trim() ?? '';
  return and([
    term === '' ? null : searchCondition(term, hasAccountName),
    stageNames === undefined ? null : isIn('StageName', stageNames.map(text)),
    ownerId === undefined ? null : compare('OwnerId', '=', idLiteral(ownerId, 'ownerId')),
    accountId === undefined ? null : compare('AccountId', '=', idLiteral(accountId, 'accountId')),
    isClosed === undefined ? null : compare('IsClosed', '=', boolean(isClosed)),
    bound('CloseDate', '>=', criteria.closeDateFrom, date),
    bound('CloseDate', '<=', criteria.closeDateTo, date),
    bound('Amount', '>=', criteria.amountFrom, number),
    bound('Amount', '<=', criteria.amountTo, number),
    ids === undefined ? null : isIn('Id', ids.map(text)),
    notIds === undefined ? null : isNotIn('Id', notIds.map(text)),
  ]);
}

/** Fields that the criteria and the order lean on and that a reader may not see. */
export function hideableFieldsUsed(
  criteria: OpportunityCriteria,
  order: OpportunityOrder | null,
): readonly string[] {
  const used = new Set<string>();
  if (criteria.amountFrom !== undefined || criteria.amountTo !== undefined) used.add('Amount');
  if (order !== null && SORTS[order].field === 'Amount') used.add('Amount');
  if (criteria.accountId !== undefined) used.add('AccountId');
  return [...used];
}

function searchCondition(term: string, hasAccountName: boolean): Condition {
  const pattern = containing(term);
  const byName = compare('Name', 'LIKE', pattern);
  return hasAccountName ? or([byName, compare('Account.Name', 'LIKE', pattern)]) : byName;
}

function bound<T>(
  field: string,
  operator: '>=' | '<=',
  value: T | undefined,
  literal: (value: T) => Literal,
): Condition | null {
  return value === undefined ? null : compare(field, operator, literal(value));
}

function idLiteral(id: string, name: string): Literal {
  const id18 = toRecordId18(id);
  if (id18 === null) {
    throw new InputError(
      noted`${name}: ${inQuotes(id)} is not a Salesforce record id, which has 15 or 18 letters and digits.`,
    );
  }
  return text(id18);
}

function ofType<T extends 'string' | 'number'>(
  value: string | number,
  type: T,
): T extends 'string' ? string : number;
function ofType(value: string | number, type: 'string' | 'number'): string | number {
  if (typeof value === type) return value;
  throw cursorOfAnotherList();
}
