import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { load, problemsWith, rsaKeyPair } from './environment.js';

const rsa = rsaKeyPair();
const privateLine = rsa.privateKey.trim().replaceAll('\n', '\\n');
const jwtFlow = {
  SALESFORCE_CLIENT_SECRET: undefined,
  SALESFORCE_USERNAME: 'integration@acme.example',
  SALESFORCE_PRIVATE_KEY: rsa.privateKey,
};

describe('Salesforce credentials', () => {
  it('choose the JWT bearer flow when user name and private key are there, even beside a secret', () => {
    const expected = {
      kind: 'jwt',
      clientId: 'sf-id',
      username: 'integration@acme.example',
      privateKeyPem: rsa.privateKey,
    };
    expect(load(jwtFlow).salesforce.auth).toEqual(expected);
    expect(load({ ...jwtFlow, SALESFORCE_CLIENT_SECRET: 'x' }).salesforce.auth).toEqual(expected);
  });

  it('name the missing half of the JWT bearer flow', () => {
    expect(problemsWith({ ...jwtFlow, SALESFORCE_PRIVATE_KEY: undefined })).toEqual([
      'SALESFORCE_PRIVATE_KEY: is missing (the JWT bearer flow needs SALESFORCE_USERNAME and SALESFORCE_PRIVATE_KEY; for the client credentials flow set neither of them).',
    ]);
    expect(problemsWith({ ...jwtFlow, SALESFORCE_USERNAME: undefined })[0]).toMatch(
      /^SALESFORCE_USERNAME: is missing/,
    );
  });

  it('say one thing about a private key that can not be used', () => {
    expect(problemsWith({ ...jwtFlow, SALESFORCE_PRIVATE_KEY: 'not a key' })).toEqual([
      'SALESFORCE_PRIVATE_KEY: must be an RSA private key in PEM form.',
    ]);
  });
});

describe('keys in PEM form', () => {
  it('may stand in one line with \\n written out, or in the older PKCS #1 form', () => {
    const older = createPrivateKey(rsa.privateKey).export({ type: 'pkcs1', format: 'pem' });
    for (const given of [privateLine, older.toString(), rsa.privateKey.replaceAll('\n', '\r\n')]) {
      const { auth } = load({ ...jwtFlow, SALESFORCE_PRIVATE_KEY: given }).salesforce;
      expect(auth).toMatchObject({ kind: 'jwt', privateKeyPem: rsa.privateKey });
    }
  });

  it('refuse a private key where the public one belongs, and a public one where the private belongs', () => {
    expect(problemsWith({ AUTH_PUBLIC_KEY: rsa.privateKey })[0]).toMatch(/holds a private key/);
    expect(problemsWith({ ...jwtFlow, SALESFORCE_PRIVATE_KEY: rsa.publicKey })).toEqual([
      'SALESFORCE_PRIVATE_KEY: must be an RSA private key in PEM form.',
    ]);
  });

  it('refuse a key behind a passphrase, a short one, and an elliptic curve that is not for ES256', () => {
    const locked = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' },
    });
    expect(problemsWith({ ...jwtFlow, SALESFORCE_PRIVATE_KEY: locked.privateKey })).toEqual([
      'SALESFORCE_PRIVATE_KEY: is protected by a passphrase; give the key without one.',
    ]);
    expect(problemsWith({ AUTH_PUBLIC_KEY: rsaKeyPair(1024).publicKey })).toEqual([
      'AUTH_PUBLIC_KEY: is an RSA key of 1024 bits; 2048 are the least.',
    ]);
    expect(problemsWith({ AUTH_PUBLIC_KEY: ecPublicKey('P-384') })).toHaveLength(1);
  });

  it('accept RSA and P-256 keys for caller tokens', () => {
    const ec = ecPublicKey('P-256');
    expect(load({ AUTH_PUBLIC_KEY: ec }).callers.jwt?.key).toEqual({ publicKeyPem: ec });
    const line = rsa.publicKey.replaceAll('\n', '\\n');
    expect(load({ AUTH_PUBLIC_KEY: line }).callers.jwt?.key).toEqual({
      publicKeyPem: rsa.publicKey,
    });
  });
});

