import type { ContractId } from '../../domain/contract-id.js';
import type { Contract } from '../../domain/contract.js';
import type { TermCheck, TermConfirmation } from '../../domain/term-check.js';
import type { Marks } from '../../store/marks.js';
import { OPEN_TERMS, TERMS, openTermsOf, parseKeptTerms } from './kept-terms.js';
import type { KeptTerms } from './kept-terms.js';

/**
 * SpotDraft extracts key pointers after a contract was executed, and its delivery may be lost: what was not there is looked for by
 * the repair passes that come so long after it was found missing, then left to deliveries.
 */
const LOOK_AGAIN_MS = [5, 30, 3 * 60, 12 * 60].map((minutes) => minutes * 60_000);

export interface Kept {
  /** False when a later look was kept meanwhile. */
  readonly isKept: boolean;
  /** Whether people see something else than before. */
  readonly isChanged: boolean;
  /** Of two results the later one is by older key pointers: neither has all that is known, and both have to be read again. */
  readonly isMixed: boolean;
}

const NOT_KEPT = { isKept: false, isChanged: false } as const;

/** Looks are numbered from 1. */
const NEVER = 0;

/**
 * Keeps what was judged, unless somebody with a later look did so first, whichever process it was.
 * @param options.isFresh whether SpotDraft was asked for what may be missing
 */
export async function keepTerms(
  marks: Marks,
  { id }: Pick<Contract, 'id'>,
  judged: KeptTerms,
  { now, isFresh }: { readonly now: Date; readonly isFresh: boolean },
): Promise<Kept> {
  for (;;) {
    const present = (await marks.get(TERMS, [id])).get(id);
    const before = parseKeptTerms(present);
    const isLater = before !== null && before.look > judged.look;
    const pointersAhead = (judged.pointers?.look ?? NEVER) - (before?.pointers?.look ?? NEVER);
    if (isLater) return { ...NOT_KEPT, isMixed: pointersAhead > 0 };
    if (pointersAhead < 0) return { ...NOT_KEPT, isMixed: true };
    const terms = { ...judged, again: againOf(judged.checks, before, { now, isFresh }) };
    const to = JSON.stringify(terms);
    const isDone =
      present === undefined
        ? await marks.putIfAbsent(TERMS, { key: id, value: to })
        : present === to || (await marks.replace(TERMS, id, { from: present, to }));
    if (!isDone) continue;
    await keepOpen(marks, id, terms);
    return { isKept: true, isChanged: seenOf(before) !== seenOf(terms), isMixed: false };
  }
}

/** Notes with what is known of a check that somebody found its difference right, unless its values are others by now. */
export async function keepConfirmation(
  marks: Marks,
  id: ContractId,
  name: string,
  confirmed: TermConfirmation,
): Promise<void> {
  for (;;) {
    const present = (await marks.get(TERMS, [id])).get(id);
    const before = parseKeptTerms(present);
    if (present === undefined || before === null) return;
    const checks = before.checks.map((check) =>
      check.name === name && check.digest === confirmed.digest ? { ...check, confirmed } : check,
    );
    const terms = { ...before, checks };
    if (!(await marks.replace(TERMS, id, { from: present, to: JSON.stringify(terms) }))) continue;
    await keepOpen(marks, id, terms);
    return;
  }
}

/** What was known of these; answers whose results there were. */
export async function forgetTerms(
  marks: Marks,
  ids: readonly ContractId[],
): Promise<readonly ContractId[]> {
  if (ids.length === 0) return [];
  const known = [...(await marks.get(TERMS, ids)).keys()];
  if (known.length === 0) return [];
  await marks.remove(OPEN_TERMS, known);
  await marks.remove(TERMS, known);
  return ids.filter((id) => known.includes(id));
}

async function keepOpen(marks: Marks, id: ContractId, terms: KeptTerms): Promise<void> {
  const open = openTermsOf(terms);
  if (open === null) await marks.remove(OPEN_TERMS, [id]);
  else await marks.put(OPEN_TERMS, [{ key: id, value: JSON.stringify(open) }]);
}

/** Everything but when it was judged, and by whom. */
function seenOf(terms: KeptTerms | null): string {
  return JSON.stringify(
    (terms?.checks ?? []).map(({ checkedAt: _at, ...check }) => [check, terms?.opportunityId]),
  );
}

function againOf(
  checks: readonly TermCheck[],
  before: KeptTerms | null,
  { now, isFresh }: { readonly now: Date; readonly isFresh: boolean },
): KeptTerms['again'] {
  const isMissing = checks.some(({ state, signed }) => state === 'MISSING' && signed === null);
  if (!isMissing) return null;
  // Nobody looked: it is still to be done.
  if (!isFresh && before !== null) return before.again;
  const wasMissing = before?.checks.some(
    ({ state, signed }) => state === 'MISSING' && signed === null,
  );
  if (wasMissing === true && before?.again === null) return null;
  const times = before?.again?.times ?? 0;
  const afterMs = LOOK_AGAIN_MS[times];
  return afterMs === undefined
    ? null
    : { times: times + 1, at: new Date(now.getTime() + afterMs).toISOString() };
}
