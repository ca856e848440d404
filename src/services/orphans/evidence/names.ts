import { inQuotes } from '../../../domain/in-quotes.js';
import { isCommonWord, nameSimilarity, weightOf, wordLikeness } from '../company-name.js';
import type { CompanyName } from '../company-name.js';
import type { ContractFacts } from '../contract-facts.js';
import type { DealFacts } from '../deal-facts.js';
import type { Evidence } from './evidence.js';
import { said } from '../../../domain/said.js';

const NAME_SHOWN = 80;
/** Less has a word in common and is another company. */
const LEAST_SIMILARITY = 0.45;
const SAME_NAME = 0.98;
const ACCOUNT_WEIGHT = 0.6;
const NOTED_DEAL_WEIGHT = 0.85;
const DEAL_NAME_WEIGHT = 0.5;
/** How much of what is the deal's own in its name must stand in the contract's. */
const LEAST_OVERLAP = 0.5;
/** So much of what words weigh tells one deal; a year, or one short word, fits many. */
const TELLING = 8;

/** The counterparty, or what the contract is called, names the account. */
export function accountEvidence(
  { contract, counterparty, nameText, notes }: ContractFacts,
  { opportunity, account }: DealFacts,
): readonly Evidence[] {
  if (account === null) return [];
  const shown = inQuotes(opportunity.account?.name ?? '', NAME_SHOWN);
  const found: Pick<Evidence, 'weight' | 'reason'>[] = [];
  const like = counterparty === null ? 0 : nameSimilarity(counterparty, account);
  if (like >= LEAST_SIMILARITY) {
    const theirs = inQuotes(contract.counterpartyName ?? '', NAME_SHOWN);
    found.push({
      weight: ACCOUNT_WEIGHT * like ** 2,
      reason:
        like >= SAME_NAME
          ? said`The counterparty ${theirs} and the account ${shown} have the same name.`
          : said`The counterparty ${theirs} is like the account ${shown} (${Math.round(like * 100)} %).`,
    });
  }
  if (standsIn(account, nameText)) {
    found.push({
      weight: 0.8 * ACCOUNT_WEIGHT,
      reason: said`The contract's name has the account ${shown} in it.`,
    });
  }
  if (notes.some(({ name }) => nameSimilarity(name, account) >= SAME_NAME)) {
    found.push({
      weight: 0.8 * ACCOUNT_WEIGHT,
      reason: said`The contract's external metadata name the account ${shown}.`,
    });
  }
  // They say the same thing: the best of them counts.
  const best = found.toSorted((a, b) => b.weight - a.weight)[0];
  return best === undefined ? [] : [{ ...best, kind: 'account', names: true }];
}

/** What the contract is called has in it what is the deal's own in its name; or external metadata name the deal. */
export function dealNameEvidence(
  { counterparty, nameWords, notes }: ContractFacts,
  { opportunity, name, ownWords }: DealFacts,
): readonly Evidence[] {
  const isNoted = notes.some(
    (note) => name.glued.length >= 6 && nameSimilarity(note.name, name) === 1,
  );
  if (isNoted) {
    return [
      {
        kind: 'deal-name',
        weight: NOTED_DEAL_WEIGHT,
        names: true,
        reason: said`The contract's external metadata name the deal ${inQuotes(opportunity.name, NAME_SHOWN)}.`,
      },
    ];
  }
  const own = ownWords.filter((word) => !meets(word, counterparty?.words ?? []));
  const shared = own.filter((word) => meets(word, nameWords));
  const total = sum(own.map(dealWeight));
  const told = sum(shared.map(dealWeight));
  if (told === 0 || told / total < LEAST_OVERLAP) return [];
  const strength = Math.min(1, told / TELLING);
  return [
    {
      kind: 'deal-name',
      weight: DEAL_NAME_WEIGHT * (told / total) * strength,
      names: strength === 1,
      reason: said`The names of the contract and of the deal have in common: ${inQuotes(shared.join(' '), NAME_SHOWN)}.`,
    },
  ];
}

function meets(word: string, others: readonly string[]): boolean {
  return others.some((other) => wordLikeness(word, other) > 0);
}

/** Years and quarters tell deals of one account apart, and fit half of all accounts' deals. */
function dealWeight(word: string): number {
  return /^(?:19|20)\d\d$|^(?:fy)?\d{2}$|^[qh]\d$/u.test(word) ? 2.5 : weightOf(word);
}

/** Whether the words stand one behind the other; common words alone name nobody. */
function standsIn({ phrase, words }: CompanyName, text: string): boolean {
  return phrase.length >= 4 && text.includes(` ${phrase} `) && !words.every(isCommonWord);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
