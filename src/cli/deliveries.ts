import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { COMMAND_LINE } from '../auth/caller.js';
import { InputError, NotFoundError } from '../domain/errors.js';
import type {
  DeliveryCountsView,
  DeliveryDetails,
  DeliverySelection,
  DeliveryService,
  DeliveryStateView,
  DeliveryView,
} from '../services/inbox/deliveries.js';
import { printable } from '../domain/printable.js';
import {
  complain,
  EXIT_FAILED,
  EXIT_OK,
  print,
  printJson,
  printRows,
  runCommand,
} from './command.js';
import { listUpTo } from './list-up-to.js';
import { DEFAULT_LIMIT, MAX_LIMIT, toLimit, toTime } from './parse-option.js';
import { withStore } from './with-store.js';

const STATES: readonly DeliveryStateView[] = ['waiting', 'applied', 'ignored', 'parked'];

interface SelectionOptions {
  readonly state?: DeliveryStateView[];
  readonly contract?: string;
  readonly since?: Date;
  readonly until?: Date;
  readonly json?: true;
}

export function addDeliveries(program: Command): void {
  const group = program
    .command('deliveries')
    .addHelpText('after', '\nSafe beside a running server. docs/deliveries.md says more.');

  withSelection(
    group
      .command('list', { isDefault: true })
      .description('list deliveries, newest first, without what they said'),
  )
    .option('--limit <number>', `how many at most, up to ${MAX_LIMIT}`, toLimit, DEFAULT_LIMIT)
    .action((options: SelectionOptions & { limit: number }) =>
      runCommand(() =>
        withStore(async ({ deliveries }) => {
          const { found, hasMore } = await listUpTo(options.limit, (page) =>
            deliveries.list(COMMAND_LINE, toSelection(options), page),
          );
          const counts = await deliveries.counts(COMMAND_LINE);
          if (options.json) printJson({ deliveries: found, hasMore, counts });
          else printList(found, hasMore, counts);
          return reportBalance(counts);
        }),
      ),
    );

  group
    .command('show')
    .description('show one delivery with all it said, which is personal data')
    .argument('<id>', 'number of the delivery')
    .option('--json', 'print the delivery as JSON')
    .action((id: string, options: { json?: true }) =>
      runCommand(() =>
        withStore(async ({ deliveries }) => {
          const details = await deliveries.get(COMMAND_LINE, id);
          if (details === null) {
            throw new NotFoundError(`There is no delivery ${id}; it may have been pruned.`);
          }
          if (options.json) printJson(details);
          else printDetails(details);
          return EXIT_OK;
        }),
      ),
    );

  withSelection(
    group
      .command('replay')
      .description('put deliveries back to work, whatever came of them')
      .argument('[ids...]', 'numbers of deliveries; or choose by the options'),
  )
    .option('--parked', 'all that were given up; the same as --state parked')
    .option('--all-waiting', 'run all that wait at once, also what waits for its next try')
    .action((ids: string[], options: SelectionOptions & { parked?: true; allWaiting?: true }) =>
      runCommand(() => withStore(({ deliveries }) => replay(deliveries, ids, options))),
    );

  group
    .command('prune')
    .description('delete applied and ignored deliveries of a certain age; their totals stay')
    .requiredOption('--older-than <age>', 'such as 90d or 12h', toAgeMs)
    .option('--json', 'print the answer as JSON')
    .action((options: { olderThan: number; json?: true }) =>
      runCommand(() =>
        withStore(async ({ deliveries, clock }) => {
          const before = new Date(clock.now().getTime() - options.olderThan);
          const pruned = await deliveries.prune(COMMAND_LINE, before);
          if (options.json) printJson({ pruned, before });
          else if (pruned === 0) print(`No finished delivery is older than ${isoText(before)}.`);
          else print(`${countText(pruned)} from before ${isoText(before)} deleted.`);
          return EXIT_OK;
        }),
      ),
    );
}

function withSelection(command: Command): Command {
  return command
    .addOption(new Option('--state <state...>', 'only those in one of these').choices(STATES))
    .option('--contract <id>', 'only those of this contract: T-123, or 123 for any of that number')
    .option(
      '--since <time>',
      'only those received then or later, such as 2026-03-01T08:00:00Z',
      toTime,
    )
    .option('--until <time>', 'only those received before then', toTime)
    .option('--json', 'print the answer as JSON');
}

