import { z } from 'zod';

import { toIso } from './clock.js';
import { ApiError, silentRefusal } from './errors.js';
import type { JsonObject } from './json.js';
import { displayStatus } from './model.js';
import type { Contract } from './model.js';
import { ok, requireInteger } from './router.js';
import type { ApiCall, ApiRoute, Workspace } from './router.js';
import { addTask, taskBody, tasksAbout, toTask } from './tasks.js';

const CONTRACT = '/api/v2.1/public/contracts/:id';
const TYPES = '/api/v1/public/obligations/types/';

/** The active ones. */
const OBLIGATION_TYPES = [
  { id: 101, name: 'Reporting', description: 'Reports that are due at certain times.' },
  { id: 102, name: 'Performance/Delivery', description: 'Goods and services to be delivered.' },
  { id: 103, name: 'Payment', description: null },
];

interface Obligation {
  readonly id: number;
  title: string;
  description: string;
  typeId: number;
  status: string;
  priority: string;
  startDate: Date | null;
  endDate: Date;
  fields: JsonObject;
}

const iso = z.iso
  .datetime({ offset: true })
  .or(z.iso.date())
  .transform((text) => new Date(text));
const change = z.object({
  title: z.string().min(1).optional(),
  description: z.string().optional(),
  obligation_type_id: z.int().optional(),
  status: z.enum(['PENDING', 'COMPLETED', 'FAILED', 'VERIFIED']).optional(),
  priority: z.enum(['LOW', 'MEDIUM', 'HIGH']).optional(),
  start_date: iso.optional(),
  end_date: iso.optional(),
  custom_fields: z
    .object({
      clause: z.string().optional(),
      contractual_delivery_value: z.union([z.string(), z.number()]).optional(),
      frequency: z.string().optional(),
    })
    .optional(),
});
const creation = change
  .required({ title: true, obligation_type_id: true, end_date: true, priority: true })
  .extend({ tasks: z.array(taskBody).optional() });

