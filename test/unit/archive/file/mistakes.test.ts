import { describe, expect, test } from 'vitest';
import { FOLDER, problemsOf, surroundings, withDestination } from './samples.js';

describe('a mistake of the archive file', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'no file of this kind',
      'hello',
      ['a.yaml:1:1: an archive file starts with version: 1, and destinations: below it'],
    ],
    [
      'another version, no list and a key that there is not',
      'version: 2\ndestinations: {}\ndestination: []\n',
      [
        'a.yaml:1:1: version: write version: 1, the only version there is',
        'a.yaml:2:1: destinations: list destinations here, each starting with "- name: NAME" ([] for none)',
        'a.yaml:3:1: unknown key "destination" (did you mean "destinations"?); known here: version, destinations',
      ],
    ],
    [
      'no destination',
      'version: 1\ndestinations: [hello]\n',
      ['a.yaml:2:16: destinations.0: write name, type and the keys of that type for a destination'],
    ],
    [
      'a type that there is not',
      withDestination('name: a', 'type: googledrive'),
      [
        'a.yaml:4:5: destinations.0.type: must be one of folder, s3, google-drive, dropbox, box, sharepoint, onedrive (did you mean "google-drive"?)',
      ],
    ],
    [
      'no type',
      withDestination('name: a'),
      [
        'a.yaml:3:5: destinations.0.type: is missing: one of folder, s3, google-drive, dropbox, box, sharepoint, onedrive',
      ],
    ],
    [
      'a slip in a key',
      withDestination(...FOLDER, 'filename: name'),
      [
        'a.yaml:6:5: unknown key "filename" (did you mean "fileName"?); known here: name, folder, fileName, when, metadata, sidecar, recordInSpotDraft, type, directory',
      ],
    ],
    [
      'a key of another type',
      withDestination(...FOLDER, 'bucket: b'),
      ['a.yaml:6:5: "bucket" is a key of s3, not of folder, which takes directory'],
    ],
    [
      'a doubled key',
      withDestination(...FOLDER, 'type: s3'),
      ['a.yaml:6:5: the key type is here a second time; keep one of the two'],
    ],
    [
      'doubled names',
      `${withDestination(...FOLDER)}  - name: Files\n    type: folder\n    directory: /b\n`,
      [
        'a.yaml:6:5: destinations.1.name: "Files" is the name of the destination in line 3, too (upper and lower case count alike); give each its own',
      ],
    ],
    [
      'missing keys',
      withDestination('type: box'),
      [
        'a.yaml:3:5: destinations.0.name: is missing: a name for it, as it is to be seen on screens',
        'a.yaml:3:5: destinations.0.folderId: is missing: the id of the folder: the number at the end of its address',
        'a.yaml:3:5: destinations.0.clientId: is missing: the client id of the app',
        'a.yaml:3:5: destinations.0.clientSecret: is missing: the client secret of the app',
        'a.yaml:3:5: destinations.0.enterpriseId: is missing: the enterprise id, from the General Settings tab of the app',
      ],
    ],
    [
      'a name that can not be one',
      withDestination('name: a/b', 'type: folder', 'directory: /a'),
      [
        'a.yaml:3:5: destinations.0.name: is no name for a destination: at most 40 letters, digits, blanks, "." "_" and "-"',
      ],
    ],
    [
      'a directory with ..',
      withDestination('name: a', 'type: folder', 'directory: ../up'),
      ['a.yaml:5:5: destinations.0.directory: must not hold ".."; write the path out'],
    ],
    [
      'keys of S3 that do not go together',
      withDestination(
        'name: a',
        'type: s3',
        'bucket: a/b',
        'accessKeyId: k',
        'kmsKeyId: m',
        'storageClass: GLACIER',
        'retention: {mode: X, days: 0, until: 1}',
      ),
      [
        'a.yaml:3:5: destinations.0.secretAccessKey: is missing: it goes together with accessKeyId; leave both out for the usual chain',
        'a.yaml:3:5: destinations.0.region: is missing: the region of the bucket, such as eu-west-1',
        'a.yaml:5:5: destinations.0.bucket: is not the name of a bucket: 3 to 63 letters, digits, "." and "-", without a path',
        'a.yaml:7:5: destinations.0.kmsKeyId: is for serverSideEncryption: aws:kms; set that, or remove the key',
        "a.yaml:8:5: destinations.0.storageClass: write one of STANDARD, STANDARD_IA, ONEZONE_IA, INTELLIGENT_TIERING, GLACIER_IR, REDUCED_REDUNDANCY: documents of other classes can't be read back at once",
        'a.yaml:9:17: destinations.0.retention.mode: write GOVERNANCE or COMPLIANCE',
        'a.yaml:9:26: destinations.0.retention.days: must be at least 1 day',
        'a.yaml:9:35: unknown key "until"; known here: mode, days',
      ],
    ],
    [
      'origins that are none, or not safe',
      withDestination(
        'name: a',
        'type: box',
        'folderId: 1',
        'clientId: c',
        'clientSecret: s',
        'enterpriseId: 1',
        'endpoints: {api: "http://box.example", upload: "https://a:b@box.example", apis: x}',
      ),
      [
        'a.yaml:9:17: destinations.0.endpoints.api: must start with https:// (http:// only for this machine itself)',
        'a.yaml:9:44: destinations.0.endpoints.upload: must not carry a user name or password',
        'a.yaml:9:79: unknown key "apis" (did you mean "api"?); known here: api, upload',
      ],
    ],
    [
      'a path instead of an origin',
      withDestination('name: a', 'type: s3', 'bucket: abc', 'endpoint: https://s3.example/bucket'),
      ['a.yaml:6:5: destinations.0.endpoint: must be a bare origin, without a path'],
    ],
    [
      'a root that leads elsewhere',
      withDestination(
        'name: a',
        'type: dropbox',
        'appKey: k',
        'appSecret: s',
        'refreshToken: r',
        'root: Legal/../Other',
        'memberId: x',
        'namespaceId: n',
      ),
      [
        'a.yaml:8:5: destinations.0.root: must name each folder; it can not hold "..", "." or nothing between slashes',
        'a.yaml:9:5: destinations.0.memberId: is not the id of a member: write it like dbmid:AAC…',
        'a.yaml:10:5: destinations.0.namespaceId: is not the id of a namespace: a number',
      ],
    ],
    [
      'a root of a disk',
      withDestination(
        'name: a',
        'type: dropbox',
        'appKey: k',
        'appSecret: s',
        'refreshToken: r',
        "root: 'C:\\Legal'",
      ),
      [
        'a.yaml:8:5: destinations.0.root: is a path of a disk; write folders of the destination, separated by "/"',
      ],
    ],
    [
      'no way to sign in at Microsoft',
      withDestination('name: a', 'type: onedrive', 'tenantId: t', 'clientId: c', 'user: u/x'),
      [
        'a.yaml:3:5: destinations.0.clientSecret: is missing: give the value of a client secret, or certificate and privateKey',
        'a.yaml:7:5: destinations.0.user: is not a sign-in name, such as archive@contoso.com',
      ],
    ],
    [
      'two ways to sign in at Microsoft, one of them wrong',
      withDestination(
        'name: a',
        'type: onedrive',
        'tenantId: t',
        'clientId: c',
        'user: u',
        'clientSecret: s',
        'certificate: x',
      ),
      [
        'a.yaml:8:5: destinations.0.clientSecret: give either clientSecret, or certificate and privateKey, not both',
        'a.yaml:9:5: destinations.0.certificate: must be a certificate in PEM form (-----BEGIN CERTIFICATE-----)',
      ],
    ],
    [
      'half of a certificate, and a site that is none',
      withDestination(
        'name: a',
        'type: sharepoint',
        'tenantId: t/x',
        'clientId: c',
        'privateKey: x',
        'site: legal',
        'library: a/b',
        'columns: maybe',
      ),
      [
        'a.yaml:3:5: destinations.0.certificate: is missing: it goes together with privateKey',
        'a.yaml:5:5: destinations.0.tenantId: is not a tenant: write its id or its domain',
        'a.yaml:7:5: destinations.0.privateKey: must be an RSA private key in PEM form',
        'a.yaml:8:5: destinations.0.site: is not a site; write it like contoso.sharepoint.com:/sites/legal',
        'a.yaml:9:5: destinations.0.library: is a path; folders below the library go into root',
        'a.yaml:10:5: destinations.0.columns: write true or false',
      ],
    ],
    [
      'an address in the place of an id, and no key',
      withDestination(
        'name: a',
        'type: google-drive',
        'folderId: https://drive.google.com/drive/folders/0A',
        'subject: me',
      ),
      [
        'a.yaml:3:5: destinations.0.serviceAccountKey: is missing: the JSON key of the service account; or give its path in serviceAccountKeyFile',
        'a.yaml:5:5: destinations.0.folderId: is not the id of a folder: take what follows /folders/ in its address, and nothing else',
        'a.yaml:6:5: destinations.0.subject: write the e-mail address of a user',
      ],
    ],
    [
      'a key file that is not there',
      withDestination(
        'name: a',
        'type: google-drive',
        'folderId: 0A',
        'serviceAccountKeyFile: /k.json',
      ),
      ["a.yaml:6:5: destinations.0.serviceAccountKeyFile: can't be read (ENOENT)"],
    ],
    [
      'an expression that does not parse',
      withDestination(...FOLDER, 'folder: type.name &'),
      [
        "a.yaml:6:5: destinations.0.folder: the expression type.name & can't be read: Unexpected end of expression (at character 11); correct its JSONata",
      ],
    ],
    [
      'expressions that read what is not there',
      withDestination(
        ...FOLDER,
        'folder: type.nam',
        'fileName: stage',
        'when: keyPointers.end_date.valu = 1',
      ),
      [
        'a.yaml:6:5: the expression type.nam: a contract has no "nam" here (did you mean "name"?); it has id, name',
        `a.yaml:7:5: the expression stage: a contract has no "stage" here; it has id, name, status, kind, type, referenceId, counterpartyName, createdBy, createdAt, url, externalMetadata, opportunityId, keyPointers, executedAt, opportunity; if a fixed text is meant, write it in both kinds of quotes: '"stage"'`,
        'a.yaml:8:5: the expression keyPointers.end_date.valu = 1: a contract has no "valu" here (did you mean "value"?); it has id, label, value',
      ],
    ],
    [
      'an expression that gives something else each day',
      withDestination(...FOLDER, 'folder: $today()'),
      [
        'a.yaml:6:5: the expression $today(): it uses $today(), which gives another value each time, so the same contract would be looked for in another place; write what the contract says, such as executedAt',
      ],
    ],
    [
      'a folder that leads out of the archive',
      withDestination(...FOLDER, `folder: '"../other/" & name'`),
      [
        'a.yaml:6:5: the expression "../other/" & name: it leads upwards with ".."; name the folders below the root of the destination',
      ],
    ],
    [
      'a folder of another root',
      withDestination(...FOLDER, `folder: '"C:/contracts"'`),
      [
        'a.yaml:6:5: the expression "C:/contracts": it begins with "/" or a drive; folders are counted from the root of the destination, so leave that out',
      ],
    ],
    [
      'results of the wrong kind',
      withDestination(
        ...FOLDER,
        `folder: '{"a": name}'`,
        'fileName: []',
        `when: '"yes"'`,
        `metadata: '{"sha256": id, "deal stage": opportunity.StageName}'`,
      ),
      [
        'a.yaml:6:5: the expression {"a": name}: it gives an object, which is no text for a name',
        'a.yaml:7:5: destinations.0.fileName: write one expression here, in quotes if it has special characters',
        'a.yaml:8:5: the expression "yes": it gives something else than true or false',
        'a.yaml:9:5: the expression {"sha256": id, "deal stage": opportunity.StageName}: "sha256" is kept of every document already; give what is added another name',
        'a.yaml:9:5: the expression {"sha256": id, "deal stage": opportunity.StageName}: "deal stage" is no name for metadata: a letter, then letters, digits and "_", at most 40 in all',
      ],
    ],
    [
      'a record in the place of a field',
      withDestination(...FOLDER, 'folder: opportunity.Account', 'fileName: opportunity'),
      [
        'a.yaml:6:5: the expression opportunity.Account uses opportunity.Account, which is a record or a list and not a field; name a field of it, such as opportunity.Account.Name',
        'a.yaml:7:5: the expression opportunity uses the whole deal; name the fields it needs',
      ],
    ],
  ];

  test.each(cases)('%s', (_, text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  test('a variable that is not there is named, and nothing else is said of its place', () => {
    const text = withDestination(
      'name: a',
      'type: box',
      'folderId: 1',
      'clientId: ${BOX_ID}',
      'clientSecret: "${BOX_SECRET}"',
      'enterpriseId: ${BOX ENTERPRISE}',
      'endpoints: {api: "${BOX_API}"}',
    );
    expect(problemsOf(text, surroundings({ BOX_ID: 'x' }))).toEqual([
      'a.yaml:7:5: destinations.0.clientSecret: ${BOX_SECRET} is not set',
      'a.yaml:8:5: destinations.0.enterpriseId: ${BOX ENTERPRISE} is no name of a variable: letters, digits and "_"',
      'a.yaml:9:17: destinations.0.endpoints.api: ${BOX_API} is not set',
    ]);
  });

  test('no message shows what a variable or a key file holds', () => {
    const secret = 'tops3cret';
    const around = surroundings({ S: secret, K: `{"type": "${secret}"}` }, { '/k': secret });
    const every = (type: string, keys: readonly string[], value: string) =>
      withDestination('name: a', `type: ${type}`, ...keys.map((key) => `${key}: ${value}`));
    for (const value of ['${S}', '${K}', '/k']) {
      for (const text of [
        every('google-drive', ['folderId', 'serviceAccountKey', 'subject'], value),
        every('google-drive', ['folderId', 'serviceAccountKeyFile', 'endpoints'], value),
        every(
          's3',
          ['bucket', 'region', 'endpoint', 'storageClass', 'serverSideEncryption', 'retention'],
          value,
        ),
        every(
          'sharepoint',
          ['tenantId', 'certificate', 'privateKey', 'site', 'library', 'root', 'columns'],
          value,
        ),
        every('dropbox', ['namespaceId', 'memberId', 'root', 'sidecar'], value),
      ]) {
        expect(problemsOf(text, around).join('\n')).not.toContain(secret);
        expect(problemsOf(text, around)).not.toEqual([]);
      }
    }
  });
});

