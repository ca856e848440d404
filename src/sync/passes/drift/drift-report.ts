import type { DriftCause, DriftFinding, DriftSubject } from './plan-drift.js';

export interface ReconcileProgress {
  readonly phase: 'reading' | 'comparing' | 'repairing';
  readonly done: number;
  /** Null while it isn't known. */
  readonly total: number | null;
}

/** What became of a finding. */
export type RepairOutcome =
  | { readonly repaired: true }
  /** Nothing to be repaired: the CRM no longer has the deal. */
  | { readonly repaired: false; readonly isDealGone: true }
  | {
      readonly repaired: false;
      readonly reason: string;
      /** The pass could not be carried out; the next one has to look at the same time again. */
      readonly interrupted: boolean;
    };

export type CountByCause = Readonly<Partial<Record<DriftCause, number>>>;

export interface DriftItem {
  readonly subject: DriftSubject['kind'];
  readonly id: string;
  readonly cause: DriftCause;
  readonly detail: string;
  readonly fields: readonly string[];
  readonly repaired: boolean;
  /** Why it is still adrift; null when it is repaired, or when nothing was tried. */
  readonly reason: string | null;
}

export interface DriftReport {
  readonly startedAt: string;
  readonly durationMs: number;
  /** Null when everything was compared. */
  readonly since: string | null;
  readonly dryRun: boolean;
  /** How many were compared. */
  readonly contracts: number;
  readonly deals: number;
  readonly found: CountByCause;
  readonly repaired: CountByCause;
  /** Findings that are still adrift; all of them in a dry run. A deal that is gone is none: nothing is to be repaired. */
  readonly adrift: number;
  /**
   * Contracts that SpotDraft does not show and that are too new to be taken for deleted. Not counted as adrift; unless this
   * was a dry run, they are looked at again within a minute.
   */
  readonly undecided: number;
  /** A whole system failed in the middle of the repairs. */
  readonly interrupted: boolean;
  /** What is still adrift first; at most 1,000 of all. */
  readonly items: readonly DriftItem[];
  /** Findings that `items` has no room for. */
  readonly furtherItems: number;
}

const MAX_ITEMS = 1_000;

export function createReport(pass: {
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly since: Date | null;
  readonly dryRun: boolean;
  readonly contracts: number;
  readonly deals: number;
  readonly findings: readonly DriftFinding[];
  /** Without one, nothing was tried. */
  readonly outcomes: ReadonlyMap<DriftFinding, RepairOutcome>;
  readonly undecided: number;
}): DriftReport {
  const { startedAt, finishedAt, since, findings, outcomes } = pass;
  const isRepaired = (finding: DriftFinding) => outcomes.get(finding)?.repaired === true;
  const isGone = (finding: DriftFinding) =>
    !isRepaired(finding) && (finding.cause === 'deal-gone' || saysGone(outcomes.get(finding)));
  const repaired = findings.filter(isRepaired);
  const gone = findings.filter(isGone);
  const adrift = findings.filter((finding) => !isRepaired(finding) && !isGone(finding));
  const items = [...adrift, ...repaired, ...gone].slice(0, MAX_ITEMS);
  const causeOf = (finding: DriftFinding) => (isGone(finding) ? 'deal-gone' : finding.cause);
  return {
    startedAt: startedAt.toISOString(),
    durationMs: finishedAt.getTime() - startedAt.getTime(),
    since: since?.toISOString() ?? null,
    dryRun: pass.dryRun,
    contracts: pass.contracts,
    deals: pass.deals,
    found: countByCause(findings.map(causeOf)),
    repaired: countByCause(repaired.map(causeOf)),
    adrift: adrift.length,
    undecided: pass.undecided,
    interrupted: [...outcomes.values()].some((one) => 'interrupted' in one && one.interrupted),
    items: items.map((finding) => toItem(finding, causeOf(finding), outcomes.get(finding))),
    furtherItems: findings.length - items.length,
  };
}

function toItem(
  finding: DriftFinding,
  cause: DriftCause,
  outcome: RepairOutcome | undefined,
): DriftItem {
  const { subject, detail, fields } = finding;
  return {
    subject: subject.kind,
    id: subject.id,
    cause,
    detail,
    fields,
    repaired: outcome?.repaired === true,
    reason: outcome !== undefined && 'reason' in outcome ? outcome.reason : null,
  };
}

function saysGone(outcome: RepairOutcome | undefined): boolean {
  return outcome !== undefined && 'isDealGone' in outcome;
}

function countByCause(causes: readonly DriftCause[]): CountByCause {
  const counts: Partial<Record<DriftCause, number>> = {};
  for (const cause of causes) counts[cause] = (counts[cause] ?? 0) + 1;
  return counts;
}
