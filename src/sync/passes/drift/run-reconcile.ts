import type { Clock } from '../../../domain/clock.js';
import type { ContractId } from '../../../domain/contract-id.js';
import { ConfigError } from '../../../domain/errors.js';
import type { OpportunityId } from '../../../domain/opportunity-id.js';
import { missingFields, readsKeyPointers } from '../../../mapping/index.js';
import type { Settings } from '../../../store/settings.js';
import type { Store } from '../../../store/store.js';
import type { PassParts } from '../pass-parts.js';
import { BACKFILLED, RECONCILED, readStamp, saveStamp } from '../pass-stamp.js';
import type { PassStamp } from '../pass-stamp.js';
import { createDriftComparison } from './compare-drift.js';
import type { DriftComparison, Shown } from './compare-drift.js';
import { createReport } from './drift-report.js';
import type { DriftReport, ReconcileProgress, RepairOutcome } from './drift-report.js';
import { ANNOUNCED_CAUSES, planChange } from './plan-drift.js';
import type { ContractFinding, DriftFinding } from './plan-drift.js';
import { readPresent } from '../../worker/read-present.js';
import { repairDrift } from './repair-drift.js';
import { reviveParked } from '../../worker/revive-parked.js';
import { noteUndeliveredChange } from '../silence.js';
import { chunksOf, storedIds, strangeRecords } from '../../projection/stored-ids.js';
import { recordPass } from '../record-pass.js';
import { tellOfStored } from '../tell-of-stored.js';
import { walkAllContracts, walkUpdatedContracts } from '../walk-contracts.js';
import type { WalkedPage } from '../walk-contracts.js';
import { newsSince, saveTold, toldUntil } from './told-updates.js';
import type { Follower } from './told-updates.js';
import { createRenewalLedger } from '../renewals/renewal-ledger.js';
import { sweepTerms } from '../terms/sweep-terms.js';
import { checkWorkspace } from '../workspace-guard.js';

export interface ReconcilePass {
  /** Only what SpotDraft updated since; without it everything is compared, CRM records without a contract too. */
  readonly since?: Date;
  /** Looks and tells; changes nothing anywhere, the projection included. */
  readonly dryRun: boolean;
  readonly onProgress?: (progress: ReconcileProgress) => void;
  readonly signal?: AbortSignal;
}

export type ReconcileParts = PassParts;

/** SpotDraft's clock and its index may lag: a sweep begins this much before `since`. */
const OVERLAP_MS = 5 * 60_000;
const READ_CHUNK = 100;
const COMPARE_CHUNK = 200;

/**
 * Up to when everything that SpotDraft updated is known to be in the CRM: the start of the last repair pass that left no
 * gap to the one before, or of the backfill. Null before the first backfill.
 */
export async function reconciledAt(settings: Settings): Promise<Date | null> {
  return (await reconciled(settings))?.at ?? null;
}

/** The same with when it was begun. */
export async function reconciled(settings: Settings): Promise<PassStamp | null> {
  const backfilled = await readStamp(settings, BACKFILLED);
  return backfilled === null ? null : ((await readStamp(settings, RECONCILED)) ?? backfilled);
}

/**
 * One repair pass: compares the projection, the link index and the CRM with what SpotDraft shows, repairs what differs
 * through the same write-back as deliveries, and tells what it found, by cause. Runs in the background lane beside
 * working servers; finds nothing the second time.
 *
 * @throws what the ports throw while it reads. A failure while it repairs is in the report.
 * @throws ConfigError when the CRM does not show what the mapping writes: nothing could be compared.
 * @throws ConflictError when SpotDraft is another workspace than the one the store was filled from.
 */
export async function runReconcile(
  parts: ReconcileParts,
  asked: ReconcilePass,
): Promise<DriftReport> {
  return recordPass(
    parts,
    asked.since === undefined ? 'reconcile of everything' : 'reconcile of what changed',
    () => reconcilePass(parts, asked),
    ({ adrift, dryRun, interrupted, repaired }) => {
      const isRepaired = Object.values(repaired).some((count) => count > 0);
      const isLeft = adrift > 0 && !dryRun;
      return {
        outcome: dryRun ? 'looked' : isLeft ? 'adrift' : isRepaired ? 'repaired' : 'in line',
        failed: interrupted || isLeft,
      };
    },
  );
}

