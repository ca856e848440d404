import type { z } from 'zod';

import { fieldError, toFieldErrors } from './errors.js';

/** @throws ApiError 400 in shape D */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(input ?? {}, { error: describeIssue });
  if (!parsed.success) throw fieldError(toFieldErrors(parsed.error));
  return parsed.data;
}

function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'Field required';
  return undefined;
}
