import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';

import { startSpotDraftSandbox } from '../../../../src/sandbox/spotdraft/index.js';
import { createCaller, orderForm, orderFormData, V21 } from './sandbox-client.js';

/** What a preview of an order form answers, on a fresh sandbox. */
async function preview(changes: Readonly<Record<string, unknown>> = {}) {
  await using sandbox = await startSpotDraftSandbox();
  const { contract_template_id, contract_data, counter_party_details } = orderForm();
  const body = { contract_template_id, contract_data, counter_party_details, ...changes };
  const answer = await createCaller(sandbox)('POST', `${V21}/contracts/preview/`, body);
  return { ...answer, contracts: sandbox.control.list('0065g00000XyZ12AAB') };
}

const [party] = orderForm().counter_party_details;

describe('SpotDraft sandbox: preview', () => {
  it('is a PDF declared as JSON, and makes nothing', async () => {
    const { status, headers, body, contracts } = await preview({ organization_entity_id: 62 });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('application/json');
    const pdf = await PDFDocument.load(body);
    expect(pdf.getTitle()).toBe('Preview: Order Form');
    expect(contracts).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, unknown]>([
    [
      'data that does not fit',
      { contract_data: orderFormData({ customer_name: 5 }) },
      { contract_data: { customer_name: [expect.any(String)] } },
    ],
    [
      'an entity that there is not',
      { organization_entity_id: 9 },
      { organization_entity_id: [expect.any(String)] },
    ],
    [
      'a reference id where the number belongs',
      { organization_entity_id: 'MC-US' },
      { organization_entity_id: [expect.any(String)] },
    ],
    [
      'a contact without a last name',
      {
        counter_party_details: [
          { ...party, poc_details: { first_name: 'Iris', email: 'iris@harlow.example' } },
        ],
      },
      { counter_party_details: { 0: { poc_details: { last_name: [expect.any(String)] } } } },
    ],
    [
      'an address whose country has a code alone',
      {
        counter_party_details: [
          {
            ...party,
            organization_details: {
              address: { line_one: 'a', city: 'b', country_iso_code: 'DE' },
            },
          },
        ],
      },
      {
        counter_party_details: {
          0: { organization_details: { address: { country: [expect.any(String)] } } },
        },
      },
    ],
    [
      'a kind of organisation that the workspace does not have',
      { counter_party_details: [{ ...party, organization_type: 'Guild' }] },
      { counter_party_details: { 0: { organization_type: [expect.any(String)] } } },
    ],
  ])('refuses %s', async (_name, changes, expected) => {
    const { status, body } = await preview(changes);
    expect(status).toBe(400);
    expect(body).toEqual(expected);
  });

  it('answers 404 to an unknown template', async () => {
    expect((await preview({ contract_template_id: 9 })).status).toBe(404);
  });
});
