import type { Command } from 'commander';
import { EXIT_OK, print, printJson, runCommand } from '../command.js';
import { listUpTo } from '../list-up-to.js';
import { DEFAULT_LIMIT, toLimit } from '../parse-option.js';
import { NotFoundError } from '../../domain/errors.js';
import { jobView } from '../../services/bulk/job-view.js';
import { printJob, printProblems, VIEWER, withBulk } from './with-bulk.js';

export function addBulkStatus(bulk: Command): void {
  bulk
    .command('status')
    .description('how a job stands, or the latest jobs')
    .argument('[id]', 'the job')
    .option('--limit <number>', 'how many jobs at most', toLimit, DEFAULT_LIMIT)
    .option('--json', 'print it as JSON')
    .action((id: string | undefined, options: { readonly limit: number; readonly json?: true }) =>
      runCommand(() =>
        withBulk(async (service) => {
          const asJson = options.json === true;
          if (id === undefined) {
            const { found } = await listUpTo(options.limit, (page) => service.list(VIEWER, page));
            if (asJson) printJson(found.map(jobView));
            else if (found.length === 0) print('There is no job.');
            else for (const job of found) printJob(job, false);
            return EXIT_OK;
          }
          const job = await service.get(VIEWER, id);
          if (job === null) throw new NotFoundError('There is no such bulk job.');
          printJob(job, asJson);
          if (!asJson) {
            const reason = await service.heldUpBy(job);
            if (reason !== null) print(reason);
            await printProblems(service, job);
          }
          return EXIT_OK;
        }),
      ),
    );
}
