import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';

import { SalesforceError } from './errors.js';
import { asRowInput } from './api/row-routes.js';
import { parseRecordId } from './record-id.js';
import type { SObjectSchema } from './schema/catalog.js';
import type { SObjectRecord } from './schema/types.js';
import type { SandboxState } from './state.js';

interface RecordParams {
  readonly object: string;
  readonly id: string;
}

const fieldSecurityBody = z.strictObject({
  hidden: z.array(z.string()).default([]),
  readOnly: z.array(z.string()).default([]),
});

const settingsBody = z.strictObject({ shufflesRows: z.boolean().optional() });

const expireBody = z.strictObject({ username: z.string().optional() }).nullish();

/**
 * The routes below `/__sandbox/`: a person's or a test's hand in the org. They need no session, are not counted and
 * faults do not strike them.
 */
export function registerControlRoutes(server: FastifyInstance, state: SandboxState): void {
  registerRecordRoutes(server, state);

  server.post('/__sandbox/faults', async (request, reply) =>
    guarded(reply, () => {
      state.addFault(request.body);
      return reply.code(201).send(listFaults(state));
    }),
  );
  server.get('/__sandbox/faults', async () => listFaults(state));
  server.delete('/__sandbox/faults', async (_request, reply) => {
    state.clearFaults();
    return reply.code(204).send();
  });

  server.get('/__sandbox/settings', async () => readSettings(state));
  server.post('/__sandbox/settings', async (request, reply) =>
    guarded(reply, () => {
      const { shufflesRows } = settingsBody.parse(request.body);
      if (shufflesRows !== undefined) state.rowOrder.isShuffled = shufflesRows;
      return readSettings(state);
    }),
  );

  server.post('/__sandbox/sessions/expire', async (request, reply) =>
    guarded(reply, () => ({
      expired: state.expireSessions(expireBody.parse(request.body)?.username),
    })),
  );
  server.post<{ Params: { username: string } }>(
    '/__sandbox/users/:username/deactivate',
    async (request, reply) => {
      if (!state.deactivateUser(request.params.username))
        return notFound(reply, `no user ${request.params.username}`);
      return reply.code(204).send();
    },
  );
  server.put<{ Params: { username: string } }>(
    '/__sandbox/users/:username/field-security',
    async (request, reply) =>
      guarded(reply, () => {
        state.setFieldSecurity(request.params.username, fieldSecurityBody.parse(request.body));
        return reply.code(204).send();
      }),
  );
  server.get('/__sandbox/users', async () => ({ users: state.org.seed.users }));

  server.get('/__sandbox/calls', async () => state.usage.report());
  server.delete('/__sandbox/calls', async (_request, reply) => {
    state.usage.clearCalls();
    return reply.code(204).send();
  });
  server.post('/__sandbox/reset', async (_request, reply) => {
    state.reset();
    return reply.code(204).send();
  });
}

function registerRecordRoutes(server: FastifyInstance, state: SandboxState): void {
  server.get<{ Params: { object: string }; Querystring: { externalId?: string } }>(
    '/__sandbox/records/:object',
    async (request, reply) => {
      const object = state.org.catalog.find(request.params.object);
      if (object === undefined) return notFound(reply, `no object ${request.params.object}`);
      const { externalId } = request.query;
      const records = state.org.store.rows(object.name);
      if (externalId === undefined) return { records };
      return { records: records.filter((row) => externalIdOf(object, row) === externalId) };
    },
  );

  server.post<{ Params: { object: string } }>(
    '/__sandbox/records/:object',
    async (request, reply) =>
      guarded(reply, () => {
        const object = state.org.catalog.find(request.params.object);
        if (object === undefined) return notFound(reply, `no object ${request.params.object}`);
        const id = state.org.records.create(state.org.admin, object, asRowInput(request.body));
        return reply.code(201).send(state.org.store.find(object.name, id));
      }),
  );

  server.get<{ Params: RecordParams }>('/__sandbox/records/:object/:id', async (request, reply) => {
    const found = findRecord(state, request.params);
    return found === null ? notFound(reply, 'no such record') : found.row;
  });

  server.patch<{ Params: RecordParams }>('/__sandbox/records/:object/:id', async (request, reply) =>
    guarded(reply, () => {
      const found = findRecord(state, request.params);
      if (found === null) return notFound(reply, 'no such record');
      state.org.records.update(
        state.org.admin,
        found.object,
        String(found.row.Id),
        asRowInput(request.body),
      );
      return found.row;
    }),
  );

  server.delete<{ Params: RecordParams }>(
    '/__sandbox/records/:object/:id',
    async (request, reply) =>
      guarded(reply, () => {
        const found = findRecord(state, request.params);
        if (found === null) return notFound(reply, 'no such record');
        state.org.records.remove(state.org.admin, found.object, String(found.row.Id));
        return reply.code(204).send();
      }),
  );
}

/** A live record by its id, or by its external id where the object has one. */
function findRecord(
  state: SandboxState,
  params: RecordParams,
): { object: SObjectSchema; row: SObjectRecord } | null {
  const object = state.org.catalog.find(params.object);
  if (object === undefined) return null;
  const id = parseRecordId(params.id);
  const byId = id === null ? undefined : state.org.store.find(object.name, id);
  const row =
    byId ??
    state.org.store
      .rows(object.name)
      .find((candidate) => externalIdOf(object, candidate) === params.id);
  return row === undefined || row.IsDeleted === true ? null : { object, row };
}

function externalIdOf(object: SObjectSchema, row: SObjectRecord): unknown {
  const field = object.fields.find((candidate) => candidate.externalId);
  return field && row[field.name];
}

function readSettings(state: SandboxState): object {
  return { shufflesRows: state.rowOrder.isShuffled };
}

function listFaults(state: SandboxState): object {
  return { rules: state.faults.list(), crmRules: state.org.faults.list() };
}

function notFound(reply: FastifyReply, error: string): FastifyReply {
  return reply.code(404).send({ error });
}

/** A wrong control request is answered 400 with its reason. */
function guarded(reply: FastifyReply, work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (error instanceof SalesforceError)
      return reply.code(400).send({ error: error.message, code: error.errorCode });
    if (error instanceof z.ZodError) return reply.code(400).send({ error: z.prettifyError(error) });
    if (error instanceof Error) return reply.code(400).send({ error: error.message });
    throw error;
  }
}
