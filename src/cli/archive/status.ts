import type { Command } from 'commander';
import { ARCHIVE_STATES } from '../../domain/archived-document.js';
import type { ArchiveState } from '../../domain/archived-document.js';
import { print, printJson, runCommand } from '../command.js';
import { withArchive } from './with-archive.js';

interface DestinationStatus {
  readonly destination: string;
  readonly states: Readonly<Record<ArchiveState, number>>;
  readonly oldestWaitingSince: Date | null;
  readonly lastError: string | null;
  readonly pause: { readonly since: Date; readonly until: Date; readonly reason: string } | null;
}

const WORDS: Readonly<Record<ArchiveState, string>> = {
  ARCHIVED: 'archived',
  WAITING: 'waiting',
  PARKED: 'parked',
  SKIPPED: 'not wanted',
};

export function addArchiveStatus(archive: Command): void {
  archive
    .command('status')
    .description('how many documents are where, what waits, and what failed last')
    .option('--json', 'print it as JSON')
    .action((options: { json?: true }) =>
      runCommand(() =>
        withArchive({}, async (opened, { store, clock }) => {
          const counts = await store.archive.counts();
          const configured = opened.rules.destinations.map(({ name }) => name);
          const names = new Set([...configured, ...counts.map(({ destination }) => destination)]);
          const statuses: DestinationStatus[] = [];
          for (const destination of names) {
            const found = counts.find((each) => each.destination === destination);
            const pause = await opened.pauses.active(destination);
            statuses.push({
              destination,
              states: found?.states ?? { WAITING: 0, ARCHIVED: 0, PARKED: 0, SKIPPED: 0 },
              oldestWaitingSince: found?.oldestWaitingSince ?? null,
              lastError: found?.lastError ?? null,
              pause:
                pause === null
                  ? null
                  : { since: pause.since, until: pause.until, reason: pause.reason },
            });
          }
          if (options.json) printJson(statuses);
          else for (const status of statuses) printStatus(status, configured, clock.now());
          return undefined;
        }),
      ),
    );
}

function printStatus(
  { destination, states, oldestWaitingSince, lastError, pause }: DestinationStatus,
  configured: readonly string[],
  now: Date,
): void {
  const counts = [...ARCHIVE_STATES]
    .sort((a, b) => Object.keys(WORDS).indexOf(a) - Object.keys(WORDS).indexOf(b))
    .map((state) => `${states[state]} ${WORDS[state]}`)
    .join(', ');
  const note = configured.includes(destination) ? '' : ' (no longer in the archive file)';
  print(`${destination}${note}: ${counts}`);
  if (oldestWaitingSince !== null) {
    const hours = (now.getTime() - oldestWaitingSince.getTime()) / 3_600_000;
    print(
      `  the oldest has been waiting since ${oldestWaitingSince.toISOString()} (${hours.toFixed(1)} h)`,
    );
  }
  if (pause !== null) print(`  paused until ${pause.until.toISOString()}: ${pause.reason}`);
  if (lastError !== null && lastError !== pause?.reason) print(`  last error: ${lastError}`);
}
