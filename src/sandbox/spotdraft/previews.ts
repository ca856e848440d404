import { z } from 'zod';

import {
  addressBody,
  checkParties,
  counterpartyBody,
  createBody,
  findTemplate,
  partyName,
} from './contracts/create-contract.js';
import { validateContractData } from './contracts/validate-contract-data.js';
import { renderPreviewPdf } from './documents/pdf.js';
import { addFieldError, fieldError } from './errors.js';
import type { FieldErrors } from './errors.js';
import { parseBody } from './parse-body.js';
import type { ApiRoute, Workspace } from './router.js';

const { poc_details: contactBody } = counterpartyBody.shape;

/** As uploads have it: countries by name, and both names of the contact. */
const partyBody = counterpartyBody.extend({
  poc_details: contactBody.extend({ last_name: z.string() }),
  organization_details: z
    .object({
      jurisdiction: z.string().min(1).nullish(),
      address: addressBody
        .extend({
          country: z.string().min(1),
          country_iso_code: addressBody.shape.country_iso_code.nullish(),
        })
        .nullish(),
    })
    .nullish(),
});

const previewBody = createBody.pick({ contract_template_id: true, contract_data: true }).extend({
  organization_entity_id: z.int().nullish(),
  counter_party_details: z.array(partyBody).nullish(),
});

/** What a contract would look like; checked as one, and not made. */
export function previewRoutes({ state, acceptUnknownDataKeys }: Workspace): ApiRoute[] {
  return [
    {
      method: 'POST',
      path: '/api/v2.1/public/contracts/preview/',
      handle: async ({ body: input }) => {
        const body = parseBody(previewBody, input);
        const { contract_data: data, organization_entity_id: entityId } = body;
        const template = findTemplate(state, body.contract_template_id);
        const parties = body.counter_party_details ?? [];
        const errors: FieldErrors = {};
        const dataErrors = validateContractData(data, template.attributes, {
          acceptUnknownKeys: acceptUnknownDataKeys,
        });
        if (Object.keys(dataErrors).length > 0) errors.contract_data = dataErrors;
        checkParties(parties, template, errors);
        const entity = state.entities.find(({ id, is_primary: isPrimary }) =>
          typeof entityId === 'number' ? id === entityId : isPrimary,
        );
        if (!entity) addFieldError(errors, ['organization_entity_id'], 'No entity with this id.');
        if (Object.keys(errors).length > 0) throw fieldError(errors);
        const names = [entity?.name ?? '', ...parties.map(partyName)];
        return {
          status: 200,
          bytes: await renderPreviewPdf(template.name, names, data, state.now()),
        };
      },
    },
  ];
}
