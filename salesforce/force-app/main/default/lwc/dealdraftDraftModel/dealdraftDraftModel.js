import { moneyWords, numberOf, typedNumber } from 'c/dealdraftFormats';
import { capitalised, say, sayCode, sayCount, texts } from 'c/dealdraftTexts';

/** The draft of a contract as a form: pure functions from the server's answer and the person's entries. */

/** Codes by which the mapping, or what it gives for this deal, is at fault; their messages may quote expressions. */
const OF_MAPPING = ['MAPPING_FAILED', 'REQUIRED', 'INVALID_VALUE', 'UNKNOWN_FIELD'];

export function isOfMapping({ code }) {
  return OF_MAPPING.includes(code);
}

/**
 * The fields to show, in the template's order.
 *
 * @param draft as `readDraft` answers it
 * @param entries what the person entered, by field name
 * @param refusals user errors of a refused creation, which may be newer than the draft
 */
export function toFieldViews(draft, entries, refusals = []) {
  const currency = contractValue(draft, entries)?.type ?? null;
  return draft.fields.map((drafted) => {
    const { field } = drafted;
    const { name, label } = field;
    const isEntered = Object.hasOwn(entries, name);
    const value = isEntered ? entries[name] : drafted.value;
    const refused = refusals
      .filter((error) => error.field?.[0] === 'data' && error.field[1] === name)
      // What the draft says already, it says in words for whoever fills it in.
      .filter((error) => !isOfMapping(error) || isEntered || drafted.problems.length === 0)
      .map((error) => ({ ...error, message: refusalWords(error, label, isEntered) }));
    const problems = withoutRepeats([
      ...drafted.problems,
      ...refused,
      ...signProblems(field, value),
      ...currencyProblems(field, value, currency),
    ]);
    return {
      name,
      field,
      value,
      problems,
      sourceWords: isEntered ? texts.draft_yourEntry : sourceWords(drafted),
      expression: drafted.expression,
      isEntered,
      hasProblem: problems.length > 0,
    };
  });
}

/** What the mapping says of its expressions is no help to whoever fills in the form. */
function refusalWords(error, label, isEntered) {
  if (isEntered || !isOfMapping(error)) return error.message;
  return say(error.code === 'REQUIRED' ? 'draft_notComplete' : 'draft_notFit', { label });
}

/** SpotDraft takes any number; a contract over less than nothing is a slip all the same. Rows may hold discounts. */
function signProblems({ name, label, input, members }, value) {
  const below = (path, of) => ({
    field: ['data', name, ...path],
    code: 'INVALID_VALUE',
    message: say('draft_belowZero', { label: of }),
  });
  const isBelow = (number) => typeof number === 'number' && number < 0;
  if (input === 'NUMBER' || input === 'INTEGER') return isBelow(value) ? [below([], label)] : [];
  if (input === 'MONEY' || input === 'COMPOSITE') {
    return isBelow(memberOf(value, 'value')) ? [below(['value'], label)] : [];
  }
  if (input !== 'TABLE') return [];
  const counts = members.filter(
    (member) => /quantity|qty|units|seats/i.test(member.label) && member.members.length === 0,
  );
  return toRows(value).flatMap((row, index) =>
    counts
      .filter((column) => isBelow(memberOf(row, column.name)))
      .map((column) => below([String(index), column.name], column.label)),
  );
}

/** One contract, one currency. */
function currencyProblems({ name, input, members }, value, currency) {
  const column = members.find((member) => member.input === 'MONEY');
  if (input !== 'TABLE' || column === undefined || currency === null) return [];
  return toRows(value).flatMap((row, index) => {
    const other = memberOf(memberOf(row, column.name), 'type');
    if (other === null || other === currency) return [];
    return [
      {
        field: ['data', name, String(index), column.name, 'type'],
        code: 'INVALID_VALUE',
        message: say('draft_otherCurrency', { currency: other, contractCurrency: currency }),
      },
    ];
  });
}

/** The amount the contract is over, `{ type, value }`: its first amount outside of tables. Null where it has none. */
export function contractValue(draft, entries) {
  const drafted = draft.fields.find(({ field }) => field.input === 'MONEY');
  if (drafted === undefined) return null;
  const { name } = drafted.field;
  const value = Object.hasOwn(entries, name) ? entries[name] : drafted.value;
  return isObject(value) ? { type: value.type ?? null, value: value.value ?? null } : null;
}

/** Entries that fill a draft as another contract was filled: its values, where the deal gives others. */
export function entriesLike(data, draft) {
  return Object.fromEntries(
    draft.fields
      .filter(({ field }) => Object.hasOwn(data, field.name) && field.input !== 'FILES')
      .filter(({ field, value }) => JSON.stringify(data[field.name]) !== JSON.stringify(value))
      .map(({ field }) => [field.name, data[field.name]]),
  );
}

/** Sentences about what belongs to no input: of the deal, the template, the set-up. */
export function generalProblems(draft, refusals = []) {
  const names = draft.fields.map(({ field }) => field.name);
  const isShown = ({ field }) =>
    (field?.[0] === 'data' && names.includes(field[1])) ||
    ['name', 'counterparties', 'signatories'].includes(field?.[0]);
  const errors = [...draft.userErrors, ...refusals].filter((error) => !isShown(error));
  return [...new Set(errors.map(generalWords))];
}

