import { InputError } from './errors.js';
import { inQuotes } from './in-quotes.js';
import { noted } from './said.js';

declare const brand: unique symbol;

/** SpotDraft's composite contract id: `T-123` for template contracts, `H-123` for historical ones. */
export type ContractId = string & { readonly [brand]: 'ContractId' };

/** A contract as somebody named it: with its prefix, or by a bare number that may mean two contracts. */
export interface ContractRef {
  readonly prefix: 'T' | 'H' | undefined;
  readonly number: number;
}

const MAX_DIGITS = 15; // stays below Number.MAX_SAFE_INTEGER

const COMPOSITE = new RegExp(`^[TH]-[1-9][0-9]{0,${MAX_DIGITS - 1}}$`);
const ANY_FORM = new RegExp(`^(?:([TH])-)?([1-9][0-9]{0,${MAX_DIGITS - 1}})$`);

/** The id when `text` is a well-formed composite id, else null. */
export function toContractId(text: string): ContractId | null {
  return COMPOSITE.test(text) ? (text as ContractId) : null;
}

/** @throws InputError that says what a contract id looks like. */
export function parseContractId(text: string): ContractId {
  const id = toContractId(text);
  if (id === null) {
    throw new InputError(
      noted`${inQuotes(text)} is not a contract id: it is T- or H- and a number, such as T-123.`,
    );
  }
  return id;
}

export function contractIdOf(prefix: 'T' | 'H', number: number): ContractId {
  return parseContractId(`${prefix}-${number}`);
}

export function contractNumberOf(id: ContractId): number {
  return Number(id.slice(2));
}

/**
 * Reads any of the forms in which SpotDraft names a contract: `"T-123"`, `"H-123"`, `123`, `"123"`, or a link whose
 * last path segment is the number. Returns null for anything else. A bare number stays without a prefix:
 * the two number spaces may collide, so whoever needs the composite id has to resolve it.
 */
export function parseContractRef(value: unknown): ContractRef | null {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) && value > 0 ? { prefix: undefined, number: value } : null;
  }
  if (typeof value !== 'string') return null;
  const text = /^https?:\/\//i.test(value) ? lastPathSegment(value) : value;
  const match = ANY_FORM.exec(text);
  if (match?.[2] === undefined) return null;
  const prefix = match[1];
  return {
    prefix: prefix === 'T' || prefix === 'H' ? prefix : undefined,
    number: Number(match[2]),
  };
}

function lastPathSegment(link: string): string {
  if (!URL.canParse(link)) return '';
  return new URL(link).pathname.split('/').filter(Boolean).at(-1) ?? '';
}
