import { Help } from 'commander';
import type { Command } from 'commander';

interface Entry {
  readonly name: string;
  readonly summary: string;
  /** Loads what adds it, with its options and what it does. */
  readonly load: () => Promise<(program: Command) => void>;
}

/** Every command, in the order of `--help`. */
const COMMANDS: readonly Entry[] = [
  {
    name: 'serve',
    summary: 'run the server and, in the same process, the sync worker',
    load: async () => (await import('./serve.js')).addServe,
  },
  {
    name: 'worker',
    summary:
      'run the workers (sync, and archiving where it is set up) alone; several may run against one store',
    load: async () => (await import('./worker.js')).addWorker,
  },
  {
    name: 'demo',
    summary:
      'start everything on this machine with nothing configured (both sandboxes, the server) and walk one deal to a signed contract',
    load: async () => (await import('./demo.js')).addDemo,
  },
  {
    name: 'sandbox',
    summary: 'run the SpotDraft and Salesforce sandboxes alone, for your own tests',
    load: async () => (await import('./sandbox.js')).addSandbox,
  },
  {
    name: 'init',
    summary: 'ask for what is needed, try each credential, and write .env',
    load: async () => (await import('./init.js')).addInit,
  },
  { name: 'keys', summary: 'make API keys', load: async () => (await import('./keys.js')).addKeys },
  {
    name: 'doctor',
    summary:
      'check everything that differs per workspace: settings, both systems, webhook, archive',
    load: async () => (await import('./doctor.js')).addDoctor,
  },
  {
    name: 'backfill',
    summary: 'read all contracts from SpotDraft into the store, then bring the CRM records in line',
    load: async () => (await import('./backfill.js')).addBackfill,
  },
  {
    name: 'reconcile',
    summary: 'compare SpotDraft, the store and the CRM, repair what differs, and say why it did',
    load: async () => (await import('./reconcile.js')).addReconcile,
  },
  {
    name: 'orphans',
    summary: 'list contracts without a deal, with the deals that they may belong to; link them',
    load: async () => (await import('./orphans.js')).addOrphans,
  },
  {
    name: 'terms',
    summary: 'what was signed and differs from its deal, by the checks of the mapping file',
    load: async () => (await import('./terms.js')).addTerms,
  },
  {
    name: 'notices',
    summary: "try what tells a team's chat of what needs a person",
    load: async () => (await import('./notices.js')).addNotices,
  },
  {
    name: 'archive',
    summary: 'keep documents of executed contracts where the archive file (ARCHIVE_FILE) says',
    load: async () => (await import('./archive.js')).addArchive,
  },
  {
    name: 'automations',
    summary:
      'the contracts that are made by themselves: the rules, and the deals that lack something',
    load: async () => (await import('./automations.js')).addAutomations,
  },
  {
    name: 'bulk',
    summary: 'contracts of one template for many deals, each once',
    load: async () => (await import('./bulk.js')).addBulk,
  },
  {
    name: 'renewals',
    summary: 'the deals that renew contracts before they end, and the contracts without an end',
    load: async () => (await import('./renewals.js')).addRenewals,
  },
  {
    name: 'deliveries',
    summary: 'look at the webhook inbox, put deliveries back to work, prune it',
    load: async () => (await import('./deliveries.js')).addDeliveries,
  },
  {
    name: 'activity',
    summary: 'what dealdraft did and was told, newest first',
    load: async () => (await import('./activity.js')).addActivity,
  },
  {
    name: 'webhooks',
    summary: 'manage the webhook subscription at SpotDraft',
    load: async () => (await import('./webhooks.js')).addWebhooks,
  },
  {
    name: 'mapping',
    summary: 'begin and check the mapping file, which says how a deal becomes a contract',
    load: async () => (await import('./mapping.js')).addMapping,
  },
  {
    name: 'templates',
    summary: 'look at the templates of SpotDraft',
    load: async () => (await import('./templates.js')).addTemplates,
  },
  {
    name: 'workspace',
    summary: 'carry the mapping file to another SpotDraft workspace, matched by names',
    load: async () => (await import('./workspace.js')).addWorkspace,
  },
  {
    name: 'store',
    summary: 'copies of the store, for a store on SQLite; Redis has means of its own',
    load: async () => (await import('./store.js')).addStore,
  },
];

/**
 * Adds those of the commands that are among `asked` with all that they have, and of the others no more than the list of
 * commands shows: to load a file takes longer than to print that list. Without `asked`, all are added in full.
 */
export async function addCommands(program: Command, asked?: readonly string[]): Promise<void> {
  program.configureHelp({
    // What else they take, their own help says.
    subcommandTerm: (command) =>
      command.parent === program ? command.name() : new Help().subcommandTerm(command),
  });
  for (const { name, summary, load } of COMMANDS) {
    if (asked !== undefined && !asked.includes(name)) program.command(name);
    else (await load())(program);
    program.commands.at(-1)?.description(summary);
  }
}
