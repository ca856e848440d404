import { z } from 'zod';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { noted } from '../../domain/said.js';

/** What contracts can be filtered by. SpotDraft publishes no shape of it, so it goes on as it comes. */
export interface Facets {
  listFacets(options: CallOptions): Promise<object>;
  /**
   * The values that one of them may have.
   * @param field its name as `listFacets` has it
   * @param text what they contain; all when null
   * @throws NotFoundError for a field that SpotDraft does not filter by
   */
  listFacetOptions(
    facet: { readonly field: string; readonly text: string | null },
    options: CallOptions,
  ): Promise<object>;
}

const anyJson = z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]);

export function createFacets({ caller }: CapabilityParts): Facets {
  return {
    listFacets: (options) => caller.call('GET /facets/', { answer: anyJson, options }),

    listFacetOptions: ({ field, text }, options) =>
      caller.call('GET /facets/options/{field_name}/', {
        path: { field_name: field },
        query: { q: text ?? undefined },
        answer: anyJson,
        subject: noted`filter "${field}"`,
        options,
      }),
  };
}
