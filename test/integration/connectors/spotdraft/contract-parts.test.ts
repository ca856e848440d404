import { describe, expect, it } from 'vitest';
import { InputError, UpstreamUnavailableError } from '../../../../src/domain/errors.js';
import { answer, id, interactive, openClient, startLoopback } from './support.js';

describe('metrics', () => {
  it('are read as far as they are there, times in UTC; signatures without address or time are left out', async () => {
    await using server = await startLoopback(() => ({
      contract_id: 7,
      contract_turns: { no_of_turns: 2 },
      contract_sent_to_cp_datetime: '2026-03-01T10:00:00.123456Z',
      marked_for_signature_datetime: '2026-03-02T10:00:00',
      contract_executed_datetime: 'soon',
      contract_signed_by_signatory_list: [
        {
          is_creator_party: true,
          signed_datetime: '2026-03-03T10:00:00+02:00',
          signatory_email: 'a@b.example',
        },
        { signed_datetime: '2026-03-03T10:00:00Z', signatory_email: 'c@d.example' },
        { signed_datetime: 'x', signatory_email: 'e@f.example' },
        'odd',
      ],
      pending_with: 'COUNTER_PARTY',
      type_of_workflow: 'UPLOAD_SIGN',
      contract_status: 'COMPLETED',
    }));
    await using opened = openClient(server.url);
    expect(await opened.client.getMetrics(id('T-7'), interactive)).toEqual({
      turns: 2,
      sentAt: '2026-03-01T10:00:00.123Z',
      markedForSignatureAt: '2026-03-02T10:00:00.000Z',
      executedAt: null,
      pendingWith: 'COUNTER_PARTY',
      signatures: [
        { email: 'a@b.example', at: '2026-03-03T08:00:00.000Z', creatorParty: true },
        { email: 'c@d.example', at: '2026-03-03T10:00:00.000Z', creatorParty: null },
      ],
      workflow: 'UPLOAD_SIGN',
    });
    expect(server.lines()).toEqual(['GET /contracts/7/process_metrics/']);
  });

  it('are nothing where SpotDraft measures nothing, and little where it says little', async () => {
    const bodies = [{ contract_id: 7, contract_turns: null, pending_with: '' }, null];
    await using server = await startLoopback((_request, response) =>
      bodies[server.seen.length - 1] === null
        ? answer(response, 404, { detail: 'Not Found' })
        : bodies[server.seen.length - 1],
    );
    await using opened = openClient(server.url);
    expect(await opened.client.getMetrics(id('T-7'), interactive)).toEqual({
      turns: null,
      sentAt: null,
      markedForSignatureAt: null,
      executedAt: null,
      pendingWith: null,
      signatures: [],
      workflow: null,
    });
    expect(await opened.client.getMetrics(id('T-7'), interactive)).toBeNull();
    await expect(opened.client.getMetrics(id('H-7'), interactive)).rejects.toBeInstanceOf(
      InputError,
    );
    expect(server.seen).toHaveLength(2);
  });
});

