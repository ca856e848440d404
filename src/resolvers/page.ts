import { InputError } from '../domain/errors.js';
import type { Page, PageRequest } from '../services/services.js';

const DEFAULT_FIRST = 25;
const MAX_FIRST = 100;

export interface ConnectionView<Node> {
  readonly nodes: readonly Node[];
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly count: () => Promise<number | null>;
}

/** @throws InputError when `first` is not 1 to 100. */
export function toPageRequest(first: number | null, after: string | null): PageRequest {
  const size = first ?? DEFAULT_FIRST;
  if (size < 1 || size > MAX_FIRST) {
    throw new InputError(`\`first\` is ${size}, but must be 1 to ${MAX_FIRST}.`);
  }
  return after === null ? { first: size } : { first: size, after };
}

export function toConnection<Source, Node>(
  page: Page<Source>,
  request: PageRequest,
  toNode: (source: Source) => Node,
): ConnectionView<Node> {
  const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: toNode(node) }));
  return {
    nodes: edges.map(({ node }) => node),
    edges,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      // Paging goes forward only: a page behind a cursor has at least that cursor's entry before it.
      hasPreviousPage: request.after !== undefined,
      startCursor: edges.at(0)?.cursor ?? null,
      // A page that ended its search early may be short or empty and still have more behind it.
      endCursor: page.endCursor ?? edges.at(-1)?.cursor ?? null,
    },
    count: () => page.totalCount(),
  };
}
