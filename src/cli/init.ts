import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { createApiKey } from '../config/create-api-key.js';
import { loadConfig, readConfig } from '../config/config.js';
import type { Config } from '../config/config.js';
import { InputError } from '../domain/errors.js';
import { silentLog } from '../domain/log.js';
import type { Trial } from '../app/try-credentials.js';
import { EXIT_OK, print, runCommand } from './command.js';
import { envText } from './init/env-text.js';
import { openQuestions } from './init/questions.js';
import type { Questions } from './init/questions.js';

type Settings = Record<string, string>;

/** Somebody who can't find the right credential goes and looks for it. */
const TRIES = 3;

export function addInit(program: Command): void {
  program
    .command('init')
    .option('--out <file>', 'write it there; a file that is there is left as it is', '.env')
    .addHelpText(
      'after',
      '\nThe file is readable by you alone. Nothing is registered at SpotDraft without a yes. docs/first-hour.md goes on from here.',
    )
    .action((options: { out: string }) =>
      runCommand(async () => {
        const { out: envFile } = options;
        if (existsSync(envFile)) {
          throw new InputError(
            `${envFile} is there, and is left as it is; move it away, or name another file by --out.`,
          );
        }
        // Before anybody types what would be lost.
        if (!existsSync(path.dirname(path.resolve(envFile)))) {
          throw new InputError(`--out: the folder of ${envFile} is not there.`);
        }
        using questions = openQuestions();
        const { trySalesforce, trySpotDraft } = await import('../app/try-credentials.js');
        print('SpotDraft: an API credential of the workspace (Settings > Developer Settings).');
        const spotdraft = await untilTaken(questions, /^SPOTDRAFT_/u, {}, askSpotDraft, (config) =>
          trySpotDraft(config.spotdraft, silentLog),
        );
        print('', 'Salesforce: the app and the integration user (docs/install-salesforce.md).');
        const salesforce = await untilTaken(
          questions,
          /^SALESFORCE_/u,
          spotdraft,
          askSalesforce,
          (config) => trySalesforce(config.salesforce, silentLog),
        );
        const settings: Settings = {
          ...spotdraft,
          ...salesforce,
          ...(await askAddress(questions)),
        };
        const key = createApiKey(await questions.ask('Name of a first API key', 'admin'), 'admin');
        settings['API_KEYS'] = key.entry;
        const { replaceFile } = await import('../app/replace-file.js');
        await replaceFile(envFile, envText(settings), 0o600);
        print(
          '',
          `${envFile} is written, for you alone to read.`,
          `The API key "${key.name}" is ${key.key}`,
          'It is shown this once, and only its hash is kept.',
        );
        if (settings['PUBLIC_URL'] !== undefined) await offerWebhook(questions, envFile);
        print('', 'Next: `dealdraft doctor`, then `dealdraft mapping init --template ID`.');
        return EXIT_OK;
      }),
    );
}

/** Asks again for what can't be used or is refused, and says why. @throws InputError after three tries. */
async function untilTaken(
  questions: Questions,
  own: RegExp,
  known: Readonly<Settings>,
  ask: (questions: Questions) => Promise<Settings>,
  attempt: (config: Config) => Promise<Trial>,
): Promise<Settings> {
  for (let tries = 1; ; tries += 1) {
    const settings = await ask(questions);
    const { config, problems } = readConfig({ ...known, ...settings });
    const wrong = problems.filter((problem) => own.test(problem));
    const trial = wrong.length > 0 ? { ok: false, text: wrong.join(' ') } : await attempt(config);
    print(trial.text);
    if (trial.ok) return settings;
    if (tries === TRIES) throw new InputError('It was not taken three times; nothing was written.');
  }
}

async function askSpotDraft(questions: Questions): Promise<Settings> {
  const where = await questions.ask('Region (in, us, eu, me), or the address of the API', 'us');
  return {
    [where.includes('://') ? 'SPOTDRAFT_BASE_URL' : 'SPOTDRAFT_REGION']: where,
    SPOTDRAFT_CLIENT_ID: await questions.ask('Client id'),
    SPOTDRAFT_CLIENT_SECRET: await questions.askSecret('Client secret (not shown)'),
  };
}

async function askSalesforce(questions: Questions): Promise<Settings> {
  const app = {
    SALESFORCE_LOGIN_URL: await questions.ask(
      'Where Salesforce signs us in: your My Domain, login or test',
      'https://login.salesforce.com',
    ),
    SALESFORCE_CLIENT_ID: await questions.ask('Consumer key of the app'),
  };
  const username = await questions.ask(
    'User name of the integration user (leave it empty for the client credentials flow)',
  );
  if (username === '') {
    const secret = await questions.askSecret('Consumer secret of the app (not shown)');
    return { ...app, SALESFORCE_CLIENT_SECRET: secret };
  }
  const file = await questions.ask('File of the private key', './salesforce.key');
  return {
    ...app,
    SALESFORCE_USERNAME: username,
    SALESFORCE_PRIVATE_KEY_FILE: path.resolve(file),
  };
}

async function askAddress(questions: Questions): Promise<Settings> {
  for (;;) {
    const address = await questions.ask(
      'https address at which browsers and SpotDraft reach this server (leave it empty for later)',
    );
    if (address === '') return {};
    const wrong = readConfig({ PUBLIC_URL: address }).problems.filter((problem) =>
      problem.startsWith('PUBLIC_URL'),
    );
    if (wrong.length === 0) return { PUBLIC_URL: address };
    print(...wrong);
  }
}

/** Nothing is made at SpotDraft that nobody asked for. */
async function offerWebhook(questions: Questions, envFile: string): Promise<void> {
  const isWanted = await questions.confirm('Register the webhook at SpotDraft now?');
  if (!isWanted) {
    print('Later: `dealdraft webhooks register`, once the server is reached there.');
    return;
  }
  process.loadEnvFile(envFile);
  const config = loadConfig();
  const { openEngine } = await import('../app/open-engine.js');
  const { createWebhookSubscription } = await import('../services/inbox/webhook-subscription.js');
  await using engine = await openEngine(config, { log: silentLog });
  const { spotdraft, store } = engine;
  const { url } = await createWebhookSubscription({
    spotdraft,
    settings: store.settings,
  }).register(config.http.publicUrl ?? '');
  print(`SpotDraft sends to ${url}.`);
}
