import type { Reader } from '../../auth/caller.js';
import type { UserError } from '../../domain/user-error.js';
import { fitData } from '../../mapping/index.js';
import type { SharedParts } from '../create-services.js';
import { stateErrors } from './contract-acts.js';
import type { ContractResult } from './contract-acts.js';
import { dataSizeErrors } from '../data-size.js';
import { templateOf } from './template-of.js';
import { said } from '../../domain/said.js';

export interface ContractDataService {
  /** @throws InputError for a malformed id, NotFoundError for a contract that the reader does not see. */
  update(reader: Reader, input: UpdateContractDataInput): Promise<ContractResult>;
}

export interface UpdateContractDataInput {
  readonly contractId: string;
  /** By template field; null takes a value away. */
  readonly data: Readonly<Record<string, unknown>>;
}

export function createContractDataService(
  parts: Pick<SharedParts, 'spotdraft' | 'acts' | 'store' | 'templates'>,
): ContractDataService {
  const { spotdraft, acts, store, templates } = parts;
  return {
    async update(reader, { contractId, data: given }) {
      const view = await acts.requireVisible(reader, contractId);
      const wrong = [...dataErrors(given), ...stateErrors(view, 'UPDATE_CONTRACT_DATA')];
      if (wrong.length > 0) return { contract: view, userErrors: wrong };
      const templateId = await templateOf(store, view.contract);
      const template = templateId === null ? null : await templates.get(templateId);
      // Without a template, SpotDraft alone knows the fields.
      const { data, userErrors } =
        template === null ? { data: given, userErrors: [] } : fitData(template, given);
      if (userErrors.length > 0) return { contract: view, userErrors };
      const outcome = await acts.act(reader, view, (id, options) =>
        spotdraft.updateContractData(id, data, options),
      );
      if (outcome.done) return acts.refreshed(reader, view);
      // What was refused may be the template as it was.
      if (template !== null) templates.forget(template.id);
      return { contract: view, userErrors: outcome.userErrors };
    },
  };
}

function dataErrors(data: UpdateContractDataInput['data']): UserError[] {
  if (Object.keys(data).length > 0) return dataSizeErrors(['data'], data);
  return [{ field: ['data'], code: 'REQUIRED', message: said`Say in "data" what is to change.` }];
}
