import { setTimeout as delay } from 'node:timers/promises';
import { Option } from 'commander';
import type { Command } from 'commander';
import { COMMAND_LINE } from '../auth/caller.js';
import { ACTIVITY_SYSTEMS } from '../domain/activity.js';
import type { Activity, ActivitySystem } from '../domain/activity.js';
import type { Clock } from '../domain/clock.js';
import { printable } from '../domain/printable.js';
import type { ActivitySelection, ActivityService } from '../services/activity/activity.js';
import type { PageRequest } from '../services/paging/page.js';
import { EXIT_OK, print, printJsonLine, printRows, runCommand } from './command.js';
import { listUpTo } from './list-up-to.js';
import { DEFAULT_LIMIT, MAX_LIMIT, toLimit, toTime } from './parse-option.js';
import { toldToStop } from './told-to-stop.js';
import { withStore } from './with-store.js';

interface Options {
  readonly contract?: string;
  readonly deal?: string;
  readonly system?: ActivitySystem;
  readonly failed?: true;
  readonly since?: Date;
  readonly limit: number;
  readonly json?: true;
  readonly follow?: true;
}

/** How often it is looked for more, and how late a row may come that another process wrote. */
const LOOK_EVERY_MS = 500;
const LATEST_MS = 10_000;
/** However much comes while it follows: nothing is passed over. */
const EVERYTHING = Number.POSITIVE_INFINITY;

export function addActivity(program: Command): void {
  program
    .command('activity')
    .option('--contract <id>', 'only what is about it: T-123, or 123 for any of that number')
    .option('--deal <id>', 'only what is about the deal or a contract in it')
    .addOption(
      new Option('--system <system>', 'only what was done with it').choices(ACTIVITY_SYSTEMS),
    )
    .option('--failed', 'only what failed')
    .option('--since <time>', 'only of then or later, such as 2026-03-01T08:00:00Z', toTime)
    .option('--limit <number>', `how many at most, up to ${MAX_LIMIT}`, toLimit, DEFAULT_LIMIT)
    .option('--json', 'print one JSON object a line')
    .option('--follow', 'print the oldest first, and go on with what comes until it is stopped')
    .addHelpText('after', '\nSafe beside a running server. docs/activity.md says more.')
    .action((options: Options) =>
      runCommand(() =>
        withStore(async ({ activity, clock }) => {
          const found = await newest(activity, toSelection(options), options.limit);
          if (options.follow === true) return follow(activity, clock, options, found);
          if (options.json === true) for (const one of found) printJsonLine(toJson(one));
          else printList(found, options.limit);
          return EXIT_OK;
        }),
      ),
    );
}

function toSelection({ contract, deal, system, failed, since }: Options): ActivitySelection {
  return {
    ...(contract === undefined ? {} : { contractId: contract }),
    ...(deal === undefined ? {} : { opportunityId: deal }),
    ...(system === undefined ? {} : { system }),
    ...(failed === undefined ? {} : { failed }),
    ...(since === undefined ? {} : { since }),
  };
}

async function newest(
  service: ActivityService,
  selection: ActivitySelection,
  limit: number,
): Promise<readonly Activity[]> {
  const list = (page: PageRequest) => service.list(COMMAND_LINE, selection, page);
  return (await listUpTo(limit, list)).found;
}

/**
 * Rows of another process may be dated before those that were seen already, so the last moments are read again; what a clock
 * that is ahead has dated hides nothing that comes after it.
 */
async function follow(
  service: ActivityService,
  clock: Clock,
  options: Options,
  earlier: readonly Activity[],
): Promise<number> {
  const signal = toldToStop();
  const selection = toSelection(options);
  const since = (at: Date) => {
    const fromMs = Math.min(at.getTime(), clock.now().getTime()) - LATEST_MS;
    return new Date(Math.max(fromMs, options.since?.getTime() ?? 0));
  };
  let latest = earlier[0]?.at ?? clock.now();
  const lately = await newest(service, { ...selection, since: since(latest) }, EVERYTHING);
  const oldest = earlier.at(-1)?.id ?? '';
  // What the limit left out, ids being in the order of time.
  const leftOut = lately.map(({ id }) => id).filter((id) => id < oldest);
  let seen = new Set(leftOut);
  let found = earlier;
  while (!signal.aborted) {
    const fresh = found.filter(({ id }) => !seen.has(id)).reverse();
    for (const one of fresh) {
      if (options.json === true) printJsonLine(toJson(one));
      else print(lineOf(one).join('  '));
    }
    latest = fresh.at(-1)?.at ?? latest;
    seen = new Set([...leftOut, ...found.map(({ id }) => id)]);
    await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    found = await newest(service, { ...selection, since: since(latest) }, EVERYTHING);
  }
  return EXIT_OK;
}

/** As `activities` shows it in the graph. */
function toJson(activity: Activity): object {
  const { at, kind, system, operation, outcome, status, durationMs, attempt } = activity;
  const { actor, correlationId, contractId, opportunityId, changes, error } = activity;
  return {
    at,
    kind,
    system,
    operation,
    outcome,
    status,
    durationMs,
    attempt,
    actor,
    correlationId,
    contract: contractId === null ? null : { id: contractId.replace(/^#/u, '') },
    opportunity: opportunityId === null ? null : { id: opportunityId },
    changes: changes.map(({ field, before, after }) => ({ field, before, after })),
    error,
  };
}

function printList(found: readonly Activity[], limit: number): void {
  if (found.length === 0) {
    print('Nothing in the log matches; with ACTIVITY_KEEP_DAYS=0 nothing is recorded.');
    return;
  }
  printRows([['AT', 'KIND', 'OUTCOME', 'ABOUT', 'WHAT'], ...found.map(lineOf)]);
  if (found.length === limit) print('There may be more: raise --limit, or narrow it with --since.');
}

function lineOf(activity: Activity): readonly string[] {
  const { at, kind, outcome, status, operation, actor, changes, error } = activity;
  const { contractId, opportunityId } = activity;
  const written = changes.map(
    ({ field, before, after }) => `${field}: ${valueText(before)} → ${valueText(after)}`,
  );
  const what = [operation, actor === null ? null : `by ${actor}`, ...written, error];
  return [
    at.toISOString(),
    kind,
    status === null ? outcome : `${outcome} ${status}`,
    contractId?.replace(/^#/u, '') ?? opportunityId ?? '-',
    what.filter((text) => text !== null).join('; '),
  ].map(printable);
}

function valueText(value: string | number | boolean | null): string {
  return value === null ? '-' : String(value);
}
