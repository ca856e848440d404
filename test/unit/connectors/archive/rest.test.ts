import { describe, expect, test } from 'vitest';

import { createRefuse } from '../../../../src/connectors/archive/rest/refusals.js';
import { createTokenSource } from '../../../../src/connectors/archive/rest/token-source.js';
import { vendorUrl } from '../../../../src/connectors/archive/rest/vendor-url.js';
import { ManualClock } from '../../../support/manual-clock.js';

const never = new AbortController().signal;

describe('a token source', () => {
  test('asks once for all who wait, and again before the token ends', async () => {
    const clock = new ManualClock();
    let asked = 0;
    const tokens = createTokenSource(async () => {
      asked += 1;
      return { value: `token ${asked}`, lifetimeMs: 3_600_000 };
    }, clock);

    const first = await Promise.all([tokens.get(never), tokens.get(never), tokens.get(never)]);
    clock.advance(54 * 60_000);
    const kept = await tokens.get(never);
    clock.advance(2 * 60_000);
    const renewed = await tokens.get(never);

    expect(first).toEqual(['token 1', 'token 1', 'token 1']);
    expect(kept).toBe('token 1');
    expect(renewed).toBe('token 2');
  });

  test('forgets the token that was refused, and no other', async () => {
    let asked = 0;
    const tokens = createTokenSource(async () => {
      asked += 1;
      return { value: `token ${asked}`, lifetimeMs: 3_600_000 };
    }, new ManualClock());
    const first = await tokens.get(never);

    tokens.forget(first);
    const second = await tokens.get(never);
    tokens.forget(first);

    expect(second).toBe('token 2');
    expect(await tokens.get(never)).toBe('token 2');
  });

  test('asks for whoever waits, when the one who asked has left', async () => {
    const leaving = new AbortController();
    let asked = 0;
    const tokens = createTokenSource(async (signal) => {
      asked += 1;
      if (asked === 1) {
        await new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('left'));
          });
        });
      }
      return { value: `token ${asked}`, lifetimeMs: 3_600_000 };
    }, new ManualClock());

    const first = tokens.get(leaving.signal);
    const second = tokens.get(never);
    leaving.abort();

    await expect(first).rejects.toThrow('left');
    expect(await second).toBe('token 2');
  });
});

describe('what a vendor refuses', () => {
  const refuse = createRefuse({
    title: 'Vendor',
    refusals: { known: { fault: 'full', text: 'It is full.' } },
    clock: new ManualClock(),
    codesOf: ({ body }) => body.toString().split(' '),
  });
  const answer = (status: number, body = '', headers = {}) => ({
    status,
    headers,
    body: Buffer.from(body),
  });

  test('is told by its code, else by the status beside a code that nobody knows', () => {
    expect(refuse(answer(403, 'known'), 'op')).toMatchObject({
      fault: 'full',
      upstreamCode: 'known',
      message: 'It is full. (known, HTTP 403)',
    });
    const byStatus = {
      302: 'unavailable',
      400: 'refused',
      401: 'sign-in',
      403: 'permission',
      404: 'gone',
      408: 'unavailable',
      423: 'busy',
      429: 'throttled',
      500: 'unavailable',
      507: 'full',
    };
    for (const [status, fault] of Object.entries(byStatus)) {
      expect(refuse(answer(Number(status), 'unknown'), 'op').fault).toBe(fault);
    }
  });

  test('is told by somebody between where there is no code, and is about no file then', () => {
    const byStatus = {
      302: 'unavailable',
      400: 'unavailable',
      401: 'sign-in',
      403: 'unavailable',
      404: 'unavailable',
      406: 'unavailable',
      410: 'unavailable',
      423: 'unavailable',
      429: 'throttled',
      503: 'unavailable',
      507: 'unavailable',
    };
    for (const [status, fault] of Object.entries(byStatus)) {
      expect(refuse(answer(Number(status), '<html>'), 'op').fault, status).toBe(fault);
    }
  });

  test('asks for a pause of ten minutes at most', () => {
    const pause = (headers: object) => refuse(answer(429, '', headers), 'op').retryAfterMs;

    expect(pause({ 'retry-after': '7' })).toBe(7_000);
    expect(pause({ 'retry-after': '86400' })).toBe(600_000);
    expect(pause({})).toBeNull();
  });

  test('shows no text of the vendor’s beside its codes', () => {
    const { message } = refuse(answer(400, 'odd https://session?key=secret'), 'op');

    expect(message).toBe('Vendor refused the request. (odd, HTTP 400)');
  });
});

describe('an address that a vendor names', () => {
  test('is taken over TLS, or at this machine from a vendor at this machine', () => {
    expect(vendorUrl('https://upload.example.com/s?k=1', 'https://api.example.com', 'op')).toBe(
      'https://upload.example.com/s?k=1',
    );
    expect(vendorUrl('http://127.0.0.1:1/s', 'http://127.0.0.1:2', 'op')).toBe(
      'http://127.0.0.1:1/s',
    );
  });

  test.each([
    ['http://upload.example.com/s'],
    ['http://127.0.0.1:6379/'],
    ['https://127.0.0.1/s'],
    ['file:///etc/passwd'],
    ['no address'],
    [null],
  ])('is refused when it is %s', (address) => {
    expect(() => vendorUrl(address, 'https://api.example.com', 'op')).toThrow(
      expect.objectContaining({ fault: 'unavailable' }) as Error,
    );
  });
});
