import type { DealClues } from '../../connectors/crm.js';
import { isCommonWord, isPaperWord, writtenWords } from './company-name.js';
import type { ContractFacts } from './contract-facts.js';

const DAY_MS = 24 * 60 * 60_000;
const LONGEST_WORD = 40;
const MAX_NOTES = 5;
/** Around the day the contract was made. */
const OWNER_DAYS = 45;

export const NO_CLUES: DealClues = {
  ids: [],
  accountIds: [],
  dealNames: [],
  names: [],
  beginnings: [],
  domains: [],
  owners: [],
};

/** What to ask the CRM about, for several contracts at once: the strongest clue of each first, then the next of each. */
export function dealClues(contracts: readonly ContractFacts[]): DealClues {
  return {
    ids: distinct(contracts.flatMap(({ dealIds }) => dealIds)),
    accountIds: distinct(contracts.flatMap(({ accountIds }) => accountIds)),
    dealNames: distinct(contracts.flatMap(({ numbers }) => numbers.map(asWritten))),
    names: distinctBy(inTurns(contracts.map(nameClues)), (words) => words.join(' ')),
    beginnings: distinct(contracts.flatMap(beginningOf)),
    domains: distinct(inTurns(contracts.map(({ domains }) => domains.map(({ domain }) => domain)))),
    owners: distinctBy(contracts.flatMap(ownerClues), (clue) => JSON.stringify(clue)),
  };
}

/** Letters and digits of a number stand in a name with something or nothing between them: the digits are asked about. */
function asWritten(number: string): string {
  return number.replace(/^\p{L}+/u, '');
}

/** The words by which a company is found under nearly the same name: the first that is its own, and the longest. */
function nameClues({ contract, domains, notes }: ContractFacts): readonly (readonly string[])[] {
  const names = [
    ...(contract.counterpartyName === null ? [] : [contract.counterpartyName]),
    ...notes.slice(0, MAX_NOTES).map(({ text }) => text),
    ...(contract.counterpartyName === null ? [contract.name] : []),
  ];
  return [
    ...names.flatMap(ownWords),
    // acme.example, whatever the account is called in full.
    ...domains.flatMap(({ label }) => (label.length >= 4 ? [[label.slice(0, LONGEST_WORD)]] : [])),
  ];
}

/** A shorter word is in many names: it is asked about with the word beside it. */
const SHORT_WORD = 6;
/** A slip of the pen, or a space in between, comes behind these letters more often than not. */
const BEGINNING = 4;
const BEGINNING_ENOUGH = 8;
/** Of a long one the beginning is enough: slips and endings come behind it. */
const LONG_WORD = 9;

function ownWords(name: string): readonly (readonly string[])[] {
  const words = writtenWords(name)
    .filter((word) => !isPaperWord(word.toLowerCase()))
    .map((word) => word.slice(0, LONGEST_WORD));
  const own = words.filter((word) => word.length >= 3 && !isCommonWord(word.toLowerCase()));
  // Nothing but common or short words: all of them together, or it would find everybody.
  if (own.length === 0) return words.length === 0 ? [] : [words];
  const [first = '', ...others] = own;
  const longest = others.reduce((best, word) => (word.length > best.length ? word : best), '');
  return distinct([first, longest])
    .filter((word) => word !== '')
    .map((word) => withNeighbour(word, words));
}

/** Account names begin with what is their own, and so do names of deals. */
function beginningOf({ contract }: ContractFacts): readonly string[] {
  const [first = ''] = writtenWords(contract.counterpartyName ?? '');
  if (first.length < 3 || isCommonWord(first.toLowerCase())) return [];
  return [first.slice(0, first.length < BEGINNING_ENOUGH ? LONGEST_WORD : BEGINNING)];
}

function withNeighbour(word: string, words: readonly string[]): readonly string[] {
  if (word.length >= LONG_WORD) return [word.slice(0, Math.ceil((2 * word.length) / 3))];
  if (word.length >= SHORT_WORD) return [word];
  const at = words.indexOf(word);
  const pair = words.slice(at, at + 2);
  return pair.length === 2 ? pair : words.slice(-2);
}

/** For contracts of which nothing else is known: nearly all deals of a user fit one clue of many. */
function ownerClues({ contract, dealIds, domains, numbers }: ContractFacts): DealClues['owners'] {
  const { createdBy, createdAt, counterpartyName } = contract;
  const made = Date.parse(createdAt);
  const isKnownOtherwise =
    counterpartyName !== null || dealIds.length + domains.length + numbers.length > 0;
  if (isKnownOtherwise || createdBy === null || createdBy.trim() === '' || Number.isNaN(made)) {
    return [];
  }
  return [
    {
      owner: createdBy.trim().slice(0, 200),
      closingFrom: dayOf(made - OWNER_DAYS * DAY_MS),
      closingTo: dayOf(made + 2 * OWNER_DAYS * DAY_MS),
    },
  ];
}

/** Whole days, so that contracts of one day share a clue. */
function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The first of each, then the second of each. */
function inTurns<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const length = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length }, (_, turn) =>
    lists.flatMap((list) => list.slice(turn, turn + 1)),
  ).flat();
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}

function distinctBy<T>(values: readonly T[], keyOf: (value: T) => string): readonly T[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}