describe('callers', () => {
  it('come with issuer and audience where these are set', () => {
    const url = 'https://id.example/keys';
    expect(
      load({ AUTH_JWKS_URL: url, AUTH_ISSUER: 'https://id.example', AUTH_AUDIENCE: 'dealdraft' })
        .callers.jwt,
    ).toEqual({ key: { jwksUrl: url }, issuer: 'https://id.example', audience: 'dealdraft' });
  });

  it('have one source of keys, over https', () => {
    const both = { AUTH_JWKS_URL: 'https://id.example/keys', AUTH_PUBLIC_KEY: rsa.publicKey };
    expect(problemsWith(both)).toEqual([
      'AUTH_PUBLIC_KEY: give either AUTH_JWKS_URL or AUTH_PUBLIC_KEY, not both.',
    ]);
    expect(problemsWith({ AUTH_JWKS_URL: 'http://id.example/keys' })).toEqual([
      'AUTH_JWKS_URL: must start with https:// (http:// only for this machine itself).',
    ]);
  });

  it('with API keys have a name, a hash and a role, service unless told', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((digit) => digit.repeat(64));
    expect(
      load({ API_KEYS: `crm:${a}, ops:${b}:admin ,, kiosk:${c}:user` }).callers.apiKeys,
    ).toEqual([
      { name: 'crm', sha256: a, role: 'service' },
      { name: 'ops', sha256: b, role: 'admin' },
      { name: 'kiosk', sha256: c, role: 'user' },
    ]);
  });

  it.each([
    ['the key itself', 'crm:my-plain-key'],
    ['upper-case hex', `crm:${'A'.repeat(64)}`],
    ['a hash too short', `crm:${'a'.repeat(63)}`],
    ['a role that is none', `crm:${'a'.repeat(64)}:root`],
    ['no name', `:${'a'.repeat(64)}`],
    ['a name with blanks', `my crm:${'a'.repeat(64)}`],
    ['one wrong entry among right ones', `crm:${'a'.repeat(64)},ops:nope`],
  ])('with API keys are refused for %s, which is not repeated', (_what, entry) => {
    const problems = problemsWith({ API_KEYS: entry });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^API_KEYS: has an entry that is not name:HASH\[:role\]/);
    expect(problems[0]).not.toContain('my-plain-key');
  });

  it('with API keys can be told apart by name and by key', () => {
    const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
    expect(problemsWith({ API_KEYS: `crm:${a},crm:${b}` })).toEqual([
      'API_KEYS: the name "crm" stands twice.',
    ]);
    expect(problemsWith({ API_KEYS: `crm:${a},ops:${a}:admin` })).toEqual([
      'API_KEYS: "crm" and "ops" are the same key; make one for each.',
    ]);
  });
});

describe('webhook keys', () => {
  const key = Buffer.alloc(64, 7).toString('base64');

  it('may be several, for the time of a change', () => {
    expect(load({ SPOTDRAFT_HMAC_KEY: `${key}, ${key}` }).spotdraft.hmacKeys).toEqual([key, key]);
  });

  it.each(['not base64!', 'c2hvcnQ=', `${key},nope`])('refuse %s', (text) => {
    expect(problemsWith({ SPOTDRAFT_HMAC_KEY: text }).length).toBeGreaterThan(0);
  });
});

it('never repeats a secret or a URL in a message, whichever variable it was put into', () => {
  const secret = 'hunter2-hunter2';
  const names = [
    'SPOTDRAFT_BASE_URL',
    'SPOTDRAFT_REGION',
    'SPOTDRAFT_HMAC_KEY',
    'SPOTDRAFT_RATE_LIMIT',
    'SALESFORCE_LOGIN_URL',
    'SALESFORCE_PRIVATE_KEY',
    'SALESFORCE_API_VERSION',
    'SALESFORCE_DEFAULT_CURRENCY',
    'STORE_URL',
    'PORT',
    'PUBLIC_URL',
    'METRICS_PORT',
    'AUTH_JWKS_URL',
    'AUTH_PUBLIC_KEY',
    'API_KEYS',
    'RECONCILE_EVERY_MINUTES',
    'RECONCILE_DEEP_EVERY_HOURS',
    'AUTOMATION_INTERVAL_SECONDS',
    'DELIVERIES_KEEP_DAYS',
    'ACTIVITY_KEEP_DAYS',
    'ACTIVITY_MAX_ROWS',
    'LOG_LEVEL',
  ];
  for (const value of [`p:${secret}`, secret, `https://user:${secret}@host.example:99999/x`]) {
    for (const name of names) {
      const problems = problemsWith({ [name]: value });
      expect(problems.join('\n'), `${name}=${value}`).not.toContain(secret);
    }
  }
});

function ecPublicKey(namedCurve: string): string {
  return generateKeyPairSync('ec', {
    namedCurve,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).publicKey;
}
