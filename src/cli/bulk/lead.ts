import type { Command } from 'commander';
import { EXIT_OK, runCommand } from '../command.js';
import {
  exitCodeOf,
  follow,
  noteAction,
  printJob,
  printProblems,
  requireJob,
  VIEWER,
  withBulk,
} from './with-bulk.js';

interface Options {
  readonly json?: true;
}

/** `bulk cancel`, `bulk pause`: what is said of a job that others, or nobody, work on. */
export function addBulkStop(bulk: Command): void {
  for (const [name, operation, description] of [
    ['cancel', 'cancelBulkCreate', 'end a job; what was made stays'],
    ['pause', 'pauseBulkCreate', 'stop a job until it is resumed'],
  ] as const) {
    bulk
      .command(name)
      .description(description)
      .argument('<id>', 'the job')
      .option('--json', 'print the job as JSON')
      .action((id: string, { json }: Options) =>
        runCommand(() =>
          withBulk(async (service, engine) => {
            const result = await service[name](VIEWER, id);
            noteAction(engine, operation, result);
            printJob(requireJob(result), json === true);
            return EXIT_OK;
          }),
        ),
      );
  }
}

/** `bulk resume`, `bulk retry`: have a job go on, and work on it here until it has ended. */
export function addBulkGo(bulk: Command): void {
  for (const [name, operation, description] of [
    ['resume', 'resumeBulkCreate', 'go on with a job that was paused, cancelled or interrupted'],
    ['retry', 'retryBulkCreate', 'work the deals that failed once more'],
  ] as const) {
    bulk
      .command(name)
      .description(description)
      .argument('<id>', 'the job')
      .option('--json', 'print the job as JSON')
      .addHelpText('after', '\nExit code 0 when every deal has its contract, else 1.')
      .action((id: string, { json }: Options) =>
        runCommand(() =>
          withBulk(async (service, engine) => {
            const result = await service[name](VIEWER, id);
            noteAction(engine, operation, result);
            const job = await follow(service, engine, requireJob(result));
            printJob(job, json === true);
            if (json !== true) await printProblems(service, job);
            return exitCodeOf(job);
          }),
        ),
      );
  }
}
