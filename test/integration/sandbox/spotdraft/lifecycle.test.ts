import { describe, expect, it } from 'vitest';

import { startSpotDraftSandbox } from '../../../../src/sandbox/spotdraft/index.js';
import type { SpotDraftSandbox } from '../../../../src/sandbox/spotdraft/index.js';
import { createCaller, createOrderForm, V21 } from './sandbox-client.js';

const SEND = { attachment_formats: ['PDF'] };

async function startWithContract(options: Parameters<typeof startSpotDraftSandbox>[0] = {}) {
  const sandbox = await startSpotDraftSandbox({ rateLimitPerSecond: null, ...options });
  const call = createCaller(sandbox);
  const { id } = await createOrderForm(call);
  return { sandbox, call, id, at: `${V21}/contracts/${id}` };
}

function statusOf(sandbox: SpotDraftSandbox, id: string): string {
  return sandbox.control.get(id).contract_status;
}

describe('SpotDraft sandbox: life of a contract', () => {
  it('goes from draft through redlining and signing to executed', async () => {
    const { sandbox, call, id, at } = await startWithContract();
    await using _ = sandbox;
    const seen = [statusOf(sandbox, id)];
    expect((await call('POST', `${at}/send_to_counterparties`, SEND)).status).toBe(200);
    seen.push(statusOf(sandbox, id));
    expect((await call('POST', `${at}/mark_for_execution/`, {})).status).toBe(200);
    seen.push(statusOf(sandbox, id));
    sandbox.control.sign(id);
    seen.push(statusOf(sandbox, id));
    sandbox.control.sign(id);
    seen.push(statusOf(sandbox, id));
    expect(seen).toEqual(['DRAFT', 'REDLINING', 'SIGN', 'SIGN', 'EXECUTED']);
  });

  it('answers 204 to a void, 400 to a second and to one of an executed contract', async () => {
    const { sandbox, call, id, at } = await startWithContract();
    await using _ = sandbox;
    expect((await call('POST', `${at}/status/void`, {})).body).toEqual({
      note: ['Field required'],
    });
    expect((await call('POST', `${at}/status/void`, { note: 'lost' })).status).toBe(204);
    expect(statusOf(sandbox, id)).toBe('VOIDED');
    expect((await call('POST', `${at}/status/void`, { note: 'lost' })).status).toBe(400);

    const second = await createOrderForm(call);
    sandbox.control.execute(second.id);
    const refused = await call('POST', `${V21}/contracts/${second.id}/status/void`, { note: 'x' });
    expect(refused).toMatchObject({ status: 400, body: { detail: expect.any(String) } });
  });

  it('pulls a contract back from signature, with its signatures', async () => {
    const { sandbox, call, id, at } = await startWithContract();
    await using _ = sandbox;
    expect((await call('POST', `${at}/unmark_for_execution`, {})).status).toBe(400);
    sandbox.control.sign(id);
    expect((await call('POST', `${at}/unmark_for_execution`, { note: 'typo' })).status).toBe(200);
    expect(statusOf(sandbox, id)).toBe('REDLINING');
    const { body } = await call('GET', `${at}/recipients/`);
    expect(body.items.map(({ status }: { status: string }) => status)).toEqual([
      'PENDING',
      'PENDING',
    ]);
  });

  it('hides the status while on hold and comes back to it', async () => {
    const { sandbox, call, id, at } = await startWithContract();
    await using _ = sandbox;
    sandbox.control.send(id);
    sandbox.control.hold(id);
    expect((await call('GET', `${at}/status`)).body.contract_status).toBe('ON_HOLD');
    expect((await call('POST', `${at}/mark_for_execution/`, {})).status).toBe(400);
    sandbox.control.resume(id);
    expect((await call('GET', `${at}/status`)).body.contract_status).toBe('REDLINING');
  });

  it('shows a decline as a completed recipient without success', async () => {
    const { sandbox, call, id, at } = await startWithContract();
    await using _ = sandbox;
    sandbox.control.decline(id, 'Liability');
    const { body } = await call('GET', `${at}/recipients/`);
    expect(body.items[0]).toMatchObject({
      status: 'COMPLETED',
      recipient_action: { is_success: false, action_notes: 'Liability' },
    });
    expect(statusOf(sandbox, id)).toBe('DRAFT');
  });

  it('freezes contract data with the execution', async () => {
    const { sandbox, call, id, at } = await startWithContract();
    await using _ = sandbox;
    const changed = await call('PATCH', `${at}/contract_data`, { data: { po_number: 'PO-9' } });
    expect(changed.body.data).toMatchObject({
      po_number: 'PO-9',
      customer_name: 'Harlow Textiles',
    });
    sandbox.control.execute(id);
    expect(await call('PATCH', `${at}/contract_data`, { data: {} })).toMatchObject({
      status: 400,
      body: { code: 'SD_PUBLIC_00009' },
    });
  });

  it('replaces external metadata as a whole and checks object configurations', async () => {
    const { sandbox, call, at } = await startWithContract();
    await using _ = sandbox;
    const path = `${at}/external_metadata`;
    await call('POST', path, { external_metadata: { id: 'other' } });
    expect((await call('GET', path)).body).toEqual({ external_metadata: { id: 'other' } });
    const unknown = { object_configuration_id: '00000000-0000-4000-8000-000000000000' };
    expect(await call('POST', path, { external_metadata: unknown })).toMatchObject({
      status: 404,
      body: { code: 'SD_INTEGRATIONS_00021', status_code: 404 },
    });
  });

  it('acts through control routes without credentials', async () => {
    const { sandbox, id } = await startWithContract();
    await using _ = sandbox;
    const act = (action: string) =>
      fetch(`${sandbox.url}/__sandbox/contracts/${id}/${action}`, { method: 'POST' });
    expect(await (await act('execute')).json()).toMatchObject({ id, contract_status: 'EXECUTED' });
    expect((await act('hold')).status).toBe(400);
    expect((await act('explode')).status).toBe(400);
    const found = await fetch(`${sandbox.url}/__sandbox/contracts?externalId=0065g00000XyZ12AAB`);
    expect(await found.json()).toMatchObject({ contracts: [{ id }] });
  });
});

