import { InputError } from '../domain/errors.js';
import type { UserError } from '../domain/user-error.js';
import { isBlank } from '../domain/well-formed.js';
import { said } from '../domain/said.js';

/**
 * The most characters of what people write, where nothing else bounds it. All of them are far more than anybody means, and far
 * less than costs others anything: a text is compared with every row, kept, or sent on.
 */
export const LONGEST = {
  search: 500,
  name: 1_000,
  subject: 1_000,
  email: 320,
  message: 100_000,
  note: 100_000,
  comment: 100_000,
  reason: 1_000,
  tag: 200,
  json: 100_000,
} as const;

/** No text that anybody writes is longer, whatever it is for. */
export const LONGEST_TEXT = Math.max(...Object.values(LONGEST));

/** @throws InputError for a text to search by that is longer than any name. */
export function checkSearch(text: string | null | undefined): void {
  checkText('search', text, LONGEST.search);
}

/** @throws InputError for an argument that is a text longer than `max`. */
export function checkText(field: string, text: string | null | undefined, max: number): void {
  const fault = tooLong(field, text, max);
  if (fault !== null) throw new InputError(fault);
}

/**
 * What is wrong with arguments that are texts, by their names, when they are longer than allowed.
 * @param path of what they are members of
 */
export function lengthErrors(
  texts: Readonly<Record<string, { readonly text: string | undefined; readonly max: number }>>,
  path: readonly string[] = [],
): UserError[] {
  return Object.entries(texts).flatMap(([field, { text, max }]): UserError[] => {
    const message = tooLong(field, text, max);
    return message === null ? [] : [{ field: [...path, field], code: 'INVALID_INPUT', message }];
  });
}

/** What is wrong with a list that has to hold something, and no more than so much. */
export function countErrors(
  field: string,
  list: readonly unknown[],
  { max }: { readonly max: number },
): UserError[] {
  if (list.length > 0 && list.length <= max) return [];
  return [
    {
      field: [field],
      code: list.length === 0 ? 'REQUIRED' : 'INVALID_INPUT',
      message: said`"${field}" has ${list.length} entries; 1 to ${max} are taken at a time.`,
    },
  ];
}

/** What is wrong with texts that have to say something, by their names. */
export function requiredErrors(
  texts: Readonly<Record<string, string | undefined>>,
  path: readonly string[] = [],
): UserError[] {
  return Object.entries(texts).flatMap(([field, text]): UserError[] =>
    text === undefined || !isBlank(text)
      ? []
      : [
          {
            field: [...path, field],
            code: 'REQUIRED',
            message: said`"${field}" has to say something.`,
          },
        ],
  );
}

/** What is wrong with a change in which nothing changes. */
export function changeErrors(changes: object, path: readonly string[] = []): UserError[] {
  if (Object.values(changes).some((value) => value !== undefined)) return [];
  const message = said`Say what is to change: there is nothing beside the ids.`;
  return [{ field: path.length === 0 ? null : path, code: 'REQUIRED', message }];
}

function tooLong(field: string, text: string | null | undefined, max: number): string | null {
  return text === null || text === undefined || text.length <= max
    ? null
    : lengthFault(field, text.length, max);
}

/** In what words a text of this length is refused. */
export function lengthFault(field: string, length: number, max: number): string {
  return said`"${field}" is ${length} characters long; at most ${max} are taken. Shorten it.`;
}
