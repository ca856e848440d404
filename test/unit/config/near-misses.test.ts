import { describe, expect, it } from 'vitest';
import { loadStoreConfig } from '../../../src/config/config.js';
import { load, problemsOf } from './environment.js';

describe('a variable that is all but one of ours', () => {
  it.each([
    ['SPOTDRAFT_REGON', 'SPOTDRAFT_REGION'],
    ['SPOTDRAFT_CLEINT_ID', 'SPOTDRAFT_CLIENT_ID'],
    ['SALESFORCE_CLIENT_SECERT_FILE', 'SALESFORCE_CLIENT_SECRET_FILE'],
    ['STORE_URI', 'STORE_URL'],
    ['store_url', 'STORE_URL'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['API_KEY', 'API_KEYS'],
    ['CORS_ORIGIN', 'CORS_ORIGINS'],
  ])('%s is warned of, with what may have been meant', (name, meant) => {
    expect(load({ [name]: 'x' }).warnings).toEqual([
      `${name}: is not a setting; did you mean ${meant}?`,
    ]);
  });

  it.each(['HOSTS', 'POST', 'PATH', 'PUBLIC', 'GOOGLE_CLIENT_ID', 'SALESFORCE_ORG', 'UID'])(
    '%s is somebody else\u2019s',
    (name) => {
      expect(load({ [name]: 'x' }).warnings).toEqual([]);
    },
  );

  it('is named with what is missing for its sake', () => {
    const problems = problemsOf({ SPOTDRAFT_REGON: 'eu', STORE_URL: 'ftp://x', PORT: 'eighty' });
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^SPOTDRAFT_REGION: is missing/),
        expect.stringMatching(/^STORE_URL: there is no "ftp" store/),
        expect.stringMatching(/^PORT: /),
        'SPOTDRAFT_REGON: is not a setting; did you mean SPOTDRAFT_REGION?',
      ]),
    );
  });
});

it('what works on the store alone needs no other setting, and names what is wrong with its own', () => {
  expect(loadStoreConfig({ STORE_URL: 'sqlite:/srv/d.db' })).toEqual({
    storeUrl: 'sqlite:/srv/d.db',
    logLevel: 'info',
    warnings: [],
  });
  expect(() => loadStoreConfig({ STORE_URL: 'ftp://x', LOG_LEVEL: 'loud' })).toThrow(
    /STORE_URL: .*\n.*LOG_LEVEL: /,
  );
});
