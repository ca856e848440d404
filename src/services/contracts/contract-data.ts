import { z } from 'zod';
import type { Reader } from '../../auth/caller.js';
import type { Contract } from '../../domain/contract.js';
import { templateIdOf } from '../../domain/deal-link.js';
import { isNumberId } from '../../domain/number-id.js';
import type { UserError } from '../../domain/user-error.js';
import { parseWellFormedJson } from '../../domain/well-formed.js';
import { fitData } from '../../mapping/index.js';
import type { Store } from '../../store/store.js';
import type { SharedParts } from '../create-services.js';
import { stateErrors } from './contract-acts.js';
import type { ContractResult } from './contract-acts.js';
import { dataSizeErrors } from '../data-size.js';

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

/** Of a contract's latest deliveries, so many are read to learn its template. */
const DELIVERIES = 10;
const namedTemplate = z
  .object({ contract_template_id: z.union([z.number(), z.string()]).transform(String) })
  .transform((payload) => payload.contract_template_id)
  .refine(isNumberId);

/** The template that the contract was generated from: noted on it when it was us, or told by a webhook; null when unknown. */
async function templateOf(
  { inbox }: Pick<Store, 'inbox'>,
  { id, externalMetadata }: Contract,
): Promise<string | null> {
  const noted = templateIdOf(externalMetadata);
  if (noted !== null) return noted;
  for (const { body } of await inbox.list({ keys: [id], limit: DELIVERIES })) {
    const told = namedTemplate.safeParse(parseWellFormedJson(body.replace(/^\ufeff/, '')));
    if (told.success) return told.data;
  }
  return null;
}

function dataErrors(data: UpdateContractDataInput['data']): UserError[] {
  if (Object.keys(data).length > 0) return dataSizeErrors(['data'], data);
  return [{ field: ['data'], code: 'REQUIRED', message: 'Say in "data" what is to change.' }];
}
