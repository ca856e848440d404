import { SalesforceError } from '../errors.js';
import type { Json } from '../representation.js';
import { RecordIdSequence } from '../record-id.js';
import type { QueryResult } from './execute.js';

const CURSOR_LIFETIME_MS = 2 * 24 * 60 * 60 * 1000;

interface Cursor {
  readonly userId: string;
  readonly expiresAtMs: number;
  readonly result: QueryResult;
}

/** One page as `/query` and `/query/{locator}` answer it. */
type QueryPage = { readonly [key: string]: Json };

/** Keeps what a query has not yet given out; a cursor is its user's alone and lives two days. */
export class CursorStore {
  readonly #cursors = new Map<string, Cursor>();
  readonly #ids = new RecordIdSequence();

  constructor(private readonly now: () => Date) {}

  firstPage(
    result: QueryResult,
    request: { userId: string; pageSize: number; apiBase: string },
  ): QueryPage {
    const end = pageEnd(result, 0, request.pageSize);
    const page = { totalSize: result.totalSize, done: end >= result.rows.length };
    const records = result.rows.slice(0, end).map(({ json }) => json);
    if (page.done) return { ...page, records };
    const id = this.#ids.next('01g');
    this.#cursors.set(id, {
      userId: request.userId,
      expiresAtMs: this.now().getTime() + CURSOR_LIFETIME_MS,
      result,
    });
    return { ...page, nextRecordsUrl: `${request.apiBase}/query/${id}-${end}`, records };
  }

  /** @throws SalesforceError INVALID_QUERY_LOCATOR when unknown, expired or another user's. */
  nextPage(
    locator: string,
    request: { userId: string; pageSize: number; apiBase: string },
  ): QueryPage {
    const [id = '', offsetText = ''] = locator.split('-');
    const cursor = this.#cursors.get(id);
    const offset = /^\d+$/.test(offsetText) ? Number(offsetText) : Number.NaN;
    const known = cursor?.userId === request.userId && cursor.expiresAtMs > this.now().getTime();
    if (!known || !(offset <= cursor.result.rows.length)) {
      throw new SalesforceError('INVALID_QUERY_LOCATOR', 'invalid query locator');
    }
    const { result } = cursor;
    const end = pageEnd(result, offset, request.pageSize);
    const done = end >= result.rows.length;
    const records = result.rows.slice(offset, end).map(({ json }) => json);
    if (done) return { totalSize: result.totalSize, done, records };
    return {
      totalSize: result.totalSize,
      done,
      nextRecordsUrl: `${request.apiBase}/query/${id}-${end}`,
      records,
    };
  }
}

/** Rows of child lists count toward the page; a page holds one row at least. */
function pageEnd(result: QueryResult, from: number, pageSize: number): number {
  let used = 0;
  let end = from;
  for (const row of result.rows.slice(from)) {
    used += 1 + row.childCount;
    if (used > pageSize && end > from) break;
    end += 1;
  }
  return end;
}
