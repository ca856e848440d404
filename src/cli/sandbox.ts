import { writeFile } from 'node:fs/promises';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { SalesforceSandbox } from '../sandbox/salesforce/index.js';
import type { SpotDraftSandbox } from '../sandbox/spotdraft/index.js';
import { InputError } from '../domain/errors.js';
import { print, printJson, runCommand, untilToldToStop } from './command.js';

interface SandboxOptions {
  readonly spotdraftPort: number;
  readonly salesforcePort: number;
  readonly latencyMs?: number;
  readonly spotdraftFault: readonly string[];
  readonly salesforceFault: readonly string[];
  readonly dropRate?: number;
  readonly duplicateRate?: number;
  readonly delayMs?: number;
  readonly reorder?: true;
  readonly rateLimit: number;
  readonly singleCurrency?: true;
  readonly sessionTtlMs?: number;
  readonly writeEnv?: string;
  readonly json?: true;
}

export function addSandbox(program: Command): void {
  program
    .command('sandbox')
    .description('run the SpotDraft and Salesforce sandboxes alone, for your own tests')
    .option(
      '--spotdraft-port <port>',
      'port of the SpotDraft sandbox; 0 takes a free one',
      wholeNumber,
      4010,
    )
    .option(
      '--salesforce-port <port>',
      'port of the Salesforce sandbox; 0 takes a free one',
      wholeNumber,
      4020,
    )
    .option('--write-env <path>', 'write a file with the settings that point dealdraft here')
    .option('--latency-ms <ms>', 'delay every answer of both sandboxes', wholeNumber)
    .addOption(
      faultOption('--spotdraft-fault <json>', 'a fault rule for SpotDraft; may be repeated'),
    )
    .addOption(
      faultOption('--salesforce-fault <json>', 'a fault rule for Salesforce; may be repeated'),
    )
    .option('--drop-rate <rate>', 'share of webhook deliveries that get lost, 0 to 1', rate)
    .option('--duplicate-rate <rate>', 'share of webhook deliveries that come twice, 0 to 1', rate)
    .option('--delay-ms <ms>', 'delay every webhook delivery', wholeNumber)
    .option('--reorder', 'let webhook deliveries overtake each other')
    .option(
      '--rate-limit <requests>',
      'SpotDraft requests in any one second; 0 for no limit',
      wholeNumber,
      10,
    )
    .option('--single-currency', 'a Salesforce org without CurrencyIsoCode')
    .option('--session-ttl-ms <ms>', 'how long a Salesforce session lives without use', wholeNumber)
    .option('--json', 'print the addresses and credentials as JSON')
    .addHelpText(
      'after',
      `
A fault rule is JSON: {"match":{"method":"POST","path":"/contracts/"},"kind":"drop-after-commit","times":1}
Kinds: latency (latencyMs), status (status, body), drop-before-commit, drop-after-commit, truncate; Salesforce also
row-error (object, statusCode, times) and request-limit (times). "rate":0.1 strikes a tenth of the requests, chosen by
"seed". While the sandboxes run, POST /__sandbox/faults takes the same rules; docs/sandbox.md lists all control routes.`,
    )
    .action((options: SandboxOptions) =>
      runCommand(async () => {
        const stop = untilToldToStop();
        const { startSalesforceSandbox } = await import('../sandbox/salesforce/index.js');
        const { startSpotDraftSandbox } = await import('../sandbox/spotdraft/index.js');
        await using salesforce = await startSalesforceSandbox({
          port: options.salesforcePort,
          multiCurrency: options.singleCurrency !== true,
          ...(options.sessionTtlMs === undefined ? {} : { sessionTtlMs: options.sessionTtlMs }),
        });
        await using spotdraft = await startSpotDraftSandbox({
          port: options.spotdraftPort,
          deals: salesforce.deals,
          rateLimitPerSecond: options.rateLimit === 0 ? null : options.rateLimit,
        });
        await addFaults(options, spotdraft.url, salesforce.url);
        const settings = settingsOf(spotdraft, salesforce);
        if (options.writeEnv !== undefined)
          await writeFile(options.writeEnv, envText(settings), { mode: 0o600 });
        if (options.json)
          printJson({ spotdraft: spotdraft.url, salesforce: salesforce.url, settings });
        else printWayIn(spotdraft, salesforce, settings, options.writeEnv);
        await stop;
        return undefined;
      }),
    );
}

/** Over the control routes, so that a flag and a request are checked by the same rules. */
async function addFaults(
  options: SandboxOptions,
  spotdraftUrl: string,
  salesforceUrl: string,
): Promise<void> {
  const latency =
    options.latencyMs === undefined
      ? []
      : [JSON.stringify({ kind: 'latency', latencyMs: options.latencyMs })];
  for (const rule of [...latency, ...options.spotdraftFault])
    await postControl(`${spotdraftUrl}/__sandbox/faults`, rule);
  for (const rule of [...latency, ...options.salesforceFault])
    await postControl(`${salesforceUrl}/__sandbox/faults`, rule);
  const { dropRate, duplicateRate, delayMs, reorder } = options;
  const deliveries = { dropRate, duplicateRate, delayMs, reorder };
  if (Object.values(deliveries).some((value) => value !== undefined)) {
    await postControl(`${spotdraftUrl}/__sandbox/deliveries/faults`, JSON.stringify(deliveries));
  }
}

async function postControl(url: string, body: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  if (!response.ok) throw new InputError(`The sandbox refused ${body}: ${await response.text()}`);
}

function settingsOf(
  spotdraft: SpotDraftSandbox,
  salesforce: SalesforceSandbox,
): Readonly<Record<string, string>> {
  return {
    SPOTDRAFT_BASE_URL: spotdraft.url,
    SPOTDRAFT_CLIENT_ID: spotdraft.clientId,
    SPOTDRAFT_CLIENT_SECRET: spotdraft.clientSecret,
    SALESFORCE_LOGIN_URL: salesforce.url,
    SALESFORCE_CLIENT_ID: salesforce.clientId,
    SALESFORCE_USERNAME: salesforce.integrationUsername,
    SALESFORCE_PRIVATE_KEY: (salesforce.privateKeyPem ?? '').trim().replaceAll('\n', '\\n'),
    SIGNIN_CLIENT_ID: salesforce.clientId,
  };
}

function envText(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}="${value}"\n`)
    .join('');
}

function printWayIn(
  spotdraft: SpotDraftSandbox,
  salesforce: SalesforceSandbox,
  settings: Readonly<Record<string, string>>,
  settingsFile: string | undefined,
): void {
  print(`SpotDraft sandbox   ${spotdraft.url}`);
  print(`Salesforce sandbox  ${salesforce.url}  (${salesforce.deals.length} deals)`);
  print(`Users               ${salesforce.users.map(({ username }) => username).join(', ')}`);
  if (settingsFile === undefined) {
    print('\nSettings that point dealdraft here (or use --write-env):\n');
    print(envText(settings));
  } else {
    print(`\nSettings that point dealdraft here are in ${settingsFile}.`);
  }
  print('Ctrl-C ends both.');
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function rate(text: string): number {
  const value = Number(text);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('It must be 0 to 1.');
  return value;
}

function faultOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser(collect).default([], 'none');
}

function collect(text: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, text];
}
