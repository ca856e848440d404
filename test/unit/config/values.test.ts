import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  load,
  MINIMAL,
  problemsOf,
  problemsWith,
  rsaKeyPair,
  temporaryFolder,
} from './environment.js';

describe('loadConfig', () => {
  it('needs five variables and fills in the documented defaults', () => {
    expect(load()).toEqual({
      spotdraft: {
        baseUrl: 'https://api.eu.spotdraft.com',
        clientId: 'sd-id',
        clientSecret: 'sd-secret-4711',
        hmacKeys: [],
        rateLimitPerSecond: 10,
      },
      salesforce: {
        loginUrl: 'https://login.salesforce.com',
        auth: { kind: 'client_credentials', clientId: 'sf-id', clientSecret: 'sf-secret-0815' },
        apiVersion: '66.0',
        defaultCurrency: null,
      },
      certificates: { salesforce: null, callers: null },
      storeUrl: 'sqlite:./var/dealdraft.db',
      mappingFile: { path: './dealdraft.mapping.yaml', explicit: false },
      archiveFile: { path: './dealdraft.archive.yaml', explicit: false },
      variable: expect.any(Function),
      http: {
        host: '127.0.0.1',
        port: 4000,
        publicUrl: null,
        ui: false,
        federation: false,
        corsOrigins: [],
        persistedOperations: null,
        metricsPort: null,
      },
      signIn: null,
      identityFile: null,
      callers: { jwt: null, orgs: null, apiKeys: [] },
      uploadMaxBytes: 26_214_400,
      automationEveryMs: 60_000,
      reconcile: { sweepEveryMs: 15 * 60_000, deepEveryMs: 24 * 60 * 60_000 },
      keepDeliveriesMs: 90 * 24 * 60 * 60_000,
      activity: { keepMs: 30 * 24 * 60 * 60_000, maxRows: 1_000_000 },
      rebuildsEmptiedStore: false,
      tracesEndpoint: null,
      logLevel: 'info',
      warnings: [],
    });
  });

  it('is frozen through and through', () => {
    const config = load({ API_KEYS: `crm:${'a'.repeat(64)}` });
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.spotdraft)).toBe(true);
    expect(Object.isFrozen(config.callers.apiKeys[0])).toBe(true);
  });

  it('names everything that is wrong or missing at once', () => {
    expect(
      problemsOf({
        SPOTDRAFT_RATE_LIMIT: 'ten',
        SALESFORCE_API_VERSION: '66',
        SALESFORCE_DEFAULT_CURRENCY: 'euro',
        PORT: '70000',
        LOG_LEVEL: 'loud',
      }),
    ).toEqual([
      'SPOTDRAFT_REGION: is missing (in, us, eu or me; or give SPOTDRAFT_BASE_URL).',
      'SPOTDRAFT_CLIENT_ID: is missing (SpotDraft API credential: id).',
      'SPOTDRAFT_CLIENT_SECRET: is missing (SpotDraft API credential: secret).',
      'SPOTDRAFT_RATE_LIMIT: must be a whole number from 1 to 1000.',
      'SALESFORCE_CLIENT_ID: is missing (consumer key of the connected or external client app).',
      'SALESFORCE_PRIVATE_KEY: is missing (give SALESFORCE_USERNAME and SALESFORCE_PRIVATE_KEY, or SALESFORCE_CLIENT_SECRET).',
      'SALESFORCE_API_VERSION: must look like 66.0.',
      'SALESFORCE_DEFAULT_CURRENCY: must be a three-letter ISO code such as EUR.',
      'PORT: must be a whole number from 0 to 65535.',
      'LOG_LEVEL: must be one of fatal, error, warn, info, debug, trace, silent.',
    ]);
  });

  it('takes an empty or blank variable for one that is not set, as compose files leave them', () => {
    const { variable: _, ...blank } = load({
      PORT: '',
      LOG_LEVEL: '  ',
      SPOTDRAFT_BASE_URL: '',
      API_KEYS: '\t',
    });
    expect(load()).toMatchObject(blank);
    expect(problemsWith({ SPOTDRAFT_CLIENT_SECRET: '   ' })).toEqual([
      'SPOTDRAFT_CLIENT_SECRET: is missing (SpotDraft API credential: secret).',
    ]);
  });

  it('drops blanks and line ends around a value', () => {
    expect(load({ SPOTDRAFT_CLIENT_SECRET: ' s3cret\r\n' }).spotdraft.clientSecret).toBe('s3cret');
  });

  it.each([
    ['PORT', '0', true],
    ['PORT', '65535', true],
    ['PORT', '65536', false],
    ['PORT', '-1', false],
    ['PORT', '4e3', false],
    ['PORT', '0x10', false],
    ['PORT', '4000.5', false],
    ['SPOTDRAFT_RATE_LIMIT', '1', true],
    ['SPOTDRAFT_RATE_LIMIT', '1000', true],
    ['SPOTDRAFT_RATE_LIMIT', '0', false],
    ['SPOTDRAFT_RATE_LIMIT', '1001', false],
    ['RECONCILE_EVERY_MINUTES', '0', true],
    ['RECONCILE_EVERY_MINUTES', '1441', false],
    ['RECONCILE_DEEP_EVERY_HOURS', '0', true],
    ['RECONCILE_DEEP_EVERY_HOURS', '721', false],
    ['AUTOMATION_INTERVAL_SECONDS', '0', true],
    ['AUTOMATION_INTERVAL_SECONDS', '86401', false],
    ['METRICS_PORT', '0', true],
    ['METRICS_PORT', '65536', false],
    ['ACTIVITY_KEEP_DAYS', '0', true],
    ['ACTIVITY_KEEP_DAYS', '3651', false],
    ['ACTIVITY_MAX_ROWS', '0', false],
    ['ACTIVITY_MAX_ROWS', '1', true],
    ['DELIVERIES_KEEP_DAYS', '0', true],
    ['DELIVERIES_KEEP_DAYS', '3651', false],
    ['SALESFORCE_API_VERSION', '59.0', true],
    ['SALESFORCE_API_VERSION', 'v66.0', false],
    ['SALESFORCE_DEFAULT_CURRENCY', 'EUR', true],
    ['SALESFORCE_DEFAULT_CURRENCY', 'eur', false],
    ['LOG_LEVEL', 'silent', true],
    ['LOG_LEVEL', 'INFO', false],
    ['STORE_URL', 'sqlite:/srv/d.db', true],
    ['STORE_URL', './var/d.db', false],
    ['STORE_URL', 'ftp://x', false],
    ['STORE_URL', 'sqlite::memory:', false],
    ['STORE_URL', 'redis://', false],
    ['STORE_URL', 'redis://h:6379/zero', false],
    ['STORE_URL', 'rediss://h:6379?cluster=true', true],
  ])('%s=%s is accepted: %s', (name, value, accepted) => {
    const problems = problemsWith({ [name]: value });
    expect(problems).toHaveLength(accepted ? 0 : 1);
    if (!accepted) expect(problems[0]).toMatch(new RegExp(`^${name}: `));
  });

  it('finds what files of settings mean by a variable, in the environment or in a file', () => {
    using folder = temporaryFolder();
    const file = folder.write('secret', ' s3cret\n');
    const gone = `${file}.no`;
    const { variable } = load({
      PLAIN: ' a b ',
      HELD_FILE: file,
      GONE_FILE: gone,
      BOTH: 'x',
      BOTH_FILE: file,
    });
    expect(variable('PLAIN')).toEqual({ text: 'a b' });
    expect(variable('HELD')).toEqual({ text: 's3cret' });
    expect(variable('UNSET')).toEqual({
      problem: 'is not set; set UNSET, or UNSET_FILE to the path of a file that holds it',
    });
    expect(variable('GONE')).toEqual({
      problem: `can't be had: GONE_FILE: can't read ${gone} (ENOENT)`,
    });
    expect(variable('BOTH')).toEqual({
      problem: "can't be had: BOTH: give either BOTH or BOTH_FILE, not both",
    });
  });

  it('knows whether the mapping file was asked for, also by its default name', () => {
    expect(load({ MAPPING_FILE: './dealdraft.mapping.yaml' }).mappingFile.explicit).toBe(true);
    expect(load({ MAPPING_FILE: ' ' }).mappingFile.explicit).toBe(false);
  });
});

