import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Engine } from '../app/open-engine.js';
import { ConfigError, InputError } from '../domain/errors.js';
import {
  complain,
  EXIT_FAILED,
  EXIT_OK,
  print,
  printJson,
  printRows,
  runCommand,
} from './command.js';
import { withEngine } from './with-engine.js';

const MAY_HAVE_LEFT =
  'An apply was interrupted while it registered the webhook, and SpotDraft may have a subscription of it, which only tells everything twice. If Developer Settings there show one, end it by `dealdraft webhooks remove --id ID`.';

export function addWorkspace(program: Command): void {
  const workspace = program.command('workspace');
  workspace
    .command('export')
    .description('names and ids of all that the files refer to in this workspace and org')
    .option('--out <file>', 'write it there instead of printing it')
    .option('--json', 'it is JSON in any case')
    .action((options: { out?: string }) =>
      runCommand(() =>
        withEngine(async (engine) => {
          const { exportWorkspace } = await import('../services/promotion/workspace-export.js');
          const { loadIdentities } = await import('../app/load-identities.js');
          const { loadArchive } = await import('../app/load-archive.js');
          const { config } = engine;
          const { path } = config.mappingFile;
          const made = await exportWorkspace({
            ...engine,
            identities: await loadIdentities(config.identityFile),
            spotdraftUrl: config.spotdraft.baseUrl,
            mappingFile: { path, text: await readGiven(path, 'MAPPING_FILE') },
            identityFile: config.identityFile,
            archived: (await loadArchive(config)).destinations,
          });
          for (const place of idsInExpressions(path, await readGiven(path, 'MAPPING_FILE')))
            complain(
              `${place}: type.id is another one in each workspace, and stays as it is; compare type.name.`,
            );
          if (options.out === undefined) printJson(made);
          else {
            await writeFile(options.out, `${JSON.stringify(made, null, 2)}\n`);
            print(`${options.out} has ${made.references.length} references.`);
          }
          return EXIT_OK;
        }),
      ),
    );
  workspace
    .command('plan')
    .description('match an export of another workspace by names against this one; changes nothing')
    .requiredOption('--from <file>', 'what `workspace export` wrote there')
    .option('--out <file>', 'write the plan there; it is printed without it')
    .option('--json', 'print the plan as JSON')
    .addHelpText('after', '\nExit code 1 when something is missing, ambiguous or of another shape.')
    .action((options: { from: string; out?: string; json?: true }) =>
      runCommand(() =>
        withEngine(async (engine) => {
          const { parseExport } = await import('../services/promotion/workspace-export.js');
          const { isComplete, planPromotion, planText } =
            await import('../services/promotion/plan-promotion.js');
          const from = parseExport(await readGiven(options.from, '--from'), options.from);
          const plan = await planPromotion({ ...engine, ...addressesOf(engine) }, from);
          if (options.out !== undefined) await writeFile(options.out, planText(plan));
          if (options.json) printJson(plan);
          else if (options.out === undefined) print(...planText(plan).trimEnd().split('\n'));
          else {
            printRows(
              plan.references.map(({ state, kind, name, from: before, to, problems = [] }) => [
                state,
                kind,
                name,
                before === to ? before : `${before} → ${to ?? '?'}`,
                problems.join('; '),
              ]),
            );
          }
          return isComplete(plan) ? EXIT_OK : EXIT_FAILED;
        }),
      ),
    );
  workspace
    .command('apply')
    .description('write the mapping file with the ids of this workspace, and register the webhook')
    .argument('<plan>', 'what `workspace plan` wrote')
    .option('--json', 'print what was done as JSON')
    .addHelpText(
      'after',
      '\nComments and order stay; the old file is kept beside the new one (…before-apply). A plan that does not match is refused.',
    )
    .action((file: string, options: { json?: true }) =>
      runCommand(() =>
        withEngine(async (engine) => {
          const { parsePlan } = await import('../services/promotion/plan-promotion.js');
          const { applyPromotion } = await import('../services/promotion/apply-promotion.js');
          const plan = parsePlan(await readGiven(file, 'The plan'), file);
          const done = await applyPromotion(await applyParts(engine), plan);
          const { path } = engine.config.mappingFile;
          if (options.json) printJson({ file: path, ...done });
          else {
            for (const { kind, from, to } of done.changed) print(`${kind} ${from} → ${to}`);
            print(`${path} is written, and the webhook sends to ${done.webhook}.`);
          }
          if (done.mayHaveLeft) complain(MAY_HAVE_LEFT);
          return EXIT_OK;
        }),
      ),
    );
  workspace
    .command('rollback')
    .description('undo the last "apply": the mapping file and the webhook as they were')
    .option('--json', 'print what was done as JSON')
    .action((options: { json?: true }) =>
      runCommand(() =>
        withEngine(async (engine) => {
          const { rollBackPromotion } = await import('../services/promotion/apply-promotion.js');
          const { webhook, mayHaveLeft } = await rollBackPromotion(await applyParts(engine));
          const { path } = engine.config.mappingFile;
          if (options.json) printJson({ file: path, webhook });
          else
            print(
              `${path} is as it was before.`,
              webhook === null
                ? 'There is no webhook subscription any more.'
                : `The webhook sends to ${webhook}.`,
            );
          if (mayHaveLeft) complain(MAY_HAVE_LEFT);
          return EXIT_OK;
        }),
      ),
    );
}

/** Lines with an id that no plan can match: it is a text like any other in an expression. */
function idsInExpressions(file: string, text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line, at) => (/^[^#]*\btype\.id\b/u.test(line) ? [`${file}:${at + 1}`] : []));
}

function addressesOf({ config }: Engine) {
  return { spotdraftUrl: config.spotdraft.baseUrl, publicUrl: config.http.publicUrl };
}

async function applyParts(engine: Engine) {
  const { promotedFile } = await import('../app/promoted-file.js');
  const { config, store } = engine;
  return {
    ...engine,
    ...addressesOf(engine),
    settings: store.settings,
    file: promotedFile(config.mappingFile.path),
  };
}

/** @throws ConfigError or InputError that names who asked for the file. */
async function readGiven(path: string, what: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const message = `${what}: can't read ${path} (${code}).`;
    throw what === 'MAPPING_FILE' ? new ConfigError([message]) : new InputError(message);
  }
}
