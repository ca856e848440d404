import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PreviewContractDocument } from '../../generated/graphql.js';
import type { PreviewContractInput } from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';

const PREVIEW = '/api/v2.1/public/contracts/preview/';
const REP = 'priya.raman@meridian-cloud.example';
const MAPPING = `version: 1
contracts:
  - template: 1204
    name: '"Vertrag für " & Name'
    counterparties:
      - organizationName: Account.Name
        jurisdiction: '"US"'
        contact: 'OpportunityContactRoles[IsPrimary].Contact.{"firstName": FirstName, "lastName": LastName, "email": Email}'
    # Nobody has this address: a preview shows no signatory.
    signatories: [{name: '"Nobody"', email: '"nobody"'}]
    entity: '$exists(NextStep) and NextStep = "other" ? "MC-XX" : "MC-DE"'
    data:
      customer_name: Account.Name
      agreement_date: $today()
      billing_currency: '{"type": "USD", "value": Amount}'
      pricing_schedule: '[OpportunityLineItems.{"item": Product2.Name, "quantity": Quantity, "amount": {"type": "USD", "value": TotalPrice}}]'
`;

describe('previewContract', () => {
  let folder: string;
  let world: World;
  let deal: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-previews-'));
    const file = path.join(folder, 'mapping.yaml');
    await writeFile(file, MAPPING);
    world = await startWorld({
      worker: false,
      spotdraft: { rateLimitPerSecond: null, contracts: 'none' },
      env: { SPOTDRAFT_RATE_LIMIT: '500', MAPPING_FILE: file },
    });
    const { store } = world.salesforce.control.org;
    const roles = store.rows('OpportunityContactRole');
    const rep = store.rows('User').find(({ Username }) => Username === REP);
    const complete = store
      .rows('Opportunity')
      .find(
        (row) =>
          row.OwnerId === rep?.Id &&
          row.Amount !== null &&
          roles.some((role) => role.OpportunityId === row.Id && role.IsPrimary === true),
      );
    deal = String(complete?.Id);
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => {
    world.spotdraft.faults.clear();
  });

  async function preview(input: Partial<PreviewContractInput> = {}, headers?: Headers) {
    const answer = await world.graphql(
      PreviewContractDocument,
      { input: { opportunityId: deal, templateId: '1204', ...input } },
      headers,
    );
    return { ...answer, payload: answer.data?.previewContract };
  }
  const open = (url: string, headers: Headers = world.as('service')) =>
    fetch(url, { headers, redirect: 'manual' });
  const asked = () => world.spotdraft.calls.report().byRoute[`POST ${PREVIEW}`] ?? 0;

  test('shows a PDF to whoever asked for it, for an hour, and makes nothing', async () => {
    const before = Date.now();
    const { payload } = await preview();
    expect(payload?.userErrors).toEqual([]);
    const expiresMs = new Date(payload!.expiresAt!).getTime();
    expect(expiresMs).toBeGreaterThanOrEqual(before + 60 * 60_000 - 1_000);
    expect(expiresMs).toBeLessThan(Date.now() + 61 * 60_000);
    const calls = asked();
    for (const _time of ['first', 'again']) {
      const file = await open(payload!.url!);
      expect(file.status).toBe(200);
      expect(file.headers.get('content-type')).toBe('application/pdf');
      expect(file.headers.get('content-disposition')).toMatch(
        /^inline; filename="preview\.pdf"; filename\*=UTF-8''Vertrag%20f%C3%BCr%20.*\.pdf$/,
      );
      expect(file.headers.get('cache-control')).toBe('no-store');
      expect(file.headers.get('x-content-type-options')).toBe('nosniff');
      const pdf = await PDFDocument.load(await file.arrayBuffer());
      expect(pdf.getTitle()).toContain('Preview');
    }
    // Opened from what is kept.
    expect(asked()).toBe(calls);
    expect(world.spotdraft.control.list()).toEqual([]);
  });

  test('is nobody else’s, whoever they are and whatever else they see', async () => {
    const { payload } = await preview({}, await world.asUser(REP));
    const url = payload!.url!;
    expect((await open(url, await world.asUser(REP))).status).toBe(200);
    for (const role of ['service', 'admin', 'user'] as const) {
      expect((await open(url, world.as(role))).status).toBe(404);
    }
    expect((await open(url, {})).status).toBe(401);
    const { pathname } = new URL(url);
    for (const other of [
      `${pathname}x`,
      pathname.toUpperCase(),
      '/previews/x',
      `/previews/${deal}-`,
    ]) {
      expect((await open(world.app.url + other, await world.asUser(REP))).status).toBe(404);
    }
  });

  test('is no upload to make a contract of', async () => {
    const { payload } = await preview();
    const id = new URL(payload!.url!).pathname.split('/').at(-1)!;
    expect(await world.app.store.uploads.find(id, 'key:service')).toBeNull();
  });

  test('goes with the right to see the deal', async () => {
    const { payload } = await preview({}, await world.asUser(REP));
    const { store } = world.salesforce.control.org;
    const row = store.rows('Opportunity').find(({ Id }) => Id === deal)!;
    const { OwnerId } = row;
    const other = store
      .rows('User')
      .find((user) => user.Id !== OwnerId && user.IsActive === true && user.Username !== REP)!;
    Object.assign(row, { OwnerId: other.Id });
    try {
      expect((await open(payload!.url!, await world.asUser(REP))).status).toBe(404);
    } finally {
      Object.assign(row, { OwnerId });
    }
    expect((await open(payload!.url!, await world.asUser(REP))).status).toBe(200);
  });

  test('is opened by any server of the store', async () => {
    const { payload } = await preview();
    const another = await world.startAnother();
    const { pathname } = new URL(payload!.url!);
    expect((await open(another.url + pathname)).status).toBe(200);
  });

  test('says what is wrong before SpotDraft is asked', async () => {
    const calls = asked();
    const counterparties = [{ organizationName: ' ', contact: { firstName: 'A', email: 'a' } }];
    for (const [input, field] of [
      [{ data: { customer_name: 5 } }, ['data', 'customer_name']],
      [{ data: { custmer_name: 'x' } }, ['data', 'custmer_name']],
      [{ name: ' ' }, ['name']],
      [{ counterparties }, ['counterparties', '0', 'organizationName']],
      [{ templateId: '1201' }, ['templateId']],
    ] as const) {
      const { payload } = await preview(input);
      expect(payload).toMatchObject({ url: null, expiresAt: null });
      expect(payload?.userErrors.map((error) => error.field)).toContainEqual(field);
    }
    for (const input of [
      { opportunityId: 'x' },
      { templateId: 'x' },
      { opportunityId: 'x', name: ' ' },
    ]) {
      expect((await preview(input)).errors).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT' } },
      ]);
    }
    expect(asked()).toBe(calls);
  });

  test('tells an entity that SpotDraft does not have', async () => {
    const row = world.salesforce.control.org.store
      .rows('Opportunity')
      .find(({ Id }) => Id === deal)!;
    Object.assign(row, { NextStep: 'other' });
    const { payload } = await preview();
    Object.assign(row, { NextStep: null });
    expect(payload?.userErrors).toMatchObject([{ field: null, code: 'INVALID_VALUE' }]);
    expect(payload?.userErrors[0]?.message).toContain('MC-XX');
  });

  test('hands on why SpotDraft refuses, and what it can not do for now', async () => {
    const match = { path: PREVIEW };
    world.spotdraft.faults.add({
      kind: 'status',
      status: 400,
      body: { contract_data: { customer_name: ['Odd.'] } },
      match,
      times: 1,
    });
    expect((await preview()).payload?.userErrors).toMatchObject([
      { field: ['data', 'customer_name'], code: 'SPOTDRAFT_REFUSED' },
    ]);
    world.spotdraft.faults.add({
      kind: 'status',
      status: 403,
      body: { detail: 'No.' },
      match,
      times: 1,
    });
    expect((await preview()).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    world.spotdraft.faults.add({
      kind: 'status',
      status: 404,
      body: { detail: 'No.' },
      match,
      times: 1,
    });
    expect((await preview()).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    world.spotdraft.faults.add({ kind: 'status', status: 200, body: { url: 'x' }, match });
    expect((await preview()).errors).toMatchObject([
      { extensions: { code: 'UPSTREAM_UNAVAILABLE', service: 'spotdraft' } },
    ]);
  });
});