describe('SpotDraft region and base URL', () => {
  it.each(['in', 'us', 'eu', 'me'])('knows the host of region %s', (region) => {
    expect(load({ SPOTDRAFT_REGION: region }).spotdraft.baseUrl).toBe(
      `https://api.${region}.spotdraft.com`,
    );
  });

  it('refuses a region that does not exist, without calling it missing as well', () => {
    expect(problemsWith({ SPOTDRAFT_REGION: 'uk' })).toEqual([
      'SPOTDRAFT_REGION: must be in, us, eu or me.',
    ]);
  });

  it('takes a base URL in place of a region, or beside the region it belongs to', () => {
    const base = 'https://api.eu.spotdraft.com/';
    expect(load({ SPOTDRAFT_REGION: undefined, SPOTDRAFT_BASE_URL: base }).spotdraft.baseUrl).toBe(
      'https://api.eu.spotdraft.com',
    );
    expect(problemsWith({ SPOTDRAFT_BASE_URL: base })).toEqual([]);
    expect(problemsWith({ SPOTDRAFT_BASE_URL: 'https://api.us.spotdraft.com' })).toEqual([
      'SPOTDRAFT_BASE_URL: does not belong to SPOTDRAFT_REGION; give only one of them.',
    ]);
  });

  it.each([
    [
      'https://api.eu.spotdraft.com/api/',
      /bare origin such as https:\/\/api\.eu\.spotdraft\.com, /,
    ],
    ['https://api.eu.spotdraft.com?x=1', /bare origin/],
    ['http://api.eu.spotdraft.com', /must start with https/],
    ['api.eu.spotdraft.com', /must be a URL that starts with https/],
    ['localhost:4010', /must be a URL that starts with https/],
    ['ftp://api.eu.spotdraft.com', /must start with https/],
    ['https://u:p@api.eu.spotdraft.com', /user name or password/],
  ])('refuses %s', (url, message) => {
    const problems = problemsWith({ SPOTDRAFT_REGION: undefined, SPOTDRAFT_BASE_URL: url });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(message);
  });

  it.each(['http://127.0.0.1:4010', 'http://localhost:4010', 'http://[::1]:4010'])(
    'allows %s, for the sandbox',
    (url) => {
      const { spotdraft } = load({ SPOTDRAFT_REGION: undefined, SPOTDRAFT_BASE_URL: url });
      expect(spotdraft.baseUrl).toBe(url);
    },
  );
});

