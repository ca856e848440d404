import { z } from 'zod';
import type { NoteUnknown } from './note-unknown.js';

/** Absent, null and of another type than documented are the same to us: the value is not known. */
export const text = z.string().nullish().catch(null);
export const flag = z.boolean().nullish().catch(null);
/** SpotDraft's ids are whole numbers, here and there written as text; to us they are texts. */
export const numberId = z.union([z.string(), z.number()]).transform(String);

/** How many there are; SpotDraft's numbers are here and there written as texts. */
export const count = z.union([
  z.int().nonnegative(),
  z
    .string()
    .regex(/^\d{1,9}$/u)
    .transform(Number),
]);

/** The rows that fit, in their order: one bad row does not take the others with it. */
export function readRows<T>(
  rows: readonly unknown[],
  { row, what, note }: { row: z.ZodType<T>; what: string; note: NoteUnknown },
): readonly T[] {
  return rows.flatMap((each) => {
    const parsed = row.safeParse(each);
    if (parsed.success) return [parsed.data];
    note(what, 'a row that can not be read');
    return [];
  });
}

/** A word of a list that SpotDraft may add to: what this version does not know is UNKNOWN. */
export function readWord<const Word extends string>(
  words: readonly Word[],
  raw: string | null | undefined,
  { what, note }: { what: string; note: NoteUnknown },
): Word | 'UNKNOWN' {
  const known = words.find((word) => word === raw?.toUpperCase());
  if (known !== undefined) return known;
  note(what, raw ?? 'none');
  return 'UNKNOWN';
}

/** As people read it: a text without anything in it says nothing. */
export function filledText(value: string | null | undefined): string | null {
  return value === null || value === undefined || value.trim() === '' ? null : value;
}
