import type { Contract, KeyPointer } from '../../domain/contract.js';
import { toOpportunityId, toRecordId18 } from '../../domain/opportunity-id.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { Recipient } from '../../domain/recipient.js';
import { companyName, foldedWords, isPaperWord } from './company-name.js';
import type { CompanyName } from './company-name.js';
import { ownDomainOf } from './mail-domains.js';
import type { OwnDomain } from './mail-domains.js';

/** What is known of a contract that may tell whose it is. */
export interface ContractFacts {
  readonly contract: Contract;
  readonly nameWords: readonly string[];
  /**
   * The same in one, without the counterparty, after whom contracts are called and who is known to be who it is: "NDA Acme France"
   * says nothing of "Acme".
   */
  readonly nameText: string;
  /** Null where SpotDraft tells no counterparty. */
  readonly counterparty: CompanyName | null;
  /** Ids that stand in its name, its reference or its external metadata. */
  readonly dealIds: readonly OpportunityId[];
  readonly accountIds: readonly string[];
  /** Such as `OPP-3041` or `20418`, without what is between letters and digits. */
  readonly numbers: readonly string[];
  /** Texts of its external metadata, which may be the names of a deal or of an account. */
  readonly notes: readonly { readonly text: string; readonly name: CompanyName }[];
  /** Addresses of people it was sent to, lower case. */
  readonly emails: readonly string[];
  readonly domains: readonly OwnDomain[];
  readonly amounts: readonly NamedAmount[];
  /** `YYYY-MM-DD`, of its key pointers. */
  readonly dates: readonly NamedDate[];
}

export interface NamedAmount {
  readonly label: string;
  readonly value: number;
  readonly currency: string | null;
}

export interface NamedDate {
  readonly label: string;
  readonly date: string;
}

const MAX_NOTES = 50;
const MAX_POINTERS = 200;
const MAX_DEPTH = 3;
const MONEY_WORDS =
  /amount|value|total|price|fees?\b|cost|sum\b|revenue|payment|tcv|acv|arr\b|mrr\b|budget|betrag|wert|preis|montant/iu;
