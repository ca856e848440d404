import { z } from 'zod';
import type { ContractId } from '../../domain/contract-id.js';
import type { KeyPointer } from '../../domain/contract.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { CallOptions } from './call.js';
import type { CapabilityParts } from './capability.js';
import type { NoteUnknown } from './note-unknown.js';
import { listWire } from './pages.js';
import type { TemplateField } from './template.js';
import { toFields } from './template.wire.js';
import { noted } from '../../domain/said.js';

export interface KeyPointers {
  getKeyPointers(id: ContractId, options: CallOptions): Promise<readonly KeyPointer[]>;
  /** Sets the named ones, whether the contract had them or not; null takes a value away. */
  updateKeyPointers(
    id: ContractId,
    values: readonly { readonly name: string; readonly value: unknown }[],
    options: CallOptions,
  ): Promise<void>;
  /** Which facts contracts of a type may have. */
  listKeyPointerDefinitions(
    contractTypeId: string,
    options: CallOptions,
  ): Promise<readonly KeyPointerDefinition[]>;
}

export interface KeyPointerDefinition {
  readonly id: string;
  readonly field: TemplateField;
  /** Name of the group that it is shown in; null where SpotDraft does not say. */
  readonly section: string | null;
}

export function createKeyPointers({ caller, note }: CapabilityParts): KeyPointers {
  return {
    async getKeyPointers(id, options) {
      const rows = await caller.call('GET /contracts/{id}/key_pointers', {
        path: { id },
        answer: listWire,
        options,
      });
      return toKeyPointers(rows, note);
    },

    async updateKeyPointers(id, values, options) {
      await caller.call('POST /contracts/{id}/key_pointers/bulk', {
        path: { id },
        body: {
          key_pointers: values.map(({ name, value }) => ({ key_pointer_field_name: name, value })),
        },
        options,
      });
    },

    async listKeyPointerDefinitions(contractTypeId, options) {
      const rows = await caller.call('GET /key_pointers/', {
        query: { contract_type_id: Number(parseNumberId(contractTypeId, noted`a contract type`)) },
        answer: listWire,
        options,
      });
      return rows.flatMap((row) => {
        const parsed = definitionWire.safeParse(row);
        const [field] = parsed.success ? toFields(parsed.data.descriptors, note) : [];
        if (!parsed.success || field === undefined) {
          note('key pointer definition', 'a row without id or field');
          return [];
        }
        return [{ id: parsed.data.id, field, section: parsed.data.section?.name ?? null }];
      });
    },
  };
}

const text = z.string().nullish().catch(null);

const definitionWire = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  descriptors: z.array(z.unknown()),
  section: z.object({ name: text }).nullish().catch(null),
});

const keyPointerWire = z.object({
  id: z.union([z.string(), z.number()]),
  label: text,
  field_name: text,
  /** As the documented examples spell it. */
  filed_name: text,
  value: z.unknown().optional(),
});

function toKeyPointers(rows: readonly unknown[], note: NoteUnknown): readonly KeyPointer[] {
  return rows.flatMap((row) => {
    const parsed = keyPointerWire.safeParse(row);
    const name = parsed.data?.field_name ?? parsed.data?.filed_name ?? parsed.data?.label;
    if (!parsed.success || name === null || name === undefined) {
      note('key pointer', 'a row without id or name');
      return [];
    }
    return [
      {
        id: String(parsed.data.id),
        name,
        label: parsed.data.label ?? null,
        value: parsed.data.value ?? null,
      },
    ];
  });
}
