import { PAGE_SIZE } from '../domain/page-size.js';
import type { Connection, PageArgs } from '../schema/connection.js';
import type { Page, PageRequest } from '../services/paging/page.js';

export function toPageRequest({ first, after }: PageArgs): PageRequest {
  return {
    first: first ?? PAGE_SIZE.default,
    ...(after === null || after === undefined ? {} : { after }),
  };
}

/** What nobody asks for is not made: most screens take the nodes and leave the edges and their cursors. */
export function toConnection<Source, Node>(
  page: Page<Source>,
  request: PageRequest,
  toNode: (source: Source) => Node,
): Connection<Node> {
  return {
    get nodes() {
      return page.edges.map(({ node }) => toNode(node));
    },
    get edges() {
      return page.edges.map(({ cursor, node }) => ({ cursor, node: toNode(node) }));
    },
    get pageInfo() {
      return {
        hasNextPage: page.hasNextPage,
        // Paging goes forward only: a page behind a cursor has at least that cursor's entry before it.
        hasPreviousPage: request.after !== undefined,
        startCursor: page.edges.at(0)?.cursor ?? null,
        // A page that ended its search early may be short or empty and still have more behind it.
        endCursor: page.endCursor ?? page.edges.at(-1)?.cursor ?? null,
      };
    },
    count: () => page.totalCount(),
  };
}
