import type { z } from 'zod';

import { DestinationError } from '../destination.js';
import { jsonOf } from './rest-client.js';
import type { RestAnswer } from './rest-client.js';
import { noted } from '../../../domain/said.js';

/** @throws DestinationError where the answer has not the shape that it is documented with. */
export function parsedAnswer<T>(
  title: string,
  schema: z.ZodType<T>,
  answer: RestAnswer,
  operation: string,
): T {
  const result = schema.safeParse(jsonOf(answer));
  if (result.success) return result.data;
  throw new DestinationError(
    noted`${title} answered ${operation} with something unknown. If it goes on, update dealdraft.`,
    { fault: 'unavailable', operation, status: answer.status },
  );
}
