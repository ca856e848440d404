import type { Command } from 'commander';
import { ConfigError } from '../domain/errors.js';
import { WEBHOOK_PATH } from '../domain/own-paths.js';
import { createWebhookSubscription } from '../services/inbox/webhook-subscription.js';
import { print, printJson, runCommand } from './command.js';
import { withEngine } from './with-engine.js';

export function addWebhooks(program: Command): void {
  const webhooks = program
    .command('webhooks')
    .addHelpText(
      'after',
      '\nregister and remove need a SpotDraft user with the permission "Developer Settings" behind the API credential.',
    );

  webhooks
    .command('register')
    .description(
      `have deliveries sent to PUBLIC_URL${WEBHOOK_PATH}; a second call replaces the first`,
    )
    .option('--json', 'print the answer as JSON')
    .action((options: { json?: true }) =>
      runCommand(() =>
        withEngine(async ({ config, spotdraft, store }) => {
          const { publicUrl } = config.http;
          if (publicUrl === null) {
            throw new ConfigError([
              'PUBLIC_URL: is missing (the https address at which SpotDraft reaches this server).',
            ]);
          }
          const done = await createWebhookSubscription({
            spotdraft,
            settings: store.settings,
          }).register(publicUrl);
          if (options.json) printJson(done);
          else {
            print(`Webhook ${done.id} sends to ${done.url} (${done.status}).`);
            if (done.replaced.length > 0) print(`It replaces ${done.replaced.join(', ')}.`);
          }
          return undefined;
        }),
      ),
    );

  webhooks
    .command('remove')
    .description('end the subscription that "register" made with this store')
    .option('--id <id>', 'end this subscription instead')
    .option('--json', 'print the answer as JSON')
    .action((options: { id?: string; json?: true }) =>
      runCommand(() =>
        withEngine(async ({ spotdraft, store }) => {
          const done = await createWebhookSubscription({
            spotdraft,
            settings: store.settings,
          }).remove(options.id);
          if (options.json) printJson(done);
          else
            print(
              done.known
                ? `Webhook ${done.id} is removed.`
                : `SpotDraft no longer knew webhook ${done.id}.`,
            );
          return undefined;
        }),
      ),
    );

  webhooks
    .command('key')
    .description('print the workspace key that signs deliveries (a secret), for SPOTDRAFT_HMAC_KEY')
    .option('--json', 'print the answer as JSON')
    .action((options: { json?: true }) =>
      runCommand(() =>
        withEngine(async ({ spotdraft, store }) => {
          const key = await createWebhookSubscription({
            spotdraft,
            settings: store.settings,
          }).key();
          if (options.json) printJson({ key });
          else print(key);
          return undefined;
        }),
      ),
    );
}
