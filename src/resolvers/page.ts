import { PAGE_SIZE } from '../domain/page-size.js';
import type { Connection, PageArgs } from '../schema/connection.js';
import type { Page, PageRequest } from '../services/paging/page.js';

export function toPageRequest({ first, after }: PageArgs): PageRequest {
  return {
    first: first ?? PAGE_SIZE.default,
    ...(after === null || after === undefined ? {} : { after }),
  };
}

export function toConnection<Source, Node>(
  page: Page<Source>,
  request: PageRequest,
  toNode: (source: Source) => Node,
): Connection<Node> {
  return new PagedConnection(page, request, toNode);
}

/**
 * What nobody asks for is not made: most screens take the nodes and leave the edges and their cursors. A class rather than a literal
 * with getters, whose page would outlive it (see `DealEdge` in services/deals/deals.ts).
 */
class PagedConnection<Source, Node> implements Connection<Node> {
  readonly #page: Page<Source>;
  readonly #request: PageRequest;
  readonly #toNode: (source: Source) => Node;

  constructor(page: Page<Source>, request: PageRequest, toNode: (source: Source) => Node) {
    this.#page = page;
    this.#request = request;
    this.#toNode = toNode;
  }

  get nodes() {
    return this.#page.edges.map(({ node }) => this.#toNode(node));
  }

  get edges() {
    return this.#page.edges.map(({ cursor, node }) => ({ cursor, node: this.#toNode(node) }));
  }

  get pageInfo() {
    const { edges, endCursor, hasNextPage } = this.#page;
    return {
      hasNextPage,
      // Paging goes forward only: a page behind a cursor has at least that cursor's entry before it.
      hasPreviousPage: this.#request.after !== undefined,
      startCursor: edges.at(0)?.cursor ?? null,
      // A page that ended its search early may be short or empty and still have more behind it.
      endCursor: endCursor ?? edges.at(-1)?.cursor ?? null,
    };
  }

  readonly count = () => this.#page.totalCount();
}
