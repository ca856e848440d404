import { randomUUID } from 'node:crypto';

import { StorageRefusal } from '../storage-route.js';

export function graphError(
  status: number,
  code: string,
  details: {
    readonly message?: string;
    readonly inner?: string;
    readonly headers?: Record<string, string>;
  } = {},
): StorageRefusal {
  const id = randomUUID();
  return new StorageRefusal({
    status,
    headers: { 'request-id': id, ...details.headers },
    body: {
      error: {
        code,
        message: details.message ?? `The request failed: ${code}.`,
        innerError: {
          ...(details.inner !== undefined && { code: details.inner }),
          date: '2026-01-01T00:00:00',
          'request-id': id,
          'client-request-id': id,
        },
      },
    },
  });
}

/** Of the sign-in host: branches on the number, not on the text. */
export function loginError(
  status: number,
  error: string,
  number: number,
  text: string,
): StorageRefusal {
  return new StorageRefusal({
    status,
    body: {
      error,
      error_description: `AADSTS${number}: ${text} Trace ID: ${randomUUID()}`,
      error_codes: [number],
      timestamp: '2026-01-01 00:00:00Z',
      trace_id: randomUUID(),
      correlation_id: randomUUID(),
      error_uri: `https://login.microsoftonline.com/error?code=${number}`,
    },
  });
}
