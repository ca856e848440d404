import type { Command } from 'commander';
import { readConfig } from '../config/config.js';
import type { CheckState, DoctorCheck } from '../domain/doctor-check.js';
import { commandLog } from './command-log.js';
import {
  EXIT_FAILED,
  EXIT_OK,
  EXIT_USAGE,
  print,
  printJson,
  printRows,
  runCommand,
} from './command.js';

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .option(
      '--probe',
      'also have SpotDraft render a preview of each mapped template; creates nothing',
    )
    .option('--json', 'print the checks as JSON')
    .addHelpText(
      'after',
      `
Reads only, beside a running server too. Exit code 1 when a check failed, 2 when variables or files can't be used; what
can be judged is judged all the same. docs/doctor.md explains each check.`,
    )
    .action((options: { probe?: true; json?: true }) =>
      runCommand(async () => {
        const { config, problems } = readConfig();
        const { openDoctor } = await import('../app/open-doctor.js');
        const { examine } = await import('../doctor/examine.js');
        const { isOfConfiguration } = await import('../doctor/checks/configuration.js');
        // What the checks say is not said twice.
        const log = commandLog({ ...config, warnings: [], logLevel: quiet(config.logLevel) });
        await using parts = await openDoctor(config, problems, log);
        const checks = await examine(parts, { probe: options.probe === true });
        if (options.json) printJson(checks);
        else printChecks(checks);
        const failed = checks.filter(({ state }) => state === 'fail');
        if (failed.some(({ check }) => isOfConfiguration(check))) return EXIT_USAGE;
        return failed.length > 0 ? EXIT_FAILED : EXIT_OK;
      }),
    );
}

/** The failures that a log would tell of at these levels are the checks' own. */
function quiet(level: Parameters<typeof commandLog>[0]['logLevel']) {
  return level === 'info' || level === 'warn' || level === 'error' ? 'fatal' : level;
}

function printChecks(checks: readonly DoctorCheck[]): void {
  printRows(
    checks.map(({ check, state, seen, todo }) => [
      state,
      check,
      todo === '' ? seen : `${seen} → ${todo}`,
    ]),
  );
  const count = (wanted: CheckState) => checks.filter(({ state }) => state === wanted).length;
  print(`${count('ok')} ok, ${count('warn')} warn, ${count('fail')} fail.`);
}
