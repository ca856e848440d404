import { describe, expect, it } from 'vitest';
import { createSpotDraftClient } from '../../src/connectors/spotdraft/client.js';
import type { CallOptions } from '../../src/connectors/spotdraft/types.js';
import { systemClock } from '../../src/domain/clock.js';
import { contractNumberOf, parseContractId } from '../../src/domain/contract-id.js';
import { silentLog } from '../../src/domain/log.js';
import { startSpotDraftSandbox } from '../../src/sandbox/spotdraft/index.js';
import { answer, freeBudget, startLoopback } from '../integration/spotdraft/support.js';
import { loadOpenApi, OPENAPI_PATH } from '../support/openapi-validator.js';

const openApi = loadOpenApi();
const options: CallOptions = { lane: 'interactive' };
const DEAL = '0065g00000XyZ12AAF';

/** Every operation that the client uses; a walk that misses one proves nothing about it. */
const OPERATIONS = [
  'DELETE /api/v2.1/public/webhooks/{webhook_id}',
  'GET /api/v2.1/public/auth/users/',
  'GET /api/v2.1/public/contract_types/',
  'GET /api/v2.1/public/contracts/',
  'GET /api/v2.1/public/contracts/by_external_metadata/{external_metadata_id}',
  'GET /api/v2.1/public/contracts/{composite_id}/key_pointers',
  'GET /api/v2.1/public/contracts/{composite_id}/recipients/',
  'GET /api/v2.1/public/contracts/{composite_id}/status',
  'GET /api/v2.1/public/contracts/{contract_id}/external_metadata',
  'GET /api/v2.1/public/organizations/entities/',
  'GET /api/v2.1/public/templates/',
  'GET /api/v2.1/public/templates/{template_id}/',
  'GET /api/v2.1/public/templates/{template_id}/metadata',
  'GET /api/v2.1/public/webhooks/hmac_key/',
  'POST /api/v2.1/public/contracts/',
  'POST /api/v2.1/public/contracts/{composite_id}/download_link',
  'POST /api/v2.1/public/contracts/{composite_id}/mark_for_execution/',
  'POST /api/v2.1/public/contracts/{composite_id}/send_to_counterparties',
  'POST /api/v2.1/public/contracts/{composite_id}/status/void',
  'POST /api/v2.1/public/contracts/{composite_id}/unmark_for_execution',
  'POST /api/v2.1/public/contracts/{contract_id}/external_metadata',
  'POST /api/v2.1/public/webhooks/',
];

describe("the client's requests", () => {
  it("fit SpotDraft's own specification", async (context) => {
    if (openApi === null) return context.skip(`there is no specification at ${OPENAPI_PATH}`);
    await using sandbox = await startSpotDraftSandbox({ rateLimitPerSecond: null });
    // A recorder between the client and the sandbox, so that real answers lead to real requests.
    await using recorder = await startLoopback((request, response) => {
      void fetch(sandbox.url + request.url, {
        method: request.method,
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          'client-id': sandbox.clientId,
          'client-secret': sandbox.clientSecret,
        },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      }).then(async (reply) => answer(response, reply.status, await reply.text()));
    });
    const client = createSpotDraftClient({
      baseUrl: recorder.url,
      clientId: sandbox.clientId,
      clientSecret: sandbox.clientSecret,
      budget: freeBudget(),
      clock: systemClock,
      log: silentLog,
    });

    await client.listContractTypes(options);
    await client.findUser('a+b@acme.example', options);
    await client.listTemplates(options);
    await client.getTemplate('1204', options);
    const contract = await client.createContract(
      {
        templateId: '1201',
        name: 'Acme NDA',
        data: { effective_date: '2026-03-28' },
        counterparties: [
          {
            isIndividual: false,
            organizationName: 'Globex',
            jurisdiction: 'DE',
            address: { lineOne: 'Street 1', city: 'Berlin', countryCode: 'DE', zipcode: '10115' },
            contact: { firstName: 'Ada', email: 'ada@globex.example' },
          },
        ],
        externalMetadata: { id: DEAL, integration_name: 'salesforce', record_type: 'Opportunity' },
        sendToCounterparties: true,
      },
      options,
    );
    const { id } = contract;
    await client.getContract(id, options);
    await client.getStatus(id, options);
    await client.listByIds([id, parseContractId('H-999')], options);
    await client.listContracts(
      {
        page: 1,
        limit: 100,
        text: 'Acme',
        updatedSince: new Date('2026-01-01T00:00:00Z'),
        createdFrom: new Date('2026-01-01T00:00:00Z'),
        createdBefore: new Date('2099-01-01T00:00:00Z'),
        statuses: ['DRAFT', 'SIGN'],
      },
      options,
    );
    await client.findByExternalId(DEAL, options);
    await client.resolveNumber(
      { number: contractNumberOf(id), title: contract.name, typeId: null, externalId: DEAL },
      options,
    );
    await client.setExternalMetadata(id, { record_data: { note: 'x' } }, options);
    await client.sendToCounterparties(
      id,
      { toEmails: ['ada@globex.example'], subject: 'NDA', message: 'Please review' },
      options,
    );
    await client.markForExecution(id, options);
    await client.getRecipients(id, options);
    await client.getKeyPointers(id, options);
    await client.unmarkForExecution(id, 'typo', options);
    await client.unmarkForExecution(id, undefined, options).catch(() => undefined);
    await client.getDownloadLink(id, options);
    await client.voidContract(id, 'duplicate', options);
    await client.getHmacKey(options);
    await client.listEntityIds(options);
    const webhook = await client.createWebhook(
      {
        title: 'dealdraft',
        url: 'https://hooks.example/spotdraft',
        activities: ['CONTRACT_CREATED', 'CONTRACT_EXECUTED'],
        customHeaders: { 'X-Tenant': '1' },
      },
      options,
    );
    await client.deleteWebhook(webhook.id, options);
    await client.close();

    const problems = recorder.seen.flatMap(({ method, url, body }) =>
      openApi
        .checkRequest({ method, path: url, body })
        .map((problem) => `${method} ${url}: ${problem}`),
    );
    expect(problems).toEqual([]);
    const reached = recorder.seen.map(({ method, url }) => openApi.operationOf(method, url));
    expect([...new Set(reached)].sort()).toEqual(OPERATIONS);
  });
});
