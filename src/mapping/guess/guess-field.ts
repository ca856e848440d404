import type {
  TemplateComposite,
  TemplateField,
  TemplateLeaf,
  TemplateRepeating,
} from '../../connectors/spotdraft/template.js';
import { bestFor, wordsOf } from './candidates.js';
import type { Candidate } from './candidates.js';

/** Fields of the records that expressions are guessed from. */
export interface GuessFrom {
  readonly deal: readonly Candidate[];
  /** Line items of the deal; empty where it has none. */
  readonly lines: readonly Candidate[];
  /** Whether records say their currency. */
  readonly currency: string | null;
}

/** A JSONata expression by the field's name, label and type; null when nothing is known that fits. */
export function guessField(field: TemplateField, from: GuessFrom): string | null {
  switch (field.kind) {
    case 'leaf':
      return guessLeaf(field, from.deal);
    case 'composite':
      return guessComposite(field, from.deal, from.currency);
    case 'repeating':
      return guessRows(field, from);
  }
}

function guessLeaf(leaf: TemplateLeaf, candidates: readonly Candidate[]): string | null {
  const words = wordsOf(leaf.name, leaf.label);
  const has = (expression: string) =>
    candidates.some((candidate) => candidate.expression === expression);
  if (leaf.type === 'string' && words.has('account') && words.has('name') && has('Account.Name'))
    return 'Account.Name';
  const best = bestFor(leaf, candidates);
  if (best !== null) return best;
  const isOfContract = ['agreement', 'effective', 'contract', 'today'].some((word) =>
    words.has(word),
  );
  return leaf.type === 'date' && isOfContract ? '$today()' : null;
}

function guessComposite(
  composite: TemplateComposite,
  candidates: readonly Candidate[],
  currency: string | null,
): string | null {
  const { parentType } = composite;
  if (parentType === 'currency') return guessMoney(composite, candidates, currency);
  return parentType === 'address' ? guessAddress(composite, candidates) : null;
}

function guessMoney(
  { name, label, members }: TemplateComposite,
  candidates: readonly Candidate[],
  currency: string | null,
): string | null {
  const leaf = members.find((member) => member.name === 'value');
  if (leaf === undefined || currency === null) return null;
  const amounts = ['Amount', 'TotalPrice'];
  const amount =
    bestFor({ ...leaf, name, label }, candidates) ??
    amounts.find((known) => candidates.some(({ expression }) => expression === known));
  return amount === undefined ? null : `{"type": ${currency}, "value": ${amount}}`;
}

/** By the members' names in SpotDraft. */
const ADDRESS: Readonly<Record<string, string>> = {
  line_one: 'Account.BillingStreet',
  city: 'Account.BillingCity',
  state: 'Account.BillingState',
  country: 'Account.BillingCountry',
  zipcode: 'Account.BillingPostalCode',
};

function guessAddress(
  { members }: TemplateComposite,
  candidates: readonly Candidate[],
): string | null {
  return guessObject(members, (member) => {
    const known = ADDRESS[member.name];
    return candidates.some(({ expression }) => expression === known) ? (known ?? null) : null;
  });
}

function guessRows({ row }: TemplateRepeating, { lines, currency }: GuessFrom): string | null {
  if (lines.length === 0) return null;
  const object = guessObject(row, (member) => {
    if (member.kind === 'composite') return guessComposite(member, lines, currency);
    const words = wordsOf(member.name, member.label);
    const isItem = ['item', 'product', 'service', 'description'].some((word) => words.has(word));
    if (member.type === 'string' && isItem) return 'Product2.Name';
    return bestFor(member, lines);
  });
  return object === null ? null : `[OpportunityLineItems.${object}]`;
}

/** Null when nothing was found, or not all that is needed. */
function guessObject<Member extends TemplateLeaf | TemplateComposite>(
  members: readonly Member[],
  guess: (member: Member) => string | null,
): string | null {
  const guessed = members.map((member) => ({ member, expression: guess(member) }));
  if (guessed.some(({ member, expression }) => member.required && expression === null)) return null;
  const found = guessed.filter(({ expression }) => expression !== null);
  if (found.length === 0) return null;
  return `{${found.map(({ member, expression }) => `${JSON.stringify(member.name)}: ${expression ?? ''}`).join(', ')}}`;
}
