import { Option } from 'commander';
import type { Command } from 'commander';
import type { Engine } from '../../app/open-engine.js';
import { BULK_ROW_STATES } from '../../domain/bulk.js';
import type { BulkRowState } from '../../domain/bulk.js';
import { toCsvLine } from '../../domain/csv-line.js';
import { NotFoundError } from '../../domain/errors.js';
import { PAGE_SIZE } from '../../domain/page-size.js';
import type { BulkRow } from '../../services/bulk/bulk-jobs.js';
import { EXIT_OK, print, printJsonLine, runCommand } from '../command.js';
import { VIEWER, withBulk } from './with-bulk.js';

interface RowsOptions {
  readonly csv?: true;
  readonly json?: true;
  readonly state?: BulkRowState;
}

const HEADER = ['opportunityId', 'state', 'contractId', 'contractName', 'contractUrl', 'problems'];

export function addBulkRows(bulk: Command): void {
  bulk
    .command('rows')
    .description('what became of each deal of a job')
    .argument('<id>', 'the job')
    .option('--csv', 'print it as CSV, for spreadsheets')
    .addOption(new Option('--state <state>', 'only deals in this state').choices(BULK_ROW_STATES))
    .option('--json', 'print one JSON object a line')
    .action((id: string, options: RowsOptions) =>
      runCommand(() =>
        withBulk(async (service, engine) => {
          const job = await service.get(VIEWER, id);
          if (job === null) throw new NotFoundError('There is no such bulk job.');
          if (options.csv === true) print(toCsvLine(HEADER));
          const filter = options.state === undefined ? {} : { states: [options.state] };
          for (let after: string | undefined; ;) {
            const page = await service.rows(job, filter, {
              first: PAGE_SIZE.max,
              ...(after === undefined ? {} : { after }),
            });
            await printRows(
              engine,
              page.edges.map(({ node }) => node),
              options,
            );
            after = page.edges.at(-1)?.cursor;
            if (!page.hasNextPage || after === undefined) return EXIT_OK;
          }
        }),
      ),
    );
}

async function printRows(
  { services }: Engine,
  rows: readonly BulkRow[],
  { csv, json }: RowsOptions,
): Promise<void> {
  const ids = rows.map(({ contractId }) => contractId).filter((id) => id !== null);
  // Names and links are for spreadsheets.
  const contracts = await services.contracts.get(VIEWER.reader, csv === true ? ids : []);
  for (const { opportunityId, state, contractId, userErrors } of rows) {
    const view = contractId === null ? undefined : contracts.get(contractId);
    const contract = view === undefined || view instanceof Error ? null : view.contract;
    if (json === true) {
      printJsonLine({ opportunityId, state, contractId, userErrors });
      continue;
    }
    const problems = userErrors.map(({ message }) => message).join(' ');
    const name = contract?.name ?? '';
    if (csv === true)
      print(
        toCsvLine([opportunityId, state, contractId ?? '', name, contract?.url ?? '', problems]),
      );
    else print([opportunityId, state, contractId ?? '', problems].join('  ').trimEnd());
  }
}
