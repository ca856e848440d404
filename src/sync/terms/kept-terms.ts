import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ContractId } from '../../domain/contract-id.js';
import type { Contract, KeyPointer } from '../../domain/contract.js';
import type { OpportunityId } from '../../domain/opportunity-id.js';
import type { Marks } from '../../store/marks.js';
import { isOpen, SEVERITIES, TERM_STATES } from '../../domain/term-check.js';
import type { TermCheck } from '../../domain/term-check.js';

/** What came of the checks of a contract that was judged last. */
export interface KeptTerms {
  readonly checks: readonly TermCheck[];
  readonly opportunityId: string;
  /** Begun before anything was read: of two results the one with the later look is at least as new. */
  readonly look: number;
  /** The key pointers that count here, by the look that SpotDraft told them to; null where it was never asked. */
  readonly pointers: { readonly look: number; readonly digest: string } | null;
  /** When the CRM had last changed the deal that was read, ISO 8601 UTC; null where it may have changed again within that second. */
  readonly dealChangedAt: string | null;
  /** `TermRules.fingerprint` of the rules that it was judged by. */
  readonly rules: string;
  /** A value that the contract did not have yet is looked for again; null when nothing is missing, or it was given up. */
  readonly again: { readonly times: number; readonly at: string } | null;
}

/** Contracts that were judged, by their id. */
export const TERMS = 'terms';
/**
 * Of these, those with a check that does not match and that nobody confirmed: few, whatever was judged. Whoever tells people of
 * mismatches follows this scope: its value says which checks, with the digest of their values.
 */
export const OPEN_TERMS = 'terms-open';

const text = z.string();
const confirmation = z.object({ by: text, at: text, reason: text, digest: text });
const check = z.object({
  name: text,
  state: z.enum(TERM_STATES),
  signed: z.unknown().transform((value) => value ?? null),
  expected: z.unknown().transform((value) => value ?? null),
  difference: text.nullable(),
  severity: z.enum(SEVERITIES),
  signedFrom: text,
  expectedFrom: text,
  checkedAt: text,
  digest: text,
  confirmed: confirmation.nullable(),
});
const keptTerms = z.object({
  checks: z.array(check),
  opportunityId: text,
  look: z.number(),
  pointers: z.object({ look: z.number(), digest: text }).nullable().default(null),
  dealChangedAt: text.nullable(),
  rules: text,
  again: z.object({ times: z.number(), at: text }).nullable(),
});

/** Null for what an earlier version kept in another form: it is judged anew. */
export function parseKeptTerms(value: string | undefined): KeptTerms | null {
  if (value === undefined) return null;
  return keptTerms.safeParse(JSON.parse(value)).data ?? null;
}

/** The same for the same key pointers. */
export function pointersDigest(values: readonly KeyPointer[]): string {
  const said = values.map(({ id, name, label, value }) => [id, name, label, value]);
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 16);
}

const openTerms = z.object({
  opportunityId: text,
  checks: z.array(check.pick({ name: true, state: true, severity: true, digest: true })),
});
export type OpenTerms = z.infer<typeof openTerms>;

/** Which checks of a contract are open, as `OPEN_TERMS` keeps it. */
export function parseOpenTerms(value: string): OpenTerms | null {
  return openTerms.safeParse(JSON.parse(value)).data ?? null;
}

/** Null when none is open. */
export function openTermsOf({ checks, opportunityId }: KeptTerms): OpenTerms | null {
  const open = checks.filter(isOpen);
  if (open.length === 0) return null;
  return {
    opportunityId,
    checks: open.map(({ name, state, severity, digest }) => ({ name, state, severity, digest })),
  };
}

export async function readKeptTerms(
  marks: Pick<Marks, 'get'>,
  ids: readonly ContractId[],
): Promise<ReadonlyMap<ContractId, KeptTerms>> {
  if (ids.length === 0) return new Map();
  const kept = await marks.get(TERMS, ids);
  return new Map(
    ids.flatMap((id): [ContractId, KeptTerms][] => {
      const terms = parseKeptTerms(kept.get(id));
      return terms === null ? [] : [[id, terms]];
    }),
  );
}

/** The checks of these contracts as they were judged last; of those that are not executed and linked, nothing counts any more. */
export async function termsOf(
  marks: Pick<Marks, 'get'>,
  contracts: readonly Contract[],
): Promise<ReadonlyMap<ContractId, readonly TermCheck[]>> {
  const judged = contracts.filter(isJudged);
  const kept = await readKeptTerms(
    marks,
    judged.map(({ id }) => id),
  );
  return new Map(
    judged.map(({ id, opportunityId }) => {
      const terms = kept.get(id);
      return [id, terms?.opportunityId === opportunityId ? terms.checks : []] as const;
    }),
  );
}

/** Whether there is something signed, and a deal to hold it against. */
export function isJudged<Judged extends Pick<Contract, 'status' | 'opportunityId'>>(
  contract: Judged,
): contract is Judged & { readonly opportunityId: OpportunityId } {
  return contract.status === 'EXECUTED' && contract.opportunityId !== null;
}

/** Whether the time has come to ask for a value that was missing. */
export function isLookedForAgain({ again }: Pick<KeptTerms, 'again'>, now: Date): boolean {
  return again !== null && Date.parse(again.at) <= now.getTime();
}