function toSelection({ state, contract, since, until }: SelectionOptions): DeliverySelection {
  return {
    ...(state === undefined ? {} : { state }),
    ...(contract === undefined ? {} : { contractId: contract }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}

async function replay(
  service: DeliveryService,
  ids: readonly string[],
  options: SelectionOptions & { readonly parked?: true; readonly allWaiting?: true },
): Promise<number> {
  const state = [
    ...(options.state ?? []),
    ...(options.parked ? (['parked'] as const) : []),
    ...(options.allWaiting ? (['waiting'] as const) : []),
  ];
  const selection = toSelection({ ...options, ...(state.length > 0 && { state }) });
  const isChosenByOptions = Object.keys(selection).length > 0;
  if (ids.length > 0 && isChosenByOptions) {
    throw new InputError('Give numbers of deliveries or options that choose them, not both.');
  }
  if (ids.length === 0 && !isChosenByOptions) {
    throw new InputError(
      'Say which deliveries: their numbers, --contract, --since, --until, --state, --parked or --all-waiting.',
    );
  }
  const { replayed, userErrors } = await service.replay(
    COMMAND_LINE,
    ids.length > 0 ? { ids } : selection,
  );
  if (options.json) printJson({ replayed, userErrors });
  else if (userErrors.length === 0) {
    print(
      replayed === 0
        ? 'No delivery with work to do matches, so nothing was replayed.'
        : `${countText(replayed)} put back to work. A running server or worker takes it up within seconds.`,
    );
  }
  for (const { message } of userErrors) complain(message);
  if (userErrors.length > 0) complain('Nothing was replayed.');
  return userErrors.length === 0 ? EXIT_OK : EXIT_FAILED;
}

function printList(
  found: readonly DeliveryView[],
  hasMore: boolean,
  counts: DeliveryCountsView,
): void {
  if (counts.received === 0) {
    print('No delivery has come yet. "dealdraft webhooks register" subscribes this server.');
    return;
  }
  if (found.length === 0) print('No stored delivery matches.');
  else printTable(found);
  if (hasMore) print('There are more: raise --limit, or narrow the list with --since and --until.');
  print(
    `${counts.received} received = ${STATES.map((state) => `${counts[state]} ${state}`).join(' + ')}`,
  );
}

function printTable(found: readonly DeliveryView[]): void {
  printRows([
    ['ID', 'RECEIVED', 'STATE', 'CONTRACT', 'ACTIVITY', 'REASON'],
    ...found.map(({ id, receivedAt, state, contractId, activity, reason }) => [
      id,
      isoText(receivedAt),
      state,
      contractId ?? '-',
      printable(activity),
      printable(reason ?? ''),
    ]),
  ]);
}

function printDetails({ body, ...view }: DeliveryDetails): void {
  print(`Delivery ${view.id}`);
  print(`  received  ${isoText(view.receivedAt)}`);
  print(`  activity  ${printable(view.activity)}`);
  print(`  contract  ${view.contractId ?? '-'}`);
  print(`  state     ${view.state}`);
  if (view.reason !== null) print(`  reason    ${printable(view.reason)}`);
  print('');
  // Stored bodies have been parsed before.
  printJson(JSON.parse(body));
}

/** The numbers are kept apart from each other, so a difference means a fault in the store. */
function reportBalance(counts: DeliveryCountsView): number {
  const sum = STATES.reduce((total, state) => total + counts[state], 0);
  if (sum === counts.received) return EXIT_OK;
  complain(
    `The ledger does not balance: ${counts.received} deliveries were received, and ${sum} are accounted for. Please report this.`,
  );
  return EXIT_FAILED;
}

function countText(count: number): string {
  return count === 1 ? '1 delivery' : `${count} deliveries`;
}

function isoText(time: Date): string {
  return time.toISOString();
}

const HOUR_MS = 60 * 60_000;

function toAgeMs(text: string): number {
  const match = /^([1-9][0-9]{0,4})(d|h)$/.exec(text);
  if (match === null) throw new InvalidArgumentError('It is no age, such as 90d or 12h.');
  return Number(match[1]) * (match[2] === 'd' ? 24 * HOUR_MS : HOUR_MS);
}