/** What contracts oblige people to do. Whatever is wrong is answered by 400 without a body, as documented. */
export function obligationRoutes(workspace: Workspace): ApiRoute[] {
  const { state } = workspace;
  const kept = new WeakMap<Contract, Obligation[]>();

  function obligationsOf(contract: Contract): Obligation[] {
    const present = kept.get(contract) ?? firstObligations(contract);
    kept.set(contract, present);
    return present;
  }

  /** What is signed obliges somebody to something. */
  function firstObligations(contract: Contract): Obligation[] {
    if (displayStatus(contract) !== 'EXECUTED') return [];
    const start = contract.executedAt ?? contract.updatedAt;
    const [party] = contract.parties;
    return [
      {
        id: state.nextId('obligation'),
        title: `Usage report to ${party?.name ?? 'the counterparty'}`,
        description: 'Every quarter, by mail.',
        typeId: 101,
        status: 'PENDING',
        priority: 'MEDIUM',
        startDate: start,
        endDate: new Date(start.getTime() + 90 * 86_400_000),
        fields: { clause: '4.2', frequency: 'Quarterly' },
      },
    ];
  }

  function make(body: z.infer<typeof creation>, contract: Contract, call: ApiCall): Obligation {
    requireActiveType(body);
    const obligation: Obligation = {
      id: state.nextId('obligation'),
      title: body.title,
      description: body.description ?? '',
      typeId: body.obligation_type_id,
      status: body.status ?? 'PENDING',
      priority: body.priority,
      startDate: body.start_date ?? null,
      endDate: body.end_date,
      fields: { ...body.custom_fields },
    };
    for (const task of body.tasks ?? []) {
      const about = {
        entity_id: obligation.id,
        entity_type: 'OBLIGATION' as const,
        association_type: 'PRIMARY' as const,
      };
      silently(() =>
        addTask(
          state,
          { ...task, task_category: 'OBLIGATION_TASK', task_associations: [about] },
          { contract, creator: call.actor },
        ),
      );
    }
    obligationsOf(contract).push(obligation);
    return obligation;
  }

  function apply(body: z.infer<typeof change>, obligation: Obligation): void {
    obligation.title = body.title ?? obligation.title;
    obligation.description = body.description ?? obligation.description;
    obligation.typeId = body.obligation_type_id ?? obligation.typeId;
    obligation.status = body.status ?? obligation.status;
    obligation.priority = body.priority ?? obligation.priority;
    obligation.startDate = body.start_date ?? obligation.startDate;
    obligation.endDate = body.end_date ?? obligation.endDate;
    obligation.fields = { ...obligation.fields, ...body.custom_fields };
  }

  function toObligation(obligation: Obligation, contract: Contract): JsonObject {
    return {
      id: obligation.id,
      title: obligation.title,
      description: obligation.description,
      ...(obligation.startDate && { start_date: toIso(obligation.startDate) }),
      end_date: toIso(obligation.endDate),
      obligation_type_id: obligation.typeId,
      status: obligation.status,
      priority: obligation.priority,
      entity_id: contract.number,
      custom_fields: obligation.fields,
      tasks: tasksAbout(state, 'OBLIGATION', obligation.id).map((task) =>
        toTask(task, state.now()),
      ),
    };
  }

  function requireObligation(call: ApiCall): { contract: Contract; obligation: Obligation } {
    const contract = requireInteger(call, workspace);
    const id = Number(call.params.obligationId);
    return { contract, obligation: obligationIn(contract, id) };
  }

  function obligationIn(contract: Contract, id: number): Obligation {
    const found = obligationsOf(contract).find((one) => one.id === id);
    if (!found) throw silentRefusal();
    return found;
  }

  return [
    {
      method: 'GET',
      path: `${CONTRACT}/obligations/`,
      handle: (call) => {
        const contract = requireInteger(call, workspace);
        return ok(obligationsOf(contract).map((one) => toObligation(one, contract)));
      },
    },
    {
      method: 'POST',
      path: `${CONTRACT}/obligations/`,
      handle: (call) => {
        const contract = requireInteger(call, workspace);
        const made = make(parse(creation, call.body), contract, call);
        return { status: 201, json: toObligation(made, contract) };
      },
    },
    {
      method: 'POST',
      path: `${CONTRACT}/obligations/bulk/`,
      handle: (call) => {
        const contract = requireInteger(call, workspace);
        const bodies = parse(z.array(creation).min(1), call.body);
        for (const body of bodies) requireActiveType(body);
        const made = bodies.map((body) => make(body, contract, call));
        return { status: 201, json: made.map((one) => toObligation(one, contract)) };
      },
    },
    {
      method: 'PATCH',
      path: `${CONTRACT}/obligations/bulk/`,
      handle: (call) => {
        const contract = requireInteger(call, workspace);
        const bodies = parse(z.array(change.extend({ id: z.int() })).min(1), call.body);
        const changed = bodies.map((body) => ({ body, one: obligationIn(contract, body.id) }));
        for (const { body, one } of changed) apply(body, one);
        return ok(changed.map(({ one }) => toObligation(one, contract)));
      },
    },
    {
      method: 'GET',
      path: `${CONTRACT}/obligations/:obligationId/`,
      handle: (call) => {
        const { contract, obligation } = requireObligation(call);
        return ok(toObligation(obligation, contract));
      },
    },
    {
      method: 'PATCH',
      path: `${CONTRACT}/obligations/:obligationId/`,
      handle: (call) => {
        const { contract, obligation } = requireObligation(call);
        apply(parse(change, call.body), obligation);
        return ok(toObligation(obligation, contract));
      },
    },
    {
      method: 'DELETE',
      path: `${CONTRACT}/obligations/:obligationId/`,
      handle: (call) => {
        const { contract, obligation } = requireObligation(call);
        kept.set(
          contract,
          obligationsOf(contract).filter((one) => one !== obligation),
        );
        return { status: 204 };
      },
    },
    { method: 'GET', path: TYPES, handle: () => ok(OBLIGATION_TYPES) },
    {
      method: 'GET',
      path: `${TYPES}:typeId/`,
      handle: ({ params }) => {
        const type = OBLIGATION_TYPES.find(({ id }) => String(id) === params.typeId);
        if (!type) throw new ApiError(404, undefined);
        return ok(type);
      },
    },
  ];
}

/** @throws ApiError 400 without a body for a type that is not active */
function requireActiveType({
  obligation_type_id: typeId,
}: {
  readonly obligation_type_id: number;
}) {
  if (!OBLIGATION_TYPES.some(({ id }) => id === typeId)) throw silentRefusal();
}

/** @throws ApiError 400 without a body for whatever is refused with one elsewhere */
function silently<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw error instanceof ApiError ? silentRefusal() : error;
  }
}

/** @throws ApiError 400 without a body */
function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input ?? {});
  if (!parsed.success) throw silentRefusal();
  return parsed.data;
}
