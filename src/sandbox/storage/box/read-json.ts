import type { z } from 'zod';

import type { StorageCall } from '../storage-route.js';
import { boxError } from './refusals.js';

export function readJson<T>(schema: z.ZodType<T>, call: StorageCall): T {
  return parseJson(schema, call.body.toString('utf8'));
}

export function parseJson<T>(schema: z.ZodType<T>, text: string): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw boxError(400, 'bad_request', {
      message: 'Entity body should be a correctly nested resource',
    });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const reason = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw boxError(400, 'bad_request', { message: reason.join('; ') });
}
