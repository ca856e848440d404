/** The draft of a contract as a form: pure functions from the server's answer and the person's entries. */

/**
 * The fields to show, in the template's order.
 *
 * @param draft as `readDraft` answers it
 * @param entries what the person entered, by field name
 * @param refusals user errors of a refused creation, which may be newer than the draft
 */
export function toFieldViews(draft, entries, refusals = []) {
  return draft.fields.map((drafted) => {
    const { name } = drafted.field;
    const isEntered = Object.hasOwn(entries, name);
    const refused = refusals.filter(({ field }) => field?.[0] === 'data' && field[1] === name);
    const problems = withoutRepeats([...drafted.problems, ...refused]);
    return {
      name,
      field: drafted.field,
      value: isEntered ? entries[name] : drafted.value,
      problems,
      sourceWords: isEntered ? 'Your entry' : sourceWords(drafted),
      expression: isEntered ? null : drafted.expression,
      isEntered,
      hasProblem: problems.length > 0,
    };
  });
}

/** Problems that belong to no field shown: of the deal, the template, the name, the counterparties. */
export function generalProblems(draft, refusals = []) {
  const names = draft.fields.map(({ field }) => field.name);
  const isShown = ({ field }) => field?.[0] === 'data' && names.includes(field[1]);
  return withoutRepeats([...draft.userErrors, ...refusals].filter((error) => !isShown(error)));
}

/** What stands in the way of any contract from this template: its absence from the mapping. Null when it is there. */
export function mappingProblem({ userErrors }) {
  return userErrors.find(({ code }) => code === 'MAPPING_MISSING')?.message ?? null;
}

/** "2 fields need you", or null when nothing is in the way. */
export function problemSummary(fieldViews) {
  const count = fieldViews.filter(({ hasProblem }) => hasProblem).length;
  if (count === 0) return null;
  return count === 1 ? 'One field needs your attention.' : `${count} fields need your attention.`;
}

/** The problems of one member, with paths that start there. */
export function problemsUnder(problems, member) {
  return problems
    .filter(({ field }) => field?.[2] === member)
    .map((problem) => ({
      ...problem,
      field: [...problem.field.slice(0, 2), ...problem.field.slice(3)],
    }));
}

/** Those that none of the members (or rows) would show. */
export function problemsBeside(problems, members) {
  return problems.filter(({ field }) => !members.includes(field?.[2]));
}

function sourceWords({ source, reads }) {
  if (source === 'OVERRIDE') return 'Your entry';
  if (source === 'DEFAULT') return 'Left empty, it gets the template’s default';
  if (source === 'NONE') {
    return reads.length === 0
      ? 'Not filled from the deal'
      : `Empty on the deal: ${toReadWords(reads)}`;
  }
  return reads.length === 0 ? 'Filled in automatically' : `From the deal: ${toReadWords(reads)}`;
}

/**
 * Paths into the deal, such as `Amount` and `OpportunityLineItems.Product2.Name`, as a person knows them: "Amount, Line
 * items (product name)". What is read of one record or list stands together.
 */
export function toReadWords(paths) {
  const byRecord = new Map();
  for (const path of paths) {
    const [first, ...rest] = path.split('.');
    const parts = byRecord.get(first) ?? [];
    byRecord.set(first, rest.length === 0 ? parts : [...parts, rest.map(nameWords).join(' ')]);
  }
  return [...byRecord]
    .map(([name, parts]) => capitalised(recordWords(nameWords(name), parts)))
    .join(', ');
}

function recordWords(record, parts) {
  if (parts.length === 0) return record;
  return parts.length === 1 ? `${record} ${parts[0]}` : `${record} (${parts.join(', ')})`;
}

/** "PO_Number__c" is "PO number", "OpportunityLineItems" "line items", "Product2" "product". */
function nameWords(apiName) {
  if (apiName === 'CurrencyIsoCode') return 'currency';
  return apiName
    .replace(/__[a-z]+$/, '')
    .replace(/^Opportunity(?=[A-Z])/, '')
    .replace(/\d+$/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[_ ]+/)
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(' ');
}

function capitalised(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function withoutRepeats(errors) {
  const seen = new Set();
  return errors.filter(({ field, code, message }) => {
    const key = JSON.stringify([field, code, message]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** What an input shows of a value. What does not fit the input is shown beside it, see `misfit`. */
export function toInputText(input, value) {
  if (value === null || value === undefined) return '';
  if (input === 'TEXTS') {
    return asList(value)
      .filter((line) => typeof line === 'string')
      .join('\n');
  }
  if (input === 'DATE') return isDateText(value) ? value : '';
  if (input === 'NUMBER' || input === 'INTEGER')
    return typeof value === 'number' ? String(value) : '';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The value an input's text stands for; null when it is empty. What is no number stays text, and the server says so. */
export function fromInputText(input, text) {
  if (input === 'TEXTS') {
    const lines = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    return lines.length === 0 ? null : lines;
  }
  if (text === '') return null;
  if (input === 'NUMBER' || input === 'INTEGER') {
    const number = Number(text);
    return Number.isFinite(number) ? number : text;
  }
  return text;
}

/** A present value that the input can't show, in words a person recognises; null when it shows it. */
export function misfit({ input, options }, value) {
  if (value === null || value === undefined || value === '') return null;
  const isShown = {
    DATE: () => isDateText(value),
    NUMBER: () => typeof value === 'number',
    INTEGER: () => typeof value === 'number',
    BOOLEAN: () => typeof value === 'boolean',
    CHOICE: () => options.some((option) => option.value === value),
    CHOICES: () => asList(value).every((item) => options.some((option) => option.value === item)),
    TEXTS: () => asList(value).every((item) => typeof item === 'string'),
    TEXT: () => typeof value === 'string',
    MONEY: () => isObject(value),
    COMPOSITE: () => isObject(value),
    TABLE: () => asList(value).every(isObject),
  }[input];
  if (isShown === undefined || isShown()) return null;
  return toWords(value);
}

const MAX_WORDS = 80;

/** A value of any shape as one short line. */
export function toWords(value) {
  if (value === null || value === undefined || value === '') return 'nothing';
  const words = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return words.length <= MAX_WORDS ? words : `${words.slice(0, MAX_WORDS)}…`;
}

/** "$137,930.00" as it is written in the locale; null while currency or amount is missing. */
export function moneyWords(value, locale) {
  const [currency, amount] = [memberOf(value, 'type'), memberOf(value, 'value')];
  if (typeof amount !== 'number' || !/^[A-Z]{3}$/.test(String(currency))) return null;
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount);
}

/** Options by position, because their values may be texts or numbers and an input only knows texts. */
export function toOptionViews(options, chosen) {
  const values = asList(chosen);
  return options.map((option, index) => ({
    key: String(index),
    label: option.label,
    isChosen: values.includes(option.value),
  }));
}

export function toRows(value) {
  return value === null || value === undefined ? [] : asList(value);
}

/** A value of several parts with one part changed; null when no part is left. */
export function withMember(value, name, member) {
  const changed = { ...(isObject(value) ? value : {}) };
  if (member === null) delete changed[name];
  else changed[name] = member;
  return Object.keys(changed).length === 0 ? null : changed;
}

export function memberOf(value, name) {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : null;
}

/** JSONata gives a list of one as the one. */
function asList(value) {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDateText(value) {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
}
