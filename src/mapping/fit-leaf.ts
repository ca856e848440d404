import type { TemplateLeaf, TemplateOption } from '../connectors/spotdraft/types.js';
import { isCalendarDate } from './calendar-date.js';

/** `at` is the place inside a list. `value` is undefined when nothing is left. */
export type LeafFit =
  | { readonly ok: true; readonly value: unknown }
  | ({ readonly ok: false; readonly at: readonly string[] } & Mismatch);

/** How a value fails to fit. */
export interface Mismatch {
  /** Continues "The field …", in words for people who know neither data types nor expressions. */
  readonly problem: string;
  /** More, for those who write expressions. */
  readonly hint: string | null;
  readonly found: unknown;
}

const MAX_OPTIONS_SHOWN = 12;

/**
 * Types a present value against a template leaf. Nothing is converted that could mean two things: a text is never
 * read as a number, nor a number written as text.
 * @see SpotDraft facts on contract_data: enums compare with the option's value and its JSON type
 */
export function fitLeaf(leaf: TemplateLeaf, value: unknown): LeafFit {
  switch (leaf.type) {
    case 'string':
      return typeof value === 'string'
        ? accept(value)
        : refuse('must be a text', value, 'numbers: $string(…)');
    case 'boolean':
      return typeof value === 'boolean'
        ? accept(value)
        : refuse('must be yes or no', value, 'true or false');
    case 'int':
      return Number.isSafeInteger(value)
        ? accept(value)
        : refuse('must be a whole number', value, 'texts: $number(…); fractions: $round(…)');
    case 'float':
      return typeof value === 'number'
        ? accept(value)
        : refuse('must be a number', value, 'texts: $number(…)');
    case 'date':
      return fitDate(value);
    case 'enum':
      return fitOption(leaf.options ?? [], value);
    case 'array of strings':
      return fitList(value, (item) =>
        typeof item === 'string' ? accept(item) : refuse('must be a list of texts', item),
      );
    case 'array of options':
      return fitList(value, (item) => fitOption(leaf.options ?? [], item));
    case 'array of files':
      return refuse('must hold files that are added in SpotDraft', value);
    case 'unknown':
      return accept(value);
  }
}

function accept(value: unknown): LeafFit {
  return { ok: true, value };
}

function refuse(problem: string, found: unknown, hint: string | null = null): LeafFit {
  return { ok: false, problem, hint, found, at: [] };
}

/** A date-time is cut to the date it is written with: time zones would move the day. */
function fitDate(value: unknown): LeafFit {
  if (typeof value === 'string') {
    const match =
      /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(value);
    if (match?.[1] !== undefined && isCalendarDate(match[1])) return accept(match[1]);
  }
  return refuse('must be a date written as 2026-03-28', value);
}

function fitOption(options: readonly TemplateOption[], value: unknown): LeafFit {
  if (options.some((option) => option.value === value)) return accept(value);
  const labelled = options.filter((option) => option.label === value);
  const [only] = labelled;
  if (only !== undefined && labelled.length === 1) return accept(only.value);
  if (options.length === 0) {
    return refuse('must be one of its options, of which the template has none', value);
  }
  const shown = options.slice(0, MAX_OPTIONS_SHOWN);
  const more = options.length > shown.length ? ` and ${options.length - shown.length} more` : '';
  const reason = labelled.length > 1 ? `; ${labelled.length} options are labelled so` : '';
  return refuse(
    `must be one of ${shown.map(({ label }) => label).join(', ')}${more}${reason}`,
    value,
    `sent as ${shown.map((option) => JSON.stringify(option.value)).join(', ')}`,
  );
}

/** JSONata gives a list of one as the one. An empty list is no value. */
function fitList(value: unknown, fitItem: (item: unknown) => LeafFit): LeafFit {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const fitted: unknown[] = [];
  for (const [index, item] of items.entries()) {
    if (item === null || item === '') continue;
    const fit = fitItem(item);
    if (!fit.ok) return { ...fit, at: Array.isArray(value) ? [String(index)] : [] };
    fitted.push(fit.value);
  }
  return accept(fitted.length === 0 ? undefined : fitted);
}
