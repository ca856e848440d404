import { moneyWords, numberWords } from 'c/dealdraftFormats';
import { say, sayCode, sayCount, texts } from 'c/dealdraftTexts';

const LONGEST_VALUE = 120;

/** What came of each check of a signed contract, in the order of the service. */
export function toTermsView(terms) {
  return terms.map((term) => {
    const isMatch = term.state === 'MATCH';
    const isConfirmed = term.confirmedBy !== null;
    return {
      name: term.name,
      words: wordsOf(term, isMatch, isConfirmed),
      isShown: !isMatch,
      signedFrom: term.signedFrom,
      expectedFrom: term.expectedFrom,
      signedWords: say('term_signed', { value: valueWords(term.signed) }),
      expectedWords: say('term_expected', { value: valueWords(term.expected) }),
      difference: isMatch ? null : term.difference,
      from: say('term_from', { signed: term.signedFrom, expected: term.expectedFrom }),
      confirmedWords: isConfirmed
        ? say('term_confirmedBy', { who: term.confirmedBy, reason: term.confirmedReason ?? '' })
        : null,
      canConfirm: !isMatch && !isConfirmed,
      rowClass: isMatch || isConfirmed ? 'matching' : term.blocks ? 'blocking' : 'warning',
    };
  });
}

/** Why a deal should not be closed as won, in one sentence; null when nothing stands against it. */
export function blockedWords(contracts) {
  const count = contracts.flatMap(({ terms }) => terms ?? []).filter(({ blocks }) => blocks).length;
  return count === 0 ? null : sayCount('term_dealBlocked', count);
}

function wordsOf({ state, blocks }, isMatch, isConfirmed) {
  if (isConfirmed) return texts.term_confirmed;
  const words = sayCode('term', state) ?? texts.term_unknown;
  return !isMatch && blocks ? say('term_blocks', { words }) : words;
}

function valueWords(value) {
  if (value === null || value === undefined) return texts.term_nothing;
  if (Array.isArray(value)) return sayCount('term_rows', value.length);
  if (typeof value === 'number') return numberWords(value);
  if (typeof value !== 'object') return shortened(String(value));
  const amount = value.value ?? value.amount;
  const currency = value.currency ?? value.type;
  if (typeof amount === 'number' && /^[A-Z]{3}$/.test(String(currency))) {
    return moneyWords({ value: amount, type: currency });
  }
  return shortened(JSON.stringify(value));
}

function shortened(words) {
  return words.length <= LONGEST_VALUE ? words : `${words.slice(0, LONGEST_VALUE)}…`;
}
