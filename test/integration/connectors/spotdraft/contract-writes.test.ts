import { describe, expect, it } from 'vitest';
import type { CreateContractRequest } from '../../../../src/connectors/spotdraft/contract-creation.js';
import {
  AmbiguousOutcomeError,
  InputError,
  NotFoundError,
  UpstreamRejectedError,
} from '../../../../src/domain/errors.js';
import { answer, id, interactive, openClient, row, startLoopback } from './support.js';

const request: CreateContractRequest = {
  templateId: '1204',
  name: 'Order form',
  data: { fee: { type: 'USD', value: 12 } },
  counterparties: [
    {
      isIndividual: false,
      organizationName: 'Globex',
      organizationType: '',
      jurisdiction: 'de',
      address: { lineOne: 'Street 1', city: 'Berlin', countryCode: 'DE', state: '', zipcode: '1' },
      contact: { firstName: 'Ada', lastName: '', email: 'ada@globex.example' },
      partyRole: 'buyer',
    },
    {
      isIndividual: true,
      jurisdiction: 'England and Wales',
      contact: { firstName: 'Bo', email: 'bo@bo.example' },
    },
  ],
  externalMetadata: { id: '0065g00000XyZ12AAF', integration_name: 'salesforce' },
  sendToCounterparties: false,
};

describe('createContract', () => {
  it('sends the documented body and leaves empty strings out', async () => {
    await using server = await startLoopback((_request, response) =>
      answer(response, 201, { ...row('T-8'), contract_id: 8 }),
    );
    await using opened = openClient(server.url);
    const contract = await opened.client.createContract(request, interactive);
    expect(contract.id).toBe('T-8');
    expect(server.lines()).toEqual(['POST /contracts/']);
    expect(server.seen[0]!.body).toEqual({
      contract_template_id: 1204,
      contract_name: 'Order form',
      contract_data: { fee: { type: 'USD', value: 12 } },
      counter_party_details: [
        {
          is_individual: false,
          organization_name: 'Globex',
          poc_details: { first_name: 'Ada', email: 'ada@globex.example' },
          organization_details: {
            jurisdiction_iso_code: 'DE',
            address: { line_one: 'Street 1', city: 'Berlin', country_iso_code: 'DE', zipcode: '1' },
          },
          party_role_identifier: 'buyer',
        },
        {
          is_individual: true,
          poc_details: { first_name: 'Bo', email: 'bo@bo.example' },
          organization_details: { jurisdiction: 'England and Wales' },
        },
      ],
      external_metadata: { id: '0065g00000XyZ12AAF', integration_name: 'salesforce' },
    });
  });

  it('asks for sending with the flag and its configuration together', async () => {
    await using server = await startLoopback((_request, response) =>
      answer(response, 201, row('T-8')),
    );
    await using opened = openClient(server.url);
    await opened.client.createContract({ ...request, sendToCounterparties: true }, interactive);
    expect(server.seen[0]!.body).toMatchObject({
      workflow_config: { auto_send_to_counterparty: true },
      send_to_counterparty_config: { attachment_formats: ['PDF'] },
    });
  });

  it('says who signs, for whom and in which order, for which entity and how', async () => {
    await using server = await startLoopback((_request, response) =>
      answer(response, 201, row('T-8')),
    );
    await using opened = openClient(server.url);
    await opened.client.createContract(
      {
        ...request,
        signatories: [
          { name: 'Cy Berg', email: 'cy@acme.example', isCounterparty: false, order: 2, title: '' },
          {
            name: 'Ada Ek',
            email: 'ada@globex.example',
            isCounterparty: true,
            counterpartyName: 'Globex',
            title: 'CFO',
            note: 'Please sign',
            order: 1,
          },
        ],
        entityReferenceId: 'ACME-US',
        workflow: { apiOnlyEdits: true, skipCreatorInfo: false },
        isEmbedded: true,
      },
      interactive,
    );
    const { body } = server.seen[0]!;
    expect(body).toMatchObject({
      entity_reference_id: 'ACME-US',
      is_embedded_contract: true,
    });
    expect(body).toHaveProperty('signatories', [
      {
        name: 'Cy Berg',
        email: 'cy@acme.example',
        is_counterparty_signatory: false,
        sign_order: 2,
      },
      {
        name: 'Ada Ek',
        email: 'ada@globex.example',
        is_counterparty_signatory: true,
        counterparty_name: 'Globex',
        title: 'CFO',
        note: 'Please sign',
        sign_order: 1,
      },
    ]);
    expect(body).toHaveProperty('workflow_config', {
      api_only_contract_edits: true,
      skip_creator_info_collection: false,
    });
  });

  it('is ambiguous when the answer can not be read: the contract exists', async () => {
    for (const body of ['', '<html>', { ok: true }, row(8)]) {
      await using server = await startLoopback((_request, response) => answer(response, 201, body));
      await using opened = openClient(server.url);
      await expect(opened.client.createContract(request, interactive)).rejects.toBeInstanceOf(
        AmbiguousOutcomeError,
      );
      expect(server.seen).toHaveLength(1);
    }
  });

  it('hands the fields that SpotDraft complains about on', async () => {
    await using server = await startLoopback((_request, response) =>
      answer(response, 400, {
        counter_party_details: { 0: { poc_details: { email: ['Enter a valid email address.'] } } },
        contract_data: { fee: ['Field required'] },
      }),
    );
    await using opened = openClient(server.url);
    const error: unknown = await opened.client
      .createContract(request, interactive)
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UpstreamRejectedError);
    expect((error as UpstreamRejectedError).fieldMessages).toEqual({
      'counter_party_details.0.poc_details.email': ['Enter a valid email address.'],
      'contract_data.fee': ['Field required'],
    });
  });

  it('names the template that does not exist', async () => {
    await using server = await startLoopback((_request, response) =>
      answer(response, 404, { detail: 'Not found.' }),
    );
    await using opened = openClient(server.url);
    await expect(opened.client.createContract(request, interactive)).rejects.toThrow(
      /template 1204/,
    );
    await expect(
      opened.client.createContract({ ...request, templateId: '../x' }, interactive),
    ).rejects.toBeInstanceOf(InputError);
    expect(server.seen).toHaveLength(1);
  });
});

