import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Activity, ActivityKind } from '../../../src/domain/activity.js';
import type { Log } from '../../../src/domain/log.js';
import { runReconcile } from '../../../src/sync/index.js';
import {
  ActivitiesDocument,
  ContractTimelineDocument,
  OpportunityTimelineDocument,
} from '../../generated/graphql.js';
import type { ActivitiesQuery } from '../../generated/graphql.js';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import {
  crmRecord,
  dealIdOf,
  deliver,
  deliveryOf,
  editRecord,
  sign,
  SIGNATURE_HEADER,
  someContract,
} from './sync-support.js';

type Row = ActivitiesQuery['activities']['nodes'][number];

const CREATE = `mutation ($input: CreateContractInput!) {
  createContract(input: $input) { contract { id } created userErrors { code } }
}`;

async function activities(
  world: World,
  variables: { kind?: ActivityKind[]; contractId?: string; failed?: boolean; first?: number } = {},
): Promise<readonly Row[]> {
  const { data, errors } = await world.graphql(
    ActivitiesDocument,
    { first: 100, ...variables },
    world.as('admin'),
  );
  expect(errors).toEqual([]);
  return data!.activities.nodes;
}

async function stored(world: World): Promise<readonly Activity[]> {
  await world.app.recorder.flush();
  return world.app.store.activities.list({ limit: 10_000 });
}

