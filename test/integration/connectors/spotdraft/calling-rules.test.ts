import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createSpotDraftClient } from '../../../../src/connectors/spotdraft/client.js';
import { systemClock } from '../../../../src/domain/clock.js';
import {
  AmbiguousOutcomeError,
  ConfigError,
  ForbiddenError,
  NotFoundError,
  RateLimitedError,
  UpstreamAuthError,
  UpstreamContractError,
  UpstreamRejectedError,
  UpstreamUnavailableError,
} from '../../../../src/domain/errors.js';
import { silentLog } from '../../../../src/domain/log.js';
import {
  answer,
  CLIENT_ID,
  freeBudget,
  hangUp,
  id,
  interactive,
  openClient,
  SECRET,
  startLoopback,
  type Handler,
} from './support.js';

const status = { contract_status: 'DRAFT', contract_name: 'NDA' };

/** Runs one call against a server that behaves as `handler`, and gives back what came of it. */
async function attempt(
  handler: Handler,
  call: (client: ReturnType<typeof openClient>['client']) => Promise<unknown>,
  timeoutMs?: number,
) {
  await using server = await startLoopback(handler);
  await using opened = openClient(server.url, timeoutMs === undefined ? {} : { timeoutMs });
  let result: unknown;
  let error: unknown;
  try {
    result = await call(opened.client);
  } catch (caught) {
    error = caught;
  }
  return {
    result,
    error,
    requests: server.seen,
    log: opened.log,
    calls: opened.calls,
    budget: opened.budget,
  };
}

const readStatus: Parameters<typeof attempt>[1] = (client) =>
  client.getStatus(id('T-1'), interactive);
const voidIt: Parameters<typeof attempt>[1] = (client) =>
  client.voidContract(id('T-1'), 'duplicate', interactive);

describe('a call to SpotDraft', () => {
  it('carries the credentials, the acting user and JSON headers to the exact path', async () => {
    const { requests } = await attempt(
      () => status,
      (client) => client.getStatus(id('H-7'), { lane: 'webhook', actingEmail: 'rep@acme.example' }),
    );
    expect(requests).toHaveLength(1);
    expect(requests[0]!.url).toBe('/api/v2.1/public/contracts/H-7/status');
    expect(requests[0]!.headers).toMatchObject({
      'client-id': CLIENT_ID,
      'client-secret': SECRET,
      'user-email': 'rep@acme.example',
      accept: 'application/json',
      'content-type': 'application/json',
    });
  });

  it('sends no user-email when nobody is impersonated', async () => {
    const { requests } = await attempt(() => status, readStatus);
    expect(requests[0]!.headers).not.toHaveProperty('user-email');
  });

  it('follows no redirect and names where it pointed, without the query', async () => {
    for (const code of [301, 302, 307, 308]) {
      const { error, requests } = await attempt(
        (_request, response) => answer(response, code, '', { location: '/login/?token=abc' }),
        voidIt,
      );
      expect(error).toBeInstanceOf(UpstreamUnavailableError);
      expect(String(error)).toContain('/login/');
      expect(String(error)).not.toContain('abc');
      expect(requests).toHaveLength(1);
    }
  });

  it('refuses a base URL with a path, so that no call goes to /api/api/', () => {
    const options = {
      clientId: CLIENT_ID,
      clientSecret: SECRET,
      budget: freeBudget(),
      clock: systemClock,
      log: silentLog,
    };
    expect(() =>
      createSpotDraftClient({ ...options, baseUrl: 'https://api.eu.spotdraft.com/api/' }),
    ).toThrow(ConfigError);
    expect(() =>
      createSpotDraftClient({
        ...options,
        baseUrl: 'https://api.eu.spotdraft.com',
        clientSecret: 'a\nb',
      }),
    ).toThrow(/clientSecret/);
  });

  it('gives every permit back, also after failures', async () => {
    const { budget } = await attempt((_request, response) => answer(response, 503, ''), readStatus);
    expect(budget.taken).toBe(4);
    expect(budget.settled).toBe(4);
  });

  it('reports every attempt with its status, and null when no answer came', async () => {
    let count = 0;
    const { calls } = await attempt((_request, response, raw) => {
      count += 1;
      if (count === 1) return hangUp(raw);
      return count === 2 ? answer(response, 502, '') : status;
    }, readStatus);
    expect(calls.map((call) => call.status)).toEqual([null, 502, 200]);
    expect(new Set(calls.map((call) => call.operation))).toEqual(
      new Set(['GET /contracts/{id}/status']),
    );
  });

  it('lets what is running end when the client is closed, and takes nothing new', async () => {
    const { promise: arrived, resolve: release } = Promise.withResolvers<undefined>();
    let reply: (() => unknown) | undefined;
    await using server = await startLoopback((_request, response) => {
      reply = () => answer(response, 200, status);
      release(undefined);
    });
    const { client } = openClient(server.url);
    const running = client.getStatus(id('T-1'), interactive);
    await arrived;
    const closed = client.close();
    await expect(client.getStatus(id('T-1'), interactive)).rejects.toThrow(/shutting down/);
    reply?.();
    expect(await running).toMatchObject({ status: 'DRAFT' });
    await closed;
    expect(server.seen).toHaveLength(1);
  });

  it('answers a ping without throwing and in one attempt', async () => {
    const up = await attempt(
      () => [],
      (client) => client.ping(interactive),
    );
    expect(up.result).toEqual({ ok: true });
    const down = await attempt(
      (_request, response) => answer(response, 500, ''),
      (client) => client.ping(interactive),
    );
    expect(down.result).toMatchObject({ ok: false });
    expect(down.requests).toHaveLength(1);
  });
});

