import { generateKeyPairSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../../../src/domain/clock.js';
import { silentLog } from '../../../../src/domain/log.js';
import type { SalesforceCrmOptions } from '../../../../src/connectors/salesforce/index.js';
import { createSalesforceCrm } from '../../../../src/connectors/salesforce/index.js';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers a call; `raw` for what no well-behaved server does. */
type Handler = (
  received: Received,
  raw: ServerResponse,
) => Reply | 'handled' | Promise<Reply | 'handled'>;

export interface LoopbackOrg extends AsyncDisposable {
  readonly url: string;
  /** Everything received, sign-ins included, in order. */
  readonly received: readonly Received[];
  /** The calls other than sign-ins. */
  calls(): readonly Received[];
  signIns(): readonly Received[];
  /** How API calls are answered from now on. */
  answer(handler: Handler): void;
  /** How sign-ins are answered from now on; the default gives `token-1`, `token-2` and so on. */
  answerSignIn(handler: Handler): void;
}

/** A server that answers as told: for what an orderly emulator can't be made to do. */
export async function startLoopbackOrg(): Promise<LoopbackOrg> {
  const received: Received[] = [];
  let handler: Handler = () => ({ status: 404, json: [{ errorCode: 'NOT_FOUND', message: '' }] });
  let tokens = 0;
  let signIn: Handler = () => {
    tokens += 1;
    return { json: tokenOf(url, `token-${tokens}`) };
  };
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const target = new URL(request.url ?? '/', 'http://loopback');
      const call: Received = {
        method: request.method ?? '',
        path: target.pathname,
        query: target.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      received.push(call);
      const answer = isSignIn(call) ? signIn : handler;
      const reply = await answer(call, response);
      if (reply !== 'handled') send(response, reply);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    received,
    calls: () => received.filter((call) => !isSignIn(call)),
    signIns: () => received.filter(isSignIn),
    answer: (next) => {
      handler = next;
    },
    answerSignIn: (next) => {
      signIn = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function tokenOf(instanceUrl: string, accessToken: string): unknown {
  return {
    access_token: accessToken,
    instance_url: instanceUrl,
    id: `${instanceUrl}/id/00D000000000001EAA/005000000000001AAA`,
    token_type: 'Bearer',
  };
}

export function page(records: readonly unknown[]): Reply {
  return { json: { totalSize: records.length, done: true, records } };
}

export function refusal(status: number, errorCode: string, message = errorCode): Reply {
  return { status, json: [{ errorCode, message }] };
}

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const publicKey = keys.publicKey;

/** A port on the org; closed with it by `await using`. */
export function connect(
  url: string,
  overrides: Partial<SalesforceCrmOptions> = {},
): ReturnType<typeof createSalesforceCrm> & AsyncDisposable {
  const crm = createSalesforceCrm({
    loginUrl: url,
    auth: {
      kind: 'jwt',
      clientId: 'app',
      username: 'integration@example.com',
      privateKeyPem: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
    apiVersion: '66.0',
    defaultCurrency: 'EUR',
    clock: systemClock,
    log: silentLog,
    timeoutMs: 5_000,
    ...overrides,
  });
  return Object.assign(crm, { [Symbol.asyncDispose]: () => crm.close() });
}

function isSignIn(call: Received): boolean {
  return call.path === '/services/oauth2/token';
}

function send(response: ServerResponse, reply: Reply): void {
  const isText = reply.text !== undefined;
  response.writeHead(reply.status ?? 200, {
    'content-type': isText ? 'text/html;charset=utf-8' : 'application/json;charset=UTF-8',
    'sforce-limit-info': 'api-usage=18/15000',
    ...reply.headers,
  });
  response.end(reply.text ?? JSON.stringify(reply.json ?? {}));
}
