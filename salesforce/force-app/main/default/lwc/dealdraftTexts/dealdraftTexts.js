import { numberWords } from 'c/dealdraftFormats';
import { LABELS } from 'c/dealdraftLabels';

/**
 * What is said to people, in their language: the entries of labels/en.json and its translations, by their keys. A template
 * shows `{texts.send_title}`; what has a gap is filled by `say`, what depends on a number by `sayCount`.
 */

/** All of them; those with gaps are of no use so. */
export const texts = LABELS;

/** Of these texts, such as `de`. */
export const LANGUAGE = LABELS.language;

const GAP = /\{(\w+)\}/g;
const FORMS = new Intl.PluralRules(LANGUAGE);

/** `say('sent', { name: 'Acme MSA' })` fills "{name} was sent." */
export function say(key, values = {}) {
  return fill(LABELS[key], values);
}

/** The entry `…_one` or `…_other`, as the language counts; `{count}` in it is the number as the locale writes it. */
export function sayCount(key, count, values = {}) {
  const form = `${key}_${FORMS.select(count)}`;
  const counted = Object.hasOwn(LABELS, form) ? form : `${key}_other`;
  return say(counted, { count: numberWords(count), ...values });
}

/** The entry that a code of the service has in a family, such as `status_DRAFT`; null where it has none. */
export function sayCode(family, code, values = {}) {
  const key = `${family}_${code}`;
  return Object.hasOwn(LABELS, key) ? say(key, values) : null;
}

/** What stands before and after one gap, which the template itself fills, set off: `{ before, after }`. */
export function sayAround(key, gap, values = {}) {
  const [before, after = ''] = LABELS[key].split(`{${gap}}`);
  return { before: fill(before, values), after: fill(after, values) };
}

/** Where a sentence begins. */
export function capitalised(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function fill(text, values) {
  return text.replace(GAP, (gap, name) => {
    return Object.hasOwn(values, name) ? String(values[name]) : gap;
  });
}