describe('a read', () => {
  it.each([408, 500, 502, 503, 504])('is repeated after %i until it is answered', async (code) => {
    let count = 0;
    const { result, requests } = await attempt((_request, response) => {
      count += 1;
      return count < 3 ? answer(response, code, '<html>down</html>') : status;
    }, readStatus);
    expect(result).toEqual({ status: 'DRAFT', name: 'NDA' });
    expect(requests).toHaveLength(3);
  });

  it('is repeated a bounded number of times, then SpotDraft is unavailable', async () => {
    const { error, requests } = await attempt(
      (_request, response) => answer(response, 503, '<html>down</html>'),
      readStatus,
    );
    expect(error).toBeInstanceOf(UpstreamUnavailableError);
    expect(error).toMatchObject({ service: 'spotdraft', status: 503 });
    expect(String(error)).not.toContain('html');
    expect(requests).toHaveLength(4);
  });

  it('is not repeated after 501 or a 4xx', async () => {
    for (const code of [400, 402, 403, 404, 409, 501]) {
      const { requests } = await attempt(
        (_request, response) => answer(response, code, { detail: 'no' }),
        readStatus,
      );
      expect(requests).toHaveLength(1);
    }
  });

  it('ends at its deadline when SpotDraft stays silent', async () => {
    const { error, requests } = await attempt(() => undefined, readStatus, 120);
    expect(error).toBeInstanceOf(UpstreamUnavailableError);
    expect((error as UpstreamUnavailableError).status).toBeUndefined();
    expect(requests).toHaveLength(1);
  });

  it('ends at its deadline when the body never ends', async () => {
    const { error } = await attempt(
      (_request, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"contract_status":');
      },
      readStatus,
      120,
    );
    expect(error).toBeInstanceOf(UpstreamUnavailableError);
  });

  it('ends with the reason of the caller who gave up', async () => {
    const giveUp = new AbortController();
    const reason = new Error('the request was cancelled');
    const { error } = await attempt(
      () => {
        giveUp.abort(reason);
      },
      (client) => client.getStatus(id('T-1'), { lane: 'interactive', signal: giveUp.signal }),
    );
    expect(error).toBe(reason);
  });

  it('refuses an answer without end instead of filling the memory', async () => {
    const { error } = await attempt((_request, response) => {
      const megabyte = Buffer.alloc(1024 * 1024, 'x');
      response.writeHead(200);
      const pump = () => {
        while (!response.destroyed && response.write(megabyte));
        if (!response.destroyed) response.once('drain', pump);
      };
      pump();
    }, readStatus);
    expect(error).toBeInstanceOf(UpstreamContractError);
    expect(String(error)).toContain('too large');
  });

  it('says so when the answer is not the documented shape', async () => {
    for (const body of ['[]', '{"contract_name": 3}']) {
      const { error } = await attempt(
        (_request, response) => answer(response, 200, body),
        readStatus,
      );
      expect(error).toBeInstanceOf(UpstreamContractError);
    }
  });
});

