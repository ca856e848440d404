import type { Reader } from '../../auth/caller.js';
import type { KeyPointers } from '../../connectors/spotdraft/key-pointers.js';
import type { ContractId } from '../../domain/contract-id.js';
import { parseNumberId } from '../../domain/number-id.js';
import type { UserError } from '../../domain/user-error.js';
import { isBlank } from '../../domain/well-formed.js';
import { toFieldView } from '../templates/template-field-view.js';
import type { TemplateFieldView } from '../templates/template-field-view.js';
import { stateErrors } from './contract-acts.js';
import type { ContractActs, ContractResult } from './contract-acts.js';
import { dataSizeErrors } from '../data-size.js';
import { noted, said } from '../../domain/said.js';

export interface KeyPointerService {
  /** @throws InputError for malformed ids, NotFoundError for a contract that the reader does not see. */
  update(reader: Reader, input: UpdateKeyPointersInput): Promise<ContractResult>;
  /** Live. @throws InputError for a malformed id. */
  definitions(contractTypeId: string): Promise<readonly KeyPointerDefinitionView[]>;
}

export interface UpdateKeyPointersInput {
  readonly contractId: string;
  readonly values: readonly KeyPointerValueInput[];
}

export interface KeyPointerValueInput {
  /** Either the id or the name. */
  readonly id?: string;
  readonly name?: string;
  readonly value?: unknown;
}

export interface KeyPointerDefinitionView {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly section: string | null;
  readonly field: TemplateFieldView;
}

/** Many times what any contract type has. */
const MAX_VALUES = 500;
const MAX_NAME = 300;

export function createKeyPointerService(parts: {
  readonly spotdraft: KeyPointers;
  readonly acts: ContractActs;
}): KeyPointerService {
  const { spotdraft, acts } = parts;

  /** SpotDraft numbers the values that a contract has and what there may be of them apart; both go by the same name. */
  async function namesById(
    id: ContractId,
    values: UpdateKeyPointersInput['values'],
  ): Promise<ReadonlyMap<string, string>> {
    if (values.every((value) => value.id === undefined)) return new Map();
    const present = await spotdraft.getKeyPointers(id, { lane: 'interactive' });
    return new Map(present.map((keyPointer) => [keyPointer.id, keyPointer.name]));
  }

  return {
    async update(reader, { contractId, values }) {
      for (const { id } of values) if (id !== undefined) parseNumberId(id, noted`a key pointer`);
      const view = await acts.requireVisible(reader, contractId);
      const wrong = [...valueErrors(values), ...stateErrors(view, 'UPDATE_KEY_POINTERS')];
      if (wrong.length > 0) return { contract: view, userErrors: wrong };
      const names = await namesById(view.contract.id, values);
      const named = values.map(({ id, name, value = null }) => ({
        name: id === undefined ? name : names.get(id),
        value,
      }));
      const faults = nameErrors(values, named);
      if (faults.length > 0) return { contract: view, userErrors: faults };
      const outcome = await acts.act(reader, view, (id, options) =>
        spotdraft.updateKeyPointers(
          id,
          named.map(({ name = '', value }) => ({ name, value })),
          options,
        ),
      );
      return outcome.done
        ? acts.refreshed(reader, view)
        : { contract: view, userErrors: outcome.userErrors };
    },

    async definitions(typeIdText) {
      const typeId = parseNumberId(typeIdText, noted`a contract type`);
      const definitions = await spotdraft.listKeyPointerDefinitions(typeId, {
        lane: 'interactive',
      });
      return definitions.map(({ id, field, section }) => ({
        id,
        name: field.name,
        label: field.label,
        section,
        field: toFieldView(field),
      }));
    },
  };
}

function valueErrors(values: UpdateKeyPointersInput['values']): UserError[] {
  const whole = (code: UserError['code'], message: string): UserError[] => [
    { field: ['values'], code, message },
  ];
  if (values.length === 0) return whole('REQUIRED', said`Say in "values" what is to change.`);
  if (values.length > MAX_VALUES) {
    const message = said`${values.length} values are more than the ${MAX_VALUES} that are taken at once.`;
    return whole('INVALID_INPUT', message);
  }
  const size = dataSizeErrors(
    ['values'],
    values.map(({ value }) => value),
  );
  if (size.length > 0) return size;
  return values.flatMap(({ id, name }, index): UserError[] => {
    const at = ['values', String(index)];
    if ((id === undefined) === (name === undefined)) {
      const message = said`A key pointer is named by its "id" or by its "name": exactly one of them.`;
      return [{ field: at, code: 'INVALID_INPUT', message }];
    }
    if (name === undefined || (!isBlank(name) && name.length <= MAX_NAME)) return [];
    const message = said`"name" has ${name.length} characters; it needs 1 to ${MAX_NAME} that are not all blank.`;
    return [{ field: [...at, 'name'], code: 'INVALID_INPUT', message }];
  });
}

/** Ids that the contract has no key pointer of, and key pointers that are named twice. */
function nameErrors(
  values: UpdateKeyPointersInput['values'],
  named: readonly { readonly name: string | undefined }[],
): UserError[] {
  const seen = new Set<string>();
  return named.flatMap(({ name }, index): UserError[] => {
    const at = ['values', String(index)];
    if (name === undefined) {
      const message = said`The contract has no key pointer ${values[index]?.id ?? ''}. One that it does not have yet is set by its "name".`;
      return [{ field: [...at, 'id'], code: 'NOT_FOUND', message }];
    }
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const message = said`Key pointer "${name}" is set twice. Leave one of them out.`;
    return [{ field: at, code: 'INVALID_INPUT', message }];
  });
}
