import { notACursor } from '../../domain/cursor-refusals.js';
import type { CursorSeal } from './cursor-seal.js';
import { decodeCursor, encodeCursor, listFingerprint } from './cursor.js';
import { checkPage } from './page.js';
import type { Page, PageRequest } from './page.js';

/** Rows as SpotDraft pages them: numbered from 1, of a list that may change while it is walked. */
export interface NumberedPage<Row> {
  readonly rows: readonly Row[];
  /** Of the whole list. */
  readonly total: number;
}

export interface LiveList<Row, Node> {
  /** What makes it this list and no other: its name, what it belongs to, its filter. A cursor is refused elsewhere. */
  readonly name: readonly unknown[];
  read(request: { readonly page: number; readonly limit: number }): Promise<NumberedPage<Row>>;
  /** What a row is recognised by when the list has moved. */
  idOf(row: Row): string;
  /** What of the rows is shown, in their order; null for what the reader may not see. */
  show(rows: readonly Row[]): Promise<readonly (Node | null)[]>;
  /** Whether `show` hides rows: then nothing is counted, and no cursor is given out behind the last one. */
  readonly hides: boolean;
}

/** Rows asked for at once: more than a page has, so that the next one is seldom a second call. */
const USUAL_LIMIT = 50;
const MAX_LIMIT = 100;
/** Rows that a cursor names: if the last one is gone, the one before it still says where the place was. */
const ANCHORS = 3;
/** A page that hides much is given out short rather than read for longer. */
const MAX_READS = 6;
/** How far back a place is looked for after rows before it went away. */
const MAX_READS_BACK = 5;

interface Place {
  /** How many rows were before it. */
  readonly offset: number;
  /** The rows right before it, the nearest first. */
  readonly anchors: readonly string[];
}

/**
 * One page of a live list that SpotDraft pages by number. Rows that come or go between two pages move all that follow; a
 * cursor therefore knows the last rows it gave out, and the next page starts behind them, wherever they are by then. A row
 * that was there throughout is never skipped. It may be given out twice where all the rows that the cursor knew are gone. A cursor is
 * sealed: a place that was made up would be looked for with many calls.
 *
 * @throws InputError for a page size out of bounds and for what is no cursor of this list.
 */
export async function readLivePage<Row, Node>(
  list: LiveList<Row, Node>,
  request: PageRequest,
  seal: CursorSeal,
): Promise<Page<Node>> {
  checkPage(request);
  const fingerprint = listFingerprint('live', ...list.name);
  const from = request.after === undefined ? null : readPlace(fingerprint, seal, request.after);
  const limit = request.first <= USUAL_LIMIT ? USUAL_LIMIT : MAX_LIMIT;
  const readAt = async (page: number): Promise<Stretch<Row>> => {
    const { rows, total } = await list.read({ page, limit });
    const isLast = rows.length === 0 || page * limit >= total;
    return { rows, offset: (page - 1) * limit, page, total, isLast };
  };
  const write = ({ offset, anchors }: Place): string => {
    const [nearest = '', ...rest] = anchors;
    return seal.seal(encodeCursor(fingerprint, { value: offset, id: nearest, more: rest }));
  };

  let stretch = await (from === null ? readAt(1) : findPlace(list, from, limit, readAt));
  let place: Place = { offset: stretch.offset, anchors: from?.anchors ?? [] };
  const seen = new Set(place.anchors);
  const edges: { readonly cursor: string; readonly node: Node }[] = [];
  let isFull = false;
  for (let reads = 1; ; reads += 1) {
    const fresh = stretch.rows.filter((row) => !seen.has(list.idOf(row)));
    const shown = new Map((await list.show(fresh)).map((node, index) => [fresh[index], node]));
    for (const row of stretch.rows) {
      const id = list.idOf(row);
      const node = seen.has(id) ? null : (shown.get(row) ?? null);
      if (node !== null && edges.length === request.first) {
        isFull = true;
        break;
      }
      const anchors = seen.has(id) ? place.anchors : [id, ...place.anchors].slice(0, ANCHORS);
      place = { offset: place.offset + 1, anchors };
      seen.add(id);
      if (node !== null) edges.push({ cursor: write(place), node });
    }
    const { total, page, isLast } = stretch;
    const isEnough = edges.length === request.first && place.offset >= page * limit;
    if (isFull || isLast || isEnough || reads >= MAX_READS) {
      const hasNextPage = isFull || !isLast;
      // At the end of a list, a cursor behind the last edge would tell of hidden rows there.
      const isTold = place.anchors.length > 0 && (hasNextPage || !list.hides);
      return {
        edges,
        hasNextPage,
        endCursor: isTold ? write(place) : null,
        totalCount: () => Promise.resolve(list.hides ? null : total),
      };
    }
    const next = await readAt(page + 1);
    // A row that went away meanwhile has moved the first ones of the next page into this one.
    stretch = next.total < total ? await readAt(page) : next;
    place = { ...place, offset: stretch.offset };
  }
}

/** A stretch of rows, from `offset` on. */
interface Stretch<Row> extends NumberedPage<Row> {
  readonly offset: number;
  readonly page: number;
  /** Whether nothing follows its page. */
  readonly isLast: boolean;
}

/** The rows behind a place, wherever it is by now: new rows push it to the next page, removed ones pull it back. */
async function findPlace<Row>(
  list: Pick<LiveList<Row, unknown>, 'idOf'>,
  { offset, anchors }: Place,
  limit: number,
  readAt: (page: number) => Promise<Stretch<Row>>,
): Promise<Stretch<Row>> {
  const wanted = Math.max(1, Math.ceil(offset / limit));
  const behind = (stretch: Stretch<Row>): Stretch<Row> | null => {
    const ids = stretch.rows.map((row) => list.idOf(row));
    const index = anchors.map((anchor) => ids.indexOf(anchor)).find((found) => found >= 0);
    if (index === undefined) return null;
    const rows = stretch.rows.slice(index + 1);
    return { ...stretch, rows, offset: stretch.offset + index + 1 };
  };
  let first = await readAt(wanted);
  const found = behind(first) ?? (first.isLast ? null : behind(await readAt(wanted + 1)));
  if (found !== null) return found;
  for (let page = wanted - 1; page >= Math.max(1, wanted - MAX_READS_BACK); page -= 1) {
    first = await readAt(page);
    const earlier = behind(first);
    if (earlier !== null) return earlier;
  }
  return first;
}

/** A list that SpotDraft gives out whole, as one that it pages. */
export function pageOf<Row>(
  rows: readonly Row[],
  { page, limit }: { readonly page: number; readonly limit: number },
): NumberedPage<Row> {
  return { rows: rows.slice((page - 1) * limit, page * limit), total: rows.length };
}

function readPlace(fingerprint: string, seal: CursorSeal, text: string): Place {
  const { value, id, more = [] } = decodeCursor(fingerprint, seal.openSealed(text));
  const isPlace = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  if (!isPlace || value > 1_000_000) throw notACursor();
  return { offset: value, anchors: [id, ...more.map(String)] };
}
