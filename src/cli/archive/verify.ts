import type { Command } from 'commander';
import { verifyArchived } from '../../archive/verify-archived.js';
import type { Verification } from '../../archive/verify-archived.js';
import { InputError } from '../../domain/errors.js';
import { EXIT_FAILED, EXIT_OK, print, printJson, runCommand } from '../command.js';
import { createProgress } from '../progress.js';
import { interruptible } from '../interruptible.js';
import { withArchive } from './with-archive.js';

export function addArchiveVerify(archive: Command): void {
  archive
    .command('verify')
    .description('read archived documents back, byte for byte, and compare them with what was sent')
    .option('--destination <name>', 'at this destination only')
    .option('--sample <number>', 'only so many of each destination, picked by chance')
    .option('--json', 'print every document as JSON')
    .addHelpText(
      'after',
      '\nExit code 1 when a document differs, is missing or could not be read. What differs or is missing is parked with that\n' +
        'cause; "dealdraft archive retry" brings what is missing again.',
    )
    .action((options: { destination?: string; sample?: string; json?: true }) =>
      runCommand(async () => {
        const sample = options.sample === undefined ? null : parseSample(options.sample);
        return withArchive(options, async (opened, { store, clock, random }) => {
          const progress = createProgress({ reading: 'Reading documents back' });
          const found = await verifyArchived(
            { archive: opened, store, clock, random },
            {
              ...(options.destination === undefined ? {} : { destination: options.destination }),
              ...(sample === null ? {} : { sample }),
              signal: interruptible('Interrupted; what was read until now is noted.'),
              onProgress: ({ done, total }) => progress.show({ phase: 'reading', done, total }),
            },
          ).finally(progress.end);
          if (options.json) printJson(found);
          else printFound(found);
          return found.every(({ outcome }) => outcome === 'same') ? EXIT_OK : EXIT_FAILED;
        });
      }),
    );
}

function parseSample(text: string): number {
  const sample = /^[1-9]\d{0,6}$/.test(text) ? Number(text) : null;
  if (sample === null) {
    throw new InputError(`--sample ${text.slice(0, 20)} is not a number of documents from 1 on.`);
  }
  return sample;
}

const WORDS = { same: 'same', other: 'DIFFERS', missing: 'MISSING', unread: 'NOT READ' } as const;

function printFound(found: readonly Verification[]): void {
  const same = found.filter(({ outcome }) => outcome === 'same').length;
  for (const { contractId, destination, path, outcome, detail } of found) {
    if (outcome === 'same') continue;
    print(
      `${contractId} at ${destination}: ${WORDS[outcome]} ${path ?? ''}`.trimEnd(),
      `  ${detail}`,
    );
  }
  print(`${found.length} documents read back, ${same} of them the same.`);
}
