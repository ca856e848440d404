import { currentCause, newCause, runBecauseOf } from '../domain/cause.js';
import type { Clock } from '../domain/clock.js';
import type { ContractId } from '../domain/contract-id.js';
import type { ArchiveRow } from '../store/archive-ledger.js';
import type { Store } from '../store/store.js';
import { latestOf, newRow } from './archive-rows.js';
import type { ArchiveDestination } from './file/archive-rules.js';

/** What puts documents of executed contracts to work: at most one question to the store, and no call to anybody. */
export interface ArchiveMarks {
  /** All destinations in one text. */
  readonly scope: string;
  /**
   * What is not there yet, or was given up, becomes due; what waits for its time goes on waiting, and what is there costs
   * nothing. Answers what it marked.
   * @param options.judgeSkipped what a destination did not want is judged anew, too
   */
  missing(ids: readonly ContractId[], options?: MarkOptions): Promise<readonly ArchiveSlot[]>;
  /** The contracts may have another document by now. */
  changed(ids: readonly ContractId[]): Promise<void>;
  /** What waits and what was given up is due now; answers how many those are. */
  retry(options?: MarkOptions): Promise<number>;
  /** Again, now, whatever became of it: what is there is looked at once more. */
  again(ids: readonly ContractId[], options?: MarkOptions): Promise<readonly ArchiveSlot[]>;
}

export interface MarkOptions {
  /** One of them alone. */
  readonly destination?: string;
  readonly judgeSkipped?: boolean;
  /** What waits for its time is due now. */
  readonly dueNow?: boolean;
  /** Says what would be marked, and marks nothing. */
  readonly dryRun?: boolean;
}

export interface ArchiveSlot {
  readonly contractId: ContractId;
  readonly destination: string;
}

export interface ArchiveMarksParts {
  readonly store: Pick<Store, 'archive' | 'queues'>;
  readonly destinations: readonly Pick<ArchiveDestination, 'name' | 'rules'>[];
  readonly clock: Clock;
}

const PAGE = 200;

export function ruleOf({ rules }: Pick<ArchiveDestination, 'rules'>): string {
  return rules.when?.expression.text ?? '';
}

export function createArchiveMarks({
  store,
  destinations,
  clock,
}: ArchiveMarksParts): ArchiveMarks {
  const asked = ({ destination }: MarkOptions) =>
    destinations.filter(({ name }) => destination === undefined || name === destination);

  /** A row first: what waits is seen to wait, and a queue that lost its key is found out by it. */
  async function begin(contractId: ContractId, destination: string): Promise<void> {
    await store.archive.save(newRow(contractId, destination, clock.now()));
  }

  /** Waiting rows whose keys the queue has keep their time. */
  async function notQueued(
    destination: string,
    ids: readonly ContractId[],
  ): Promise<readonly ContractId[]> {
    if (ids.length === 0) return [];
    const states = await store.queues.archive(destination).states(ids);
    return ids.filter((id) => !states.has(id) || states.get(id)?.state === 'parked');
  }

  /** What is marked together has one cause: by it, all destinations share one question to SpotDraft. */
  async function mark(
    ids: readonly ContractId[],
    options: MarkOptions,
    isDue: (row: ArchiveRow | null, rule: string) => 'due' | 'unless-queued' | 'no',
  ): Promise<readonly ArchiveSlot[]> {
    return runBecauseOf(currentCause() ?? newCause(), () => markAll(ids, options, isDue));
  }

  async function markAll(
    ids: readonly ContractId[],
    options: MarkOptions,
    isDue: (row: ArchiveRow | null, rule: string) => 'due' | 'unless-queued' | 'no',
  ): Promise<readonly ArchiveSlot[]> {
    if (ids.length === 0 || destinations.length === 0) return [];
    const known = await store.archive.ofContracts(ids);
    const slots: ArchiveSlot[] = [];
    for (const destination of asked(options)) {
      const { name } = destination;
      const rule = ruleOf(destination);
      const judged = ids.map((id) => {
        const row = latestOf(known.get(id) ?? [], name);
        return { id, row, verdict: isDue(row, rule) };
      });
      const due = judged.filter(({ verdict }) => verdict === 'due').map(({ id }) => id);
      const waiting = judged.filter(({ verdict }) => verdict === 'unless-queued');
      const lost = await notQueued(
        name,
        waiting.map(({ id }) => id),
      );
      const unknown = judged.filter(({ row, verdict }) => row === null && verdict === 'due');
      slots.push(...[...due, ...lost].map((contractId) => ({ contractId, destination: name })));
      if (options.dryRun === true) continue;
      await Promise.all(unknown.map(({ id }) => begin(id, name)));
      await store.queues.archive(name).mark([...due, ...lost]);
    }
    return slots;
  }

  async function* unfinished(destination: string): AsyncIterable<readonly ArchiveRow[]> {
    let after: number | undefined;
    for (;;) {
      const page: readonly ArchiveRow[] = await store.archive.list(
        { states: ['WAITING', 'PARKED'], destination },
        { limit: PAGE, ...(after === undefined ? {} : { after }) },
      );
      if (page.length > 0) yield page;
      after = page.at(-1)?.number;
      if (page.length < PAGE) return;
    }
  }

  return {
    scope: destinations
      .map(({ name }) => name)
      .sort()
      .join('\n'),
    missing: (ids, options = {}) =>
      mark(ids, options, (row, rule) => {
        switch (row?.state) {
          case undefined:
          case 'PARKED':
            return 'due';
          case 'WAITING':
            return options.dueNow === true ? 'due' : 'unless-queued';
          case 'SKIPPED':
            return options.judgeSkipped === true || row.rule !== rule ? 'due' : 'no';
          case 'ARCHIVED':
            return 'no';
        }
      }),
    async changed(ids) {
      await mark(ids, {}, () => 'due');
    },
    async retry(options = {}) {
      let count = 0;
      for (const { name } of asked(options)) {
        for await (const rows of unfinished(name)) {
          for (const row of rows) {
            if (row.state === 'PARKED') await store.archive.save({ ...row, state: 'WAITING' });
          }
          await store.queues.archive(name).mark(rows.map(({ contractId }) => contractId));
          count += rows.length;
        }
      }
      return count;
    },
    async again(ids, options = {}) {
      const known = await store.archive.ofContracts(ids);
      for (const { name } of asked(options)) {
        for (const id of ids) {
          const row = latestOf(known.get(id) ?? [], name);
          if (row?.state === 'ARCHIVED' && options.dryRun !== true)
            await store.archive.save({ ...row, state: 'WAITING' });
        }
      }
      return mark(ids, options, () => 'due');
    },
  };
}
