import type { Command } from 'commander';
import { COMMAND_LINE } from '../auth/caller.js';
import { createAutomationService } from '../services/automations/automations.js';
import type { AutomationStatus, ContractProblem } from '../services/automations/automations.js';
import { EXIT_FAILED, EXIT_OK, print, printJson, printRows, runCommand } from './command.js';
import { withEngine } from './with-engine.js';

/** What one screen has room for; `--json` has more. */
const MAX_LINES = 100;
const MAX_JSON = 10_000;

export function addAutomations(program: Command): void {
  program
    .command('automations')
    .option('--retry', 'try all deals again whose contract could not be made, at the next look')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      '\nThe rules stand under "automations" in the mapping file. Exit code 1 when the last look at the deals failed.',
    )
    .action((options: { retry?: true; json?: true }) =>
      runCommand(() =>
        withEngine(async ({ services }) => {
          const automations = services.of(createAutomationService);
          const retried = options.retry ? await automations.retryAll(COMMAND_LINE) : null;
          const status = await automations.status();
          const problems = await automations.problems(options.json ? MAX_JSON : MAX_LINES);
          if (options.json)
            printJson({ ...status, problems, ...(retried === null ? {} : { retried }) });
          else {
            printStatus(status, problems);
            if (retried !== null) print('', `${retried} deals are tried again at the next look.`);
          }
          return status.lastError === null ? EXIT_OK : EXIT_FAILED;
        }),
      ),
    );
}

function printStatus(status: AutomationStatus, problems: readonly ContractProblem[]): void {
  const { rules, sweptAt, lastError, openCount } = status;
  if (rules.length === 0) {
    print('The mapping file has no automations: contracts are made by hand.');
    return;
  }
  printRows([
    ['TEMPLATE', 'STATE', 'SENDS', 'SINCE', 'WHEN'],
    ...rules.map(({ templateId, isActive, send, since, when }) => [
      templateId,
      isActive ? 'active' : 'looking at what is there',
      send ? 'yes' : 'no',
      since?.toISOString() ?? 'not yet',
      when,
    ]),
  ]);
  print('', `Last look at the deals: ${sweptAt?.toISOString() ?? 'none yet'}.`);
  if (lastError !== null) print(`It failed: ${lastError}`);
  if (openCount === 0) {
    print('No deal waits for its contract.');
    return;
  }
  print('', openCount === 1 ? '1 deal waits:' : `${openCount} deals wait:`);
  printRows([
    ['DEAL', 'TEMPLATE', 'STATE', 'WHY'],
    ...problems.map(({ opportunityId, templateId, isWaiting, text }) => [
      opportunityId,
      templateId,
      isWaiting ? 'tried again' : 'until it changes',
      text === '' ? 'a system did not answer' : text,
    ]),
  ]);
  if (problems.length === MAX_LINES) print(`… and perhaps more; --json lists up to ${MAX_JSON}.`);
}