describe('moving a contract', () => {
  it('uses each path with exactly the slash it is documented with', async () => {
    await using server = await startLoopback((seen, response) =>
      answer(response, seen.url.endsWith('void') ? 204 : 200, ''),
    );
    await using opened = openClient(server.url);
    const { client } = opened;
    const contract = id('H-3');
    await client.sendToCounterparties(
      contract,
      { toEmails: ['a@b.example'], ccEmails: [], subject: '', message: 'Hi' },
      interactive,
    );
    await client.markForExecution(contract, {}, interactive);
    await client.unmarkForExecution(contract, undefined, interactive);
    await client.unmarkForExecution(contract, 'typo', interactive);
    await client.voidContract(contract, 'duplicate', interactive);
    await client.setExternalMetadata(
      contract,
      { id: 'new', record_type: 'Opportunity' },
      interactive,
    );
    expect(server.lines()).toEqual([
      'POST /contracts/H-3/send_to_counterparties',
      'POST /contracts/H-3/mark_for_execution/',
      'POST /contracts/H-3/unmark_for_execution',
      'POST /contracts/H-3/unmark_for_execution',
      'POST /contracts/H-3/status/void',
      'POST /contracts/H-3/external_metadata',
    ]);
    expect(server.seen.map((seen) => seen.body)).toEqual([
      { attachment_formats: ['PDF'], to_emails: ['a@b.example'], custom_message: 'Hi' },
      {},
      {},
      { note: 'typo' },
      { note: 'duplicate' },
      { external_metadata: { id: 'new', record_type: 'Opportunity' } },
    ]);
  });

  it('hands on why SpotDraft refuses, as after a second void', async () => {
    await using server = await startLoopback((_request, response) =>
      answer(response, 400, { detail: 'Executed contracts can not be voided.' }),
    );
    await using opened = openClient(server.url);
    await expect(opened.client.voidContract(id('T-1'), 'x', interactive)).rejects.toThrow(
      'Executed contracts can not be voided.',
    );
    await expect(opened.client.voidContract(id('T-1'), ' ', interactive)).rejects.toBeInstanceOf(
      InputError,
    );
  });
});

describe('getDownloadLink', () => {
  it('reads the link with a POST that may be repeated', async () => {
    let count = 0;
    await using server = await startLoopback((_request, response) => {
      count += 1;
      if (count === 1) return answer(response, 502, '');
      return { url: 'https://storage.example/x?sig=1', file_name: 'a.pdf', current_version_id: 3 };
    });
    await using opened = openClient(server.url);
    expect(await opened.client.getDownloadLink(id('T-1'), interactive)).toEqual({
      url: 'https://storage.example/x?sig=1',
      fileName: 'a.pdf',
      versionId: '3',
    });
    expect(server.lines()).toEqual([
      'POST /contracts/T-1/download_link',
      'POST /contracts/T-1/download_link',
    ]);
    expect(opened.log.lines.join()).not.toContain('sig=1');
  });

  it.each([400, 404])('is null while the document lags and SpotDraft answers %i', async (code) => {
    await using server = await startLoopback((seen, response) =>
      seen.method === 'POST'
        ? answer(response, code, { detail: 'Not ready' })
        : { contract_status: 'EXECUTED', contract_name: 'A' },
    );
    await using opened = openClient(server.url);
    expect(await opened.client.getDownloadLink(id('T-1'), interactive)).toBeNull();
  });

  it('says so when the contract itself is gone', async () => {
    await using server = await startLoopback((_request, response) =>
      answer(response, 404, { detail: 'Not found.' }),
    );
    await using opened = openClient(server.url);
    await expect(opened.client.getDownloadLink(id('T-1'), interactive)).rejects.toBeInstanceOf(
      NotFoundError,
    );
  });
});

describe('foreign text in a download link', () => {
  it.each([
    ['letters beyond Latin-1', 'https://storage.example/Вертрag 契約.pdf?sig=ä%2F1'],
    ['an emoji and half of one', 'https://storage.example/\u{1f4c4}\ud83d.pdf'],
    ['a foreign host name', 'https://löschen.example/x'],
  ])('is encoded as a browser would, so that a header can carry it: %s', async (_name, url) => {
    await using server = await startLoopback(() => ({ url, file_name: 'a.pdf' }));
    await using opened = openClient(server.url);
    const link = await opened.client.getDownloadLink(id('T-1'), interactive);
    expect(link?.url).toMatch(/^[\x21-\x7e]+$/);
    expect(link?.url).toBe(new URL(url).href);
    // What was encoded before stays so: a signature over it must not break.
    if (url.includes('%2F')) expect(link?.url).toContain('%2F1');
  });
});
