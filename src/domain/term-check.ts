import type { ContractId } from './contract-id.js';
import { noted } from './said.js';

export const TERM_STATES = ['MATCH', 'MISMATCH', 'MISSING'] as const;
/** `MISSING`: the contract or the deal has no value. */
export type TermState = (typeof TERM_STATES)[number];

export const SEVERITIES = ['block', 'warn'] as const;
/** `block`: while it does not match and nobody confirmed it, the deal should not be closed as won. */
export type Severity = (typeof SEVERITIES)[number];

/** What came of one check of a signed contract against its deal. */
export interface TermCheck {
  readonly name: string;
  readonly state: TermState;
  /** As they were compared, null where there is none; what is too long to be kept is cut. */
  readonly signed: unknown;
  readonly expected: unknown;
  /** How they differ, as a sentence without its end; null where they do not. */
  readonly difference: string | null;
  readonly severity: Severity;
  /** Where the values come from, for people: the expressions, or what the mapping says in their place. */
  readonly signedFrom: string;
  readonly expectedFrom: string;
  /** ISO 8601 UTC. */
  readonly checkedAt: string;
  /** Of both values: what was confirmed counts for these alone. */
  readonly digest: string;
  /** By whom the difference was found right; null where nobody did, or for other values than these. */
  readonly confirmed: TermConfirmation | null;
}

export interface TermConfirmation {
  /** Name or address of the caller. */
  readonly by: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly reason: string;
  /** `TermCheck.digest` of the values that it is about. */
  readonly digest: string;
}

/** Whether somebody has to look at it: what does not match, or can't be compared, until somebody confirms it. */
export function isOpen({ state, confirmed }: Pick<TermCheck, 'state' | 'confirmed'>): boolean {
  return state !== 'MATCH' && confirmed === null;
}

/** Whether it stands against closing the deal as won. */
export function isBlocking({
  severity,
  ...check
}: Pick<TermCheck, 'severity' | 'state' | 'confirmed'>): boolean {
  return severity === 'block' && isOpen(check);
}

/** Why a deal should not be closed as won, as one sentence about one contract. */
function blockerText(
  contract: { readonly id: ContractId; readonly name: string },
  check: TermCheck,
): string {
  const name =
    contract.name.length <= 80 ? contract.name : `${contract.name.slice(0, 80)}…`.toWellFormed();
  const what = noted`${check.name}: the signed contract "${name}" (${contract.id})`;
  if (check.state === 'MISSING') {
    return noted`${what} can't be compared with the deal, because ${check.difference ?? noted`a value is missing`}.`;
  }
  const difference = check.difference === null ? '' : ` (${check.difference})`;
  return noted`${what} says ${shown(check.signed)}, the deal says ${shown(check.expected)}${difference}.`;
}

/** Why a deal should not be closed as won for one of its contracts, a sentence each. */
export function closeBlockers(
  contract: { readonly id: ContractId; readonly name: string },
  checks: readonly TermCheck[],
): readonly string[] {
  return checks.filter(isBlocking).map((check) => blockerText(contract, check));
}

const MAX_SHOWN = 80;

/** A value as a sentence shows it: amounts with their currency, lists by how many rows they have. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return `${value.length} row${value.length === 1 ? '' : 's'}`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.values(value).filter((member) => member !== null);
    const isPlain = members.every((member) => typeof member !== 'object');
    const text =
      isPlain && members.length <= 3 ? members.map(String).join(' ') : JSON.stringify(value);
    return cut(text);
  }
  return cut(typeof value === 'string' ? `"${value}"` : String(value));
}

function cut(text: string): string {
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`.toWellFormed();
}
