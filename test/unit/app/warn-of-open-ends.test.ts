import { describe, expect, it } from 'vitest';
import { warnOfOpenEnds } from '../../../src/app/warn-of-open-ends.js';
import { silentLog } from '../../../src/domain/log.js';
import { load, rsaKeyPair } from '../config/environment.js';
import type { Environment } from '../config/environment.js';

const NOBODY = /^nobody can call this server: set API_KEYS/;
const ANY_TOKEN = /^caller tokens are accepted whatever issuer or audience/;
const { publicKey } = rsaKeyPair();

function warningsOf(environment: Environment): readonly string[] {
  const warnings: string[] = [];
  warnOfOpenEnds(load(environment), { ...silentLog, warn: (_fields, text) => warnings.push(text) });
  return warnings;
}

describe('what a configuration leaves open', () => {
  it('is said when nobody can call', () => {
    expect(warningsOf({})).toEqual([expect.stringMatching(NOBODY)]);
  });

  it.each<[string, Environment]>([
    ['an API key', { API_KEYS: `crm:${'a'.repeat(64)}` }],
    ['people who sign in', { SIGNIN_CLIENT_ID: 'app' }],
    [
      'tokens for this server',
      { AUTH_PUBLIC_KEY: publicKey, AUTH_ISSUER: 'https://i.example', AUTH_AUDIENCE: 'dealdraft' },
    ],
  ])('is nothing with %s', (_who, environment) => {
    expect(warningsOf(environment)).toEqual([]);
  });

  it.each<Environment>([{}, { AUTH_ISSUER: 'https://i.example' }, { AUTH_AUDIENCE: 'dealdraft' }])(
    'is whose tokens are taken, with %j',
    (named) => {
      expect(warningsOf({ AUTH_PUBLIC_KEY: publicKey, ...named })).toEqual([
        expect.stringMatching(ANY_TOKEN),
      ]);
    },
  );
});
