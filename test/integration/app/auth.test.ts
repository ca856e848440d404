import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exportJWK, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ContractDocument,
  ContractDraftDocument,
  ContractsDocument,
  CreateContractDocument,
  OpportunitiesDocument,
  OpportunityDocument,
  SyncContractDocument,
  TemplatesDocument,
  ViewerDocument,
} from '../../generated/graphql.js';
import { createCrmSeed } from '../../../src/sandbox/seed/crm-seed.js';
import { createOrgSigner } from '../../support/org-signer.js';
import type { OrgSigner, OrgTokenParts } from '../../support/org-signer.js';
import type { Clock } from '../../../src/domain/clock.js';
import { SkewedClock } from '../../support/skewed-clock.js';
import { API_KEYS, AUDIENCE, ISSUER, startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const REP = 'priya.raman@meridian-cloud.example';
const FORMER = 'dana.whitfield@meridian-cloud.example';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const strange = generateKeyPairSync('rsa', { modulusLength: 2048 });

const pemOf = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();

interface TokenParts {
  readonly key?: KeyObject | Uint8Array;
  readonly alg?: string;
  readonly kid?: string;
  readonly issuer?: string;
  readonly audience?: string;
  readonly expiresAt?: number | string;
  readonly subject?: string;
}

async function bearer(parts: TokenParts = {}): Promise<Record<string, string>> {
  const token = await new SignJWT({ email: REP })
    .setProtectedHeader({ alg: parts.alg ?? 'RS256', ...(parts.kid && { kid: parts.kid }) })
    .setSubject(parts.subject ?? REP)
    .setIssuer(parts.issuer ?? ISSUER)
    .setAudience(parts.audience ?? AUDIENCE)
    .setExpirationTime(parts.expiresAt ?? '5m')
    .sign(parts.key ?? rsa.privateKey);
  return { authorization: `Bearer ${token}` };
}

function callsOf(world: World): number {
  return world.spotdraft.calls.report().total + world.salesforce.control.usage.report().total;
}

describe('callers with a public key configured', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ worker: false, env: { AUTH_PUBLIC_KEY: pemOf(rsa.publicKey) } });
  });
  afterAll(() => world[Symbol.asyncDispose]());

  test.each<[string, () => Promise<Record<string, string>> | Record<string, string>]>([
    ['no credentials', () => ({})],
    ['an unknown key', () => ({ 'x-api-key': 'nobody' })],
    ['an empty key', () => ({ 'x-api-key': '' })],
    ['another scheme', () => ({ authorization: 'Basic dXNlcjpwYXNz' })],
    ['a token that is none', () => ({ authorization: 'Bearer abc' })],
    ['an expired token', () => bearer({ expiresAt: 1_700_000_000 })],
    [
      'a token that expired a moment ago',
      () => bearer({ expiresAt: Math.floor(Date.now() / 1_000) - 10 }),
    ],
    ['a token of another audience', () => bearer({ audience: 'someone-else' })],
    ['a token of another issuer', () => bearer({ issuer: 'https://evil.example' })],
    ['a token signed by another key', () => bearer({ key: strange.privateKey })],
    ['a token of another algorithm', () => bearer({ alg: 'ES256', key: ec.privateKey })],
    ['a token of an RSA algorithm not taken', () => bearer({ alg: 'RS512' })],
    [
      'the public key used as a secret (HS256)',
      () => bearer({ alg: 'HS256', key: new TextEncoder().encode(pemOf(rsa.publicKey)) }),
    ],
    ['a token without a subject', () => bearer({ subject: '' })],
    [
      'an unsigned token',
      () => ({
        authorization: `Bearer ${new UnsecuredJWT({ sub: REP })
          .setIssuer(ISSUER)
          .setAudience(AUDIENCE)
          .setExpirationTime('5m')
          .encode()}`,
      }),
    ],
    [
      'a token that is wrong beside a key that is right',
      async () => ({ ...(await bearer({ audience: 'x' })), 'x-api-key': API_KEYS.service }),
    ],
  ])('answers 401 to %s, and asks nobody', async (_what, credentials) => {
    const before = callsOf(world);
    const answer = await world.graphql(ViewerDocument, {}, await credentials());
    expect(answer.status).toBe(401);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(answer.data).toBeUndefined();
    expect(callsOf(world)).toBe(before);
  });

  test('refuses a token that never expires', async () => {
    const token = await new SignJWT()
      .setProtectedHeader({ alg: 'RS256' })
      .setSubject(REP)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .sign(rsa.privateKey);
    const answer = await world.graphql(ViewerDocument, {}, { authorization: `Bearer ${token}` });
    expect(answer.status).toBe(401);
  });

  test('takes a good token, also beside a good key: the person counts', async () => {
    const both = { ...(await bearer()), 'x-api-key': API_KEYS.service };
    for (const headers of [await bearer(), both]) {
      const answer = await world.graphql(ViewerDocument, {}, headers);
      expect(answer.data?.viewer).toEqual({
        name: 'Priya Raman',
        email: REP,
        userId: world.salesforce.users.find(({ username }) => username === REP)?.id,
        roles: ['user'],
      });
    }
  });

  test('shows keys their name and role', async () => {
    for (const role of ['service', 'admin', 'user'] as const) {
      const { data } = await world.graphql(ViewerDocument, {}, world.as(role));
      expect(data?.viewer).toEqual({ name: role, email: null, userId: null, roles: [role] });
    }
  });

  test.each([
    ['nobody knows', 'nobody@nowhere.example'],
    ['is inactive', FORMER],
  ])('answers FORBIDDEN for every field to a token whose user %s', async (_what, subject) => {
    const headers = await bearer({ subject });
    const deal = world.salesforce.deals[0]!.id;
    const contract = world.spotdraft.control.list()[0]!.id;
    const before = world.spotdraft.calls.report().total;
    const answers = await Promise.all([
      world.graphql(ViewerDocument, {}, headers),
      world.graphql(TemplatesDocument, {}, headers),
      world.graphql(OpportunitiesDocument, {}, headers),
      world.graphql(OpportunityDocument, { id: deal }, headers),
      world.graphql(ContractDraftDocument, { opportunityId: deal, templateId: '1204' }, headers),
      world.graphql(
        CreateContractDocument,
        { input: { opportunityId: deal, templateId: '1204' } },
        headers,
      ),
    ]);
    for (const { status, errors } of answers) {
      expect(status).toBe(200);
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    for (const answer of [
      await world.graphql(ContractsDocument, {}, headers),
      await world.graphql(ContractDocument, { id: contract }, headers),
      await world.graphql(ContractDocument, { id: 'T-99999' }, headers),
      await world.graphql(SyncContractDocument, { id: contract }, headers),
    ]) {
      expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    // A stranger with a token costs no SpotDraft calls.
    expect(world.spotdraft.calls.report().total).toBe(before);
  });

  test('shows a key of the role "user" reference data only', async () => {
    const headers = world.as('user');
    const templates = await world.graphql(TemplatesDocument, {}, headers);
    expect(templates.data?.templates.length).toBeGreaterThan(3);
    const deal = world.salesforce.deals[0]!.id;
    for (const answer of [
      await world.graphql(OpportunitiesDocument, {}, headers),
      await world.graphql(OpportunityDocument, { id: deal }, headers),
      await world.graphql(ContractsDocument, {}, headers),
      await world.graphql(ContractDocument, { id: 'T-1' }, headers),
      await world.graphql(
        ContractDraftDocument,
        { opportunityId: deal, templateId: '1204' },
        headers,
      ),
      await world.graphql(
        CreateContractDocument,
        { input: { opportunityId: deal, templateId: '1204' } },
        headers,
      ),
      await world.graphql(SyncContractDocument, { id: 'T-1' }, headers),
    ]) {
      expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
  });
});

test('a user is FORBIDDEN everywhere in the client-credentials flow too when the CRM does not know them', async () => {
  await using world = await startWorld({ worker: false, salesforceAuth: 'client_credentials' });
  for (const subject of ['nobody@nowhere.example', FORMER]) {
    const headers = await world.asUser(subject);
    for (const answer of [
      await world.graphql(ViewerDocument, {}, headers),
      await world.graphql(TemplatesDocument, {}, headers),
      await world.graphql(OpportunitiesDocument, {}, headers),
      await world.graphql(ContractsDocument, {}, headers),
      await world.graphql(ContractDocument, { id: 'T-99999' }, headers),
    ]) {
      expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
  }
});

test('takes ES256 tokens when the public key is an elliptic one', async () => {
  await using world = await startWorld({
    worker: false,
    env: { AUTH_PUBLIC_KEY: pemOf(ec.publicKey) },
  });
  const good = await bearer({ alg: 'ES256', key: ec.privateKey });
  expect((await world.graphql(ViewerDocument, {}, good)).status).toBe(200);
  const bad = await bearer();
  expect((await world.graphql(ViewerDocument, {}, bad)).status).toBe(401);
});

describe('callers with a key set', () => {
  let body = '';
  let status = 200;
  const keySet = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => keySet.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(keySet.address() as AddressInfo).port}/keys`;
  });
  afterAll(() => new Promise((resolve) => keySet.close(resolve)));

  const world = () =>
    startWorld({ worker: false, env: { AUTH_PUBLIC_KEY: '', AUTH_JWKS_URL: url } });

  async function serve(...keys: readonly { kid?: string; key: KeyObject; alg: string }[]) {
    status = 200;
    body = JSON.stringify({
      keys: await Promise.all(
        keys.map(async ({ key, ...rest }) => ({ ...(await exportJWK(key)), use: 'sig', ...rest })),
      ),
    });
  }

  test('picks the key that the token names', async () => {
    await serve(
      { kid: 'old', key: strange.publicKey, alg: 'RS256' },
      { kid: 'new', key: rsa.publicKey, alg: 'RS256' },
      { kid: 'ec', key: ec.publicKey, alg: 'ES256' },
    );
    await using open = await world();
    const statusOf = async (parts: TokenParts) =>
      (await open.graphql(ViewerDocument, {}, await bearer(parts))).status;
    expect(await statusOf({ kid: 'new' })).toBe(200);
    expect(await statusOf({ kid: 'ec', alg: 'ES256', key: ec.privateKey })).toBe(200);
    expect(await statusOf({ kid: 'old' })).toBe(401);
    expect(await statusOf({ kid: 'unknown' })).toBe(401);
    expect(await statusOf({ kid: 'ec' })).toBe(401);
  });

  test('tries each fitting key for a token that names none', async () => {
    await serve(
      { kid: 'old', key: strange.publicKey, alg: 'RS256' },
      { kid: 'new', key: rsa.publicKey, alg: 'RS256' },
    );
    await using open = await world();
    expect((await open.graphql(ViewerDocument, {}, await bearer())).status).toBe(200);
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    expect((await open.graphql(ViewerDocument, {}, await bearer({ key: other }))).status).toBe(401);
  });

  test.each([
    ['fails', 500, '{}'],
    ['answers something else', 200, '<html>'],
    ['answers JSON that is no key set', 200, '{"hello":1}'],
  ])('answers 503, not 401, while the key set %s', async (_what, code, text) => {
    await using open = await world();
    status = code;
    body = text;
    const answer = await open.graphql(ViewerDocument, {}, await bearer({ kid: 'new' }));
    expect(answer.status).toBe(503);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
    // Keys of ours do not depend on it.
    expect((await open.graphql(ViewerDocument, {})).status).toBe(200);
  });

  test('answers 503 while the key set cannot be reached', async () => {
    await using open = await startWorld({
      worker: false,
      env: { AUTH_PUBLIC_KEY: '', AUTH_JWKS_URL: 'http://127.0.0.1:1/keys' },
    });
    expect((await open.graphql(ViewerDocument, {}, await bearer())).status).toBe(503);
  });
});

describe('callers whose org signs their tokens', () => {
  async function orgWorld(
    orgId: string | null,
    clock?: Clock,
  ): Promise<{ world: World; org: OrgSigner }> {
    const folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-org-'));
    const salesforce = createCrmSeed({ deals: 10, today: new Date() });
    const org = createOrgSigner(orgId ?? salesforce.organizationId, REP);
    const file = path.join(folder, 'org.pem');
    await writeFile(file, org.publicKeyPem);
    const world = await startWorld({
      worker: false,
      salesforce: { seed: salesforce },
      env: { AUTH_PUBLIC_KEY: '', AUTH_ORGS: `${org.orgId}=${file}` },
      ...(clock === undefined ? {} : { adapters: { clock } }),
    });
    await rm(folder, { recursive: true });
    return { world, org };
  }
  const bearerOf = async (org: OrgSigner, parts?: OrgTokenParts) => ({
    authorization: `Bearer ${await org.token(parts)}`,
  });

  test('are let in, read with their own rights, and are nobody without an org', async () => {
    const { world, org } = await orgWorld(null);
    await using open = world;
    const answer = await open.graphql(ViewerDocument, {}, await bearerOf(org));
    expect(answer.data?.viewer).toMatchObject({
      name: 'Priya Raman',
      email: REP,
      roles: ['user'],
    });
    const short = { orgId: org.orgId.slice(0, 15) };
    expect((await open.graphql(ViewerDocument, {}, await bearerOf(org, short))).status).toBe(200);
    const former = await open.graphql(ViewerDocument, {}, await bearerOf(org, { subject: FORMER }));
    expect(former.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    for (const parts of [{ orgId: undefined }, { key: strange.privateKey }, { audience: 'x' }]) {
      expect((await open.graphql(ViewerDocument, {}, await bearerOf(org, parts))).status).toBe(401);
    }
  });

  test('are not let in by an org that dealdraft is not connected to', async () => {
    const { world, org } = await orgWorld('00D5g0000012AbCEAU');
    await using open = world;
    const answer = await open.graphql(ViewerDocument, {}, await bearerOf(org));
    expect(answer.status).toBe(401);
    expect(answer.errors[0]?.message).toContain('another org');
  });

  test('wait, with 503, while Salesforce can not say which org it is', async () => {
    const clock = new SkewedClock();
    const { world, org } = await orgWorld(null, clock);
    await using open = world;
    open.salesforce.control.addFault({ kind: 'status', status: 503, times: 1 });
    expect((await open.graphql(ViewerDocument, {}, await bearerOf(org))).status).toBe(503);
    // A sign-in that failed is known for seconds.
    clock.forward(3_000);
    expect((await open.graphql(ViewerDocument, {}, await bearerOf(org))).status).toBe(200);
  });
});
