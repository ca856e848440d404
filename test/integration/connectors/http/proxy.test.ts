import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, expect, it, vi } from 'vitest';
import { createAuthenticator } from '../../../../src/auth/authenticate.js';
import { createOpenIdProvider } from '../../../../src/auth/openid-provider.js';
import { createOutbound } from '../../../../src/connectors/http/outbound.js';
import { systemClock } from '../../../../src/domain/clock.js';
import { ConfigError } from '../../../../src/domain/errors.js';
import { silentLog } from '../../../../src/domain/log.js';
import { createOrgSigner } from '../../../support/org-signer.js';
import { PROXY_PASSWORD, startProxiedNeighbours } from '../../../support/proxied-neighbours.js';
import { connect } from '../salesforce/loopback-org.js';
import { openClient } from '../spotdraft/support.js';

const ORG = '00D5g0000012AbCEAU';

/** Each neighbour by the name of its host, and a first call to it. */
const CALLS: Readonly<Record<string, () => Promise<unknown>>> = {
  spotdraft: async () => {
    await using open = openClient('https://spotdraft.neighbour.test');
    return await open.client.ping({ lane: 'interactive' });
  },
  salesforce: async () => {
    await using crm = connect('https://salesforce.neighbour.test');
    return await crm.ping();
  },
  provider: async () => {
    const provider = createOpenIdProvider({
      url: 'https://provider.neighbour.test',
      clientId: 'app',
      clientSecret: null,
      clock: systemClock,
      log: silentLog,
    });
    const attempt = {
      state: 's',
      nonce: 'n',
      verifier: 'v'.repeat(43),
      returnTo: '/',
      startedAt: systemClock.now(),
    };
    const url = await provider.authorizationUrl(attempt, 'https://dealdraft.example/back');
    await provider.close();
    return url;
  },
  keys: async () => {
    const key = { jwksUrl: 'https://keys.neighbour.test/keys' };
    const orgs = { keys: [{ orgId: ORG, key }], audience: 'dealdraft' };
    const authenticate = createAuthenticator({ jwt: null, orgs, apiKeys: [] }, async () => ORG);
    const token = await createOrgSigner(ORG, 'rep@example.com').token();
    return authenticate({ authorization: `Bearer ${token}`, apiKey: undefined });
  },
};

function answerNothingMuch(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'text/html' }).end('<html>later</html>');
}

function useProxy(proxyUrl: string, noProxy = ''): void {
  for (const name of ['http_proxy', 'HTTP_PROXY', 'https_proxy']) vi.stubEnv(name, undefined);
  vi.stubEnv('HTTPS_PROXY', proxyUrl);
  vi.stubEnv('no_proxy', noProxy);
  vi.stubEnv('NO_PROXY', noProxy);
}

afterEach(() => {
  vi.unstubAllEnvs();
});

it.each(Object.keys(CALLS))('%s is called through the proxy of the environment', async (name) => {
  await using world = await startProxiedNeighbours(answerNothingMuch);
  useProxy(world.proxyUrl);
  await CALLS[name]!();
  expect(new Set(world.tunnels)).toEqual(new Set([`${name}.neighbour.test:443`]));
  expect(world.asked[0]).toMatch(new RegExp(`^${name}\\.neighbour\\.test /`, 'u'));
});

it.each(Object.keys(CALLS))('%s is called without it where NO_PROXY names it', async (name) => {
  await using world = await startProxiedNeighbours(answerNothingMuch);
  useProxy(world.proxyUrl, '.neighbour.test');
  await CALLS[name]!();
  expect(world.tunnels).toEqual([]);
});

it('says that a proxy refuses, and not its password', async () => {
  await using world = await startProxiedNeighbours(answerNothingMuch, 407);
  useProxy(world.proxyUrl);
  await using crm = connect('https://salesforce.neighbour.test');
  const answer = JSON.stringify(await crm.ping());
  expect(answer).toContain('the proxy answered 407');
  const outbound = createOutbound();
  const ended = await outbound.exchange({
    method: 'GET',
    url: 'https://salesforce.neighbour.test/x?secret=1',
    headers: { authorization: 'Bearer secret' },
    body: null,
    signal: AbortSignal.timeout(5_000),
  });
  await outbound.destroy();
  expect(ended).toMatchObject({ kind: 'failure', sent: false, reason: 'network' });
  const shown =
    ended.kind === 'failure' ? `${String(ended.cause.stack)}${JSON.stringify(ended)}` : '';
  expect(shown).not.toMatch(/secret/u);
  expect(shown + answer).not.toContain(PROXY_PASSWORD);
});

it('refuses a proxy that is no URL, without showing it', () => {
  useProxy(`dealdraft:${PROXY_PASSWORD}@proxy`);
  expect(() => createOutbound()).toThrow(ConfigError);
  expect(() => createOutbound()).not.toThrow(PROXY_PASSWORD);
});

it('speaks in clear text to this machine alone', async () => {
  const outbound = createOutbound();
  const ended = await outbound.exchange({
    method: 'GET',
    url: 'http://neighbour.test/',
    headers: {},
    body: null,
    signal: AbortSignal.timeout(5_000),
  });
  await outbound.destroy();
  expect(ended).toMatchObject({ kind: 'failure', sent: false, reason: 'insecure' });
});
