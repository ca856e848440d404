import { z } from 'zod';

import type { Clock } from '../../../domain/clock.js';
import type { BoxConfig } from '../../../domain/destination-config.js';
import type { Outbound } from '../../http/outbound.js';
import type { DestinationError } from '../destination.js';
import { parsedAnswer } from '../rest/parsed-answer.js';
import { createRestClient, headerOf, sendOnce } from '../rest/rest-client.js';
import type { RestAnswer, RestClient, RestRequest } from '../rest/rest-client.js';
import { createTokenSource } from '../rest/token-source.js';
import type { AccessToken } from '../rest/token-source.js';
import { vendorUrl } from '../rest/vendor-url.js';
import { createBoxRefuse } from './box-refusals.js';

/** Calls of Box's API; paths below `/2.0` of the api host, or below `/api/2.0` of the one that takes bytes. */
export interface BoxApi {
  /** @throws DestinationError */
  call(request: BoxRequest): Promise<RestAnswer>;
  /** To an address that Box gave for a session. */
  callGiven(request: RestRequest): Promise<RestAnswer>;
  download(fileId: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
  refuse(answer: RestAnswer, operation: string): DestinationError;
}

interface BoxRequest extends Omit<RestRequest, 'url'> {
  readonly host?: 'api' | 'upload';
  readonly path: string;
}

const tokenWire = z.object({ access_token: z.string().min(1), expires_in: z.number() });

export function createBoxApi(
  config: BoxConfig,
  { outbound, clock }: { readonly outbound: Outbound; readonly clock: Clock },
): BoxApi {
  const refuse = createBoxRefuse(clock);
  const { api, upload } = config.endpoints;
  const client: RestClient = createRestClient({
    title: 'Box',
    outbound,
    tokens: createTokenSource((signal) => requestToken(config, outbound, refuse, signal), clock),
    refuse,
    wantsNewToken: ({ status }) => status === 401,
  });

  return {
    call: ({ host = 'api', path, ...request }) =>
      client.call({
        ...request,
        url: host === 'api' ? `${api}/2.0${path}` : `${upload}/api/2.0${path}`,
      }),

    callGiven: (request) => client.call(request),

    async *download(fileId, signal) {
      const operation = 'GET /files/{id}/content';
      const answer = await client.call({
        operation,
        method: 'GET',
        url: `${api}/2.0/files/${encodeURIComponent(fileId)}/content`,
        accepts: [302],
        signal,
      });
      // Of an empty file there is nothing to be sent elsewhere for.
      if (answer.status !== 302) {
        yield answer.body;
        return;
      }
      const url = vendorUrl(headerOf(answer, 'location'), api, operation);
      yield* client.download({ operation, method: 'GET', url, signal }, true);
    },

    refuse,
  };
}

export function parsed<T>(schema: z.ZodType<T>, answer: RestAnswer, operation: string): T {
  return parsedAnswer('Box', schema, answer, operation);
}

async function requestToken(
  { clientId, clientSecret, enterpriseId, endpoints }: BoxConfig,
  outbound: Outbound,
  refuse: (answer: RestAnswer, operation: string) => DestinationError,
  signal: AbortSignal,
): Promise<AccessToken> {
  const operation = 'POST /oauth2/token';
  const answer = await sendOnce(
    { title: 'Box', outbound },
    {
      operation,
      method: 'POST',
      url: `${endpoints.api}/oauth2/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        box_subject_type: 'enterprise',
        box_subject_id: enterpriseId,
      }).toString(),
      signal,
    },
    {},
  );
  if (answer.status !== 200) throw refuse(answer, operation);
  const token = parsed(tokenWire, answer, operation);
  return { value: token.access_token, lifetimeMs: token.expires_in * 1_000 };
}
