import { describe, expect, it } from 'vitest';
import { createSpotDraftClient } from '../../../../src/connectors/spotdraft/client.js';
import { createLocalRateWindow } from '../../../../src/connectors/spotdraft/local-rate-window.js';
import { createRateBudget } from '../../../../src/connectors/spotdraft/create-rate-budget.js';
import type { CreateContractRequest } from '../../../../src/connectors/spotdraft/contract-creation.js';
import type { SpotDraft } from '../../../../src/connectors/spotdraft/types.js';
import { systemClock } from '../../../../src/domain/clock.js';
import { contractNumberOf } from '../../../../src/domain/contract-id.js';
import {
  AmbiguousOutcomeError,
  ForbiddenError,
  UpstreamAuthError,
  UpstreamRejectedError,
} from '../../../../src/domain/errors.js';
import { silentLog } from '../../../../src/domain/log.js';
import { startSpotDraftSandbox } from '../../../../src/sandbox/spotdraft/index.js';
import type { SpotDraftSandbox } from '../../../../src/sandbox/spotdraft/index.js';
import { freeBudget, interactive } from './support.js';

const DEAL = '0065g00000XyZ12AAF';

const nda: CreateContractRequest = {
  templateId: '1201',
  name: 'Acme NDA',
  data: { effective_date: '2026-03-28' },
  counterparties: [
    {
      isIndividual: false,
      organizationName: 'Globex',
      contact: { firstName: 'Ada', lastName: 'King', email: 'ada@globex.example' },
    },
  ],
  externalMetadata: {
    id: DEAL,
    integration_name: 'salesforce',
    record_type: 'Opportunity',
    record_data: { request_id: 'r-1' },
  },
  sendToCounterparties: false,
};

function clientOf(sandbox: SpotDraftSandbox, clientSecret = sandbox.clientSecret): SpotDraft {
  return createSpotDraftClient({
    baseUrl: sandbox.url,
    clientId: sandbox.clientId,
    clientSecret,
    budget: freeBudget(),
    clock: systemClock,
    log: silentLog,
    random: () => 0,
  });
}

