import { addFieldError, fieldError } from './errors.js';
import type { FieldErrors } from './errors.js';
import type { JsonObject } from './json.js';

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

/**
 * One page in the API's envelope. `page` starts at 1.
 *
 * @throws ApiError 400 in shape D for a page below 1 or a limit outside 1 to 100
 */
export function toPage<Item>(
  items: readonly Item[],
  query: URLSearchParams,
  present: (item: Item) => JsonObject,
): JsonObject {
  const errors: FieldErrors = {};
  const page = readCount(query, 'page', 1, errors);
  const limit = readCount(query, 'limit', DEFAULT_LIMIT, errors);
  if (limit > MAX_LIMIT) {
    addFieldError(errors, ['limit'], `Input should be less than or equal to ${MAX_LIMIT}`);
  }
  if (Object.keys(errors).length > 0) throw fieldError(errors);
  const from = (page - 1) * limit;
  return {
    page,
    limit,
    total_results: items.length,
    results: items.slice(from, from + limit).map(present),
  };
}

function readCount(
  query: URLSearchParams,
  name: string,
  fallback: number,
  errors: FieldErrors,
): number {
  const raw = query.get(name);
  if (raw === null) return fallback;
  if (!/^-?\d+$/.test(raw)) {
    addFieldError(errors, [name], 'Input should be a valid integer');
    return fallback;
  }
  if (Number(raw) < 1) {
    addFieldError(errors, [name], 'Input should be greater than or equal to 1');
    return fallback;
  }
  return Number(raw);
}
