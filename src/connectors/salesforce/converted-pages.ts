import { InputError } from '../../domain/errors.js';
import type { OpportunityPosition } from '../crm.js';
import type { RawRecord } from './query.js';
import { and, compare, currency, nothing, number, or, text } from './soql.js';
import type { Condition } from './soql.js';
import { noted } from '../../domain/said.js';

/**
 * Pages of amounts in several currencies. Salesforce always sorts those by their converted values, which it does not tell, and
 * by rates that may differ from deal to deal (dated exchange rates). So a page begins at the rank of the row that the last one
 * ended with, and that row is read along: while it is where it was, rank and order are Salesforce's own and nothing can slip.
 * When it has moved, or stands beyond what OFFSET reaches, the rows behind it are found by a literal with a currency
 * (`Amount < EUR5000`), which compares converted values, too; by today's rates, though, so not in an org with dated ones.
 */
export interface ConvertedPages {
  /** Whether the org dates its rates, as far as it tells. */
  readonly hasDatedRates: () => Promise<boolean>;
  /** Reads rows in the order of their converted amounts, largest first, those without one last. */
  readonly read: (part: {
    readonly behind: Condition | null;
    readonly offset: number;
    readonly limit: number;
  }) => Promise<readonly RawRecord[]>;
}

export interface ConvertedPage {
  readonly records: readonly RawRecord[];
  readonly hasMore: boolean;
  /** How many rows come before the first one; null when that is not known, and not needed. */
  readonly startRank: number | null;
}

/** Salesforce refuses to skip more rows. */
const MAX_OFFSET = 2_000;
/** A query with OFFSET answers one batch and no more; Salesforce makes none smaller than this. */
const MAX_ROWS_WITH_OFFSET = 200;

/** @param limit of rows; a page may have fewer and still more behind it. */
export async function readConvertedPage(
  { read, hasDatedRates }: ConvertedPages,
  after: OpportunityPosition | undefined,
  limit: number,
): Promise<ConvertedPage> {
  if (after === undefined) {
    return toPage(await read({ behind: null, offset: 0, limit: limit + 1 }), limit, 0);
  }
  const { value, rank } = after;
  if (value !== null && rank !== undefined && rank - 1 <= MAX_OFFSET) {
    const rows = Math.min(limit, MAX_ROWS_WITH_OFFSET - 2);
    const found = await read({ behind: null, offset: rank - 1, limit: rows + 2 });
    // A deal that came or went before it moves the ranks. With dated rates there is no other way to go on.
    if (found[0]?.Id === after.id || (await hasDatedRates())) {
      return toPage(found.slice(1), rows, rank);
    }
  } else if (value !== null && (await hasDatedRates())) {
    throw new InputError(
      noted`With dated exchange rates, Salesforce gives the ${MAX_OFFSET.toLocaleString('en')} deals with the largest amounts in order and no more. Narrow the filter, or sort by something else.`,
    );
  }
  return toPage(await read({ behind: behind(after), offset: 0, limit: limit + 1 }), limit, null);
}

function toPage(
  records: readonly RawRecord[],
  limit: number,
  startRank: number | null,
): ConvertedPage {
  return { records: records.slice(0, limit), hasMore: records.length > limit, startRank };
}

/** Amounts of the row's own currency are compared as they stand: no rounding of a conversion can part equal ones. */
function behind({ value, id, currency: code }: OpportunityPosition): Condition {
  const nextId = compare('Id', '<', text(id));
  const without = compare('Amount', '=', nothing);
  if (typeof value !== 'number' || code === undefined) {
    return all(without, nextId);
  }
  const own = compare('CurrencyIsoCode', '=', text(code));
  const other = compare('CurrencyIsoCode', '!=', text(code));
  return or([
    all(own, compare('Amount', '<', number(value))),
    all(own, compare('Amount', '=', number(value)), nextId),
    all(other, compare('Amount', '<', currency(code, value))),
    all(other, compare('Amount', '=', currency(code, value)), nextId),
    without,
  ]);
}

function all(...conditions: readonly [Condition, ...Condition[]]): Condition {
  return and(conditions) ?? conditions[0];
}
