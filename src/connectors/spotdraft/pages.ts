import { z } from 'zod';
import { count } from './wire-values.js';

/** SpotDraft's largest page, hence its largest batch. */
export const MAX_PAGE = 100;

/**
 * The envelope of every paged list. Rows are read one by one afterwards, so that one bad row does not take the page
 * with it.
 */
export const pageWire = z.object({
  total_results: count,
  results: z.array(z.unknown()),
});
export type PageWire = z.infer<typeof pageWire>;

/** Whether pages follow. An empty page ends the walk whatever the total says. */
export function hasMore(
  { results, total_results: total }: PageWire,
  { page, limit }: { readonly page: number; readonly limit: number },
): boolean {
  return results.length > 0 && page * limit < total;
}

/** Some lists come as `{items}` or `{results}` in one place and as a bare array in another; all mean the same. */
export const listWire = z.union([
  z.array(z.unknown()),
  z.object({ items: z.array(z.unknown()) }).transform((body) => body.items),
  z.object({ results: z.array(z.unknown()) }).transform((body) => body.results),
]);

/** Rows of one page as those above the connector read them. */
export interface PageOf<Row> {
  readonly rows: readonly Row[];
  /** Of the whole list. */
  readonly total: number;
}

/** Which page of a list: numbered from 1, with 1 to 100 rows. */
export interface PageNumber {
  readonly page: number;
  readonly limit: number;
}

/** @param toRow null for a row that can't be read; it is left out. */
export function toPageOf<Row>(
  { results, total_results: total }: PageWire,
  toRow: (row: unknown) => Row | null,
): PageOf<Row> {
  return { rows: results.map(toRow).filter((row) => row !== null), total };
}