function generalWords(error) {
  return isOfMapping(error) && error.field?.[0] !== 'data' ? texts.draft_setUpWrong : error.message;
}

/** What admins are told of it beside, in the mapping's own words. */
export function setupDetails({ userErrors }) {
  return [...new Set(userErrors.filter(isOfMapping).map(({ message }) => message))];
}

/** What the contract is called, as a field of the form. */
export const NAME_FIELD = {
  name: 'name',
  label: texts.draft_name,
  required: false,
  input: 'TEXT',
  options: [],
  members: [],
};

export function nameProblems(draft, refusals, wanted) {
  const errors = [...draft.userErrors, ...refusals].filter(({ field }) => field?.[0] === 'name');
  return withoutRepeats(
    errors.map((error) => {
      const isUnreadable = wanted === null && isOfMapping(error);
      return isUnreadable ? { ...error, message: texts.draft_noName } : error;
    }),
  );
}

/** What stands in the way of any contract from this template: its absence from the mapping. Null when it is there. */
export function mappingProblem({ userErrors }) {
  return userErrors.find(({ code }) => code === 'MAPPING_MISSING')?.message ?? null;
}

/** What a person has to look at, by the name of its input and as it is called there. */
export function needingAttention(fieldViews, ofName, ofPeople) {
  return [
    ...(ofName.length > 0 ? [{ name: '#name', label: texts.draft_name }] : []),
    ...(ofPeople.length > 0 ? [{ name: '#people', label: texts.draft_people }] : []),
    ...fieldViews
      .filter(({ hasProblem }) => hasProblem)
      .map(({ name, field }) => ({ name, label: field.label })),
  ];
}

/** "2 fields need you", or null when nothing is in the way. */
export function problemSummary(count) {
  return count === 0 ? null : sayCount('draft_needs', count);
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

/** The mapping's own words for it come first. */
function sourceWords({ source, reads, hint }) {
  if (source === 'OVERRIDE') return texts.draft_yourEntry;
  if (source === 'DEFAULT') return texts.draft_default;
  if (hint) return hint;
  const isEmpty = source === 'NONE';
  if (reads.length === 0) return isEmpty ? texts.draft_notFilled : texts.draft_automatic;
  const fields = toReadWords(reads);
  return say(isEmpty ? 'draft_emptyOnDeal' : 'draft_fromDeal', { fields });
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
    byRecord.set(first, rest.length === 0 ? parts : [...parts, rest.map(nameWords).reduce(partOf)]);
  }
  return [...byRecord]
    .map(([name, parts]) => capitalised(recordWords(nameWords(name), parts)))
    .join(', ');
}

function recordWords(record, parts) {
  if (parts.length === 0) return record;
  return parts.length === 1
    ? partOf(record, parts[0])
    : say('draft_readParts', { record, parts: parts.join(', ') });
}

function partOf(record, part) {
  return say('draft_readPart', { record, part });
}

/** "OpportunityLineItems" is "line items"; what only this org has is told by its own name: "PO_Number__c" is "PO number". */
function nameWords(apiName) {
  return sayCode('crm', apiName) ?? ownNameWords(apiName);
}

function ownNameWords(apiName) {
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
  if (isNumeric(input)) return typeof value === 'number' ? typedNumber(value) : '';
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
  return isNumeric(input) ? (numberOf(text) ?? text) : text;
}

function isNumeric(input) {
  return input === 'NUMBER' || input === 'INTEGER';
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
  if (value === null || value === undefined || value === '') return texts.draft_nothing;
  const words = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return words.length <= MAX_WORDS ? words : `${words.slice(0, MAX_WORDS)}…`;
}

/**
 * What the rows of a table add up to, held against what the contract is over: `{ words, note, isOff }`. Null while there is
 * nothing to add up, or it can't be added up because it is in several currencies.
 */
export function tableTotal({ members }, value, contract) {
  const column = members.find(({ input }) => input === 'MONEY');
  const rows = toRows(value);
  if (column === undefined || rows.length === 0) return null;
  const amounts = rows.map((row) => memberOf(row, column.name)).filter(isObject);
  const currencies = new Set(amounts.map(({ type }) => type ?? contract?.type ?? null));
  const [type] = currencies;
  if (currencies.size !== 1 || !/^[A-Z]{3}$/.test(String(type))) return null;
  const total = amounts.reduce((sum, amount) => sum + (Number(amount.value) || 0), 0);
  const words = (number) => moneyWords({ type, value: rounded(number) });
  const said = { words: say('draft_total', { amount: words(total) }), note: null, isOff: false };
  if (typeof contract?.value !== 'number' || contract.type !== type) return said;
  const more = rounded(total - contract.value);
  if (more === 0) return { ...said, note: texts.draft_totalEqual };
  return {
    ...said,
    isOff: true,
    note: say(more > 0 ? 'draft_totalMore' : 'draft_totalLess', {
      amount: words(Math.abs(more)),
      value: words(contract.value),
    }),
  };
}

function rounded(amount) {
  return Math.round(amount * 100) / 100;
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
