import type { FieldDescription, ObjectDescription } from '../../connectors/crm.js';
import type { TemplateLeaf } from '../../connectors/spotdraft/template.js';
import { fieldFault } from '../check/template-faults.js';

/** A field of the CRM that may be what a template's field means. */
export interface Candidate {
  readonly expression: string;
  readonly field: FieldDescription;
  readonly words: ReadonlySet<string>;
}

/** Words that mean the same on both sides. */
const SAME: Readonly<Record<string, string>> = {
  customer: 'account',
  client: 'account',
  company: 'account',
  counterparty: 'account',
  buyer: 'account',
  deal: 'opportunity',
  start: 'begin',
  value: 'amount',
  total: 'amount',
  price: 'amount',
  fee: 'amount',
  qty: 'quantity',
  zip: 'postal',
  zipcode: 'postal',
};
/** Say nothing of what is meant. */
const EMPTY: ReadonlySet<string> = new Set(['the', 'of', 'a', 'an', 'c', 'id', 'field', 'and']);

export function wordsOf(...texts: readonly string[]): ReadonlySet<string> {
  const words = texts.flatMap((text) =>
    text
      .replace(/([a-z\d])([A-Z])/gu, '$1 $2')
      .toLowerCase()
      .split(/[^\p{L}\d]+/u),
  );
  return new Set(
    words.filter((word) => word !== '' && !EMPTY.has(word)).map((word) => SAME[word] ?? word),
  );
}

/** @param prefix path to the record, such as `Account.` */
export function candidatesOf(
  description: ObjectDescription | null,
  prefix: string,
): readonly Candidate[] {
  return [...(description?.fields.values() ?? [])].map((field) => ({
    expression: `${prefix}${field.name}`,
    field,
    words: wordsOf(prefix, field.name, field.label),
  }));
}

/** Half of the words in common at least. */
const ENOUGH = 0.5;

/** The expression of the candidate that shares most words with the field and whose values fit it; null when none does. */
export function bestFor(leaf: TemplateLeaf, candidates: readonly Candidate[]): string | null {
  const wanted = wordsOf(leaf.name, leaf.label);
  let best: { readonly expression: string; readonly score: number } | null = null;
  for (const { expression, field, words } of candidates) {
    const shared = [...wanted].filter((word) => words.has(word)).length;
    const score = shared / new Set([...wanted, ...words]).size;
    if (score < ENOUGH || score <= (best?.score ?? 0)) continue;
    if (fieldFault(leaf, field, expression) === null) best = { expression, score };
  }
  return best?.expression ?? null;
}
