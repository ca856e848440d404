import { parseEnv } from 'node:util';
import { expect, it } from 'vitest';
import { envText } from '../../../../src/cli/init/env-text.js';

it('writes quotes only around what needs them: others read the file, too, and keep them', () => {
  const settings = {
    SPOTDRAFT_BASE_URL: 'https://api.eu.spotdraft.com',
    API_KEYS: 'ops:95118cc8:admin,crm:00ff',
    SALESFORCE_USERNAME: 'integration+uat@acme.example',
    SPOTDRAFT_CLIENT_SECRET: `a b#c$d"e`,
    SALESFORCE_CLIENT_SECRET: `it's`,
  };
  const text = envText(settings);
  expect(text).toContain('SPOTDRAFT_BASE_URL=https://api.eu.spotdraft.com\n');
  expect(text).toContain('SALESFORCE_USERNAME=integration+uat@acme.example\n');
  expect(parseEnv(text)).toEqual(settings);
});
