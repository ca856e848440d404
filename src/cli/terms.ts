import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { parseContractId } from '../domain/contract-id.js';
import type { ContractId } from '../domain/contract-id.js';
import { DealdraftError, NotFoundError } from '../domain/errors.js';
import { parseOpportunityId } from '../domain/opportunity-id.js';
import type { OpportunityId } from '../domain/opportunity-id.js';
import { createTermService } from '../services/contracts/terms.js';
import type { ContractTerms } from '../services/contracts/terms.js';
import { EXIT_FAILED, EXIT_OK, print, printJson, runCommand } from './command.js';
import { DEFAULT_LIMIT, MAX_LIMIT, toLimit } from './parse-option.js';
import { withEngine } from './with-engine.js';

interface Options {
  readonly contract?: ContractId;
  readonly deal?: OpportunityId;
  readonly limit: number;
  readonly json?: true;
}

export function addTerms(program: Command): void {
  program
    .command('terms')
    .addOption(
      new Option('--contract <id>', 'all checks of this contract, such as T-123')
        .argParser(parsed(parseContractId))
        .conflicts('deal'),
    )
    .option(
      '--deal <id>',
      'all checks of the contracts of this deal, by its CRM id',
      parsed(parseOpportunityId),
    )
    .option(
      '--limit <number>',
      `how many contracts at most, up to ${MAX_LIMIT}`,
      toLimit,
      DEFAULT_LIMIT,
    )
    .option('--json', 'print the answer as JSON')
    .addHelpText(
      'after',
      '\nWithout --contract or --deal, the contracts with a check that does not match and that nobody confirmed.' +
        '\nExits 1 when a check stands against closing its deal as won. docs/terms.md says how checks are written.',
    )
    .action((options: Options) =>
      runCommand(() =>
        withEngine(async ({ services }) => {
          const terms = services.of(createTermService);
          const { contract, deal, limit, json } = options;
          const selected =
            contract === undefined && deal === undefined
              ? await terms.open(limit)
              : await terms.checked({
                  ...(contract === undefined ? {} : { contractId: contract }),
                  ...(deal === undefined ? {} : { opportunityId: deal }),
                });
          if (contract !== undefined && selected.length === 0) {
            throw new NotFoundError(
              `No check of ${contract} has been made: it is not executed, linked to no deal, or no check is about it.`,
            );
          }
          if (json === true) printJson(selected);
          else printTerms(selected);
          return selected.some(({ checks }) => checks.some(({ blocks }) => blocks))
            ? EXIT_FAILED
            : EXIT_OK;
        }),
      ),
    );
}

function parsed<Id>(parse: (text: string) => Id): (text: string) => Id {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      if (error instanceof DealdraftError) throw new InvalidArgumentError(error.message);
      throw error;
    }
  };
}

function printTerms(selected: readonly ContractTerms[]): void {
  if (selected.length === 0) print('Nothing stands out.');
  for (const { contractId, name, opportunityId, checks } of selected) {
    print(`${contractId}  ${name} (deal ${opportunityId})`);
    for (const check of checks) {
      const { severity, state, difference, confirmedBy, confirmedReason } = check;
      const values = `${shown(check.signed)} signed, ${shown(check.expected)} in the deal`;
      print(
        `  ${state}  ${check.name} (${severity}): ${values}${difference === null ? '' : `; ${difference}`}`,
      );
      if (confirmedBy !== null) print(`    confirmed by ${confirmedBy}: ${confirmedReason ?? ''}`);
    }
  }
}

function shown(value: unknown): string {
  return value === null ? 'nothing' : JSON.stringify(value);
}
