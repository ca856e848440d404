import { z } from 'zod';
import { contractNumberOf } from '../../domain/contract-id.js';
import type { Contract } from '../../domain/contract.js';
import { templateIdOf } from '../../domain/deal-link.js';
import { isNumberId } from '../../domain/number-id.js';
import { parseWellFormedJson } from '../../domain/well-formed.js';
import { numberKeyOf } from '../../store/dirty-key.js';
import type { Store } from '../../store/store.js';

/** Of a contract's latest deliveries, so many are read to learn its template. */
const DELIVERIES = 10;
const namedTemplate = z
  .object({ contract_template_id: z.union([z.number(), z.string()]).transform(String) })
  .transform((payload) => payload.contract_template_id)
  .refine(isNumberId);

/** The template that the contract was generated from: noted on it when it was us, or told by a webhook; null when unknown. */
export async function templateOf(
  { inbox }: Pick<Store, 'inbox'>,
  { id, externalMetadata }: Pick<Contract, 'id' | 'externalMetadata'>,
): Promise<string | null> {
  const noted = templateIdOf(externalMetadata);
  if (noted !== null) return noted;
  // Deliveries come under the bare number, until it is known whose it is.
  const keys = [id, numberKeyOf(contractNumberOf(id))];
  for (const { body } of await inbox.list({ keys, limit: DELIVERIES })) {
    const told = namedTemplate.safeParse(parseWellFormedJson(body.replace(/^\ufeff/, '')));
    if (told.success) return told.data;
  }
  return null;
}

/** The first of these contracts that was generated from the template, whoever made it; null where none is known to be. */
export async function firstOfTemplate<Row extends { readonly contract: Contract }>(
  store: Pick<Store, 'inbox'>,
  rows: readonly Row[],
  templateId: string,
): Promise<Row | null> {
  for (const row of rows) if ((await templateOf(store, row.contract)) === templateId) return row;
  return null;
}
