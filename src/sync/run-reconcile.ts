import { z } from 'zod';
import type { Crm } from '../connectors/crm.js';
import type { SpotDraft } from '../connectors/spotdraft/types.js';
import type { Clock } from '../domain/clock.js';
import type { ContractId } from '../domain/contract-id.js';
import type { Log } from '../domain/log.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import type { Mapping } from '../mapping/index.js';
import type { Settings, Store } from '../store/store.js';
import { backfilledAt } from './backfill.js';
import { createDriftComparison } from './compare-drift.js';
import type { DriftComparison, Shown } from './compare-drift.js';
import { createReport } from './drift-report.js';
import type { DriftReport, ReconcileProgress, RepairOutcome } from './drift-report.js';
import { ANNOUNCED_CAUSES, planChange } from './plan-drift.js';
import type { DriftFinding } from './plan-drift.js';
import { readPresent } from './read-present.js';
import type { Reconciler } from './reconciler.js';
import { repairDrift } from './repair-drift.js';
import { reviveParked } from './revive-parked.js';
import { noteUndeliveredChange } from './silence.js';
import { chunksOf, storedIds, strangeRecords } from './stored-ids.js';
import { walkAllContracts, walkUpdatedContracts } from './walk-contracts.js';
import type { WalkedPage } from './walk-contracts.js';
import { checkWorkspace } from './workspace-guard.js';
import type { RowPlanner } from './wanted-rows.js';
import type { WriteBack } from './write-back.js';

export interface ReconcilePass {
  /** Only what SpotDraft updated since; without it everything is compared, CRM records without a contract too. */
  readonly since?: Date;
  /** Looks and tells; changes nothing anywhere, the projection included. */
  readonly dryRun: boolean;
  readonly onProgress?: (progress: ReconcileProgress) => void;
  readonly signal?: AbortSignal;
}

export interface ReconcileParts {
  readonly store: Store;
  readonly spotdraft: SpotDraft;
  readonly crm: Crm;
  readonly mapping: Mapping;
  readonly rows: RowPlanner;
  readonly writeBack: WriteBack;
  readonly reconciler: Reconciler;
  readonly clock: Clock;
  readonly log: Log;
}

/** SpotDraft's clock and its index may lag: a sweep begins this much before `since`. */
const OVERLAP_MS = 5 * 60_000;
const READ_CHUNK = 100;
const COMPARE_CHUNK = 200;
const RECONCILED = 'reconciled';

const marker = z.object({ at: z.iso.datetime() });

/**
 * Up to when everything that SpotDraft updated is known to be in the CRM: the start of the last repair pass that left no
 * gap to the one before, or of the backfill. Null before the first backfill.
 */
export async function reconciledAt(settings: Settings): Promise<Date | null> {
  const text = await settings.get(RECONCILED);
  const backfilled = await backfilledAt(settings);
  if (text === null || backfilled === null) return backfilled;
  const at = new Date(marker.parse(JSON.parse(text)).at);
  return at > backfilled ? at : backfilled;
}

/**
 * One repair pass: compares the projection, the link index and the CRM with what SpotDraft shows, repairs what differs
 * through the same write-back as deliveries, and tells what it found, by cause. Runs in the background lane beside
 * working servers; finds nothing the second time.
 *
 * @throws what the ports throw while it reads. A failure while it repairs is in the report.
 * @throws ConflictError when SpotDraft is another workspace than the one the store was filled from.
 */
