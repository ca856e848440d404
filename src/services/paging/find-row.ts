import { UpstreamUnavailableError } from '../../domain/errors.js';
import type { NumberedPage } from './live-list.js';
import { said } from '../../domain/said.js';

/** SpotDraft's largest page. */
export const WALKED_PAGE = 100;

/** A list that is longer is none that people made. */
const MAX_PAGES = 1_000;

/**
 * The rows of a paged list until one fits. New ones are at one of its ends, whichever way SpotDraft sorts them, so that the
 * last page is the second to be read.
 *
 * @throws UpstreamUnavailableError for a list that is not what it says it is: that nothing was found in it proves nothing.
 */
export async function findRow<Row>(
  read: (page: number) => Promise<NumberedPage<Row>>,
  fits: (row: Row) => boolean,
): Promise<Row | null> {
  const first = await read(1);
  const found = first.rows.find(fits);
  if (found !== undefined) return found;
  const last = Math.ceil(first.total / WALKED_PAGE);
  if (last > MAX_PAGES) throw restless();
  let empty = 0;
  for (let page = last; page > 1; page -= 1) {
    const { rows } = await read(page);
    const match = rows.find(fits);
    if (match !== undefined) return match;
    // The last page may have become empty since.
    empty += rows.length === 0 ? 1 : 0;
    if (empty > 1) throw restless();
  }
  return null;
}

function restless(): UpstreamUnavailableError {
  return new UpstreamUnavailableError(
    said`SpotDraft counts more entries of a list than it shows. Try again in a moment.`,
    { service: 'spotdraft' },
  );
}

export async function allRows<Row>(
  read: (page: number) => Promise<NumberedPage<Row>>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  await findRow(read, (row) => {
    rows.push(row);
    return false;
  });
  return rows;
}
