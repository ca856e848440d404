import type { Command } from 'commander';
import type { Engine } from '../../app/open-engine.js';
import { InputError } from '../../domain/errors.js';
import type { BulkJobService, StartBulkInput } from '../../services/bulk/bulk-jobs.js';
import { complain, EXIT_FAILED, print, runCommand } from '../command.js';
import { openQuestions } from '../init/questions.js';
import { parseDealFilter } from './deal-filter.js';
import { readDealIds } from './read-deal-ids.js';
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

interface CreateOptions {
  readonly template: string;
  readonly file?: string;
  readonly where?: string;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: true;
}

export function addBulkCreate(bulk: Command): void {
  bulk
    .command('create')
    .description('have each of many deals have a contract of a template, each once')
    .requiredOption('--template <id>', 'the template to generate from')
    .option('--file <csv>', 'deals of a CSV file, by its column "opportunityId" or "Id"')
    .option('--where <json>', 'deals that match, as OpportunityFilter of the graph has it')
    .option('--dry-run', 'only tell what would become of each deal')
    .option('--yes', 'create without a preview and without being asked')
    .option('--json', 'print the job as JSON; without --yes the preview, and nothing is created')
    .addHelpText(
      'after',
      '\nWithout --yes, what would become of the deals is shown first, and then you are asked. The same request within a day is ' +
        'the same job, so it may be repeated; a preview is judged anew. A running server or worker takes part in the work.\n' +
        'Exit code 0 when every deal has its contract (or can have it, with --dry-run), else 1.',
    )
    .action((options: CreateOptions) =>
      runCommand(async () => {
        const input = await inputOf(options);
        return withBulk((service, engine) => create(service, engine, input, options));
      }),
    );
}

async function inputOf({ template, file, where }: CreateOptions): Promise<StartBulkInput> {
  const base = { templateId: template, dryRun: false };
  if (file !== undefined && where === undefined) {
    const { ids, repeated } = await readDealIds(file);
    if (repeated > 0) complain(`${repeated} rows name a deal once more; each deal counts once`);
    return { ...base, opportunityIds: ids };
  }
  if (where !== undefined && file === undefined) return { ...base, filter: parseDealFilter(where) };
  throw new InputError('Give either --file or --where, one of the two.');
}

async function create(
  service: BulkJobService,
  engine: Engine,
  input: StartBulkInput,
  { dryRun, yes, json }: CreateOptions,
): Promise<number> {
  const asJson = json === true;
  if (dryRun === true || yes !== true) {
    const preview = await run(service, engine, { ...input, dryRun: true });
    printJob(preview, asJson);
    if (!asJson) await printProblems(service, preview);
    if (dryRun === true) return exitCodeOf(preview);
    const { CREATABLE: count } = preview.counts;
    if (count === 0) {
      (asJson ? complain : print)('There is no contract to create.');
      return exitCodeOf(preview);
    }
    // Whoever reads JSON is no person who could be asked.
    if (asJson) {
      complain(`Nothing was created. To create ${count} contracts, add --yes.`);
      return EXIT_FAILED;
    }
    using questions = openQuestions();
    if (!(await questions.confirm(`Create ${count} contracts?`))) {
      print('Nothing was created.');
      return EXIT_FAILED;
    }
  }
  const job = await run(service, engine, input);
  printJob(job, asJson);
  if (!asJson) await printProblems(service, job);
  return exitCodeOf(job);
}

async function run(service: BulkJobService, engine: Engine, input: StartBulkInput) {
  const result = await service.start(VIEWER.reader, input);
  noteAction(engine, 'startBulkCreate', result);
  const job = requireJob(result);
  complain(`job ${job.id}`);
  return follow(service, engine, job);
}
