import { describe, expect, it } from 'vitest';
import type { PreviewRequest } from '../../../../src/connectors/spotdraft/previews.js';
import {
  InputError,
  NotFoundError,
  UpstreamRejectedError,
  UpstreamUnavailableError,
} from '../../../../src/domain/errors.js';
import { answer, interactive, openClient, retriesAtOnce, startLoopback } from './support.js';

const request: PreviewRequest = {
  templateId: '1204',
  data: { fee: 12 },
  entityId: '61',
  counterparties: [
    {
      isIndividual: false,
      organizationName: 'Globex',
      organizationType: 'GmbH',
      jurisdiction: 'de',
      address: { lineOne: 'Street 1', city: 'Berlin', countryCode: 'DE', zipcode: '' },
      contact: { firstName: 'Ada', email: 'ada@globex.example' },
    },
    {
      isIndividual: true,
      jurisdiction: 'England and Wales',
      partyRole: 'buyer',
      contact: { firstName: 'Bo', lastName: 'Ek', email: 'bo@bo.example' },
    },
  ],
};
/** Bytes that no text survives. */
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from([0x25, 0xe2, 0xe3, 0, 0xff])]);

describe('a preview', () => {
  it('is the bytes as they come, whatever they are declared as', async () => {
    for (const type of ['application/json', 'application/pdf']) {
      await using server = await startLoopback((_request, response) =>
        answer(response, 200, PDF, { 'content-type': type }),
      );
      await using opened = openClient(server.url);
      expect(await opened.client.renderPreview(request, interactive)).toEqual(PDF);
      expect(server.lines()).toEqual(['POST /contracts/preview/']);
    }
  });

  it('asks with counterparties in its own form: countries by name, each contact with a last name', async () => {
    await using server = await startLoopback((_request, response) => answer(response, 200, PDF));
    await using opened = openClient(server.url);
    await opened.client.renderPreview(request, { ...interactive, actingEmail: 'rep@acme.example' });
    await opened.client.renderPreview(
      { templateId: '1204', data: {}, counterparties: [] },
      interactive,
    );
    expect(server.seen[0]).toMatchObject({ headers: { 'user-email': 'rep@acme.example' } });
    expect(server.seen.map(({ body }) => body)).toEqual([
      {
        contract_template_id: 1204,
        contract_data: { fee: 12 },
        organization_entity_id: 61,
        counter_party_details: [
          {
            is_individual: false,
            organization_name: 'Globex',
            organization_type: 'GmbH',
            organization_details: {
              jurisdiction: 'Germany',
              address: {
                line_one: 'Street 1',
                city: 'Berlin',
                country: 'Germany',
                country_iso_code: 'DE',
              },
            },
            poc_details: { first_name: 'Ada', last_name: '', email: 'ada@globex.example' },
          },
          {
            is_individual: true,
            organization_details: { jurisdiction: 'England and Wales' },
            poc_details: { first_name: 'Bo', last_name: 'Ek', email: 'bo@bo.example' },
            party_role_identifier: 'buyer',
          },
        ],
      },
      { contract_template_id: 1204, contract_data: {} },
    ]);
  });

  it.each([
    ['a page', '<html>Maintenance</html>'],
    ['JSON', '{"url":"https://elsewhere.example/secret"}'],
    ['nothing', ''],
    ['a mark too late', `${'x'.repeat(2_000)}%PDF-1.7`],
  ])('is not there yet when %s comes instead of a PDF', async (_name, body) => {
    await using server = await startLoopback((_request, response) => answer(response, 200, body));
    await using opened = openClient(server.url, { clock: retriesAtOnce });
    const error: unknown = await opened.client
      .renderPreview(request, interactive)
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UpstreamUnavailableError);
    expect(opened.log.lines.join('\n') + String(error)).not.toContain('elsewhere.example');
    expect(server.seen).toHaveLength(4);
  });

  it('is refused in the words of SpotDraft', async () => {
    await using server = await startLoopback((_request, response) =>
      answer(response, 400, { contract_data: { fee: ['Field required'] } }),
    );
    await using opened = openClient(server.url);
    const error: unknown = await opened.client
      .renderPreview(request, interactive)
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UpstreamRejectedError);
    expect((error as UpstreamRejectedError).fieldMessages).toEqual({
      'contract_data.fee': ['Field required'],
    });
    expect(server.seen).toHaveLength(1);
  });

  it('names the template that is not there, and asks for no malformed one', async () => {
    await using server = await startLoopback((_request, response) =>
      answer(response, 404, { detail: 'Not found.' }),
    );
    await using opened = openClient(server.url);
    const preview = (changes: Partial<PreviewRequest>) =>
      opened.client.renderPreview({ ...request, ...changes }, interactive);
    await expect(preview({})).rejects.toThrow(/template 1204/);
    await expect(preview({})).rejects.toBeInstanceOf(NotFoundError);
    await expect(preview({ templateId: 'x' })).rejects.toBeInstanceOf(InputError);
    await expect(preview({ entityId: '../1' })).rejects.toBeInstanceOf(InputError);
    expect(server.seen).toHaveLength(2);
  });
});
