import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSpotDraftSandbox } from '../../../../src/sandbox/spotdraft/index.js';
import type { SpotDraftSandbox } from '../../../../src/sandbox/spotdraft/index.js';
import { docx, pdf } from '../../../support/documents.js';
import { createCaller, V21 } from './sandbox-client.js';

let sandbox: SpotDraftSandbox;
let call: ReturnType<typeof createCaller>;
beforeEach(async () => {
  sandbox = await startSpotDraftSandbox({ rateLimitPerSecond: null });
  call = createCaller(sandbox);
});
afterEach(() => sandbox.close());

const REVIEW = `${V21}/contracts/upload_review_contracts/`;
const SIGN = `${V21}/contracts/upload_sign_contracts/`;
const EXECUTED = `${V21}/contracts/executed_contracts/`;
const paper = (more: object = {}) => ({
  contract_name: 'Their paper',
  contract_type_id: 302,
  file_name: 'paper.pdf',
  file_base64: pdf().toString('base64'),
  counterparty_organization_name: 'Globex',
  ...more,
});
const signed = (more: object = {}) => ({
  contract_name: 'Signed elsewhere',
  contract_type_id: 390,
  file_name: 'signed.pdf',
  file_content: pdf().toString('base64'),
  organization_entity_id: 61,
  ...more,
});

it('starts each in its state, under a T id, with the kind of its origin', async () => {
  const made = await Promise.all([
    call('POST', REVIEW, paper()),
    call('POST', SIGN, paper()),
    call('POST', EXECUTED, signed()),
  ]);
  expect(made.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(made.map(({ body }) => [body.id.slice(0, 2), body.contract_status])).toEqual([
    ['T-', 'REDLINING'],
    ['T-', 'SIGN'],
    ['T-', 'EXECUTED'],
  ]);
  expect(made.map(({ body }) => sandbox.control.get(body.id)['contract_kind'])).toEqual([
    'THIRD_PARTY_CONTRACT',
    'SIGN_CONTRACT',
    'EXECUTED_CONTRACT',
  ]);
});

describe('refuses', () => {
  it.each([
    ['a type without a workflow', REVIEW, paper({ contract_type_id: 390 }), 'SD_CONTRACTS_00289'],
    ['an unknown type', SIGN, paper({ contract_type_id: 1 }), 'contract_type_id'],
    [
      'an unknown entity',
      REVIEW,
      paper({ creator_organization_entity_id: 1 }),
      'creator_organization_entity_id',
    ],
    ['what is no base64', REVIEW, paper({ file_base64: '%%%' }), 'file_base64'],
    [
      'another file',
      SIGN,
      paper({ file_base64: Buffer.from('text').toString('base64') }),
      'file_base64',
    ],
    [
      'nobody on the other side',
      SIGN,
      paper({ counterparty_organization_name: undefined }),
      'counterparty_organization_name',
    ],
    [
      'an unknown counterparty',
      REVIEW,
      paper({ counterparty_workspace_id: 1 }),
      'counterparty_workspace_id',
    ],
    [
      'an unknown reviewer',
      REVIEW,
      paper({ reviewer: { org_user_email: 'x@x.example' } }),
      'reviewer',
    ],
    ['nobody as reviewer', REVIEW, paper({ reviewer: {} }), 'reviewer'],
    ['a signed DOCX', EXECUTED, signed({ file_name: 'a.docx' }), 'file_name'],
    [
      'a DOCX that is called PDF',
      EXECUTED,
      signed({ file_content: docx().toString('base64') }),
      'file_content',
    ],
  ])('%s', async (_what, path, body, named) => {
    const answer = await call('POST', path, body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(named);
  });
});

it('a version replaces the document; out for signature only a signed copy does', async () => {
  const { body: made } = await call('POST', REVIEW, paper());
  const path = `${V21}/contracts/${made.id.slice(2)}/contract_version/`;
  const version = { document_name: 'b.pdf', document_base_64: pdf(900, 'b').toString('base64') };
  const before = sandbox.control.get(made.id)['version_id'];
  expect((await call('POST', path, version)).status).toBe(201);
  const link = await call('POST', `${V21}/contracts/${made.id}/download_link`, {});
  expect(link.body.current_version_id).not.toBe(before);
  await call('POST', `${V21}/contracts/${made.id}/mark_for_execution/`, {});
  expect((await call('POST', path, version)).status).toBe(400);
  expect((await call('POST', path, { ...version, is_executed_version: true })).status).toBe(201);
  expect(sandbox.control.get(made.id).contract_status).toBe('EXECUTED');
});
