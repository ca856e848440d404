import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FOLDER, parse, surroundings, withDestination } from './samples.js';

const { privateKey: KEY } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const SERVICE_ACCOUNT = JSON.stringify({
  type: 'service_account',
  client_email: 'archive@acme.iam.gserviceaccount.com',
  private_key: KEY,
  private_key_id: 'k1',
  token_uri: 'https://oauth2.googleapis.com/token',
});

const configOf = (text: string, around = surroundings()) =>
  parse(text, around).destinations[0]?.config;

describe('parseArchiveFile', () => {
  test('reads the documented example, commented destinations included', () => {
    const example = readFileSync('examples/dealdraft.archive.yaml', 'utf8');
    expect(parse(example).destinations.map(({ name, config }) => [name, config.type])).toEqual([
      ['files', 'folder'],
      ['legal', 's3'],
    ]);
    const all = example
      .replace(/^ {2}# ( +\w+:|- name)/gm, '  $1')
      .replaceAll(/^ {4}# (\w+: \{? ?\$?)/gm, '    # $1');
    const names = parse(
      all
        .replaceAll('${SHAREPOINT_CERTIFICATE}', '')
        .replace(/certificate: \n.*privateKey: .*\n/, 'clientSecret: s\n'),
      surroundings(
        Object.fromEntries(
          [
            'DROPBOX_APP_KEY',
            'DROPBOX_APP_SECRET',
            'DROPBOX_REFRESH_TOKEN',
            'BOX_CLIENT_ID',
            'BOX_CLIENT_SECRET',
            'SHAREPOINT_CLIENT_ID',
            'ONEDRIVE_CLIENT_ID',
            'ONEDRIVE_CLIENT_SECRET',
          ].map((name) => [name, 'x']),
        ),
        { '/etc/dealdraft/drive.json': SERVICE_ACCOUNT },
      ),
    ).destinations.map(({ name }) => name);
    expect(names).toEqual(['files', 'legal', 'drive', 'dropbox', 'box', 'intranet', 'onedrive']);
  });

  test('fills in what a file leaves out', () => {
    const { destinations } = parse(withDestination(...FOLDER));
    expect(destinations[0]).toMatchObject({
      name: 'files',
      config: { name: 'files', type: 'folder', directory: '/srv/contracts' },
      sidecar: true,
      recordInSpotDraft: false,
      needs: { deal: [], keyPointers: false },
      rules: { folder: null, fileName: null, when: null, metadata: null },
    });
    expect(
      configOf(withDestination('name: a', 'type: s3', 'bucket: acme', 'region: eu-west-1')),
    ).toEqual({
      name: 'a',
      type: 's3',
      bucket: 'acme',
      region: 'eu-west-1',
      endpoint: null,
      forcePathStyle: false,
      credentials: null,
      serverSideEncryption: null,
      kmsKeyId: null,
      storageClass: null,
      retention: null,
    });
  });

  test('takes another server of the S3 kind by its path, with keys from the environment', () => {
    const text = withDestination(
      'name: a',
      'type: s3',
      'bucket: acme',
      'endpoint: http://127.0.0.1:9000/',
      'accessKeyId: ${KEY_ID}',
      'secretAccessKey: "${SECRET}"',
      'retention: {mode: COMPLIANCE, days: 30}',
    );
    expect(configOf(text, surroundings({ KEY_ID: 'AK', SECRET: 's$cret' }))).toMatchObject({
      region: 'us-east-1',
      endpoint: 'http://127.0.0.1:9000',
      forcePathStyle: true,
      credentials: { accessKeyId: 'AK', secretAccessKey: 's$cret' },
      retention: { mode: 'COMPLIANCE', days: 30 },
    });
  });

  test('keeps all digits of an id without quotes, and blanks of a secret in the middle', () => {
    const text = withDestination(
      'name: a',
      'type: box',
      'folderId: 00123456789012345678',
      'enterpriseId: 42',
      'clientId: a b',
      'clientSecret: "x$${y}"',
    );
    expect(configOf(text)).toMatchObject({
      folderId: '00123456789012345678',
      enterpriseId: '42',
      clientId: 'a b',
      clientSecret: 'x${y}',
      endpoints: { api: 'https://api.box.com', upload: 'https://upload.box.com' },
    });
  });

  test('takes the key of a service account as text, as YAML, from a variable or from its file', () => {
    const drive = (...lines: string[]) =>
      withDestination('name: d', 'type: google-drive', 'folderId: 0A-x_1', ...lines);
    const around = surroundings({ SA: SERVICE_ACCOUNT }, { '/k.json': SERVICE_ACCOUNT });
    const expected = {
      clientEmail: 'archive@acme.iam.gserviceaccount.com',
      privateKeyPem: KEY,
      privateKeyId: 'k1',
      tokenUri: 'https://oauth2.googleapis.com/token',
    };
    for (const line of [
      'serviceAccountKey: ${SA}',
      'serviceAccountKeyFile: /k.json',
      `serviceAccountKey: ${SERVICE_ACCOUNT}`,
      `serviceAccountKey: '${SERVICE_ACCOUNT}'`,
    ]) {
      expect(configOf(drive(line), around)).toMatchObject({
        serviceAccountKey: expected,
        subject: null,
      });
    }
  });

  test('takes a site as Graph writes it and as a browser shows it', () => {
    const site = (text: string) =>
      configOf(
        withDestination(
          'name: a',
          'type: sharepoint',
          'tenantId: t',
          'clientId: c',
          'clientSecret: s',
          `site: ${text}`,
        ),
      );
    for (const text of [
      'contoso.sharepoint.com:/sites/legal',
      'https://contoso.sharepoint.com/sites/legal/',
    ]) {
      expect(site(text)).toMatchObject({ site: 'contoso.sharepoint.com:/sites/legal' });
    }
    expect(site('contoso.sharepoint.com')).toMatchObject({
      site: 'contoso.sharepoint.com',
      library: null,
      root: [],
      columns: false,
    });
  });

  test('reads folders of a root, with or without a slash in front', () => {
    const root = (text: string) =>
      configOf(
        withDestination(
          'name: a',
          'type: dropbox',
          'appKey: k',
          'appSecret: s',
          'refreshToken: r',
          `root: ${text}`,
        ),
      );
    expect(root('/Legal/Executed contracts/')).toMatchObject({
      root: ['Legal', 'Executed contracts'],
    });
    expect(root('""')).toMatchObject({ root: [] });
  });

  test('derives the one query that the expressions of a destination need', () => {
    const text = withDestination(
      ...FOLDER,
      'folder: opportunity.Account.Name & "/" & $string(keyPointers.end_date.value)',
      'when: $exists(opportunity.Owner) and opportunity.StageName = "Closed Won"',
    );
    expect(parse(text).destinations[0]?.needs).toEqual({
      deal: [['Account', 'Name'], ['StageName'], ['Owner', 'Id']],
      keyPointers: true,
    });
    expect(parse(text).destinations[0]?.whenReads).toEqual(new Set(['opportunity']));
    expect(
      parse(withDestination(...FOLDER, 'when: type.name != "NDA"')).destinations[0]?.whenReads,
    ).toEqual(new Set());
    const presence = withDestination(...FOLDER, 'when: $exists(opportunity)');
    expect(parse(presence).destinations[0]?.needs.deal).toEqual([['Id']]);
  });
});