export async function runReconcile(
  parts: ReconcileParts,
  pass: ReconcilePass,
): Promise<DriftReport> {
  const { store, clock, log } = parts;
  const startedAt = clock.now();
  const call = { lane: 'background', ...signalOf(pass) } as const;
  await checkWorkspace(parts, call, { readOnly: pass.dryRun });
  const comparison = createDriftComparison(parts);
  const read = await readSpotDraft(parts, pass);
  const compared = await compareAll(parts, pass, comparison, read);
  const findings = [...read.findings, ...compared.findings];
  const outcomes: ReadonlyMap<DriftFinding, RepairOutcome> = pass.dryRun
    ? new Map()
    : await repairDrift(parts, { findings, dealsOfOrphans: compared.dealsOfOrphans, ...pass });
  const report = createReport({
    startedAt,
    finishedAt: clock.now(),
    since: pass.since ?? null,
    dryRun: pass.dryRun,
    contracts: compared.contracts,
    deals: compared.deals,
    findings,
    outcomes,
  });
  if (!pass.dryRun) {
    await noteUndelivered(parts, pass, findings, startedAt);
    if (!report.interrupted) await saveReconciled(store.settings, pass.since ?? null, startedAt);
  }
  log.info(
    {
      since: report.since,
      dryRun: pass.dryRun,
      contracts: report.contracts,
      found: report.found,
      adrift: report.adrift,
    },
    'repair pass finished',
  );
  return report;
}

interface SpotDraftRead {
  /** Every contract that the walk showed. */
  readonly seen: ReadonlySet<ContractId>;
  readonly shown: Shown;
  readonly findings: readonly DriftFinding[];
}

/** Keeps only what differs from the projection; the rest is there already. */
async function readSpotDraft(parts: ReconcileParts, pass: ReconcilePass): Promise<SpotDraftRead> {
  const { store } = parts;
  const seen = new Set<ContractId>();
  const shown: Shown = new Map();

  async function onPage({ contracts, readAt, total }: WalkedPage): Promise<void> {
    const stored = await store.contracts.get(contracts.map(({ id }) => id));
    for (const contract of contracts) {
      seen.add(contract.id);
      const known = stored.get(contract.id);
      const isBehind =
        planChange(known?.contract ?? null, contract) !== null &&
        (known === undefined || known.readAt <= readAt);
      if (isBehind) shown.set(contract.id, { contract, readAt });
      else shown.delete(contract.id);
    }
    pass.onProgress?.({ phase: 'reading', done: seen.size, total });
  }

  const walk = { ...parts, ...signalOf(pass), onPage };
  if (pass.since !== undefined) {
    await walkUpdatedContracts(walk, new Date(pass.since.getTime() - OVERLAP_MS));
    return { seen, shown, findings: [] };
  }
  await walkAllContracts(walk);
  const findings: DriftFinding[] = [];
  for await (const ids of storedIds(store)) {
    const stored = await store.contracts.get(ids.filter((id) => !seen.has(id)));
    const unseen = [...stored.values()]
      .filter(({ contract }) => contract.status !== 'DELETED')
      .map(({ contract }) => contract.id);
    findings.push(...(await askFor(parts, pass, unseen, seen, shown)));
  }
  return { seen, shown, findings };
}

/** Contracts that the walk did not show: deleted, hidden from us, or moved between two pages while we walked. */
async function askFor(
  parts: ReconcileParts,
  pass: ReconcilePass,
  ids: readonly ContractId[],
  seen: Set<ContractId>,
  shown: Shown,
): Promise<DriftFinding[]> {
  const findings: DriftFinding[] = [];
  const { store, spotdraft, clock } = parts;
  for (const chunk of chunksOf(ids, READ_CHUNK)) {
    pass.signal?.throwIfAborted();
    const { found, gone, unread, readAt } = await readPresent(
      { spotdraft, contracts: store.contracts, clock },
      chunk,
      { lane: 'background', ...signalOf(pass) },
    );
    const stored = await store.contracts.get([...found.keys()]);
    for (const [id, contract] of found) {
      seen.add(id);
      if (planChange(stored.get(id)?.contract ?? null, contract) === null) continue;
      shown.set(id, { contract, readAt });
    }
    for (const id of gone) shown.set(id, { contract: 'gone', readAt });
    for (const [id, { message }] of unread) {
      const subject = { kind: 'contract', id } as const;
      findings.push({ subject, cause: 'unreadable', detail: message, fields: [] });
    }
  }
  return findings;
}

interface Compared {
  readonly findings: readonly DriftFinding[];
  readonly contracts: number;
  readonly deals: number;
  readonly dealsOfOrphans: ReadonlySet<OpportunityId>;
}