describe('the client against the sandbox', () => {
  it.each([
    ['composite ids', { isNested: false, ids: 'composite' }],
    ['integer ids in a nested array', { isNested: true, ids: 'integer' }],
  ] as const)(
    'creates, finds, moves and reads a contract with %s',
    async (_name, externalLookup) => {
      await using sandbox = await startSpotDraftSandbox({
        rateLimitPerSecond: null,
        externalLookup,
      });
      const client = clientOf(sandbox);
      expect(await client.ping(interactive)).toEqual({ ok: true });

      const created = await client.createContract(nda, interactive);
      expect(created).toMatchObject({ name: 'Acme NDA', status: 'DRAFT', opportunityId: DEAL });
      const found = await client.findByExternalId(DEAL, interactive);
      expect(found.contracts.map((contract) => contract.id)).toEqual([created.id]);
      expect(await client.getContract(created.id, interactive)).toMatchObject({
        id: created.id,
        createdAt: created.createdAt,
        opportunityId: DEAL,
      });
      const identity = {
        number: contractNumberOf(created.id),
        title: 'Acme NDA',
        typeId: created.type.id,
        externalId: DEAL,
      };
      expect(await client.resolveNumber(identity, interactive)).toBe(created.id);
      expect(await client.resolveNumber({ ...identity, externalId: null }, interactive)).toBe(
        created.id,
      );
      expect(
        await client.resolveNumber({ ...identity, externalId: null, title: 'Other' }, interactive),
      ).toBeNull();

      await client.sendToCounterparties(created.id, {}, interactive);
      await client.markForExecution(created.id, {}, interactive);
      expect(await client.getStatus(created.id, interactive)).toMatchObject({ status: 'SIGN' });
      await client.unmarkForExecution(created.id, 'wrong fee', interactive);
      await client.markForExecution(created.id, {}, interactive);
      sandbox.control.execute(created.id);
      const recipients = await client.getRecipients(created.id, interactive);
      expect(recipients.some((recipient) => recipient.status === 'SIGNED')).toBe(true);
      await expect(client.voidContract(created.id, 'no', interactive)).rejects.toBeInstanceOf(
        UpstreamRejectedError,
      );
      const link = await client.getDownloadLink(created.id, interactive);
      const document = await fetch(link!.url);
      expect(
        Buffer.from(await document.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');

      sandbox.control.delete(created.id);
      expect(await client.getContract(created.id, interactive)).toBeNull();
      await client.close();
    },
  );

  it('waits for a document that lags behind the execution', async () => {
    await using sandbox = await startSpotDraftSandbox({
      rateLimitPerSecond: null,
      settings: { documentLagCalls: 1, documentLagStatus: 400 },
    });
    const client = clientOf(sandbox);
    const { id } = await client.createContract(nda, interactive);
    sandbox.control.execute(id);
    expect(await client.getDownloadLink(id, interactive)).toBeNull();
    expect(await client.getDownloadLink(id, interactive)).toMatchObject({
      fileName: expect.stringMatching(/\.pdf$/i) as string,
    });
    await client.close();
  });

  it('never creates twice when the answer to the first create is lost', async () => {
    await using sandbox = await startSpotDraftSandbox({ rateLimitPerSecond: null });
    const client = clientOf(sandbox);
    for (const kind of ['drop-after-commit', 'truncate', 'drop-before-commit'] as const) {
      sandbox.faults.add({ kind, times: 1, match: { method: 'POST' } });
      await expect(client.createContract(nda, interactive)).rejects.toBeInstanceOf(
        AmbiguousOutcomeError,
      );
    }
    expect(sandbox.control.list(DEAL)).toHaveLength(2);
    const { contracts } = await client.findByExternalId(DEAL, interactive);
    expect(contracts).toHaveLength(2);
    await client.close();
  });

  it('reads every template that the sandbox has', async () => {
    await using sandbox = await startSpotDraftSandbox({ rateLimitPerSecond: null });
    const client = clientOf(sandbox);
    for (const { id } of await client.listTemplates(interactive)) {
      const template = await client.getTemplate(id, interactive);
      expect(template!.fields.length).toBeGreaterThan(0);
      expect(JSON.stringify(template)).not.toContain('"unknown"');
    }
    const orderForm = await client.getTemplate('1204', interactive);
    expect(orderForm).toMatchObject({ name: 'Order Form', counterpartyKind: 'organisation' });
    expect(orderForm!.fields.find((field) => field.name === 'pricing_schedule')).toMatchObject({
      kind: 'repeating',
      row: [{ name: 'item' }, { name: 'quantity' }, { name: 'amount', kind: 'composite' }],
    });
    await client.close();
  });

  it('tells wrong credentials from a user who may not act', async () => {
    await using sandbox = await startSpotDraftSandbox({ rateLimitPerSecond: null });
    const stranger = clientOf(sandbox, 'wrong-secret');
    await expect(stranger.listTemplates(interactive)).rejects.toBeInstanceOf(UpstreamAuthError);
    expect(await stranger.ping(interactive)).toMatchObject({ ok: false });
    await stranger.close();
    const client = clientOf(sandbox);
    await expect(
      client.createContract(nda, { lane: 'interactive', actingEmail: 'nobody@acme.example' }),
    ).rejects.toBeInstanceOf(ForbiddenError);
    await client.close();
  });

  it('never meets a 429 behind the rate budget, and never exceeds it in any second', async () => {
    await using sandbox = await startSpotDraftSandbox({ rateLimitPerSecond: 10 });
    const statuses: (number | null)[] = [];
    const client = createSpotDraftClient({
      baseUrl: sandbox.url,
      clientId: sandbox.clientId,
      clientSecret: sandbox.clientSecret,
      budget: createRateBudget({
        window: createLocalRateWindow({ clock: systemClock }),
        limitPerSecond: 10,
        clock: systemClock,
        log: silentLog,
      }),
      clock: systemClock,
      log: silentLog,
      onCall: ({ status }) => statuses.push(status),
    });
    await Promise.all(
      Array.from({ length: 25 }, () => client.listTemplates({ lane: 'background' })),
    );
    expect(statuses).toEqual(Array.from({ length: 25 }, () => 200));
    expect(sandbox.calls.report().maxInOneSecond).toBeLessThanOrEqual(10);
    await client.close();
  });
});
