import { describe, expect, it } from 'vitest';

import { startSpotDraftSandbox } from '../../src/sandbox/spotdraft/index.js';
import type { SANDBOX_QUIRKS } from '../../src/sandbox/spotdraft/index.js';
import {
  createCaller,
  createOrderForm,
  orderForm,
  orderFormData,
  V21,
} from '../integration/sandbox/spotdraft/sandbox-client.js';
import { sampleDeals } from '../integration/sandbox/spotdraft/sample-deals.js';
import { pdf } from '../support/documents.js';
import { loadOpenApi } from '../support/openapi-validator.js';

const openapi = loadOpenApi();

/** Problems that a deliberate quirk explains. */
const EXCUSES: readonly {
  readonly quirk: keyof typeof SANDBOX_QUIRKS;
  readonly problem: RegExp;
}[] = [
  {
    quirk: 'external-lookup-composite-ids',
    problem: /by_external_metadata\/.*: body\/\d+\/id must be integer$/,
  },
  {
    quirk: 'no-content-is-empty',
    problem: /DELETE .*\/legal_intake\/.*: body must be object$/,
  },
  {
    quirk: 'recipient-action-null',
    problem: /\/recipients\/: body\/items\/\d+\/recipient_action must be object$/,
  },
];

describe('SpotDraft sandbox against the specification', () => {
  it('answers as declared on every route', async () => {
    await using sandbox = await startSpotDraftSandbox({
      rateLimitPerSecond: null,
      deals: sampleDeals(60),
      contracts: 60,
    });
    const call = createCaller(sandbox);
    const problems: string[] = [];
    const used = new Set<string>();
    const step = async (method: string, path: string, body?: unknown, wanted = 200) => {
      const answer = await call(method, path, body);
      expect({ method, path, status: answer.status }).toEqual({ method, path, status: wanted });
      const found = openapi.checkResponse({ method, path, ...answer });
      for (const problem of found) {
        const line = `${method} ${path}: ${problem}`;
        const excuse = EXCUSES.find(({ problem: pattern }) => pattern.test(line));
        if (excuse) used.add(excuse.quirk);
        else problems.push(line);
      }
      return answer.body;
    };

    // Creating and finding
    const created = await step('POST', `${V21}/contracts/`, orderForm(), 201);
    const at = `${V21}/contracts/${created.id}`;
    const byNumber = `${V21}/contracts/${created.contract_id}`;
    await step('POST', `${V21}/contracts/`, orderForm({ contract_data: {} }), 400);
    await step('POST', `${V21}/contracts/`, orderForm({ contract_template_id: 1 }), 404);
    await step('POST', `${V21}/contracts/preview/`, {
      contract_template_id: 1204,
      contract_data: orderFormData(),
    });
    await step('GET', `${V21}/contracts/?limit=100`);
    await step('GET', `${V21}/contracts/?limit=101`, undefined, 400);
    await step('GET', `${V21}/contracts/?filter__contract_id[$in]=${created.id},H-19505`);
    await step('GET', `${V21}/contracts/by_external_metadata/0065g00000XyZ12AAB`);

    // Data
    await step('GET', `${at}/status`);
    await step('GET', `${V21}/contracts/T-1/status`, undefined, 404);
    await step('GET', `${at}/external_metadata`);
    await step('POST', `${at}/external_metadata`, { external_metadata: { id: 'x' } });
    await step('GET', `${V21}/contracts/T-1/external_metadata`, undefined, 404);
    await step('PATCH', `${at}/contract_data`, { data: { po_number: 'PO-7' } });
    await step('GET', `${at}/key_pointers`);
    const pointers = [{ key_pointer_field_name: 'payment_terms', value: 'net_45' }];
    const [row] = await step('POST', `${at}/key_pointers/bulk`, { key_pointers: pointers });
    await step('PATCH', `${at}/key_pointers/${row.id}`, { value: 'net_60' });

    const note = await step('GET', `${at}/notes`);
    await step('PUT', `${at}/notes/${note.id}`, { text: 'Agreed.', note_tag: { name: 'Legal' } });
    await step('PUT', `${at}/notes/${note.id}`, { text: '' }, 400);
    await step('PUT', `${at}/notes/1`, { text: 'x' }, 404);

    // Obligations and tasks
    const types = await step('GET', '/api/v1/public/obligations/types/');
    await step('GET', `/api/v1/public/obligations/types/${types[0].id}/`);
    await step('GET', '/api/v1/public/obligations/types/9/', undefined, 404);
    const task = {
      title: 'Send the report',
      assignees: [{ org_user_id: 701 }, { role_id: 52 }],
      due_date: '2027-01-01T00:00:00Z',
      reminders: [{ value: 1, days: 7, type: 'WEEKS' }],
    };
    const obligation = {
      title: 'Report',
      obligation_type_id: types[0].id,
      end_date: '2027-01-01T00:00:00Z',
      priority: 'HIGH',
      custom_fields: { clause: '4', contractual_delivery_value: 3 },
      tasks: [task],
    };
    const obliged = await step('POST', `${byNumber}/obligations/`, obligation, 201);
    await step('POST', `${byNumber}/obligations/`, { title: 'Report' }, 400);
    await step('POST', `${byNumber}/obligations/bulk/`, [obligation, obligation], 201);
    await step('PATCH', `${byNumber}/obligations/${obliged.id}/`, { status: 'COMPLETED' });
    await step('PATCH', `${byNumber}/obligations/bulk/`, [{ id: obliged.id, priority: 'LOW' }]);
    await step('GET', `${byNumber}/obligations/${obliged.id}/`);
    await step('GET', `${byNumber}/obligations/1/`, undefined, 400);
    await step('GET', `${byNumber}/obligations/`);
    await step('DELETE', `${byNumber}/obligations/${obliged.id}/`, undefined, 204);
    await step('POST', `${V21}/user_tasks/`, { ...task, contract_id: created.contract_id }, 201);
    await step('POST', `${V21}/user_tasks/`, { ...task, priority: 'HIGH' }, 400);
    await step('POST', `${byNumber}/tasks/bulk/`, [task], 201);
    // People
    const approvalsAt = `${V21}/contracts/approvals/${created.id}/`;
    const legal = { name: 'Legal', notes: 'Please look.', approver_user_id: 702, order: 1 };
    await step('POST', approvalsAt, { approvals: [legal] }, 201);
    await step('POST', approvalsAt, { approvals: [legal] }, 400);
    await step('POST', approvalsAt, { approvals: [{ name: 'x', notes: '' }] }, 400);
    sandbox.control.act(created.id, 'approve', { notes: 'Fine.' });
    await step('GET', approvalsAt);
    const reader = { permission_name: 'CONTRACT.READ', user_id: 703 };
    const team = { permission_name: 'CONTRACT.EDIT', role_id: 54 };
    await step('POST', `${byNumber}/invite/`, { items: [reader, team] });
    await step('POST', `${byNumber}/invite/`, { items: [{ ...reader, role_id: 54 }] }, 400);
    await step('GET', `${byNumber}/authorized_users/`);
    await step('POST', `${byNumber}/uninvite/`, { user_id: 703 });
    await step('POST', `${byNumber}/uninvite/`, { user_id: 703, role_id: 54 }, 400);
    await step('POST', `${byNumber}/uninvite_all/`);
    await step('POST', `${byNumber}/comments/`, { comment: 'Hey !!@702!! please review.' }, 201);
    await step('POST', `${byNumber}/comments/`, { comment: ' ' }, 400);
    await step('POST', `${byNumber}/comments/`, { comment: '!!@1!!' }, 400);
    await step('GET', `${byNumber}/comments/?page=1&limit=5`);
    const child = await createOrderForm(call);
    const related = { related_contract_id: child.contract_id, relation_type: 'CHILD' };
    await step('POST', `${byNumber}/contract_relation/`, related, 201);
    await step('GET', `${byNumber}/related_contracts/?page=1&limit=5`);
    const childAt = `${V21}/contracts/${child.contract_id}`;
    await step('GET', `${childAt}/related_contracts/`);
    const back = { related_contract_id: created.contract_id, relation_type: 'AMENDMENT' };
    await step('POST', `${childAt}/contract_relation/`, back, 400);
    await step('POST', `${byNumber}/contract_relation/`, { ...related, relation_type: 'X' }, 400);
    await step('GET', `${byNumber}/questionnaire/responses/?questionnaire_type=TEMPLATE`);
    await step('GET', `${byNumber}/questionnaire/responses/?questionnaire_type=INTAKE_FORM`);
    await step('GET', `${byNumber}/questionnaire/responses/`, undefined, 400);
    await step('GET', `${at}/content`);
    await step('GET', `${at}/content?text_format=segments`);
    await step('GET', `${at}/content?text_format=html`, undefined, 400);
    await step('GET', `${at}/content/scanned`, undefined, 400);
    await step('GET', `${V21}/contracts/H-19505/content`);
    await step('GET', `${V21}/contracts/H-19505/content/scanned`);

    // Documents going in
    const base64 = pdf().toString('base64');
    const paper = {
      contract_name: 'Their paper',
      contract_type_id: 302,
      file_name: 'paper.pdf',
      file_base64: base64,
      counterparty_organization_name: 'Globex',
      counterparty_poc_details: {
        first_name: 'Ada',
        last_name: 'Bell',
        email: 'ada@globex.example',
      },
      external_metadata: { id: '0065g00000XyZ12AAB' },
    };
    const reviewed = { ...paper, reviewer: { role_id: 52, description: 'Terms' } };
    const theirs = await step('POST', `${V21}/contracts/upload_review_contracts/`, reviewed, 201);
    await step('POST', `${V21}/contracts/upload_sign_contracts/`, paper, 201);
    const {
      file_base64: file_content,
      counterparty_organization_name: _name,
      counterparty_poc_details: _poc,
      ...signed
    } = paper;
    await step(
      'POST',
      `${V21}/contracts/executed_contracts/`,
      { ...signed, file_content, organization_entity_id: 61 },
      201,
    );
    await step(
      'POST',
      `${V21}/contracts/${theirs.id.slice(2)}/contract_version/`,
      { document_name: 'paper.pdf', document_base_64: base64, collect_approvals: false },
      201,
    );
    await step(
      'POST',
      `${V21}/supported_documents/${theirs.id}/`,
      { name: 'Schedule', file_name: 'schedule.pdf', file_base64: base64 },
      201,
    );

    // Moving on
    await step('GET', `${at}/recipients/`);
    await step('POST', `${at}/send_to_counterparties`, { attachment_formats: ['PDF'] });
    await step('PATCH', `${at}/intake_form/response`, { department: 'sales' });
    await step('GET', `${byNumber}/questionnaire/responses/?questionnaire_type=INTAKE_FORM`);
    await step('POST', `${at}/unmark_for_execution`, { note: 'early' }, 400);
    await step('POST', `${at}/mark_for_execution/`, {});
    await step('POST', `${at}/signatories/resend_email/`, { email_id: 'iris@harlow.example' });
    const recipient = 'recipient_email=iris@harlow.example';
    const linkOf = (contract: string) => `${contract}/recipients/recipient_link/?${recipient}`;
    await step('GET', linkOf(byNumber));
    await step('GET', linkOf(`${V21}/contracts/1`), undefined, 404);
    const embedded = await step(
      'POST',
      `${V21}/contracts/`,
      orderForm({ is_embedded_contract: true }),
      201,
    );
    const signingUrl = (number: number) =>
      `${V21}/contracts/embedded/contracts/${number}/counter_party/?cp_email_id=iris@harlow.example`;
    await step('GET', signingUrl(created.contract_id), undefined, 400);
    await step('POST', `${V21}/contracts/${embedded.id}/mark_for_execution/`, {});
    await step('GET', signingUrl(embedded.contract_id));
    await step('PATCH', `${byNumber}/business_user/`, { user_id: 702 });
    await step('PATCH', `${byNumber}/business_user/`, { user_id: 1 }, 404);
    await step('POST', `${byNumber}/review_request/`, { assignee_role_id: 52 });
    await step('POST', `${byNumber}/review_request/`, {}, 400);
    await step('POST', `${at}/unmark_for_execution`, {});
    sandbox.control.sign(created.id);
    await step('GET', `${at}/recipients/`);
    sandbox.control.execute(created.id);
    await step('GET', `${byNumber}/process_metrics/`);
    await step('GET', `${V21}/contracts/1/process_metrics/`, undefined, 404);
    await step('POST', `${at}/status/void`, { note: 'late' }, 400);
    await step('PATCH', `${at}/contract_data`, { data: {} }, 400);
    await step('POST', `${at}/download_link`, { format: 'PDF' });
    await step('POST', `${at}/download_link`, { format: 'DOCX' }, 400);
    await step('POST', `${childAt}/download_docx/`, {});
    await step('POST', `${byNumber}/download_docx/`, {}, 400);
    await step('POST', `${byNumber}/download_docx/`, { fallback_to_last_available_docx: true });
    await step('POST', `${at}/download`);
    const second = await createOrderForm(call);
    await step('POST', `${V21}/contracts/${second.id}/status/void`, { note: 'not needed' }, 204);

    // The first version's way in
    const v1 = `/api/v1/public/contracts/${created.contract_id}`;
    await step('GET', `${v1}/status`);
    await step('POST', `${v1}/download_link`, {});
    await step('POST', `${v1}/download`);
    const third = await createOrderForm(call);
    await step('POST', `/api/v1/public/contracts/${third.contract_id}/send_to_counterparties`, {
      attachment_formats: ['PDF'],
    });

    // Reference data
    await step('GET', `${V21}/templates/`);
    for (const id of [1201, 1202, 1204, 1207, 1210, 1215]) {
      await step('GET', `${V21}/templates/${id}/`);
      await step('GET', `${V21}/templates/${id}/metadata`);
    }
    await step('PATCH', `${V21}/templates/1204/`, { tags: ['sales', 'core'] });
    await step('GET', `${V21}/contract_types/`);
    await step('GET', `${V21}/contract_types/303/entities`);
    await step('GET', `${V21}/key_pointers/?contract_type_id=303`);
    await step('GET', `${V21}/contract_types/301/intake_form/questionnaire/`);
    await step('GET', `${V21}/contract_types/303/intake_form/questionnaire/`);
    await step('GET', `${V21}/organizations/entities/`);
    await step('GET', `${V21}/organizations/types/?jurisdiction_iso_code=US`);
    await step('GET', `${V21}/organizations/types/?jurisdiction_iso_code=nowhere`, undefined, 400);
    await step('GET', `${V21}/auth/users/`);
    await step('GET', `${V21}/auth/roles/`);
    await step('GET', `${V21}/counter_parties/?limit=100`);
    const party = await step(
      'POST',
      `${V21}/counter_parties/`,
      { is_individual: false, organization_name: 'Fenwick & Daughters' },
      201,
    );
    const partyAt = `${V21}/counter_parties/${party.id}`;
    await step('GET', partyAt);
    await step('PATCH', partyAt, { brand_name: 'Fenwick', custom_fields: { vendor_id: '1' } });
    const bo = { name: 'Bo', email: 'bo@fenwick.example', is_primary: true };
    const contact = await step('POST', `${partyAt}/contacts`, bo, 201);
    await step('POST', `${partyAt}/contacts`, { name: 'Bo' }, 400);
    await step('GET', `${partyAt}/contacts`);
    await step('PATCH', `${partyAt}/contacts/bulk/`, { contacts: [{ id: contact.id, name: 'B' }] });
    await step('PATCH', `${partyAt}/contacts/bulk/`, { contacts: [{ id: 1 }] }, 400);
    await step('PATCH', `${partyAt}/contacts/${contact.id}/`, { is_primary: false });
    await step('DELETE', `${partyAt}/contacts/${contact.id}/`, undefined, 204);
    await step('DELETE', `${partyAt}/contacts/${contact.id}/`, undefined, 404);
    const street = { line_one: 'Street 1', city_name: 'Berlin', country_name: 'Germany' };
    const where = await step('POST', `${partyAt}/addresses/`, street, 201);
    await step('GET', `${partyAt}/addresses/`);
    const changes = { country_iso_code: 'DE', is_primary: true };
    await step('PATCH', `${partyAt}/addresses/${where.id}/`, changes);
    await step('GET', `${V21}/counter_parties/?limit=100`);

    // The workspace's own
    await step('POST', `${V21}/contract_types/303/access_control`, {
      permission_filter_list: ['READ', 'CREATE'],
    });
    const entity = {
      name: 'Acme Ltd',
      reference_id: 'ACME-UK',
      jurisdiction_iso_code: 'GB',
      organization_type_id: 86,
      is_primary: true,
      primary_address: {
        line_one: '1 High Street',
        city_name: 'London',
        state_name: 'London',
        zipcode: 'EC1',
        country_iso_code: 'GB',
      },
    };
    await step('POST', `${V21}/organizations/entities/`, entity, 201);
    await step('POST', `${V21}/organizations/entities/`, entity, 400);
    await step('GET', `${V21}/organizations/entities/`);
    const tags = { tags: [{ name: 'NDA', colour_code: '#FF5733' }, { name: 'MSA' }] };
    await step('POST', `${V21}/workspace/tags/`, tags, 201);
    await step('POST', `${V21}/workspace/tags/`, tags, 400);
    const avery = { first_name: 'Avery', email: 'avery@acme.example', role_ids: [52] };
    await step('POST', `${V21}/auth/users/`, avery);
    await step('POST', `${V21}/auth/users/`, avery, 400);
    await step('POST', `${V21}/auth/roles/52/members`, { user_ids_to_add: [703] });
    await step('POST', `${V21}/auth/roles/1/members`, { user_ids_to_add: [703] }, 404);
    await step('DELETE', `${V21}/auth/roles/52/members`, { user_ids_to_remove: [703] }, 204);
    await step('PATCH', '/api/v1/public/auth/users/703', { roles: [54] });
    await step('PATCH', '/api/v1/public/auth/users/703', { roles: [1] }, 400);
    await step('DELETE', '/api/v1/public/auth/users/703', undefined, 204);
    await step('DELETE', '/api/v1/public/auth/users/703', undefined, 400);

    await step('GET', `${V21}/facets/`);
    await step('GET', `${V21}/facets/?include_options=true`);
    await step('GET', `${V21}/facets/?include_options=maybe`, undefined, 400);
    await step('GET', `${V21}/facets/options/contract_type_name/?q=order&exclude=NDA,MSA`);
    await step('GET', `${V21}/facets/options/moon/`, undefined, 404);

    // The workspace
    const select = { query: 'SELECT contract_id FROM contracts' };
    await step('POST', `${V21}/analytics/query/`, select);
    await step('POST', `${V21}/analytics/query/`, { query: 'DROP TABLE contracts' }, 400);
    await step('POST', `${V21}/workspace/feature-flags/`, { flags: ['A'] });
    await step('POST', `${V21}/workspace/feature-flags/`, { flags: [] }, 400);

    // Intakes and files of the workspace
    const v1Intakes = '/api/v1/public/legal_intake/';
    const places = { files: [{ filename: 'nda.pdf', content_type: 'application/pdf' }] };
    const { files } = await step('POST', `${V21}/workspace/files/uploads/`, places);
    await step('POST', `${V21}/workspace/files/uploads/`, { files: [] }, 400);
    await fetch(files[0].upload_url, {
      method: 'PUT',
      headers: { 'content-type': 'application/pdf' },
      body: '%PDF-1.7',
    });
    await step('GET', `${V21}/workspace/files/${files[0].file_id}/`);
    await step(
      'GET',
      `${V21}/workspace/files/7d0b3c5e-6f0a-4d52-9f3e-2b8a1c4e5f60/`,
      undefined,
      404,
    );
    const intake = await step(
      'POST',
      v1Intakes,
      {
        title: 'Review NDA',
        workflow_id: 42,
        file_ids: [files[0].file_id],
        assignees: [{ entity_id: '702', entity_type: 'ORG_USER', assignee_type: 'ASSIGNED_TO' }],
      },
      201,
    );
    await step('POST', v1Intakes, { title: 'Review NDA', workflow_id: 7 }, 400);
    await step('GET', `${v1Intakes}?query=nda&filter__status[$in]=PENDING`);
    await step('GET', `${v1Intakes}?limit=101`, undefined, 400);
    await step(
      'POST',
      `${V21}/user_tasks/`,
      {
        ...task,
        task_category: 'INTAKE_TASK',
        task_associations: [{ entity_id: intake.id, entity_type: 'LEGAL_INTAKE' }],
      },
      201,
    );
    await step('GET', `${v1Intakes}${intake.id}/`);
    await step('GET', `${v1Intakes}999/`, undefined, 403);
    await step('PATCH', `${v1Intakes}${intake.id}/`, { status: 'BLOCKED', due_date: null });
    await step('DELETE', `${v1Intakes}${intake.id}/`, undefined, 204);

    // Webhooks
    const webhook = await step(
      'POST',
      `${V21}/webhooks/`,
      { title: 'sync', url: 'https://hooks.example/in', only_for_activities: ['CONTRACT_DELETED'] },
      201,
    );
    await step('POST', `${V21}/webhooks/`, { title: 'sync' }, 400);
    await step('GET', `${V21}/webhooks/hmac_key/`);
    const ids = { contract_ids: [created.contract_id] };
    await step('POST', `${V21}/contracts/webhooks/re_trigger_latest/`, ids);
    await step('POST', `${V21}/contracts/webhooks/re_trigger_latest/`, { contract_ids: [1] }, 404);
    await step('DELETE', `${V21}/webhooks/${webhook.id}`, undefined, 204);
    await step('DELETE', `${V21}/webhooks/${webhook.id}`, undefined, 404);

    expect(problems).toEqual([]);
    expect([...used].sort()).toEqual(EXCUSES.map(({ quirk }) => quirk).sort());
    const visited = Object.keys(sandbox.calls.report().byRoute);
    expect(sandbox.operations.filter((operation) => !visited.includes(operation))).toEqual([]);
  });

  it('fits the schema of by_external_metadata with integer ids', async () => {
    await using sandbox = await startSpotDraftSandbox({ externalLookup: { ids: 'integer' } });
    const call = createCaller(sandbox);
    await createOrderForm(call);
    const path = `${V21}/contracts/by_external_metadata/0065g00000XyZ12AAB`;
    const answer = await call('GET', path);
    expect(answer.body).toHaveLength(1);
    expect(openapi.checkResponse({ method: 'GET', path, ...answer })).toEqual([]);
  });
});
