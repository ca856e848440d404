import type { TemplateLeaf, TemplateOption } from '../../connectors/spotdraft/template.js';
import { isCalendarDate } from './calendar-date.js';
import { isAbsent } from './is-absent.js';
import { said } from '../../domain/said.js';

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
 * read as a number, nor a number written as text, but for one that stands in the file as `scalar`.
 * @see SpotDraft facts on contract_data: enums compare with the option's value and its JSON type
 */
export function fitLeaf(leaf: TemplateLeaf, value: unknown, scalar: string | null = null): LeafFit {
  switch (leaf.type) {
    case 'string':
      if (typeof value === 'number' && scalar !== null) return accept(scalar);
      return typeof value === 'string'
        ? accept(value)
        : refuse(said`must be a text`, value, 'numbers: $string(…)');
    case 'boolean':
      return typeof value === 'boolean'
        ? accept(value)
        : refuse(said`must be yes or no`, value, 'true or false');
    case 'int':
      return Number.isSafeInteger(value)
        ? accept(value)
        : refuse(said`must be a whole number`, value, numberHint(value, '; fractions: $round(…)'));
    case 'float':
      return isKept(value)
        ? accept(value)
        : refuse(said`must be a number`, value, numberHint(value));
    case 'date':
      return fitDate(value);
    case 'enum':
      return fitOption(leaf.options ?? [], value, scalar);
    case 'array of strings':
      return fitList(value, (item) =>
        typeof item === 'string' ? accept(item) : refuse(said`must be a list of texts`, item),
      );
    case 'array of options':
      return fitList(value, (item) => fitOption(leaf.options ?? [], item));
    case 'array of files':
      return refuse(said`must hold files that are added in SpotDraft`, value);
    case 'unknown':
      return isHoldable(value)
        ? accept(value)
        : refuse(
            said`must be made of values that can be written down`,
            value,
            numberHint(Infinity),
          );
  }
}

function accept(value: unknown): LeafFit {
  return { ok: true, value };
}

function refuse(problem: string, found: unknown, hint: string | null = null): LeafFit {
  return { ok: false, problem, hint, found, at: [] };
}

/** Whether the number goes out as it is: JSON has no infinity, and a double rounds what has more digits, cents first. */
function isKept(value: unknown): boolean {
  return (
    Number.isSafeInteger(value) ||
    (Number.isFinite(value) && Number.isSafeInteger(Math.trunc(Number(value) * 100)))
  );
}

function isHoldable(value: unknown): boolean {
  if (typeof value === 'number') return isKept(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isHoldable);
}

function numberHint(value: unknown, more = ''): string {
  if (typeof value !== 'number') return `texts: $number(…)${more}`;
  return Number.isFinite(value)
    ? `of at most 15 digits${more}`
    : 'a division by 0 gives none; test for it: Quantity = 0 ? … : …';
}

/** A date-time is cut to the date it is written with: time zones would move the day. */
function fitDate(value: unknown): LeafFit {
  if (typeof value === 'string') {
    const match =
      /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(value);
    if (match?.[1] !== undefined && isCalendarDate(match[1])) return accept(match[1]);
  }
  return refuse(said`must be a date written as 2026-03-28`, value);
}

function fitOption(
  options: readonly TemplateOption[],
  value: unknown,
  scalar: string | null = null,
): LeafFit {
  if (options.some((option) => option.value === value)) return accept(value);
  if (typeof value === 'number' && scalar !== null) {
    const written = fitOption(options, scalar);
    if (written.ok) return written;
  }
  const labelled = options.filter((option) => option.label === value);
  const [only] = labelled;
  if (only !== undefined && labelled.length === 1) return accept(only.value);
  if (options.length === 0) {
    return refuse(said`must be one of its options, of which the template has none`, value);
  }
  const shown = options.slice(0, MAX_OPTIONS_SHOWN);
  const more =
    options.length > shown.length ? said` and ${options.length - shown.length} more` : '';
  const reason = labelled.length > 1 ? said`; ${labelled.length} options are labelled so` : '';
  const labels = shown.map(({ label }) => label).join(', ');
  return refuse(
    said`must be one of ${labels}${more}${reason}`,
    value,
    `sent as ${shown.map((option) => JSON.stringify(option.value)).join(', ')}`,
  );
}

/** JSONata gives a list of one as the one. An empty list is no value. */
function fitList(value: unknown, fitItem: (item: unknown) => LeafFit): LeafFit {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const fitted: unknown[] = [];
  for (const [index, item] of items.entries()) {
    if (isAbsent(item)) continue;
    const fit = fitItem(item);
    if (!fit.ok) return { ...fit, at: Array.isArray(value) ? [String(index)] : [] };
    fitted.push(fit.value);
  }
  return accept(fitted.length === 0 ? undefined : fitted);
}