async function compareAll(
  parts: ReconcileParts,
  pass: ReconcilePass,
  comparison: DriftComparison,
  { seen, shown }: SpotDraftRead,
): Promise<Compared> {
  const findings: DriftFinding[] = [];
  const deals = new Set<OpportunityId>();
  const touched = new Set<OpportunityId>();
  const dealsOfOrphans = new Set<OpportunityId>();
  let contracts = 0;

  async function compare(ids: readonly ContractId[]): Promise<void> {
    for (const chunk of chunksOf(ids, COMPARE_CHUNK)) {
      pass.signal?.throwIfAborted();
      const compared = await comparison.contracts(chunk, shown);
      findings.push(...compared.findings);
      if (!pass.dryRun) await reviveParked(parts.store.queue, inLine(chunk, compared.findings));
      for (const deal of compared.deals) deals.add(deal);
      for (const deal of compared.touchedDeals) touched.add(deal);
      contracts += chunk.length;
      pass.onProgress?.({ phase: 'comparing', done: contracts, total: null });
    }
  }

  if (pass.since === undefined) {
    const unknown = new Set(shown.keys());
    for await (const ids of storedIds(parts.store)) {
      for (const id of ids) unknown.delete(id);
      await compare(ids);
    }
    await compare([...unknown]);
    for await (const ids of strangeRecords(comparison, parts.store, seen)) {
      await compareStrangers(ids);
    }
  } else {
    await compare([...seen]);
  }
  const own = [...deals].filter((deal) => !touched.has(deal));
  for (const chunk of chunksOf(own, COMPARE_CHUNK)) {
    pass.signal?.throwIfAborted();
    findings.push(...(await comparison.deals(chunk)));
  }
  return { findings, contracts, deals: own.length + touched.size, dealsOfOrphans };

  /** After a loss of the store, nothing but its record tells of a contract that SpotDraft no longer has. */
  async function compareStrangers(ids: readonly ContractId[]): Promise<void> {
    const orphans = await comparison.orphans(ids);
    if (orphans.findings.length === 0) return;
    // Those that say DELETED already cost no call; the others are asked for before we believe that they are gone.
    const suspects = orphans.findings.flatMap(({ subject }) =>
      subject.kind === 'contract' ? [subject.id] : [],
    );
    const asked = new Set<ContractId>();
    const unread = await askFor(parts, pass, suspects, asked, shown);
    findings.push(...unread);
    await compare([...asked]);
    const refused = new Set(unread.map(({ subject }) => subject.id));
    const isGone = ({ subject }: DriftFinding) =>
      subject.kind === 'contract' && !asked.has(subject.id) && !refused.has(subject.id);
    const gone = orphans.findings.filter(isGone);
    findings.push(...gone);
    if (gone.length > 0) {
      for (const deal of orphans.touchedDeals) {
        touched.add(deal);
        dealsOfOrphans.add(deal);
      }
    }
  }
}

async function noteUndelivered(
  { store }: ReconcileParts,
  { since }: ReconcilePass,
  findings: readonly DriftFinding[],
  startedAt: Date,
): Promise<void> {
  // Without a time there is no telling whether deliveries have come since.
  if (since === undefined) return;
  if (!findings.some(({ cause }) => ANNOUNCED_CAUSES.has(cause))) return;
  // When it changed is not known; the earliest moment it can have been is the one that raises no false alarm.
  await noteUndeliveredChange(store.settings, since < startedAt ? since : startedAt);
}

/** Without a finding there is nothing left of what a contract was given up for. */
function inLine(
  ids: readonly ContractId[],
  findings: readonly DriftFinding[],
): readonly ContractId[] {
  const adrift = new Set<string>(findings.map(({ subject }) => subject.id));
  return ids.filter((id) => !adrift.has(id));
}

/** A pass that began later than the last one ended its claim leaves a gap and vouches for nothing. */
async function saveReconciled(
  settings: Settings,
  since: Date | null,
  startedAt: Date,
): Promise<void> {
  const last = await reconciledAt(settings);
  if (last === null) return;
  if (since !== null && since > last) return;
  if (startedAt <= last) return;
  await settings.set(RECONCILED, JSON.stringify({ at: startedAt.toISOString() }));
}

function signalOf({ signal }: Pick<ReconcilePass, 'signal'>): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}
