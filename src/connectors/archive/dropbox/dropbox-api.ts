import { z } from 'zod';

import type { Clock } from '../../../domain/clock.js';
import type { DropboxConfig } from '../../../domain/destination-config.js';
import type { Outbound, StreamedBody } from '../../http/outbound.js';
import type { CallOptions } from '../destination.js';
import type { DestinationError } from '../destination.js';
import { parsedAnswer } from '../rest/parsed-answer.js';
import { createRestClient, sendOnce } from '../rest/rest-client.js';
import type { RestAnswer, RestClient } from '../rest/rest-client.js';
import { createTokenSource } from '../rest/token-source.js';
import type { AccessToken } from '../rest/token-source.js';
import { createDropboxRefuse, errorOf, tagsOf } from './dropbox-refusals.js';

/** The functions of Dropbox's API, by their names. */
export interface DropboxApi {
  /** @throws DestinationError, for an error of the function itself too, unless `accepts409`. */
  rpc(name: string, argument: object | null, options: RpcOptions): Promise<RestAnswer>;
  /** With bytes on the way there. */
  upload(
    name: string,
    argument: object,
    body: StreamedBody | Uint8Array,
    options: RpcOptions,
  ): Promise<RestAnswer>;
  download(argument: object, options: CallOptions): AsyncIterable<Uint8Array>;
  /** What an error of a function means, where it was accepted. */
  refuse(answer: RestAnswer, name: string): DestinationError;
  account(options: CallOptions): Promise<DropboxAccount>;
}

interface RpcOptions extends CallOptions {
  /** Errors of the function are handed over, to be read by the caller. */
  readonly accepts409?: boolean;
}

export interface DropboxAccount {
  readonly displayName: string;
  readonly email: string;
  readonly rootNamespaceId: string;
  readonly homeNamespaceId: string;
}

const tokenWire = z.object({ access_token: z.string().min(1), expires_in: z.number() });

const accountWire = z.object({
  name: z.object({ display_name: z.string() }),
  email: z.string(),
  root_info: z.object({ root_namespace_id: z.string(), home_namespace_id: z.string() }),
});

const ACCOUNT = 'users/get_current_account';

export function createDropboxApi(
  config: DropboxConfig,
  { outbound, clock }: { readonly outbound: Outbound; readonly clock: Clock },
): DropboxApi {
  const refuse = createDropboxRefuse(clock);
  const memberHeader: Readonly<Record<string, string>> =
    config.memberId === null ? {} : { 'dropbox-api-select-user': config.memberId };
  const tokens = createTokenSource(
    (signal) => requestToken(config, outbound, refuse, signal),
    clock,
  );
  const vendor = {
    title: 'Dropbox',
    outbound,
    tokens,
    refuse,
    wantsNewToken: (answer: RestAnswer) =>
      answer.status === 401 &&
      tagsOf(errorOf(answer)).some((tag) => /^(?:expired|invalid)_access_token$/u.test(tag)),
  };
  const plain = createRestClient({ ...vendor, headers: async () => memberHeader });
  let pathRoot: Promise<string | null> | null = null;
  const rooted = createRestClient({
    ...vendor,
    headers: async (signal) => {
      const root = await (pathRoot ??= findPathRoot(signal));
      return { ...memberHeader, ...(root === null ? {} : { 'dropbox-api-path-root': root }) };
    },
  });

  async function account(options: CallOptions): Promise<DropboxAccount> {
    const answer = await plain.call({
      operation: ACCOUNT,
      method: 'POST',
      url: `${config.endpoints.api}/2/${ACCOUNT}`,
      headers: { 'content-type': 'application/json' },
      body: 'null',
      ...options,
    });
    const { name, email, root_info: info } = parsed(accountWire, answer, ACCOUNT);
    return {
      displayName: name.display_name,
      email,
      rootNamespaceId: info.root_namespace_id,
      homeNamespaceId: info.home_namespace_id,
    };
  }

  /** Where paths begin: at the namespace of the configuration, else at the team's space where there is one above the home. */
  async function findPathRoot(signal: AbortSignal): Promise<string | null> {
    try {
      if (config.namespaceId !== null) {
        return JSON.stringify({ '.tag': 'namespace_id', namespace_id: config.namespaceId });
      }
      const { rootNamespaceId: root, homeNamespaceId } = await account({ signal });
      return root === homeNamespaceId ? null : JSON.stringify({ '.tag': 'root', root });
    } catch (error) {
      pathRoot = null;
      throw error;
    }
  }

  /** A team's space may move: then its new place is asked for, once. */
  async function call(request: Parameters<RestClient['call']>[0]): Promise<RestAnswer> {
    const accepts = [...(request.accepts ?? []), 422];
    const answer = await rooted.call({ ...request, accepts });
    if (answer.status !== 422) return answer;
    pathRoot = null;
    return rooted.call(request);
  }

  return {
    rpc: (name, argument, { signal, accepts409 = false }) =>
      call({
        operation: name,
        method: 'POST',
        url: `${config.endpoints.api}/2/${name}`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(argument),
        accepts: accepts409 ? [409] : [],
        signal,
      }),
    upload: (name, argument, body, { signal, accepts409 = false }) =>
      call({
        operation: name,
        method: 'POST',
        url: `${config.endpoints.content}/2/${name}`,
        headers: {
          'content-type': 'application/octet-stream',
          'dropbox-api-arg': asciiJson(argument),
        },
        body,
        accepts: accepts409 ? [409] : [],
        signal,
      }),
    download: (argument, { signal }) =>
      rooted.download({
        operation: 'files/download',
        method: 'POST',
        url: `${config.endpoints.content}/2/files/download`,
        headers: { 'dropbox-api-arg': asciiJson(argument) },
        signal,
      }),
    refuse,
    account,
  };
}

export function parsed<T>(schema: z.ZodType<T>, answer: RestAnswer, operation: string): T {
  return parsedAnswer('Dropbox', schema, answer, operation);
}

/** Secrets go into the body, where no log of addresses sees them. */
async function requestToken(
  { appKey, appSecret, refreshToken, endpoints }: DropboxConfig,
  outbound: Outbound,
  refuse: (answer: RestAnswer, operation: string) => DestinationError,
  signal: AbortSignal,
): Promise<AccessToken> {
  const operation = 'oauth2/token';
  const answer = await sendOnce(
    { title: 'Dropbox', outbound },
    {
      operation,
      method: 'POST',
      url: `${endpoints.api}/oauth2/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_id: appKey,
        client_secret: appSecret,
      }).toString(),
      signal,
    },
    {},
  );
  if (answer.status !== 200) throw refuse(answer, operation);
  const token = parsed(tokenWire, answer, operation);
  return { value: token.access_token, lifetimeMs: token.expires_in * 1_000 };
}

/** A header can hold ASCII alone. */
export function asciiJson(value: object | string): string {
  // By units, not by characters: a pair of surrogates is two escapes.
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
