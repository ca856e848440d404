import type { Command } from 'commander';
import { ARCHIVE_STATES } from '../../domain/archived-document.js';
import type { ArchiveState } from '../../domain/archived-document.js';
import { destinationStatuses } from '../../services/archive/destination-statuses.js';
import type { DestinationStatus } from '../../services/archive/destination-statuses.js';
import { print, printJson, runCommand } from '../command.js';
import { withArchive } from './with-archive.js';

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
          const statuses = await destinationStatuses(opened, store);
          if (options.json) printJson(statuses);
          else for (const status of statuses) printStatus(status, clock.now());
          return undefined;
        }),
      ),
    );
}

function printStatus(
  { destination, type, states, oldestWaitingSince, lastError, pause }: DestinationStatus,
  now: Date,
): void {
  const counts = [...ARCHIVE_STATES]
    .sort((a, b) => Object.keys(WORDS).indexOf(a) - Object.keys(WORDS).indexOf(b))
    .map((state) => `${states[state]} ${WORDS[state]}`)
    .join(', ');
  const note = type === null ? ' (no longer in the archive file)' : '';
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
