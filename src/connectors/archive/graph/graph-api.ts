import { randomUUID } from 'node:crypto';

import type { z } from 'zod';

import type { Clock } from '../../../domain/clock.js';
import type { MicrosoftSignIn } from '../../../domain/destination-config.js';
import type { Outbound } from '../../http/outbound.js';
import { DestinationError } from '../destination.js';
import { parsedAnswer } from '../rest/parsed-answer.js';
import { createRestClient, headerOf } from '../rest/rest-client.js';
import type { RestAnswer, RestRequest } from '../rest/rest-client.js';
import { createTokenSource } from '../rest/token-source.js';
import { vendorUrl } from '../rest/vendor-url.js';
import { createGraphRefuse } from './graph-refusals.js';
import { requestGraphToken } from './graph-token.js';
import { createRequestPace } from './request-pace.js';

export interface GraphRequest extends Omit<RestRequest, 'url'> {
  /** Below `/v1.0`. */
  readonly path: string;
}

/** Calls of Microsoft Graph as the app itself. */
export interface GraphApi {
  /** Anew, whatever token there is. @throws DestinationError saying why the app can't. */
  signIn(signal: AbortSignal): Promise<void>;
  /** @throws DestinationError */
  call(request: GraphRequest): Promise<RestAnswer>;
  /** To the address of an upload session: it is the key itself, and a token beside it is refused. */
  callSession(request: RestRequest): Promise<RestAnswer>;
  /** @throws DestinationError where that is no address to send bytes to. */
  sessionUrl(address: unknown): string;
  download(path: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
  refuse(answer: RestAnswer, operation: string): DestinationError;
}

/** Calls of who says what they are come first when it is crowded. */
const USER_AGENT = 'NONISV|dealdraft|dealdraft/1.0';

export function createGraphApi(
  config: MicrosoftSignIn,
  { outbound, clock }: { readonly outbound: Outbound; readonly clock: Clock },
): GraphApi {
  const refuse = createGraphRefuse(clock);
  const pace = createRequestPace(clock);
  const { graph } = config.endpoints;
  const requestToken = (signal: AbortSignal) =>
    requestGraphToken(config, { outbound, clock, refuse }, signal);
  const client = createRestClient({
    title: 'Microsoft',
    outbound,
    tokens: createTokenSource(requestToken, clock),
    headers: async (signal) => {
      await pace.wait(signal);
      return { 'user-agent': USER_AGENT, 'client-request-id': randomUUID() };
    },
    refuse,
    wantsNewToken: ({ status }) => status === 401,
    onAnswer: (answer) => {
      pace.look(answer);
    },
  });

  return {
    async signIn(signal) {
      await requestToken(signal);
    },

    call: ({ path, ...request }) => client.call({ ...request, url: `${graph}/v1.0${path}` }),

    callSession: (request) =>
      client.callBare({ ...request, headers: { 'user-agent': USER_AGENT, ...request.headers } }),

    sessionUrl: (address) => vendorUrl(address, graph, 'POST createUploadSession'),

    async *download(path, signal) {
      const operation = 'GET content';
      const answer = await client.call({
        operation,
        method: 'GET',
        url: `${graph}/v1.0${path}`,
        accepts: [302],
        signal,
      });
      if (answer.status !== 302) {
        yield answer.body;
        return;
      }
      const url = vendorUrl(headerOf(answer, 'location'), graph, operation);
      yield* client.download({ operation, method: 'GET', url, signal }, true);
    },

    refuse,
  };
}

export function parsed<T>(schema: z.ZodType<T>, answer: RestAnswer, operation: string): T {
  return parsedAnswer('Microsoft', schema, answer, operation);
}

/** An error of Graph that names this code, anywhere inside. */
export function hasFault(error: unknown, ...faults: DestinationError['fault'][]): boolean {
  return error instanceof DestinationError && faults.includes(error.fault);
}
