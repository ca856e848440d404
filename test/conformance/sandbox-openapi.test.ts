import { describe, expect, it } from 'vitest';

import { startSpotDraftSandbox } from '../../src/sandbox/spotdraft/index.js';
import type { SANDBOX_QUIRKS } from '../../src/sandbox/spotdraft/index.js';
import {
  createCaller,
  createOrderForm,
  orderForm,
  orderFormData,
  V21,
} from '../integration/sandbox-spotdraft/sandbox-client.js';
import { sampleDeals } from '../integration/sandbox-spotdraft/sample-deals.js';
import { loadOpenApi, OPENAPI_PATH } from '../support/openapi-validator.js';
import type { OpenApiValidator } from '../support/openapi-validator.js';

const openapi = loadOpenApi();
const title = openapi
  ? 'SpotDraft sandbox against the specification'
  : `SpotDraft sandbox against the specification (skipped: ${OPENAPI_PATH} is not there)`;

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
    quirk: 'recipient-action-null',
    problem: /\/recipients\/: body\/items\/\d+\/recipient_action must be object$/,
  },
];

describe.skipIf(!openapi)(title, () => {
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
      const found = requireSpec(openapi).checkResponse({ method, path, ...answer });
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

    // Moving on
    await step('GET', `${at}/recipients/`);
    await step('POST', `${at}/send_to_counterparties`, { attachment_formats: ['PDF'] });
    await step('POST', `${at}/unmark_for_execution`, { note: 'early' }, 400);
    await step('POST', `${at}/mark_for_execution/`, {});
    await step('POST', `${at}/signatories/resend_email/`, { email_id: 'iris@harlow.example' });
    await step('POST', `${at}/unmark_for_execution`, {});
    sandbox.control.sign(created.id);
    await step('GET', `${at}/recipients/`);
    sandbox.control.execute(created.id);
    await step('GET', `${byNumber}/process_metrics/`);
    await step('GET', `${V21}/contracts/1/process_metrics/`, undefined, 404);
    await step('POST', `${at}/status/void`, { note: 'late' }, 400);
    await step('PATCH', `${at}/contract_data`, { data: {} }, 400);
    await step('POST', `${at}/download_link`, { format: 'PDF' });
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
    await step('GET', `${V21}/counter_parties/${party.id}`);

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
    expect(requireSpec(openapi).checkResponse({ method: 'GET', path, ...answer })).toEqual([]);
  });
});

function requireSpec(spec: OpenApiValidator | null): OpenApiValidator {
  if (!spec) throw new Error(`${OPENAPI_PATH} is not there`);
  return spec;
}
