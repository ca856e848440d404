import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import { crmRecord, deliver, deliveryOf, someContract } from './sync-support.js';

const CREATE = `mutation ($input: CreateContractInput!) {
  createContract(input: $input) { contract { id } userErrors { code } }
}`;

const value = z.object({ stringValue: z.string().optional(), intValue: z.number().optional() });
const span = z.object({
  traceId: z.string().length(32),
  spanId: z.string().length(16),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.number(),
  startTimeUnixNano: z.string(),
  endTimeUnixNano: z.string(),
  attributes: z.array(z.object({ key: z.string(), value })),
});
type Span = z.infer<typeof span>;
const request = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(span) })) })),
});

/** What an OpenTelemetry collector is to those who send to it: OTLP over HTTP, as JSON. */
async function startCollector() {
  const spans: Span[] = [];
  const texts: string[] = [];
  const server = createServer((incoming, answer) => {
    void json(incoming).then((body) => {
      expect(incoming.url).toBe('/v1/traces');
      texts.push(JSON.stringify(body));
      const { resourceSpans } = request.parse(body);
      spans.push(...resourceSpans.flatMap((each) => each.scopeSpans.flatMap((one) => one.spans)));
      answer.setHeader('content-type', 'application/json').end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    texts,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const named = (spans: readonly Span[], beginning: string) =>
  spans.filter(({ name }) => name.startsWith(beginning));

test('one trace leads from a delivery to the CRM write, and one from a change to the call it makes', async () => {
  await using collector = await startCollector();
  await using world = await startWorld({
    backfill: true,
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ACTIVITY_KEEP_DAYS: '0' },
  });
  const contract = someContract(world, 'SIGN');
  world.spotdraft.control.execute(contract.id);
  await deliver(world, deliveryOf(contract, 'CONTRACT_EXECUTED'));
  await eventually(() => {
    expect(crmRecord(world, contract.id)?.['Status__c']).toBe('EXECUTED');
  });
  const [deal] = world.salesforce.deals;
  const owner = world.salesforce.users.find(({ email }) => email === deal!.owner.email)!;
  const parent = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };
  await world.graphql(
    CREATE,
    { input: { opportunityId: deal!.id, templateId: '1204' } },
    {
      ...(await world.asUser(owner.username)),
      traceparent: `00-${parent.traceId}-${parent.spanId}-01`,
    },
  );
  await world.app.close();

  const [delivered] = named(collector.spans, 'delivery');
  expect(delivered).not.toHaveProperty('parentSpanId');
  const written = named(collector.spans, 'crm_write').filter(
    ({ traceId }) => traceId === delivered?.traceId,
  );
  expect(written.map(({ name }) => name).sort()).toEqual([
    'crm_write salesforce Opportunity',
    'crm_write salesforce SpotDraft_Contract__c',
  ]);
  for (const each of written)
    expect(each).toMatchObject({ parentSpanId: delivered?.spanId, kind: 3 });
  expect(written[0]?.attributes).toContainEqual({
    key: 'dealdraft.contract.id',
    value: { stringValue: contract.id },
  });

  const answered = named(collector.spans, 'POST /graphql').find(
    ({ traceId }) => traceId === parent.traceId,
  );
  expect(answered).toMatchObject({ parentSpanId: parent.spanId, kind: 2 });
  const calls = named(collector.spans, 'call spotdraft').filter(
    ({ traceId }) => traceId === parent.traceId,
  );
  expect(calls.map(({ name }) => name)).toContainEqual(expect.stringContaining('POST'));
  for (const call of calls) expect(call.parentSpanId).toBe(answered?.spanId);

  const all = collector.texts.join('\n');
  expect(all).not.toContain('@');
  for (const person of [owner.username, owner.name, deal!.name, deal!.account.name])
    expect(all).not.toContain(person);
});

test('a collector that refuses connections holds up no answer and no end', async () => {
  await using collector = await startCollector();
  const { url } = collector;
  await collector[Symbol.asyncDispose]();
  await using world = await startWorld({
    backfill: true,
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: url },
  });
  const contract = someContract(world, 'SIGN');
  world.spotdraft.control.execute(contract.id);
  expect((await deliver(world, deliveryOf(contract, 'CONTRACT_EXECUTED'))).status).toBe(200);
  await eventually(() => {
    expect(crmRecord(world, contract.id)?.['Status__c']).toBe('EXECUTED');
  });
  await world.app.close();
});

test('an address that is none is named at the start', async () => {
  await expect(
    startWorld({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' } }),
  ).rejects.toThrow(/OTEL_EXPORTER_OTLP_ENDPOINT/u);
});