describe('PUBLIC_URL', () => {
  it('may have a path, loses the slash at its end, and may be plain http behind a proxy', () => {
    expect(load({ PUBLIC_URL: 'https://crm.example/dealdraft/' }).http.publicUrl).toBe(
      'https://crm.example/dealdraft',
    );
    expect(load({ PUBLIC_URL: 'http://10.0.0.5:8080' }).http.publicUrl).toBe(
      'http://10.0.0.5:8080',
    );
    expect(load({ PUBLIC_URL: 'https://crm.example/?' }).http.publicUrl).toBe(
      'https://crm.example',
    );
  });

  it.each([
    'crm.example',
    'https://crm.example/?a=1',
    'https://u:p@crm.example',
    'ws://crm.example',
  ])('refuses %s, because it ends up on CRM records', (url) => {
    expect(problemsWith({ PUBLIC_URL: url })).toHaveLength(1);
  });
});

describe('NAME_FILE', () => {
  it('reads any variable from a file, without the line end there', () => {
    using files = temporaryFolder();
    const config = load({
      SPOTDRAFT_CLIENT_SECRET: undefined,
      SPOTDRAFT_CLIENT_SECRET_FILE: files.write('secret', 'from-a-file\n'),
      PORT_FILE: files.write('port', '4100\n'),
    });
    expect(config.spotdraft.clientSecret).toBe('from-a-file');
    expect(config.http.port).toBe(4100);
  });

  it('refuses a variable that is given both ways', () => {
    using files = temporaryFolder();
    expect(
      problemsWith({ SPOTDRAFT_CLIENT_SECRET_FILE: files.write('secret', 'from-a-file') }),
    ).toEqual([
      'SPOTDRAFT_CLIENT_SECRET: give either SPOTDRAFT_CLIENT_SECRET or SPOTDRAFT_CLIENT_SECRET_FILE, not both.',
    ]);
  });

  it('names a file that is empty or can not be read, once and without calling the variable missing', () => {
    using files = temporaryFolder();
    const empty = files.write('empty', '\n');
    expect(
      problemsOf({
        ...MINIMAL,
        SPOTDRAFT_CLIENT_ID: undefined,
        SPOTDRAFT_CLIENT_ID_FILE: empty,
        SPOTDRAFT_CLIENT_SECRET: undefined,
        SPOTDRAFT_CLIENT_SECRET_FILE: files.folder,
        SALESFORCE_CLIENT_SECRET: undefined,
        SALESFORCE_CLIENT_SECRET_FILE: '/nowhere/secret',
      }),
    ).toEqual([
      `SPOTDRAFT_CLIENT_ID_FILE: ${empty} is empty.`,
      `SPOTDRAFT_CLIENT_SECRET_FILE: can't read ${files.folder} (EISDIR).`,
      "SALESFORCE_CLIENT_SECRET_FILE: can't read /nowhere/secret (ENOENT).",
    ]);
  });
});