describe('SpotDraft sandbox: documents', () => {
  it('links to a real PDF until the link expires', async () => {
    let at = new Date('2026-05-01T10:00:00Z');
    const {
      sandbox,
      call,
      id,
      at: path,
    } = await startWithContract({
      now: () => at,
      downloadLinkTtlMs: 60_000,
    });
    await using _ = sandbox;
    sandbox.control.execute(id);
    const { body } = await call('POST', `${path}/download_link`);
    expect(body).toEqual({
      url: expect.stringContaining('/storage/'),
      file_name: expect.stringMatching(/\.pdf$/),
      current_version_id: expect.any(Number),
    });
    const document = await fetch(body.url);
    expect(document.headers.get('content-type')).toBe('application/pdf');
    expect(await document.text()).toMatch(/^%PDF-/);

    at = new Date('2026-05-01T10:01:00Z');
    const expired = await fetch(body.url);
    expect(expired.status).toBe(400);
    expect(await expired.text()).toContain('<Code>ExpiredToken</Code>');
  });

  it('refuses a changed link and one that is opened with API credentials', async () => {
    const { sandbox, call, at } = await startWithContract();
    await using _ = sandbox;
    const { url } = (await call('POST', `${at}/download_link`, {})).body;
    expect((await fetch(url.replace('T-19501', 'T-19502'))).status).toBe(403);
    expect((await fetch(url, { headers: { 'client-secret': 'leak' } })).status).toBe(400);
    expect(sandbox.calls.report().total).toBe(2);
  });

  it('lets the executed document lag by attempts and by time', async () => {
    let at = new Date('2026-05-01T10:00:00Z');
    const { sandbox, call, id, at: path } = await startWithContract({ now: () => at });
    await using _ = sandbox;
    await fetch(`${sandbox.url}/__sandbox/settings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ documentLagCalls: 2, documentLagStatus: 400 }),
    });
    sandbox.control.execute(id);
    const statuses = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      statuses.push((await call('POST', `${path}/download_link`, {})).status);
    }
    expect(statuses).toEqual([400, 400, 200]);

    sandbox.settings.documentLagMs = 1000;
    expect((await call('POST', `${path}/download`)).status).toBe(400);
    at = new Date('2026-05-01T10:00:01Z');
    expect((await call('POST', `${path}/download`)).body.subarray(0, 5)).toEqual(
      new TextEncoder().encode('%PDF-'),
    );
  });

  it('knows the formats of the documents and no others', async () => {
    const { sandbox, call, id, at } = await startWithContract();
    await using _ = sandbox;
    const link = (format: unknown) => call('POST', `${at}/download_link`, { format });
    const fileOf = async (format: unknown) => {
      const { body } = await link(format);
      const bytes = Buffer.from(await (await fetch(body.url)).arrayBuffer());
      const kind = bytes.toString('latin1', 0, 2);
      return `${String(body.file_name).split('.').at(-1)} ${kind}`;
    };
    expect(await fileOf(null)).toBe('pdf %P');
    expect(await fileOf('DOCX')).toBe('docx PK');
    expect(await fileOf('DOCX_WITH_FALLBACK_TO_PDF')).toBe('docx PK');
    expect((await link('pdf')).status).toBe(400);
    sandbox.control.execute(id);
    expect((await link('DOCX')).status).toBe(400);
    expect(await fileOf('DOCX_WITH_FALLBACK_TO_PDF')).toBe('pdf %P');
    const docx = `${V21}/contracts/${id.slice(2)}/download_docx/`;
    expect((await call('POST', docx, {})).status).toBe(400);
    const last = await call('POST', docx, { fallback_to_last_available_docx: true });
    expect(Buffer.from(last.body).toString('latin1', 0, 2)).toBe('PK');
  });

  it('changes the version with the execution', async () => {
    const { sandbox, call, id, at } = await startWithContract();
    await using _ = sandbox;
    const version = async () =>
      (await call('POST', `${at}/download_link`, {})).body.current_version_id;
    const before = await version();
    sandbox.control.execute(id);
    expect(await version()).not.toBe(before);
  });
});
