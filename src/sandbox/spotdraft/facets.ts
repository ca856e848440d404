import { filterFields, valuesOf } from './contracts/contract-search.js';
import { fieldError, notFound } from './errors.js';
import type { JsonObject } from './json.js';
import { ok } from './router.js';
import type { ApiRoute, Workspace } from './router.js';

const BASE = '/api/v2.1/public/facets/';

/** What the list of contracts can be filtered by. The shape is the sandbox's own: none is published. */
export function facetRoutes({ state }: Workspace): ApiRoute[] {
  function optionsOf(name: string): JsonObject[] {
    const values = valuesOf(name, state.listed(), state);
    if (values === null) throw notFound();
    return values.map((value) => ({ label: String(value), value }));
  }

  return [
    {
      method: 'GET',
      path: BASE,
      handle: ({ query }) => {
        const isWithOptions = readFlag(query, 'include_options');
        return ok({
          facets: filterFields().map(({ name, operators }) => ({
            field_name: name,
            label: labelOf(name),
            operators,
            ...(isWithOptions && { options: optionsOf(name) }),
          })),
        });
      },
    },
    {
      method: 'GET',
      path: `${BASE}options/:fieldName/`,
      handle: ({ params, query }) => {
        const name = params.fieldName ?? '';
        const wanted = query.get('q')?.toLowerCase() ?? '';
        const left = (query.get('exclude') ?? '').split(',');
        return ok({
          field_name: name,
          options: optionsOf(name).filter(
            ({ label }) =>
              String(label).toLowerCase().includes(wanted) && !left.includes(String(label)),
          ),
        });
      },
    },
  ];
}

function readFlag(query: URLSearchParams, name: string): boolean {
  const raw = query.get(name) ?? 'false';
  if (raw !== 'true' && raw !== 'false') {
    throw fieldError({ [name]: ['Must be a valid boolean.'] });
  }
  return raw === 'true';
}

function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