describe('the text', () => {
  const NONE = { status: 'NOT_AVAILABLE', text: null };

  it.each([
    [
      'that was read',
      { extraction_status: 'completed', content: 'This Agreement' },
      { status: 'COMPLETED', text: 'This Agreement' },
    ],
    [
      'that is being read',
      { extraction_status: 'pending', content: null },
      { status: 'PENDING', text: null },
    ],
    ['that could not be read', { extraction_status: 'failed' }, { status: 'FAILED', text: null }],
    [
      'whose status is news',
      { extraction_status: 'partly', content: 'This' },
      { status: 'COMPLETED', text: 'This' },
    ],
    ['that is said to be there and is not', { extraction_status: 'completed', content: '' }, NONE],
  ])('%s', async (_name, body, expected) => {
    await using server = await startLoopback(() => ({
      contract_id: 'T-7',
      content_format: 'text',
      ...body,
    }));
    await using opened = openClient(server.url);
    expect(await opened.client.getContractText(id('T-7'), interactive)).toEqual(expected);
    expect(server.lines()).toEqual(['GET /contracts/T-7/content?text_format=text']);
  });

  it.each([
    [
      'is what was recognised',
      200,
      { contract_id: 7, content: 'scanned' },
      { status: 'COMPLETED', text: 'scanned' },
    ],
    ['is none where it is no scan', 400, { detail: 'The document is not a scan.' }, NONE],
    ['is none where that is said without a word', 400, '', NONE],
    ['is none where there is nothing', 404, { detail: 'Not found.' }, NONE],
  ])('of a scan %s', async (_name, status, body, expected) => {
    await using server = await startLoopback(({ url }, response) =>
      url.includes('/scanned')
        ? answer(response, status, body)
        : { contract_id: 'H-7', content_format: 'text', extraction_status: 'not_available' },
    );
    await using opened = openClient(server.url);
    expect(await opened.client.getContractText(id('H-7'), interactive)).toEqual(expected);
    expect(server.lines()).toEqual([
      'GET /contracts/H-7/content?text_format=text',
      'GET /contracts/H-7/content/scanned',
    ]);
  });

  it('of a scan is not said to be none while SpotDraft is down', async () => {
    await using server = await startLoopback(({ url }, response) =>
      url.includes('/scanned')
        ? answer(response, 502, '<html>')
        : { contract_id: 'H-7', content_format: 'text', extraction_status: 'not_available' },
    );
    await using opened = openClient(server.url);
    await expect(opened.client.getContractText(id('H-7'), interactive)).rejects.toBeInstanceOf(
      UpstreamUnavailableError,
    );
  });

  it('is none where the workspace does not have its contracts read', async () => {
    await using server = await startLoopback((_request, response) =>
      answer(response, 404, { detail: 'Not found.' }),
    );
    await using opened = openClient(server.url);
    expect(await opened.client.getContractText(id('T-7'), interactive)).toEqual(NONE);
    expect(server.seen).toHaveLength(1);
  });
});

describe('answers to questions', () => {
  it('are read by the name of the question, with who gave them', async () => {
    await using server = await startLoopback(() => ({
      questionnaire_response_data: { department: 'product', fee: { type: 'USD', value: 3 } },
      respondents: [
        { created_at: '2023-06-14T10:46:15.205587Z', created_by: 'Mike Reed', org_name: 'Acme' },
        { created_at: 7 },
        'odd',
      ],
    }));
    await using opened = openClient(server.url);
    expect(await opened.client.getQuestionnaire(id('T-7'), 'INTAKE_FORM', interactive)).toEqual({
      data: { department: 'product', fee: { type: 'USD', value: 3 } },
      respondents: [
        { name: 'Mike Reed', at: '2023-06-14T10:46:15.205Z' },
        { name: null, at: null },
      ],
    });
    expect(server.lines()).toEqual([
      'GET /contracts/7/questionnaire/responses/?questionnaire_type=INTAKE_FORM',
    ]);
  });

  it('are none where nothing was asked', async () => {
    const bodies = [{ questionnaire_response_data: null }, null];
    await using server = await startLoopback((_request, response) =>
      bodies[server.seen.length - 1] === null
        ? answer(response, 404, { detail: 'Not found.' })
        : bodies[server.seen.length - 1],
    );
    await using opened = openClient(server.url);
    const { client } = opened;
    expect(await client.getQuestionnaire(id('T-7'), 'TEMPLATE', interactive)).toEqual({
      data: {},
      respondents: [],
    });
    expect(await client.getQuestionnaire(id('T-7'), 'TEMPLATE', interactive)).toBeNull();
    await expect(
      client.getQuestionnaire(id('H-7'), 'TEMPLATE', interactive),
    ).rejects.toBeInstanceOf(InputError);
  });
});
