import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { SpotDraft } from '../../../../src/connectors/spotdraft/types.js';
import {
  AmbiguousOutcomeError,
  DealdraftError,
  UpstreamUnavailableError,
} from '../../../../src/domain/errors.js';
import { answer, id, interactive, openClient, retriesAtOnce, startLoopback } from './support.js';

const HTML = '<html><body>Maintenance of gateway 10.0.0.7</body></html>';
const T1 = id('T-1');

/** What a proxy, a gateway or a broken line answers in SpotDraft's place. */
const STRANGERS: readonly [name: string, status: number, body: string][] = [
  ['a page with 200', 200, HTML],
  ['nothing with 200', 200, ''],
  ['half an answer with 200', 200, '{"results":[{"id":"T-1","contract_na'],
  ['a redirect to a login page', 302, ''],
  ['a page with 400', 400, HTML],
  ['a page with 401', 401, HTML],
  ['nothing with 401', 401, ''],
  ['a page with 403', 403, HTML],
  ["a gateway's own refusal with 403", 403, '{"message":"Forbidden"}'],
  ['a page with 404', 404, HTML],
  ['nothing with 404', 404, ''],
  ["a gateway's own refusal with 404", 404, '{"message":"no Route matched with those values"}'],
  ['half a refusal with 404', 404, '{"detail":"Not f'],
  ['a page with 503', 503, HTML],
];

/** Reads that have an answer for "no such thing", which here would be a lie. */
const READS: Readonly<Record<string, (client: SpotDraft) => Promise<unknown>>> = {
  getStatus: (client) => client.getStatus(T1, interactive),
  getContract: (client) => client.getContract(T1, interactive),
  listByIds: (client) => client.listByIds([T1], interactive),
  findByExternalId: (client) => client.findByExternalId('0065g00000XyZ12AAF', interactive),
  getExternalMetadata: (client) => client.getExternalMetadata(T1, interactive),
  resolveNumber: (client) =>
    client.resolveNumber({ number: 1, title: 'NDA', typeId: null, externalId: null }, interactive),
  getTemplate: (client) => client.getTemplate('1204', interactive),
  getDownloadLink: (client) => client.getDownloadLink(T1, interactive),
  findUser: (client) => client.findUser('rep@acme.example', interactive),
  getRecipients: (client) => client.getRecipients(T1, interactive),
};

async function errorOf(
  [, status, body]: (typeof STRANGERS)[number],
  call: (client: SpotDraft) => Promise<unknown>,
): Promise<unknown> {
  await using server = await startLoopback((_request, response: ServerResponse) =>
    answer(response, status, body, {
      'content-type': 'text/html',
      ...(status === 302 ? { location: '/login' } : {}),
    }),
  );
  await using opened = openClient(server.url, { clock: retriesAtOnce });
  return await call(opened.client).then(
    (result: unknown) => `no error but ${JSON.stringify(result)}`,
    (error: unknown) => error,
  );
}

describe("what is not SpotDraft's own word", () => {
  it.each(STRANGERS)('is no absence and no refusal to a read: %s', async (...stranger) => {
    for (const [name, call] of Object.entries(READS)) {
      const error = await errorOf(stranger, call);
      expect(error, name).toBeInstanceOf(UpstreamUnavailableError);
      expect(error, name).toMatchObject({ service: 'spotdraft', status: stranger[1] });
      expect(String(error), name).not.toContain('10.0.0.7');
    }
  });

  it.each(STRANGERS)(
    'leaves a change undone or unclear, never refused: %s',
    async (...stranger) => {
      const [, status, body] = stranger;
      // What stands in the way may have let the change through, and stopped the answer.
      const isUnclear = (status < 300 && body !== '') || [400, 403, 404, 503].includes(status);
      const error = await errorOf(stranger, (client) =>
        client.markForExecution(T1, {}, interactive),
      );
      // Nothing is what SpotDraft itself answers to this change.
      if (status === 200 && body === '') {
        expect(error).toBe('no error but undefined');
        return;
      }
      expect(error).toBeInstanceOf(isUnclear ? AmbiguousOutcomeError : UpstreamUnavailableError);
      expect(error).toMatchObject({ service: 'spotdraft', status });
    },
  );

  it.each(STRANGERS)('never looks like a subscription that is gone: %s', async (...stranger) => {
    const error = await errorOf(stranger, (client) => client.deleteWebhook('5', interactive));
    if (stranger[1] === 200 && stranger[2] === '') return;
    expect(error).toBeInstanceOf(DealdraftError);
  });

  it.each(STRANGERS)('is not taken for a sign of life: %s', async (...stranger) => {
    const result = await errorOf(stranger, (client) => client.ping(interactive));
    expect(result).toContain('"ok":false');
  });
});
