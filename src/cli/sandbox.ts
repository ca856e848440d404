import { writeFile } from 'node:fs/promises';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { SalesforceSandbox } from '../sandbox/salesforce/index.js';
import type { SpotDraftSandbox } from '../sandbox/spotdraft/index.js';
import type { StorageSandboxes } from '../sandbox/storage/index.js';
import { InputError } from '../domain/errors.js';
import { print, printJson, runCommand } from './command.js';
import { toldToStop, untilAborted } from './told-to-stop.js';

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
  readonly otherIds?: true;
  readonly sessionTtlMs?: number;
  readonly writeEnv?: string;
  readonly storage?: true;
  readonly writeArchive?: string;
  readonly json?: true;
}

export function addSandbox(program: Command): void {
  program
    .command('sandbox')
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
    .option(
      '--storage',
      'also run emulated storages: S3, Google Drive, Dropbox, Box, Microsoft Graph',
    )
    .option(
      '--write-archive <path>',
      'write an archive file that names each of the storages; implies --storage',
    )
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
    .option(
      '--other-ids',
      'another SpotDraft workspace: the same names under other ids, and no contracts',
    )
    .option('--single-currency', 'a Salesforce org without CurrencyIsoCode')
    .option('--session-ttl-ms <ms>', 'how long a Salesforce session lives without use', wholeNumber)
    .option('--json', 'print the addresses and credentials as JSON')
    .addHelpText(
      'after',
      `
A fault rule is JSON: {"match":{"method":"POST","path":"/contracts/"},"kind":"drop-after-commit","times":1}
docs/sandbox.md lists the kinds of rules, bad days to copy and all control routes. While the sandboxes run,
POST /__sandbox/faults takes the same rules.`,
    )
    .action((options: SandboxOptions) =>
      runCommand(async () => {
        const stop = toldToStop();
        const { startSalesforceSandbox, startSpotDraftSandbox, startStorageSandboxes } =
          await import('../sandbox/index.js');
        const { OTHER_WORKSPACE } = await import('../sandbox/spotdraft/other-workspace.js');
        await using salesforce = await startSalesforceSandbox({
          port: options.salesforcePort,
          multiCurrency: options.singleCurrency !== true,
          ...(options.sessionTtlMs === undefined ? {} : { sessionTtlMs: options.sessionTtlMs }),
        });
        await using spotdraft = await startSpotDraftSandbox({
          port: options.spotdraftPort,
          deals: salesforce.deals,
          rateLimitPerSecond: options.rateLimit === 0 ? null : options.rateLimit,
          ...(options.otherIds === true ? OTHER_WORKSPACE : {}),
        });
        const { storage: asked = options.writeArchive !== undefined } = options;
        await using storage = asked ? await startStorageSandboxes() : null;
        await addFaults(options, spotdraft.url, salesforce.url);
        const settings = settingsOf(spotdraft, salesforce);
        if (options.writeEnv !== undefined)
          await writeFile(options.writeEnv, envText(settings), { mode: 0o600 });
        if (options.writeArchive !== undefined && storage !== null)
          await writeFile(options.writeArchive, archiveText(storage), { mode: 0o600 });
        if (options.json)
          printJson({
            spotdraft: spotdraft.url,
            salesforce: salesforce.url,
            ...(storage === null
              ? {}
              : { storage: storage.urls, archiveFile: storage.archiveFile }),
            settings,
          });
        else {
          printWayIn(spotdraft, salesforce, settings, options.writeEnv);
          if (storage !== null) printStorage(storage, options.writeArchive);
          print('Ctrl-C ends all of them.');
        }
        await untilAborted(stop);
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
    // Where `dealdraft serve` listens unless told; the sandbox sends its deliveries there.
    PUBLIC_URL: 'http://127.0.0.1:4000',
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
    print('', 'Settings that point dealdraft here (or use --write-env):', '');
    print(...envText(settings).split('\n'));
  } else {
    print('', `Settings that point dealdraft here are in ${settingsFile}.`);
  }
}

/** YAML takes JSON as it is. */
function archiveText({ archiveFile }: StorageSandboxes): string {
  const destinations = archiveFile.destinations.map((one) => `  - ${JSON.stringify(one)}\n`);
  return `version: ${archiveFile.version}\ndestinations:\n${destinations.join('')}`;
}

function printStorage(storage: StorageSandboxes, file: string | undefined): void {
  print('');
  for (const [name, url] of Object.entries(storage.urls)) print(`${name.padEnd(18)}  ${url}`);
  if (file === undefined) {
    print('', 'An archive file that names them (or use --write-archive):', '');
    print(...archiveText(storage).split('\n'));
  } else {
    print('', `An archive file that names them is ${file}.`);
  }
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