const RECORD_ID = /(?<![A-Za-z0-9])00[16][A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?(?![A-Za-z0-9])/gu;
/** A number with letters before it, or a bare one of five digits or more: shorter ones are years and counts. */
const DEAL_NUMBER = /(?<![\p{L}\p{N}])(?:(\p{Lu}{1,6})[-_ #]?\d{3,12}|\d{5,12})(?![\p{L}\p{N}])/gu;

/** @param known what the store keeps of its people and key pointers; null where that was never read */
export function contractFacts(
  contract: Contract,
  known: {
    readonly recipients: readonly Recipient[] | null;
    readonly keyPointers: readonly KeyPointer[] | null;
  },
): ContractFacts {
  const notes = textsOf(contract.externalMetadata);
  const { counterpartyName } = contract;
  const texts = [contract.name, contract.referenceId ?? '', ...notes];
  // SpotDraft's reference often is the contract's own id.
  const ownNumber = contract.id.replace('-', '');
  const ids = texts.flatMap((text) => text.match(RECORD_ID) ?? []);
  const emails = distinct(
    (known.recipients ?? []).flatMap(({ email }) => (email === null ? [] : [email.toLowerCase()])),
  );
  // Who made it is one of us, and so is whoever signs for us.
  const ours = ownDomainOf(contract.createdBy ?? '')?.domain;
  const domains = distinctDomains(emails.map(ownDomainOf)).filter(({ domain }) => domain !== ours);
  const pointers = (known.keyPointers ?? []).slice(0, MAX_POINTERS);
  const counterparty = counterpartyName === null ? null : companyName(counterpartyName);
  const nameWords = foldedWords(contract.name);
  const nameText = ` ${nameWords.join(' ')} `;
  return {
    contract,
    nameWords,
    nameText:
      counterparty === null || counterparty.phrase === ''
        ? nameText
        : nameText.replaceAll(` ${counterparty.phrase} `, ' | '),
    counterparty,
    dealIds: distinct(ids.map(toOpportunityId).filter((id) => id !== null)),
    accountIds: distinct(
      ids
        .filter((id) => id.startsWith('001'))
        .map(toRecordId18)
        .filter((id) => id !== null),
    ),
    numbers: distinct(texts.flatMap(numbersIn)).filter((number) => number !== ownNumber),
    notes: notes.map((text) => ({ text, name: companyName(text) })),
    emails,
    domains,
    amounts: pointers.flatMap(amountsOf),
    dates: pointers.flatMap(datesOf),
  };
}

/** Numbers of deals in a text, in the form in which they compare. */
export function numbersIn(text: string): readonly string[] {
  // A day of the calendar is no number of a deal.
  const withoutDates = text
    .slice(0, 1_000)
    .replace(/\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\b20\d{6}\b/gu, ' ');
  return [...withoutDates.matchAll(DEAL_NUMBER)]
    .filter(([written, letters = '']) => !isPaperWord(letters.toLowerCase()) && !isYear(written))
    .map(([written]) => written.replace(/[-_ #]/gu, '').toUpperCase());
}

/** `FY2026` and `Q 2026`; with a hyphen it is a number: `OPP-2026`. */
function isYear(written: string): boolean {
  return /^(?:\p{Lu}{1,6} ?)?(?:19[5-9]|20[0-4])\d$/u.test(written) && !written.includes('-');
}

/** The same text without them. */
export function withoutNumbers(text: string): string {
  return text.replace(DEAL_NUMBER, ' ');
}

/** Texts and numbers of external metadata, which any integration writes as it likes. */
function textsOf(value: unknown, depth = 0): readonly string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.slice(0, 300)];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return [];
  return Object.values(value)
    .slice(0, MAX_NOTES)
    .flatMap((member) => textsOf(member, depth + 1))
    .slice(0, MAX_NOTES);
}

function amountsOf({ name, label, value }: KeyPointer): readonly NamedAmount[] {
  const title = label ?? name;
  const saysMoney = MONEY_WORDS.test(`${name.replaceAll('_', ' ')} ${label ?? ''}`);
  if (typeof value === 'number') return saysMoney ? amount(title, value, null) : [];
  if (typeof value === 'string') {
    const read = moneyIn(value);
    if (read === null || (read.currency === null && !saysMoney)) return [];
    return amount(title, read.value, read.currency);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const { type, value: inner } = value as { readonly type?: unknown; readonly value?: unknown };
  if (typeof type !== 'string' || !/^[A-Z]{3}$/u.test(type)) return [];
  const number = typeof inner === 'string' ? moneyIn(inner)?.value : inner;
  return typeof number === 'number' ? amount(title, number, type) : [];
}

function amount(label: string, value: number, currency: string | null): readonly NamedAmount[] {
  return Number.isFinite(value) && value > 0 ? [{ label, value, currency }] : [];
}

const SIGNS: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '₹': 'INR' };

/** `USD 12,000.50`, `12.000,50 €`, `12000`; null for what is no amount. */
function moneyIn(
  text: string,
): { readonly value: number; readonly currency: string | null } | null {
  const match =
    /^\s*(?:([A-Z]{3})|([$€£₹]))?\s*(\d[\d.,'’ \u00a0\u202f]{0,24})\s*(?:([A-Z]{3})|([$€£₹]))?\s*$/u.exec(
      text.slice(0, 60),
    );
  const digits = match?.[3]?.replace(/['’\s]/gu, '');
  if (match === null || digits === undefined) return null;
  const sign = match[2] ?? match[5];
  const currency = match[1] ?? match[4] ?? (sign === undefined ? null : (SIGNS[sign] ?? null));
  // The last of points and commas is the decimal one, unless three digits follow it.
  const decimal = /[.,](\d{1,2})$/u.exec(digits);
  const whole = decimal === null ? digits : digits.slice(0, -decimal[0].length);
  return {
    value: Number(`${whole.replace(/[.,]/gu, '')}.${decimal?.[1] ?? '0'}`),
    currency,
  };
}

function datesOf({ name, label, value }: KeyPointer): readonly NamedDate[] {
  if (typeof value !== 'string') return [];
  const date = /^(\d{4}-\d{2}-\d{2})(?:T|$)/u.exec(value)?.[1];
  return date === undefined || Number.isNaN(Date.parse(date))
    ? []
    : [{ label: label ?? name, date }];
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}

function distinctDomains(found: readonly (OwnDomain | null)[]): readonly OwnDomain[] {
  const domains = found.filter((each) => each !== null);
  return [...new Map(domains.map((each) => [each.domain, each])).values()];
}