describe('a change', () => {
  it('is never repeated after a 5xx: it may have been made', async () => {
    for (const code of [408, 500, 502, 503, 504]) {
      const { error, requests } = await attempt(
        (_request, response) => answer(response, code, ''),
        voidIt,
      );
      expect(error).toBeInstanceOf(AmbiguousOutcomeError);
      expect(error).toMatchObject({ status: code });
      expect(requests).toHaveLength(1);
    }
  });

  it('is ambiguous when the connection breaks after it was sent', async () => {
    const { error, requests } = await attempt((_request, _response, raw) => hangUp(raw), voidIt);
    expect(error).toBeInstanceOf(AmbiguousOutcomeError);
    expect(requests).toHaveLength(1);
  });

  it('is ambiguous when the deadline passes or the caller gives up after it was sent', async () => {
    const late = await attempt(() => undefined, voidIt, 120);
    expect(late.error).toBeInstanceOf(AmbiguousOutcomeError);
    const giveUp = new AbortController();
    const cancelled = await attempt(
      () => giveUp.abort(),
      (client) =>
        client.markForExecution(id('T-1'), {}, { lane: 'interactive', signal: giveUp.signal }),
    );
    expect(cancelled.error).toBeInstanceOf(AmbiguousOutcomeError);
  });

  it('is merely unavailable when no connection was made, so nothing was sent', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    await using opened = openClient(`http://127.0.0.1:${port}`);
    const error: unknown = await opened.client
      .voidContract(id('T-1'), 'duplicate', interactive)
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UpstreamUnavailableError);
    expect(String(error)).toContain('ECONNREFUSED');
    await using unknown = openClient('http://spotdraft.invalid');
    await expect(
      unknown.client.markForExecution(id('T-1'), {}, interactive),
    ).rejects.toBeInstanceOf(UpstreamUnavailableError);
  });

  it('is merely unavailable when the deadline passes before a connection stands', async () => {
    // Accepts connections and never shakes hands.
    const sockets = new Set<Socket>();
    const mute = createServer((socket) => sockets.add(socket));
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const { port } = mute.address() as AddressInfo;
    const opened = openClient(`https://127.0.0.1:${port}`, { timeoutMs: 120 });
    await expect(
      opened.client.voidContract(id('T-1'), 'duplicate', interactive),
    ).rejects.toBeInstanceOf(UpstreamUnavailableError);
    await opened.client.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => mute.close(resolve));
  });

  it('is not sent at all when the caller gave up before', async () => {
    const reason = new Error('gone');
    const { error, requests } = await attempt(
      () => status,
      (client) =>
        client.voidContract(id('T-1'), 'duplicate', {
          lane: 'interactive',
          signal: AbortSignal.abort(reason),
        }),
    );
    expect(error).toBe(reason);
    expect(requests).toHaveLength(0);
  });
});

describe('a 429', () => {
  it('is waited out for changes, too: they were refused before anything happened', async () => {
    let count = 0;
    const { error, requests } = await attempt((_request, response) => {
      count += 1;
      answer(response, count < 3 ? 429 : 204, '');
    }, voidIt);
    expect(error).toBeUndefined();
    expect(requests).toHaveLength(3);
  });

  it('is waited out for as long as Retry-After says', async () => {
    const times: number[] = [];
    await attempt((_request, response) => {
      times.push(performance.now());
      return times.length === 1 ? answer(response, 429, '', { 'retry-after': '0.2' }) : status;
    }, readStatus);
    expect(times[1]! - times[0]!).toBeGreaterThan(190);
  });

  it('becomes an error with the wait when that is longer than the deadline', async () => {
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();
    for (const header of ['60', inAMinute]) {
      const { error, requests } = await attempt(
        (_request, response) => answer(response, 429, '', { 'retry-after': header }),
        readStatus,
      );
      expect(error).toBeInstanceOf(RateLimitedError);
      expect((error as RateLimitedError).retryAfterMs).toBeGreaterThan(55_000);
      expect(requests).toHaveLength(1);
    }
  });

  it('ends an interactive wait for our own allowance at the deadline', async () => {
    await using server = await startLoopback(() => status);
    const client = createSpotDraftClient({
      baseUrl: server.url,
      clientId: CLIENT_ID,
      clientSecret: SECRET,
      clock: systemClock,
      log: silentLog,
      timeoutMs: 60,
      budget: {
        acquire: (_lane, signal) =>
          new Promise((_resolve, reject) => {
            signal?.addEventListener('abort', () => reject(signal.reason as Error));
          }),
      },
    });
    await expect(client.getStatus(id('T-1'), interactive)).rejects.toBeInstanceOf(RateLimitedError);
    expect(server.seen).toHaveLength(0);
    await client.close();
  });
});

