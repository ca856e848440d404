import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { CONTROL_ACTIONS } from './control.js';
import type { SandboxControl } from './control.js';
import { parseBody } from '../parse-body.js';
import { plainError } from '../errors.js';
import { isObject } from '../json.js';
import { toUser } from '../users.js';
import type { Workspace } from '../router.js';

const rate = z.number().min(0).max(1);
const waitMs = z.int().min(0);

const deliveryFaultsBody = z.strictObject({
  dropRate: rate.optional(),
  dropNext: z.int().min(0).optional(),
  duplicateRate: rate.optional(),
  reorder: z.boolean().optional(),
  delayMs: waitMs.optional(),
  seed: z.int().optional(),
});

const settingsBody = z.strictObject({
  listLagMs: waitMs.optional(),
  statusLagMs: waitMs.optional(),
  documentLagMs: waitMs.optional(),
  documentLagCalls: z.int().min(0).optional(),
  documentLagStatus: z.union([z.literal(400), z.literal(404)]).optional(),
  downloadLinkTtlMs: waitMs.optional(),
  rateLimitPerSecond: z.int().min(1).nullish(),
});

const userBody = z.strictObject({ name: z.string().min(1), email: z.email() });

/**
 * The control routes below `/__sandbox/`: contracts, people, deliveries, settings and reset. They need no credentials
 * and are neither counted nor limited.
 */
export function registerControlRoutes(
  app: FastifyInstance,
  workspace: Workspace,
  control: SandboxControl,
  reset: () => void,
): void {
  const { deliveries } = workspace;

  app.post<{ Params: { id: string; action: string } }>(
    '/__sandbox/contracts/:id/:action',
    async ({ params, body }) => {
      const action = CONTROL_ACTIONS.find((candidate) => candidate === params.action);
      if (!action) throw plainError(400, `action must be one of ${CONTROL_ACTIONS.join(', ')}.`);
      return control.act(params.id, action, isObject(body) ? body : {});
    },
  );
  app.get<{ Params: { id: string } }>('/__sandbox/contracts/:id', async ({ params }) =>
    control.get(params.id),
  );
  app.get('/__sandbox/contracts', async (request) => {
    const query = new URLSearchParams(request.url.split('?')[1] ?? '');
    return { contracts: control.list(query.get('externalId') ?? undefined) };
  });

  registerUserRoutes(app, control);

  app.post('/__sandbox/deliveries/faults', async ({ body }) => {
    const { seed, ...faults } = parseBody(deliveryFaultsBody, body);
    deliveries.setFaults(dropUndefined(faults), seed);
    return deliveries.faults;
  });
  app.delete('/__sandbox/deliveries/faults', async (_request, reply) => {
    deliveries.clearFaults();
    return reply.code(204).send();
  });
  app.get('/__sandbox/deliveries', async () => ({ deliveries: deliveries.records }));
  app.post('/__sandbox/deliveries/flush', async () => {
    await deliveries.flush();
    return { outstanding: 0 };
  });
  app.get('/__sandbox/webhooks', async () => ({
    webhooks: [...deliveries.webhooks.values()].map(({ id, title, url, activities, status }) => ({
      id,
      title,
      url,
      only_for_activities: activities,
      status,
    })),
  }));

  app.get('/__sandbox/settings', async () => readSettings(workspace));
  app.post('/__sandbox/settings', async ({ body }) => {
    const { rateLimitPerSecond, ...settings } = parseBody(settingsBody, body);
    Object.assign(workspace.state.settings, dropUndefined(settings));
    if (rateLimitPerSecond !== undefined) workspace.rateLimit.limit = rateLimitPerSecond;
    return readSettings(workspace);
  });

  app.post('/__sandbox/reset', async (_request, reply) => {
    reset();
    return reply.code(204).send();
  });
}

function registerUserRoutes(app: FastifyInstance, control: SandboxControl): void {
  app.get('/__sandbox/users', async () => ({ users: control.users().map(toUser) }));
  app.post('/__sandbox/users', async ({ body }, reply) =>
    reply.code(201).send(toUser(control.addUser(parseBody(userBody, body)))),
  );
  app.post<{ Params: { email: string } }>('/__sandbox/users/:email/activate', async ({ params }) =>
    toUser(control.setUserActive(params.email, true)),
  );
  app.post<{ Params: { email: string } }>(
    '/__sandbox/users/:email/deactivate',
    async ({ params }) => toUser(control.setUserActive(params.email, false)),
  );
  app.delete<{ Params: { email: string } }>(
    '/__sandbox/users/:email',
    async ({ params }, reply) => {
      control.removeUser(params.email);
      return reply.code(204).send();
    },
  );
}

function readSettings({ state, rateLimit }: Workspace) {
  return { ...state.settings, rateLimitPerSecond: rateLimit.limit };
}

/** Optional members as zod types them may hold `undefined`, which must not overwrite what is set. */
function dropUndefined<Value extends object>(
  value: Value,
): { [Key in keyof Value]?: Exclude<Value[Key], undefined> };
function dropUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}
