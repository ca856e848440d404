import { InputError } from '../../domain/errors.js';
import { PAGE_SIZE } from '../../domain/page-size.js';
import { said } from '../../domain/said.js';

export interface PageRequest {
  /** 1 to 100. */
  readonly first: number;
  readonly after?: string;
}

export interface Page<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly hasNextPage: boolean;
  /** Where the next page starts, when that is not behind the last edge; null otherwise. */
  readonly endCursor: string | null;
  /** Computed only when asked for; null where counting isn't cheap. */
  totalCount(): Promise<number | null>;
}

/** @throws InputError unless `first` is within the bounds. */
export function checkPage({ first }: PageRequest): void {
  if (!Number.isInteger(first) || first < PAGE_SIZE.min || first > PAGE_SIZE.max) {
    throw new InputError(
      said`"first" is ${first}; it must be ${PAGE_SIZE.min} to ${PAGE_SIZE.max}.`,
    );
  }
}