async function reconcilePass(parts: ReconcileParts, asked: ReconcilePass): Promise<DriftReport> {
  const { store, spotdraft, clock, log } = parts;
  const startedAt = clock.now();
  const begunAt = await store.now();
  const call = { lane: 'background', ...signalOf(asked) } as const;
  await checkWorkspace(parts, call, { readOnly: asked.dryRun });
  const missing = await missingFields(parts.mapping.writeback, parts.crm);
  if (missing.length > 0) throw new ConfigError(missing);
  const at = spotdraft.lastAnswerDate() ?? startedAt;
  const pass = unlessAhead(asked, at);
  const comparison = createDriftComparison(parts);
  const read = await readSpotDraft(parts, pass);
  const updates = { seen: read.seen, since: updatesSince(parts, pass) };
  const archive = await newsFor(parts, pass, updates, archiveFollower(parts));
  const keyPointers = await newsFor(parts, pass, updates, keyPointersFollower(parts));
  await tellRenewals(parts, keyPointers.updated);
  const judged = await judgedAnew(parts, pass, keyPointers.updated);
  const compared = await compareAll(parts, pass, comparison, read, {
    updated: archive.updated,
    judged,
  });
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
    undecided: read.undecided.size,
  });
  if (!pass.dryRun) await lookAgain(store, clock, read.undecided);
  if (!pass.dryRun) {
    await noteUndelivered(parts, pass, findings, { startedAt, at });
    for (const { follower, since } of [archive, keyPointers]) {
      if (follower === null || since === null) continue;
      await saveTold(store.settings, follower, { since, at });
    }
    if (!report.interrupted) {
      await saveReconciled(store.settings, pass.since ?? null, { at, begunAt });
    }
  }
  log.info(
    {
      since: report.since,
      dryRun: pass.dryRun,
      contracts: report.contracts,
      found: report.found,
      adrift: report.adrift,
      undecided: report.undecided,
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
  /** Too new to be taken for deleted, with how long it takes until they can be judged. */
  readonly undecided: Map<ContractId, number>;
}

/** Keeps only what differs from the projection; the rest is there already. */
async function readSpotDraft(parts: ReconcileParts, pass: ReconcilePass): Promise<SpotDraftRead> {
  const { store } = parts;
  const seen = new Set<ContractId>();
  const shown: Shown = new Map();
  const undecided = new Map<ContractId, number>();

  async function onPage({ contracts, look, total }: WalkedPage): Promise<void> {
    const stored = await store.contracts.get(contracts.map(({ id }) => id));
    for (const contract of contracts) {
      seen.add(contract.id);
      const known = stored.get(contract.id);
      const isBehind =
        planChange(known?.contract ?? null, contract) !== null &&
        (known === undefined || known.look <= look.number);
      if (isBehind) shown.set(contract.id, { contract, look });
      else shown.delete(contract.id);
    }
    pass.onProgress?.({ phase: 'reading', done: seen.size, total });
  }

  const walk = { ...parts, contracts: store.contracts, ...signalOf(pass), onPage };
  if (pass.since !== undefined) {
    await walkUpdatedContracts(walk, new Date(pass.since.getTime() - OVERLAP_MS));
    return { seen, shown, findings: [], undecided };
  }
  await walkAllContracts(walk);
  const findings: DriftFinding[] = [];
  for await (const ids of storedIds(store)) {
    const stored = await store.contracts.get(ids.filter((id) => !seen.has(id)));
    const unseen = [...stored.values()]
      .filter(({ contract }) => contract.status !== 'DELETED')
      .map(({ contract }) => contract.id);
    findings.push(...(await askFor(parts, pass, unseen, { seen, shown, undecided })));
  }
  return { seen, shown, findings, undecided };
}

/** What asking for single contracts adds to. */
interface Asked {
  readonly seen: Set<ContractId>;
  readonly shown: Shown;
  readonly undecided: Map<ContractId, number>;
}

/** Contracts that the walk did not show: deleted, hidden from us, or moved between two pages while we walked. */
async function askFor(
  parts: ReconcileParts,
  pass: ReconcilePass,
  ids: readonly ContractId[],
  { seen, shown, undecided }: Asked,
): Promise<ContractFinding[]> {
  const findings: ContractFinding[] = [];
  const { store, spotdraft, clock } = parts;
  for (const chunk of chunksOf(ids, READ_CHUNK)) {
    pass.signal?.throwIfAborted();
    const { found, gone, hidden, unread, look } = await readPresent(
      { spotdraft, contracts: store.contracts, clock },
      chunk,
      { lane: 'background', ...signalOf(pass) },
    );
    const stored = await store.contracts.get([...found.keys()]);
    for (const [id, contract] of found) {
      seen.add(id);
      if (planChange(stored.get(id)?.contract ?? null, contract) === null) continue;
      shown.set(id, { contract, look });
    }
    for (const [id, judgedInMs] of hidden) undecided.set(id, judgedInMs);
    for (const id of gone) shown.set(id, { contract: 'gone', look });
    for (const [id, { message }] of unread) {
      const subject = { kind: 'contract', id } as const;
      findings.push({ subject, cause: 'unreadable', detail: message, fields: [] });
    }
  }
  return findings;
}

/** What SpotDraft updated of which a follower was told by no earlier pass. */
interface News {
  readonly follower: Follower | null;
  readonly updated: ReadonlySet<ContractId>;
  /** From when on; null where nobody is told. */
  readonly since: Date | null;
}

function archiveFollower({ documents }: ReconcileParts): Follower | null {
  return documents == null ? null : { name: 'archive', scope: documents.scope };
}

/** Signed terms and renewals, whichever there are: what is new to the file is read for each contract anyway. */
function keyPointersFollower({ mapping }: ReconcileParts): Follower | null {
  return readsKeyPointers(mapping) ? { name: 'key-pointers', scope: '' } : null;
}

interface Updates {
  /** Every contract that the pass itself walked over. */
  readonly seen: ReadonlySet<ContractId>;
  readonly since: (time: Date) => Promise<ReadonlySet<ContractId>>;
}

/** What SpotDraft updated since a time. Followers were mostly told up to the same one: then they are told by one walk. */
function updatesSince(parts: ReconcileParts, pass: ReconcilePass): Updates['since'] {
  const walks = new Map<number, Promise<ReadonlySet<ContractId>>>();
  async function walk(time: Date): Promise<ReadonlySet<ContractId>> {
    const updated = new Set<ContractId>();
    const onPage = async ({ contracts }: WalkedPage) => {
      for (const { id } of contracts) updated.add(id);
    };
    const request = { ...parts, contracts: parts.store.contracts, ...signalOf(pass), onPage };
    await walkUpdatedContracts(request, time);
    return updated;
  }
  return (time) => {
    const walked = walks.get(time.getTime()) ?? walk(time);
    walks.set(time.getTime(), walked);
    return walked;
  };
}

/** Which contracts may have another document, or other key pointers, than an earlier pass has told of. */
async function newsFor(
  parts: ReconcileParts,
  pass: ReconcilePass,
  updates: Updates,
  follower: Follower | null,
): Promise<News> {
  const { settings } = parts.store;
  if (follower === null || pass.dryRun) return { follower, updated: new Set(), since: null };
  const since = pass.since ?? (await untoldSince(settings, follower));
  if (since === null) return { follower, updated: new Set(), since };
  const news = await newsSince(settings, follower, since);
  if (pass.since !== undefined && news <= since) return { follower, updated: updates.seen, since };
  return { follower, updated: await updates.since(news), since };
}

/** Where a pass over everything has to begin: the next one will begin where it did, and shows nothing of before. */
async function untoldSince(settings: Settings, follower: Follower): Promise<Date | null> {
  const until = (await toldUntil(settings, follower)) ?? (await reconciledAt(settings));
  return until === null ? null : new Date(until.getTime() - OVERLAP_MS);
}

/** They may end at another time than is known. */
async function tellRenewals(
  { store, mapping }: ReconcileParts,
  updated: ReadonlySet<ContractId>,
): Promise<void> {
  if (mapping.renewals.size === 0 || updated.size === 0) return;
  await createRenewalLedger(store).noteChanged([...updated]);
}

/** Contracts whose signed terms compare with their deals otherwise than before. A dry run judges nothing. */
async function judgedAnew(
  parts: ReconcileParts,
  pass: ReconcilePass,
  updated: ReadonlySet<ContractId>,
): Promise<ReadonlySet<ContractId>> {
  const { terms } = parts;
  if (terms === undefined || pass.dryRun) return new Set();
  return sweepTerms(
    { ...parts, terms },
    { everything: pass.since === undefined, updated, ...signalOf(pass) },
  );
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
  { seen, shown, undecided }: SpotDraftRead,
  { updated, judged }: Record<'updated' | 'judged', ReadonlySet<ContractId>>,
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
      if (!pass.dryRun)
        await reviveParked(parts.store.queues.sync, inLine(chunk, compared.findings));
      if (!pass.dryRun) await tellOfStored(parts, chunk, (id) => updated.has(id));
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
    await compare([...new Set([...seen, ...judged])]);
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
    const suspects = orphans.findings.map(({ subject }) => subject.id);
    const asked = new Set<ContractId>();
    const unread = await askFor(parts, pass, suspects, { seen: asked, shown, undecided });
    findings.push(...unread);
    await compare([...asked]);
    const refused = new Set(unread.map(({ subject }) => subject.id));
    const gone = orphans.findings.filter(
      ({ subject }) => !asked.has(subject.id) && !refused.has(subject.id),
    );
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
  { startedAt, at }: { readonly startedAt: Date; readonly at: Date },
): Promise<void> {
  // Without a time there is no telling whether deliveries have come since.
  if (since === undefined) return;
  if (!findings.some(({ cause }) => ANNOUNCED_CAUSES.has(cause))) return;
  // When it changed is not known; the earliest moment it can have been is the one that raises no false alarm. Deliveries are
  // dated by us and `since` by SpotDraft, so it is told by how long ago it was there; its `Date` is cut to seconds.
  const agoMs = Math.max(0, at.getTime() - since.getTime()) + 1_000;
  await noteUndeliveredChange(store, new Date(startedAt.getTime() - agoMs));
}

/** What can't be judged yet is read again as soon as it can. */
async function lookAgain(
  store: Pick<Store, 'queues'>,
  clock: Clock,
  undecided: ReadonlyMap<ContractId, number>,
): Promise<void> {
  const nowMs = clock.now().getTime();
  for (const [id, judgedInMs] of undecided) {
    await store.queues.sync.mark([id], new Date(nowMs + judgedInMs + 1_000));
  }
}

/** Without a finding there is nothing left of what a contract was given up for. */
function inLine(
  ids: readonly ContractId[],
  findings: readonly DriftFinding[],
): readonly ContractId[] {
  const adrift = new Set<string>(
    findings.filter(({ cause }) => cause !== 'deal-gone').map(({ subject }) => subject.id),
  );
  return ids.filter((id) => !adrift.has(id));
}

/** A pass that began later than the last one ended its claim leaves a gap and vouches for nothing. */
async function saveReconciled(
  settings: Settings,
  since: Date | null,
  stamp: PassStamp,
): Promise<void> {
  const last = await reconciled(settings);
  if (last === null) return;
  if (since !== null && since > last.at) return;
  await saveStamp(settings, RECONCILED, stamp);
}

/** A time that SpotDraft has not reached yet was told by a clock that was wrong: nothing is known of what came before. */
function unlessAhead(pass: ReconcilePass, now: Date): ReconcilePass {
  if (pass.since === undefined || pass.since.getTime() <= now.getTime() + OVERLAP_MS) return pass;
  const { since: _ahead, ...everything } = pass;
  return everything;
}

function signalOf({ signal }: Pick<ReconcilePass, 'signal'>): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}
