import { PAGE_SIZE } from '../domain/page-size.js';
import type { Page, PageRequest } from '../services/paging/page.js';

/** The first entries of a list, page by page, and whether there are more of them than `limit`. */
export async function listUpTo<Node>(
  limit: number,
  list: (page: PageRequest) => Promise<Page<Node>>,
): Promise<{ readonly found: readonly Node[]; readonly hasMore: boolean }> {
  const found: Node[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await list({
      first: Math.min(limit - found.length, PAGE_SIZE.max),
      ...(after === undefined ? {} : { after }),
    });
    found.push(...page.edges.map(({ node }) => node));
    if (!page.hasNextPage || found.length >= limit) return { found, hasMore: page.hasNextPage };
    after = page.edges.at(-1)?.cursor;
  }
}