describe('quotes around a value', () => {
  const told =
    'stands in quotes, which would be part of it; leave them out (docker run --env-file, for one, keeps them).';

  it('are refused in the environment and in files, since they would be sent along', () => {
    using files = temporaryFolder();
    const file = files.write('secret', `'from-a-file'\n`);
    expect(
      problemsOf({
        ...MINIMAL,
        SPOTDRAFT_CLIENT_ID: '"client"',
        SPOTDRAFT_CLIENT_SECRET: undefined,
        SPOTDRAFT_CLIENT_SECRET_FILE: file,
      }),
    ).toEqual([
      `SPOTDRAFT_CLIENT_ID: the value ${told}`,
      `SPOTDRAFT_CLIENT_SECRET_FILE: what ${file} holds ${told}`,
    ]);
  });

  it('are part of a value that does not begin and end with the same', () => {
    expect(load({ SPOTDRAFT_CLIENT_SECRET: `"half` }).spotdraft.clientSecret).toBe('"half');
    expect(load({ SPOTDRAFT_CLIENT_SECRET: `"mixed'` }).spotdraft.clientSecret).toBe(`"mixed'`);
    expect(load({ SPOTDRAFT_CLIENT_SECRET: `"` }).spotdraft.clientSecret).toBe('"');
  });
});

describe('AUTH_ORGS', () => {
  const ORG = '00D5g0000012AbCEAU';
  const audience = { AUTH_AUDIENCE: 'dealdraft' };

  it('takes key sets and PEM files, also two for one org', () => {
    using folder = temporaryFolder();
    const { publicKey } = rsaKeyPair();
    const file = folder.write('org.pem', publicKey);
    const set = 'https://acme.my.salesforce.com/id/keys';
    const { callers } = load({ ...audience, AUTH_ORGS: `${ORG}=${file}, ${ORG}=${set}?a=b` });
    expect(callers.orgs).toEqual({
      audience: 'dealdraft',
      keys: [
        { orgId: ORG, key: { publicKeyPem: publicKey } },
        { orgId: ORG, key: { jwksUrl: `${set}?a=b` } },
      ],
    });
  });

  it('needs an audience', () => {
    expect(problemsWith({ AUTH_ORGS: `${ORG}=https://a.example/keys` })).toEqual([
      'AUTH_AUDIENCE: is missing (with AUTH_ORGS every token has to say that it is meant for this server).',
    ]);
  });

  it('names everything that is wrong at once', () => {
    using folder = temporaryFolder();
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
    const elliptic = folder.write('ec.pem', ec.export({ type: 'spki', format: 'pem' }).toString());
    const secret = folder.write('private.pem', rsaKeyPair().privateKey);
    const entry =
      'has an entry that is not ORGID=SOURCE, where ORGID is the 18-character id of an org (it starts with 00D) and SOURCE an https URL of a key set or the path of a PEM file';
    const problems = (orgs: readonly string[]) =>
      problemsWith({ ...audience, AUTH_ORGS: orgs.join(',') });
    for (const wrong of [
      ORG,
      `${ORG}=`,
      `${ORG.slice(0, 15)}=https://a.example/keys`,
      `${ORG.slice(0, 15)}AAA=https://a.example/keys`,
      '0055g0000012AbCEAU=https://a.example/keys',
    ]) {
      expect(problems([wrong])).toEqual([`AUTH_ORGS: ${entry}.`]);
    }
    expect(
      problems([
        `${ORG}=http://a.example/keys`,
        `${ORG}=https://user:pw@a.example/keys`,
        `${ORG}=/nowhere/org.pem`,
        `${ORG}=${elliptic}`,
        `${ORG}=${secret}`,
      ]),
    ).toEqual([
      `AUTH_ORGS: ${ORG}: the URL of its key set must start with https:// (http:// only for this machine itself).`,
      `AUTH_ORGS: ${ORG}: the URL of its key set must not carry a user name or password.`,
      `AUTH_ORGS: ${ORG}: its PEM file can't be read (ENOENT).`,
      `AUTH_ORGS: ${ORG}: its PEM file must hold an RSA key, since orgs sign with RS256.`,
      `AUTH_ORGS: ${ORG}: its PEM file holds a private key; give the public one, and keep the private one where tokens are signed.`,
    ]);
  });
});
