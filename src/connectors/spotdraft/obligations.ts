import { z } from 'zod';
import type { ContractId } from '../../domain/contract-id.js';
import type {
  NewObligation,
  Obligation,
  ObligationChange,
  ObligationType,
} from '../../domain/obligation.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import { toUtc } from './contract.wire.js';
import { taskBody, taskWire, toTask } from './task.wire.js';
import { filledText, numberId, readRows, text } from './wire-values.js';
import { noted } from '../../domain/said.js';

/** Of T contracts only; nothing of an obligation is refused with a reason. */
export interface Obligations {
  listObligations(id: ContractId, options: CallOptions): Promise<readonly Obligation[]>;
  createObligation(
    id: ContractId,
    obligation: NewObligation,
    options: CallOptions,
  ): Promise<Obligation>;
  createObligations(
    id: ContractId,
    obligations: readonly NewObligation[],
    options: CallOptions,
  ): Promise<readonly Obligation[]>;
  updateObligation(
    id: ContractId,
    change: ObligationChange & { readonly id: string },
    options: CallOptions,
  ): Promise<Obligation>;
  updateObligations(
    id: ContractId,
    changes: readonly (ObligationChange & { readonly id: string })[],
    options: CallOptions,
  ): Promise<readonly Obligation[]>;
  deleteObligation(id: ContractId, obligationId: string, options: CallOptions): Promise<void>;
  /** The active ones. */
  listObligationTypes(options: CallOptions): Promise<readonly ObligationType[]>;
}

const obligationWire = z.object({
  id: numberId,
  title: text,
  description: text,
  obligation_type_id: numberId.nullish().catch(null),
  status: text,
  priority: text,
  start_date: text,
  end_date: text,
  custom_fields: z
    .object({
      clause: text,
      contractual_delivery_value: z.union([z.string(), z.number()]).nullish().catch(null),
      frequency: text,
    })
    .nullish()
    .catch(null),
  tasks: z.array(z.unknown()).nullish().catch(null),
});
const obligationTypeWire = z
  .object({ id: numberId, name: z.string(), description: text })
  .transform(({ id, name, description }): ObligationType => ({
    id,
    name,
    description: filledText(description),
  }));
const rowsWire = z.array(z.unknown());

export function createObligations({ caller, note }: CapabilityParts): Obligations {
  function toObligation(wire: z.infer<typeof obligationWire>): Obligation {
    const fields = wire.custom_fields;
    return {
      id: wire.id,
      title: wire.title ?? '',
      description: filledText(wire.description),
      obligationTypeId: wire.obligation_type_id ?? null,
      status: filledText(wire.status),
      priority: filledText(wire.priority),
      startDate: toUtc(wire.start_date),
      endDate: toUtc(wire.end_date),
      customFields:
        fields === null || fields === undefined
          ? null
          : {
              clause: filledText(fields.clause),
              contractualDeliveryValue: fields.contractual_delivery_value ?? null,
              frequency: filledText(fields.frequency),
            },
      tasks: readRows(wire.tasks ?? [], { row: taskWire, what: 'task', note }).map((row) =>
        toTask(row, note),
      ),
    };
  }

  const toObligations = (rows: readonly unknown[]) =>
    readRows(rows, { row: obligationWire, what: 'obligation', note }).map(toObligation);

  return {
    async listObligations(id, options) {
      const rows = await caller.call('GET /contracts/{id}/obligations/', {
        path: { id },
        answer: rowsWire,
        options,
      });
      return toObligations(rows);
    },

    async createObligation(id, obligation, options) {
      const wire = await caller.call('POST /contracts/{id}/obligations/', {
        path: { id },
        body: creationBody(obligation),
        answer: obligationWire,
        options,
      });
      return toObligation(wire);
    },

    async createObligations(id, obligations, options) {
      const rows = await caller.call('POST /contracts/{id}/obligations/bulk/', {
        path: { id },
        body: obligations.map(creationBody),
        answer: rowsWire,
        options,
      });
      return toObligations(rows);
    },

    async updateObligation(id, { id: obligationId, ...change }, options) {
      const wire = await caller.call('PATCH /contracts/{id}/obligations/{obligation_id}/', {
        path: { id, obligation_id: obligationId },
        body: changeBody(change),
        answer: obligationWire,
        subject: noted`obligation ${obligationId} of contract ${id}`,
        options,
      });
      return toObligation(wire);
    },

    async updateObligations(id, changes, options) {
      const rows = await caller.call('PATCH /contracts/{id}/obligations/bulk/', {
        path: { id },
        body: changes.map((change) => ({ id: Number(change.id), ...changeBody(change) })),
        answer: rowsWire,
        options,
      });
      return toObligations(rows);
    },

    async deleteObligation(id, obligationId, options) {
      await caller.call('DELETE /contracts/{id}/obligations/{obligation_id}/', {
        path: { id, obligation_id: obligationId },
        subject: noted`obligation ${obligationId} of contract ${id}`,
        options,
      });
    },

    async listObligationTypes(options) {
      const rows = await caller.call('GET /v1/obligations/types/', { answer: rowsWire, options });
      return readRows(rows, { row: obligationTypeWire, what: 'obligation type', note });
    },
  };
}

function changeBody(change: ObligationChange) {
  const { customFields: fields, obligationTypeId: typeId } = change;
  return {
    title: change.title,
    description: change.description,
    obligation_type_id: typeId === undefined ? undefined : Number(typeId),
    status: change.status,
    priority: change.priority,
    start_date: change.startDate?.toISOString(),
    end_date: change.endDate?.toISOString(),
    custom_fields:
      fields === undefined
        ? undefined
        : {
            clause: fields.clause,
            contractual_delivery_value: fields.contractualDeliveryValue,
            frequency: fields.frequency,
          },
  };
}

function creationBody(obligation: NewObligation) {
  const { title, priority, endDate, obligationTypeId, tasks } = obligation;
  return {
    ...changeBody(obligation),
    title,
    priority,
    end_date: endDate.toISOString(),
    obligation_type_id: Number(obligationTypeId),
    tasks: tasks?.map(taskBody),
  };
}