describe('a background call', () => {
  it('may wait for its permit longer than SpotDraft may take to answer', async () => {
    await using server = await startLoopback(() => status);
    const client = createSpotDraftClient({
      baseUrl: server.url,
      clientId: CLIENT_ID,
      clientSecret: SECRET,
      clock: systemClock,
      log: silentLog,
      timeoutMs: 1_000,
      budget: {
        async acquire(_lane, signal) {
          await systemClock.sleep(1_200, signal);
          return { settle: () => undefined };
        },
      },
    });
    expect(await client.getStatus(id('T-1'), { lane: 'background' })).toMatchObject({
      status: 'DRAFT',
    });
    await client.close();
  });
});

describe('a refusal', () => {
  const refuse = (code: number, body: unknown) =>
    attempt((_request, response) => answer(response, code, body), voidIt);

  it('401 says which settings to check', async () => {
    const { error } = await refuse(401, { detail: 'Invalid credentials' });
    expect(error).toBeInstanceOf(UpstreamAuthError);
    expect(String(error)).toMatch(/SPOTDRAFT_CLIENT_ID.*region/);
  });

  it("403 speaks to a sales rep and hands SpotDraft's own words on", async () => {
    const { error } = await attempt(
      (_request, response) => answer(response, 403, { detail: 'Creator access required' }),
      (client) =>
        client.markForExecution(
          id('T-1'),
          {},
          {
            lane: 'interactive',
            actingEmail: 'rep@acme.example',
          },
        ),
    );
    expect(error).toBeInstanceOf(ForbiddenError);
    expect(String(error)).toContain('SpotDraft account');
    expect(String(error)).toContain('Creator access required');
    expect(String(error)).not.toContain('rep@acme.example');
  });

  it('404 names what is missing', async () => {
    const { error } = await refuse(404, { detail: 'Not found.' });
    expect(error).toBeInstanceOf(NotFoundError);
    expect(String(error)).toContain('contract T-1');
  });

  it('400, 402, 409 and 422 keep code, message and fields', async () => {
    for (const code of [400, 402, 409, 422]) {
      const { error } = await refuse(code, { detail: 'Executed.', code: 'SD_PUBLIC_00009' });
      expect(error).toBeInstanceOf(UpstreamRejectedError);
      expect(error).toMatchObject({
        message: 'Executed.',
        status: code,
        upstreamCode: 'SD_PUBLIC_00009',
      });
    }
    const { error } = await refuse(400, { note: ['Field required'] });
    expect(error).toMatchObject({ fieldMessages: { note: ['Field required'] } });
  });
});

describe('the client secret', () => {
  it('is in no error and no log line of any failing path', async () => {
    const echo = { detail: `bad secret ${SECRET}`, code: SECRET, note: [SECRET] };
    const handlers: Handler[] = [
      ...[302, 400, 401, 403, 404, 409, 429, 500, 503].map(
        (code): Handler =>
          (_request, response) =>
            answer(response, code, echo, {
              location: `/x?secret=${SECRET}`,
              'retry-after': '99',
            }),
      ),
      (_request, response) => answer(response, 200, `<html>${SECRET}`),
      (_request, response) => answer(response, 200, { contract_status: 1, url: SECRET }),
      (_request, _response, raw) => hangUp(raw),
      () => undefined,
    ];
    const calls: Parameters<typeof attempt>[1][] = [
      readStatus,
      voidIt,
      (client) => client.getDownloadLink(id('T-1'), interactive),
      (client) => client.getHmacKey(interactive),
    ];
    for (const handler of handlers) {
      for (const call of calls) {
        const { error, log } = await attempt(handler, call, 100);
        expect(inspect(error, { depth: 8, showHidden: true })).not.toContain(SECRET);
        expect(log.lines.join('\n')).not.toContain(SECRET);
      }
    }
  });
});
