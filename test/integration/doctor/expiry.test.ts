import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPeerCertificate } from '../../../src/connectors/http/peer-certificate.js';
import { systemClock } from '../../../src/domain/clock.js';
import { silentLog } from '../../../src/domain/log.js';
import { startPublicCertificateWatch } from '../../../src/services/health/public-certificate.js';
import { makeCertificate } from '../../support/certificate.js';
import type { MadeCertificate } from '../../support/certificate.js';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { examineIn } from './doctor-support.js';

const DAY_MS = 24 * 60 * 60_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);
const ending = (days: number) => makeCertificate({ from: inDays(-300), until: inDays(days) });
const ORG = '00D000000000001EAA';

/** Each kind of credential with a certificate that ends so soon. */
async function settingsWith(days: number): Promise<Record<string, string>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dealdraft-expiry-'));
  const [archive, callers, org] = [ending(days), ending(days), ending(days)];
  const indented = (pem: string) => pem.trim().replaceAll('\n', '\\n');
  await writeFile(path.join(folder, 'org.crt'), org.certificatePem);
  await writeFile(
    path.join(folder, 'archive.yaml'),
    [
      'version: 1',
      'destinations:',
      '  - name: legal',
      '    type: sharepoint',
      '    tenantId: contoso.onmicrosoft.com',
      '    clientId: app',
      `    certificate: "${indented(archive.certificatePem)}"`,
      `    privateKey: "${indented(archive.privateKeyPem)}"`,
      '    site: contoso.sharepoint.com:/sites/legal',
      '    endpoints: { graph: "http://127.0.0.1:9", login: "http://127.0.0.1:9" }',
    ].join('\n'),
  );
  return {
    ARCHIVE_FILE: path.join(folder, 'archive.yaml'),
    AUTH_PUBLIC_KEY: callers.certificatePem,
    AUTH_ORGS: `${ORG}=${path.join(folder, 'org.crt')}`,
    AUTH_AUDIENCE: 'dealdraft',
    AUTH_ISSUER: 'https://id.example',
  };
}

async function stateOf(world: World) {
  const ready = (await (await fetch(`${world.app.url}/readyz`)).json()) as { notices?: string[] };
  const metrics = await (await fetch(`${world.app.url}/metrics`)).text();
  const { data } = await world.graphql<
    { syncProgress: { notices: { kind: string; title: string; since: string | null }[] } },
    object
  >('{ syncProgress { notices { kind urgency title since todo } } }', {}, world.as('admin'));
  return {
    ready: (ready.notices ?? []).filter((text) => text.includes('certificate')),
    ends: new Map(
      [
        ...metrics.matchAll(
          /^dealdraft_credential_end_timestamp_seconds\{credential="(.+)"\} (\d+)/gmu,
        ),
      ].map(([, credential = '', at = '']) => [credential, Number(at)]),
    ),
    notices: data!.syncProgress.notices.filter(({ kind }) => kind === 'CREDENTIALS_EXPIRING'),
  };
}

