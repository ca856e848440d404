import { timingSafeEqual } from 'node:crypto';

import type { FastifyRequest } from 'fastify';

import type { ConnectedApp } from './oauth-context.js';

export function formOf(request: FastifyRequest): URLSearchParams {
  return request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
}

/** Id and secret of the calling app, from the form or from Basic authentication. */
export function clientOf(
  request: FastifyRequest,
  form: URLSearchParams,
): { clientId: string; clientSecret: string } {
  const basic = /^Basic\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (basic === undefined) {
    return { clientId: form.get('client_id') ?? '', clientSecret: form.get('client_secret') ?? '' };
  }
  const [clientId = '', ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { clientId, clientSecret: secret.join(':') };
}

export function hasClientCredentials(
  app: ConnectedApp,
  request: FastifyRequest,
  form: URLSearchParams,
): boolean {
  const { clientId, clientSecret } = clientOf(request, form);
  const given = Buffer.from(clientSecret);
  const expected = Buffer.from(app.clientSecret);
  return (
    clientId === app.clientId &&
    given.length === expected.length &&
    timingSafeEqual(given, expected)
  );
}
