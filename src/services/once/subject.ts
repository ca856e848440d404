import type { z } from 'zod';

/** What a look for a lost creation starts from, as the ledger keeps it: JSON text of this shape. */
export function subjectOf<Shape>(shape: z.ZodType<Shape>): {
  write(value: Shape): string;
  /** @throws when another version of dealdraft wrote it in another shape. */
  read(text: string): Shape;
} {
  return {
    write: (value) => JSON.stringify(value),
    read: (text) => shape.parse(JSON.parse(text)),
  };
}