describe('credentials that end', () => {
  it('are told by notices, /readyz, metrics and doctor 30 days before', async () => {
    await using world = await startWorld({ worker: false, env: await settingsWith(12) });
    const { ready, ends, notices } = await stateOf(world);
    expect(notices.map(({ title }) => title.replace(/ends at .*/u, 'ends.'))).toEqual([
      'The certificate in AUTH_PUBLIC_KEY ends.',
      `A certificate of ${ORG} in AUTH_ORGS ends.`,
      'The certificate of the archive destination legal ends.',
    ]);
    expect(notices[2]).toMatchObject({
      urgency: 'ACT',
      since: null,
      todo: expect.stringContaining('upload it in Entra under App registrations') as string,
    });
    expect(ready).toHaveLength(3);
    expect(ready[2]).toMatch(/legal ends at \d{4}-.*Entra/u);
    expect([...ends.keys()]).toEqual(['callers', `callers.${ORG}`, 'archive.legal']);
    expect(ends.get('callers')! * 1_000 - inDays(12).getTime()).toBeLessThan(60_000);

    const found = await examineIn(world);
    expect(found.of('expiry.callers')).toMatchObject({
      state: 'warn',
      seen: expect.stringMatching(
        /AUTH_PUBLIC_KEY ends \d{4}-\d\d-\d\d\. A certificate of 00D/u,
      ) as string,
      todo: expect.stringContaining('Certificate and Key Management') as string,
    });
    expect(found.of('expiry.archive')).toMatchObject({ state: 'warn' });
  }, 30_000);

  it('are failures once they are over, and nothing while there is time', async () => {
    await using over = await startWorld({ worker: false, env: await settingsWith(-1) });
    const { notices } = await stateOf(over);
    expect(notices[0]).toMatchObject({
      title: 'The certificate in AUTH_PUBLIC_KEY has ended.',
      since: expect.any(String) as string,
    });
    const found = await examineIn(over);
    expect(found.names('fail').filter((name) => name.startsWith('expiry.'))).toEqual([
      'expiry.callers',
      'expiry.archive',
    ]);

    await using fine = await startWorld({ worker: false, env: await settingsWith(40) });
    const now = await stateOf(fine);
    expect(now.notices).toEqual([]);
    expect(now.ready).toEqual([]);
    expect(now.ends.size).toBe(3);
    expect((await examineIn(fine)).of('expiry.callers')).toMatchObject({
      state: 'ok',
      seen: expect.stringContaining('is good until') as string,
    });
  }, 30_000);

  it('that nobody tells of are said to be unseen, with the place to look', async () => {
    const { ARCHIVE_FILE, ...others } = await settingsWith(40);
    const file = ARCHIVE_FILE!.replace('archive.yaml', 'secret.yaml');
    await writeFile(
      file,
      [
        'version: 1',
        'destinations:',
        '  - name: legal',
        '    type: onedrive',
        '    tenantId: contoso.onmicrosoft.com',
        '    clientId: app',
        '    clientSecret: hush',
        '    user: legal@contoso.example',
        '    endpoints: { graph: "http://127.0.0.1:9", login: "http://127.0.0.1:9" }',
      ].join('\n'),
    );
    await using world = await startWorld({ worker: false, env: { ...others, ARCHIVE_FILE: file } });
    const found = await examineIn(world);
    expect(found.of('expiry.archive')).toMatchObject({
      state: 'warn',
      seen: "The end of the client secret of legal can't be seen: Microsoft tells it to its admins alone.",
      todo: expect.stringContaining('Certificates & secrets') as string,
    });
    expect(found.of('expiry.salesforce')).toMatchObject({
      state: 'warn',
      todo: expect.stringContaining('append it to SALESFORCE_PRIVATE_KEY') as string,
    });

    const own = makeCertificate({ from: inDays(-1), until: inDays(400) });
    const known = await examineIn(world, {
      SALESFORCE_PRIVATE_KEY: own.privateKeyPem + own.certificatePem,
    });
    expect(known.of('expiry.salesforce')).toMatchObject({
      state: 'ok',
      seen: expect.stringContaining(
        'The certificate of SALESFORCE_PRIVATE_KEY is good until',
      ) as string,
    });
  }, 30_000);

  it('are looked for at PUBLIC_URL, whoever trusts what it shows', async () => {
    await using world = await startWorld({ worker: false });
    await using shown = await serve(makeCertificate({ from: inDays(-80), until: inDays(10) }));
    const found = await examineIn(world, { PUBLIC_URL: shown.url });
    expect(found.of('expiry.public')).toMatchObject({
      state: 'warn',
      seen: expect.stringContaining('The TLS certificate at PUBLIC_URL ends') as string,
    });

    const { settings } = world.app.store;
    world.app.publicUrl.current = shown.url;
    const parts = { settings, clock: systemClock, log: silentLog };
    const watch = startPublicCertificateWatch({
      ...parts,
      publicUrl: shown.url,
      read: readPeerCertificate,
    });
    await eventually(async () => {
      const { notices, ends } = await stateOf(world);
      expect(notices).toMatchObject([
        { title: expect.stringMatching(/^The TLS certificate at PUBLIC_URL ends at/u) as string },
      ]);
      expect([...ends.keys()]).toEqual(['public']);
    });
    await watch.stop();
    // What was seen at another address says nothing of this one.
    world.app.publicUrl.current = 'https://elsewhere.example';
    expect((await stateOf(world)).notices).toEqual([]);
    const closed = await examineIn(world, { PUBLIC_URL: 'https://127.0.0.1:9' });
    expect(closed.of('expiry.public')).toMatchObject({
      state: 'warn',
      seen: expect.stringContaining("can't be seen") as string,
    });
  }, 30_000);
});

/** An address over TLS that nobody trusts. */
async function serve({ certificatePem, privateKeyPem }: MadeCertificate) {
  const server = createServer({ cert: certificatePem, key: privateKeyPem }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
