import type { CheckState, DoctorCheck } from '../domain/doctor-check.js';
import { noted } from '../domain/said.js';

/** One thing that differs from workspace to workspace. */
export interface Check {
  readonly name: string;
  /** Checks, earlier in the list, whose failure leaves nothing to judge here. */
  readonly after?: readonly string[];
  /** What it can be judged by, or the check that tells why that is not there. */
  readonly judge: Judge | Untold;
}

/** Reads, and changes nothing. What it throws is a failure of the check. */
export type Judge = (signal: AbortSignal) => Promise<Verdict>;

/** It is told elsewhere why there is nothing to judge by. */
export interface Untold {
  readonly toldBy: string;
}

export type Verdict = Omit<DoctorCheck, 'check'>;

export const NOT_CHECKED = noted`not checked`;

export function ok(seen: string): Verdict {
  return { state: 'ok', seen, todo: '' };
}

export function warn(seen: string, todo: string): Verdict {
  return { state: 'warn', seen, todo };
}

export function fail(seen: string, todo: string): Verdict {
  return { state: 'fail', seen, todo };
}

/** Something that its system tells nobody by its API: said, and never taken for right. */
export function unseen(what: string, where: string): Verdict {
  return warn(noted`${what} can't be seen through SpotDraft's API`, where);
}

export function notChecked(toldBy: string): Verdict {
  return warn(NOT_CHECKED, noted`Mend ${toldBy} first.`);
}

const WORST_FIRST: readonly CheckState[] = ['fail', 'warn', 'ok'];
/** More would bury the first; `mapping check` and `archive check` list them all. */
const MAX_SHOWN = 6;

/** Several findings as one: the worst of them decides, and only those as bad or worse than a warning are shown. */
export function together(findings: readonly Verdict[], whenAllOk: string): Verdict {
  const faults = WORST_FIRST.filter((state) => state !== 'ok').flatMap((state) =>
    findings.filter((finding) => finding.state === state),
  );
  const [worst] = faults;
  if (worst === undefined) return ok(whenAllOk);
  const shown = faults.slice(0, MAX_SHOWN);
  const rest = faults.length - shown.length;
  return {
    state: worst.state,
    seen: inARow(shown.map(({ seen }) => seen)) + (rest > 0 ? noted` (and ${rest} more)` : ''),
    todo: [...new Set(shown.map(({ todo }) => todo))].filter((todo) => todo !== '').join(' '),
  };
}

/** Sentences stand beside each other; what does not end like one is parted by a mark. */
function inARow(texts: readonly string[]): string {
  return texts.reduce((all, text) =>
    /[.!?]$/.test(all) || text === '' ? `${all} ${text}` : `${all}; ${text}`,
  );
}
