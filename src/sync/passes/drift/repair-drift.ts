import type { ContractId } from '../../../domain/contract-id.js';
import { DealdraftError } from '../../../domain/errors.js';
import type { Log } from '../../../domain/log.js';
import type { OpportunityId } from '../../../domain/opportunity-id.js';
import type { Store } from '../../../store/store.js';
import type { ReconcileProgress, RepairOutcome } from './drift-report.js';
import type { ContractFinding, DriftFinding, DriftSubject } from './plan-drift.js';
import type { Reconciler } from '../../worker/reconciler.js';
import type { WriteBack } from '../../write-back/write-back.js';
import type { WriteOutcome } from '../../write-back/write-outcome.js';
import { noted } from '../../../domain/said.js';

export interface RepairParts {
  readonly store: Pick<Store, 'queues'>;
  readonly reconciler: Reconciler;
  readonly writeBack: WriteBack;
  readonly log: Log;
}

export interface Repair {
  readonly findings: readonly DriftFinding[];
  /** Deals that records without a contract point to. */
  readonly dealsOfOrphans: ReadonlySet<OpportunityId>;
  readonly onProgress?: (progress: ReconcileProgress) => void;
  readonly signal?: AbortSignal;
}

/** As many contracts as one SpotDraft call answers. */
const CONTRACTS_PER_CHUNK = 100;
const ROWS_PER_CHUNK = 200;

type Outcomes = Map<DriftFinding, RepairOutcome>;
type DealFinding = DriftFinding<Extract<DriftSubject, { kind: 'deal' }>>;

/**
 * Repairs findings the way deliveries are applied: SpotDraft's present state is read once more and written from there.
 * What fails for now is left to the queue as well. Once a whole system fails, the rest is left as it is.
 */
export async function repairDrift(
  parts: RepairParts,
  repair: Repair,
): Promise<ReadonlyMap<DriftFinding, RepairOutcome>> {
  const outcomes: Outcomes = new Map();
  const { signal } = repair;
  let done = 0;

  /** Null when the pass may go on. */
  let stop: Error | null = null;
  async function inChunks<Finding extends DriftFinding>(
    findings: readonly Finding[],
    size: number,
    work: (chunk: readonly Finding[]) => Promise<void>,
  ): Promise<void> {
    for (let i = 0; i < findings.length; i += size) {
      const chunk = findings.slice(i, i + size);
      signal?.throwIfAborted();
      if (stop === null) {
        try {
          await work(chunk);
        } catch (error) {
          if (!(error instanceof DealdraftError)) throw error;
          parts.log.warn({ err: error }, 'a repair pass was interrupted');
          stop = error;
        }
      }
      for (const finding of chunk) {
        if (outcomes.has(finding)) continue;
        const reason = stop?.message ?? noted`The repair told nothing of it.`;
        outcomes.set(finding, { repaired: false, reason, interrupted: stop !== null });
      }
      done += chunk.length;
      repair.onProgress?.({ phase: 'repairing', done, total: repair.findings.length });
    }
  }

  const isOrphan = ({ cause }: DriftFinding) => cause === 'record-without-contract';
  const ofContracts = repair.findings.filter(isOfContract);
  const contracts = ofContracts.filter((finding) => !isOrphan(finding));
  const orphans = ofContracts.filter(isOrphan);
  const deals = repair.findings.filter(isOfDeal);
  await inChunks(contracts, CONTRACTS_PER_CHUNK, (chunk) =>
    repairContracts(parts, chunk, outcomes, signal),
  );
  await inChunks(orphans, ROWS_PER_CHUNK, (chunk) =>
    repairOrphans(parts, chunk, repair.dealsOfOrphans, outcomes),
  );
  await inChunks(deals, ROWS_PER_CHUNK, (chunk) => repairDeals(parts, chunk, outcomes));
  return outcomes;
}

async function repairContracts(
  { store, reconciler }: RepairParts,
  chunk: readonly ContractFinding[],
  outcomes: Outcomes,
  signal: AbortSignal | undefined,
): Promise<void> {
  const ids = contractIdsOf(chunk);
  const options = { lane: 'background', compareWith: 'crm' } as const;
  const written = await reconcileEach(reconciler, ids, {
    ...options,
    ...(signal === undefined ? {} : { signal }),
  });
  const again: ContractId[] = [];
  for (const finding of chunk) {
    const { id } = finding.subject;
    const outcome = written.get(id);
    if (outcome === undefined) continue;
    outcomes.set(finding, toRepairOutcome(outcome));
    if (!outcome.ok && outcome.retryable) again.push(id);
  }
  if (again.length > 0) await store.queues.sync.mark(again);
}

/** Of a single contract a refusal is thrown; here it is an outcome like that of any other. */
async function reconcileEach(
  reconciler: Reconciler,
  ids: readonly ContractId[],
  options: Parameters<Reconciler['reconcile']>[1],
): Promise<ReadonlyMap<ContractId, WriteOutcome>> {
  try {
    return await reconciler.reconcile(ids, options);
  } catch (error) {
    const [only] = ids;
    const isRefusal = error instanceof DealdraftError && !error.retryable;
    if (ids.length > 1 || only === undefined || !isRefusal) throw error;
    return new Map([[only, { ok: false, retryable: false, reason: error.message }]]);
  }
}

async function repairOrphans(
  { writeBack }: RepairParts,
  chunk: readonly ContractFinding[],
  deals: ReadonlySet<OpportunityId>,
  outcomes: Outcomes,
): Promise<void> {
  const { outcomes: written } = await writeBack.write({
    contractIds: [],
    dealIds: [...deals],
    goneIds: contractIdsOf(chunk),
    compareWith: 'crm',
    lane: 'background',
  });
  for (const finding of chunk) {
    const outcome = written.get(finding.subject.id);
    if (outcome !== undefined) outcomes.set(finding, toRepairOutcome(outcome));
  }
}

async function repairDeals(
  { writeBack }: RepairParts,
  chunk: readonly DealFinding[],
  outcomes: Outcomes,
): Promise<void> {
  const ids = chunk.map(({ subject }) => subject.id);
  const { dealOutcomes } = await writeBack.write({
    contractIds: [],
    dealIds: ids,
    compareWith: 'crm',
    lane: 'background',
  });
  for (const finding of chunk) {
    const outcome = dealOutcomes.get(finding.subject.id);
    if (outcome !== undefined) outcomes.set(finding, toRepairOutcome(outcome));
  }
}

function isOfContract(finding: DriftFinding): finding is ContractFinding {
  return finding.subject.kind === 'contract';
}

function isOfDeal(finding: DriftFinding): finding is DealFinding {
  return finding.subject.kind === 'deal';
}

function contractIdsOf(findings: readonly ContractFinding[]): ContractId[] {
  return findings.map(({ subject }) => subject.id);
}

function toRepairOutcome(outcome: WriteOutcome): RepairOutcome {
  if (outcome.ok) {
    return outcome.isDealGone === true ? { repaired: false, isDealGone: true } : { repaired: true };
  }
  return { repaired: false, reason: outcome.reason, interrupted: false };
}
