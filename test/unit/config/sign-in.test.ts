import { expect, it } from 'vitest';
import { load, problemsWith, temporaryFolder } from './environment.js';

it('signs people in at the Salesforce login address, with PKCE alone unless a secret is given', () => {
  expect(load({ SIGNIN_CLIENT_ID: 'app' }).signIn).toEqual({
    providerUrl: 'https://login.salesforce.com',
    clientId: 'app',
    clientSecret: null,
    admins: [],
  });
});

it('reads the secret from a file and splits the list of admins', () => {
  using files = temporaryFolder();
  const { signIn } = load({
    SALESFORCE_LOGIN_URL: 'https://acme.my.salesforce.com',
    SIGNIN_CLIENT_ID: 'app',
    SIGNIN_CLIENT_SECRET_FILE: files.write('secret', 'hush\n'),
    SIGNIN_ADMINS: 'a@acme.example, b@acme.example,',
  });
  expect(signIn).toEqual({
    providerUrl: 'https://acme.my.salesforce.com',
    clientId: 'app',
    clientSecret: 'hush',
    admins: ['a@acme.example', 'b@acme.example'],
  });
});

it.each([{ SIGNIN_CLIENT_SECRET: 'hush' }, { SIGNIN_ADMINS: 'a@acme.example' }])(
  'refuses settings of a sign-in that is off: %j',
  (settings) => {
    const problems = problemsWith(settings);
    expect(problems).toEqual([expect.stringMatching(/^SIGNIN_CLIENT_ID: is missing/)]);
    expect(problems.join()).not.toContain('hush');
  },
);

it('asks for https where people sign in, except on this machine', () => {
  const withUrl = (url: string) => problemsWith({ SIGNIN_CLIENT_ID: 'app', PUBLIC_URL: url });
  expect(withUrl('http://crm.acme.example')).toEqual([
    expect.stringMatching(/^PUBLIC_URL: must start with https/),
  ]);
  expect(withUrl('https://crm.acme.example/contracts')).toEqual([]);
  expect(withUrl('http://localhost:4000')).toEqual([]);
  expect(problemsWith({ PUBLIC_URL: 'http://crm.acme.example' })).toEqual([]);
});