describe('what happens', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ backfill: true, webhook: true });
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  test('a delivery, its runs and its CRM write belong together, with before and after', async () => {
    const contract = someContract(world, 'SIGN');
    world.spotdraft.control.execute(contract.id);
    await eventually(() =>
      expect(crmRecord(world, contract.id)).toMatchObject({ Status__c: 'EXECUTED' }),
    );
    const written = await eventually(async () => {
      const rows = await activities(world, { kind: ['CRM_WRITE'], contractId: contract.id });
      const found = rows.find(({ changes }) => changes.some(({ field }) => field === 'Status__c'));
      expect(found).toBeDefined();
      return found!;
    });
    expect(written).toMatchObject({
      system: 'salesforce',
      operation: 'SpotDraft_Contract__c',
      outcome: 'written',
      contract: { id: contract.id },
      opportunity: { id: dealIdOf(contract) },
      error: null,
    });
    expect(written.changes).toContainEqual({
      field: 'Status__c',
      before: 'SIGN',
      after: 'EXECUTED',
    });
    const together = await eventually(async () => {
      const rows = (await stored(world)).filter(
        ({ correlationId }) => correlationId === written.correlationId,
      );
      expect(rows.some(({ kind, outcome }) => kind === 'SYNC_RUN' && outcome === 'done')).toBe(
        true,
      );
      return rows;
    });
    expect(together.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['DELIVERY', 'SYNC_RUN', 'CALL', 'CRM_WRITE']),
    );
    const delivery = together.find(({ kind }) => kind === 'DELIVERY');
    expect(delivery).toMatchObject({ outcome: 'accepted', system: 'spotdraft', failed: false });
    expect(together.filter(({ kind }) => kind === 'CALL').map(({ system }) => system)).toContain(
      'salesforce',
    );
  });

  test('a mutation, its creation and its calls belong together, by whoever asked', async () => {
    const deal = world.salesforce.deals[0]!;
    const ada = await world.asUser(world.salesforce.users[0]!.username);
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const { data } = await world.graphql<
      { createContract: { contract: { id: string } | null; userErrors: unknown[] } },
      object
    >(
      CREATE,
      { input: { opportunityId: deal.id, templateId: '1204', idempotencyKey: 'own-log' } },
      { ...ada, traceparent: `00-${traceId}-b7ad6b7169203331-01` },
    );
    const rows = (await stored(world)).filter(({ correlationId }) => correlationId === traceId);
    const action = rows.find(({ kind }) => kind === 'USER_ACTION');
    expect(action).toMatchObject({
      operation: 'createContract',
      actor: world.salesforce.users[0]!.username,
      opportunityId: deal.id,
      outcome: data!.createContract.userErrors.length === 0 ? 'done' : 'refused',
    });
    expect(rows.some(({ kind }) => kind === 'CALL')).toBe(true);
    if (data!.createContract.contract === null) return;
    const madeId = data!.createContract.contract.id;
    expect(rows.find(({ kind }) => kind === 'CREATION')).toMatchObject({
      operation: 'contract',
      outcome: 'created',
      contractId: madeId,
      failed: false,
    });
    // The contract's key was marked for it, so its run and its CRM record go back to the request.
    await eventually(async () => {
      const later = (await stored(world)).filter(({ correlationId }) => correlationId === traceId);
      expect(later.map(({ kind }) => kind)).toContain('CRM_WRITE');
    });
  });

  test('the id in an answer is that of its rows, and is the one that the request came with', async () => {
    const proxied = '7B1B0C3E-9B0A-4F5C-8A51-3F1D2C4B5A69';
    const hex = proxied.replaceAll('-', '').toLowerCase();
    const trace = '1af7651916cd43dd8448eb211c80319c';
    const answered = async (headers: Readonly<Record<string, string>>) => {
      const body = JSON.stringify({ query: '{ contractTypes { id } }' });
      const response = await fetch(`${world.app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...world.as('admin'), ...headers },
        body,
      });
      return response.headers.get('x-request-id');
    };
    expect(await answered({ 'x-request-id': proxied })).toBe(hex);
    const traceparent = `00-${trace}-b7ad6b7169203331-01`;
    expect(await answered({ 'x-request-id': proxied, traceparent })).toBe(trace);
    const others = [{}, { 'x-request-id': 'GET /' }, { 'x-request-id': '0'.repeat(32) }];
    for (const headers of others)
      expect(await answered(headers)).toMatch(/^[0-9a-f]*[1-9a-f][0-9a-f]*$/);

    const sent = await deliver(world, '{"activity":"CONTRACT_VIEWED"}');
    const [delivery] = await activities(world, { kind: ['DELIVERY'] });
    expect(delivery?.correlationId).toBe(sent.requestId);
  });

  test('a refused delivery leaves its reason and its size', async () => {
    const body = '{"secret":"nobody may read this"}';
    const sent = await deliver(world, body, { [SIGNATURE_HEADER]: sign(body, 'AAAA') });
    expect(sent.status).toBe(401);
    const [row] = await activities(world, { kind: ['REJECTED_DELIVERY'] });
    expect(row).toMatchObject({
      outcome: 'refused',
      status: 401,
      error: 'signature: mismatch; 33 bytes',
    });
  });

  test('a repair pass tells that it repaired, and what it found in the CRM', async () => {
    const contract = someContract(world, 'EXECUTED');
    editRecord(world, contract.id, { Status__c: 'SIGN' });
    await runReconcile(world.app, { dryRun: false });
    const [pass] = await activities(world, { kind: ['REPAIR'] });
    expect(pass).toMatchObject({ operation: 'reconcile of everything', outcome: 'repaired' });
    const [write] = await activities(world, { kind: ['CRM_WRITE'], contractId: contract.id });
    expect(write!.changes).toContainEqual({
      field: 'Status__c',
      before: 'SIGN',
      after: 'EXECUTED',
    });
    expect(write!.correlationId).toBe(pass!.correlationId);
    // Somebody else's edit may stand in a field that the reader can't see.
    const { data } = await world.graphql(ContractTimelineDocument, { id: contract.id, first: 50 });
    const shown = data!.contract!.timeline.nodes.find(({ kind }) => kind === 'CRM_WRITE');
    expect(shown!.changes).toContainEqual({ field: 'Status__c', before: null, after: 'EXECUTED' });
  });

  test('a call that fails is there with each attempt', async () => {
    const contract = someContract(world, 'EXECUTED');
    world.spotdraft.faults.add({ kind: 'status', match: { path: '/notes' }, status: 503 });
    await world.graphql('query ($id: ID!) { contract(id: $id) { notes { id } } }', {
      id: contract.id,
    });
    const failed = (await stored(world)).filter(
      ({ kind, status }) => kind === 'CALL' && status === 503,
    );
    expect(failed.length).toBeGreaterThan(0);
    expect(failed[0]).toMatchObject({ system: 'spotdraft', outcome: 'refused', failed: true });
  });
});

describe('who sees it', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ backfill: true });
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  test('a timeline tells its reader nothing of what they may not see', async () => {
    const contract = someContract(world, 'EXECUTED');
    const elsewhere = someContract(
      world,
      'EXECUTED',
      (other) => other.id.startsWith('T-') && other.external_metadata.id === undefined,
    );
    const owner = world.salesforce.deals.find(({ id }) => id === dealIdOf(contract));
    expect(owner).toBeDefined();
    world.app.record({
      kind: 'CRM_WRITE',
      outcome: 'refused',
      failed: true,
      contractId: contract.id as never,
      opportunityId: '006000000000001AAA' as never,
      error: 'FIELD_CUSTOM_VALIDATION_EXCEPTION: deal "Secret merger" is locked',
      told: 'The CRM refused the record.',
    });
    world.app.record({ kind: 'CALL', outcome: 'answered', contractId: elsewhere.id as never });
    const reader = world.as('service');
    const { data, errors } = await world.graphql(
      ContractTimelineDocument,
      { id: contract.id, first: 1 },
      reader,
    );
    expect(errors).toEqual([]);
    expect(data!.contract!.timeline.nodes).toEqual([
      expect.objectContaining({
        kind: 'CRM_WRITE',
        error: 'The CRM refused the record.',
        contract: { id: contract.id },
        opportunity: null,
      }),
    ]);
    const [row] = await activities(world, { contractId: contract.id, first: 1 });
    expect(row!.error).toContain('Secret merger');
  });

  test("a deal's timeline has what happened to its contracts, in pages", async () => {
    const contract = someContract(world, 'EXECUTED');
    const id = dealIdOf(contract);
    world.app.record({ kind: 'ARCHIVE', outcome: 'archived', contractId: contract.id as never });
    const { data } = await world.graphql(OpportunityTimelineDocument, { id, first: 5 });
    expect(data!.opportunity!.timeline.nodes[0]).toMatchObject({
      kind: 'ARCHIVE',
      contract: { id: contract.id },
    });
    const first = await world.graphql(ContractTimelineDocument, { id: contract.id, first: 1 });
    const { endCursor } = first.data!.contract!.timeline.pageInfo;
    world.app.record({ kind: 'CALL', outcome: 'answered', contractId: contract.id as never });
    const next = await world.graphql(ContractTimelineDocument, {
      id: contract.id,
      first: 1,
      after: endCursor,
    });
    const kinds = [first, next].map(({ data: page }) => page!.contract!.timeline.nodes[0]?.kind);
    expect(kinds[0]).toBe('ARCHIVE');
    expect(kinds[1]).not.toBe('ARCHIVE');
    const other = await world.graphql(ActivitiesDocument, { after: endCursor }, world.as('admin'));
    expect(other.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

test('nothing of what must not be kept is in it after a whole story', async () => {
  await using world = await startWorld({ backfill: true, webhook: true, store: 'sqlite' });
  const contract = someContract(world, 'SIGN');
  const user = world.salesforce.users[0]!;
  const headers = await world.asUser(user.username);
  const input = { contractId: contract.id };
  await world.graphql(
    CREATE,
    { input: { opportunityId: world.salesforce.deals[0]!.id, templateId: '1204' } },
    headers,
  );
  for (const mutation of [
    'createRecipientLink(input: { contractId: $id, email: "signer@customer.example" }) { url userErrors { message } }',
    'addComment(input: { contractId: $id, text: "call me at private@person.example" }) { userErrors { message } }',
    'voidContract(input: { contractId: $id, reason: "very private reason" }) { userErrors { message } }',
  ]) {
    await world.graphql(
      `mutation ($id: ID!) { ${mutation} }`,
      { id: input.contractId },
      world.as('admin'),
    );
  }
  const body = JSON.stringify({
    ...deliveryOf(contract, 'CONTRACT_SIGNED'),
    signer: 'leak@body.example',
  });
  await deliver(world, body);
  await deliver(world, body, { [SIGNATURE_HEADER]: sign(body, 'AAAA') });
  world.app.record({
    kind: 'CALL',
    outcome: 'refused',
    error:
      'no such user hidden@address.example at https://files.example/a/b?X-Amz-Signature=0123456789abcdef',
    changes: [{ field: 'Link__c', before: null, after: 'https://sign.example/s?token=topsecret' }],
  });
  await world.app.recorder.flush();
  expect((await stored(world)).length).toBeGreaterThan(20);
  const file = path.join(world.folder, 'dealdraft.db-activity');
  const database = new DatabaseSync(file);
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '%activities%'")
    .all();
  expect(tables).toHaveLength(2);
  const rows = tables.flatMap(({ name }) =>
    database.prepare(`SELECT * FROM ${String(name)}`).all(),
  );
  database.close();
  const kept = rows.map((row) => {
    const { actor: _actor, ...details } = JSON.parse(String(row['details'])) as { actor?: string };
    return JSON.stringify({ ...row, details });
  });
  const all = kept.join('\n');
  for (const secret of [
    world.spotdraft.clientSecret,
    world.spotdraft.hmacKey,
    world.salesforce.clientSecret,
    'X-Amz-Signature',
    'topsecret',
    'very private reason',
    'Bearer ',
    'BEGIN PRIVATE KEY',
    'leak@body.example',
    'private@person.example',
  ]) {
    if (secret !== '') expect(all).not.toContain(secret);
  }
  expect(all.match(/[^\s"\\]+@[^\s"\\]+\.[a-z]+/giu) ?? []).toEqual([]);
  expect(all).not.toMatch(/https?:\/\/[^"\s]*[?#]/u);
});

test('answers and sync go on without the log, and what is lost is counted', async () => {
  const lines: string[] = [];
  const note = (_fields: object, message: string) => void lines.push(message);
  const log: Log = { debug: () => undefined, info: note, warn: note, error: note };
  await using world = await startWorld({
    backfill: true,
    webhook: true,
    store: 'sqlite',
    adapters: { log },
  });
  const file = path.join(world.folder, 'dealdraft.db-activity');
  await world.app.recorder.flush();
  for (const suffix of ['', '-wal', '-shm']) await rm(file + suffix, { force: true });
  await mkdir(file);
  const contract = someContract(world, 'SIGN');
  world.spotdraft.control.execute(contract.id);
  await eventually(() =>
    expect(crmRecord(world, contract.id)).toMatchObject({ Status__c: 'EXECUTED' }),
  );
  const { status, errors } = await world.graphql('{ contracts(first: 5) { nodes { id } } }', {});
  expect([status, errors]).toEqual([200, []]);
  for (let i = 0; i < 10_500; i += 1)
    world.app.record({ kind: 'CALL', outcome: 'answered', operation: `row ${i}` });
  await world.app.recorder.flush();
  expect(lines).toContain('the own log can not be written; its rows wait in memory');
  const metrics = await (await fetch(`${world.app.url}/metrics`)).text();
  const lost = Number(/^dealdraft_activities_dropped_total (\d+)$/mu.exec(metrics)?.[1]);
  expect(lost).toBeGreaterThan(400);
  expect((await fetch(`${world.app.url}/readyz`)).status).toBe(200);
  await rm(file, { recursive: true });
  await eventually(async () => {
    await world.app.recorder.flush();
    const rows = await world.app.store.activities.list({ limit: 10, contractIds: [] });
    expect(rows).toEqual([]);
    expect(await readdir(world.folder)).toContain('dealdraft.db-activity');
    expect((await world.app.store.activities.list({ limit: 1 })).length).toBe(1);
  });
  expect(lines).toContain('the own log is written again; rows that did not fit are lost');
});

test('a short trouble of the own log is told as one that lost nothing', async () => {
  const lines: string[] = [];
  const note = (_fields: object, message: string) => void lines.push(message);
  const log = { debug: note, info: note, warn: note, error: note };
  await using world = await startWorld({ worker: false, backfill: true, adapters: { log } });
  const file = path.join(world.folder, 'dealdraft.db-activity');
  await world.app.recorder.flush();
  for (const suffix of ['', '-wal', '-shm']) await rm(file + suffix, { force: true });
  await mkdir(file);
  world.app.record({ kind: 'CALL', outcome: 'answered', operation: 'while it is away' });
  await world.app.recorder.flush();
  expect(lines).toContain('the own log can not be written; its rows wait in memory');
  await rm(file, { recursive: true });
  await eventually(async () => {
    await world.app.recorder.flush();
    expect(lines).toContain('the own log is written again; nothing of it is lost');
  });
});

test('ACTIVITY_KEEP_DAYS=0 keeps nothing', async () => {
  await using world = await startWorld({ backfill: true, env: { ACTIVITY_KEEP_DAYS: '0' } });
  expect(await stored(world)).toEqual([]);
  expect(await readFile('docs/activity.md', 'utf8')).toContain('ACTIVITY_KEEP_DAYS=0');
});