describe('hostile YAML', () => {
  test.each([
    [
      'aliases of aliases',
      `a: &a [1,1,1,1,1,1,1,1,1]\n${'bcdefghij'
        .split('')
        .map(
          (name, i, all) =>
            `${name}: &${name} [${Array(9)
              .fill(`*${i === 0 ? 'a' : all[i - 1]}`)
              .join()}]`,
        )
        .join('\n')}\n`,
      /nests or repeats too much/,
    ],
    [
      'a list of ten thousand brackets',
      '['.repeat(10_000),
      /nests or repeats too much|not valid YAML/,
    ],
    [
      'half a million characters',
      `# ${'x'.repeat(600_000)}`,
      /more than the 524288 an archive file may have/,
    ],
    ['a second document', 'version: 1\n---\nversion: 1\n', /an archive file is one document/],
    [
      'a key that every object has',
      withDestination(...FOLDER, '__proto__: {sidecar: false}'),
      /"__proto__" can't be a key/,
    ],
    ['a key that is a list', withDestination(...FOLDER, '? [a]', ': b'), /a key is a name/],
    [
      'an unknown alias',
      withDestination(...FOLDER, 'sidecar: *no'),
      /no anchor &no|not valid YAML/,
    ],
    [
      'a tag of another language',
      withDestination(...FOLDER, 'sidecar: !!js/function "x"'),
      /not valid YAML|write true or false/,
    ],
  ])('%s is refused with its place', (_, text, expected) => {
    const problems = problemsOf(text);
    expect(problems[0]).toMatch(/^a\.yaml:\d+:\d+: /);
    expect(problems.join('\n')).toMatch(expected);
  });
});
