import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { request as ask } from 'undici';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A neighbour whose answers cost nothing, so that what is measured is whoever asks it. */
export interface FrozenNeighbour extends AsyncDisposable {
  readonly url: string;
  /** Addresses of the reads that it was asked, each once, in the order in which they came first. */
  readonly reads: readonly string[];
  /** How often it was asked, whatever for. */
  calls: number;
  latencyMs: number;
}

/** Of an answer; the rest says how it travelled, which it does anew. */
const KEPT_HEADERS = ['content-type', 'sforce-limit-info'] as const;

/**
 * Stands before a sandbox: hands on what it does not know, and repeats what was read once.
 * @param signIn the form to sign in with in place of the one that came, which is meant for this address and no other.
 */
export async function freezeNeighbour(
  sandboxUrl: string,
  signIn: Readonly<Record<string, string>> = {},
): Promise<FrozenNeighbour> {
  const known = new Map<string, Answer>();

  async function forward(request: IncomingMessage): Promise<Answer> {
    const { host: _, connection: _own, 'content-length': _length, ...headers } = request.headers;
    const body = request.method === 'GET' ? null : await text(request);
    const isSignIn = request.url === '/services/oauth2/token';
    const answer = await ask(sandboxUrl + (request.url ?? '/'), {
      method: request.method ?? 'GET',
      headers: { ...headers, 'accept-encoding': 'identity' },
      body: isSignIn ? new URLSearchParams(signIn).toString() : body,
    });
    const kept = KEPT_HEADERS.flatMap((name) => {
      const value = answer.headers[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    });
    return {
      status: answer.statusCode,
      headers: Object.fromEntries(kept),
      // A token says where its calls go.
      body: (await answer.body.text()).replaceAll(sandboxUrl, neighbour.url),
    };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    neighbour.calls += 1;
    const { url = '/' } = request;
    const isRead = request.method === 'GET';
    let found = isRead ? known.get(url) : undefined;
    if (found === undefined) {
      found = await forward(request);
      if (isRead && found.status === 200) known.set(url, found);
    }
    if (neighbour.latencyMs > 0) await sleep(neighbour.latencyMs);
    response.writeHead(found.status, found.headers).end(found.body);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const neighbour = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get reads() {
      return [...known.keys()];
    },
    calls: 0,
    latencyMs: 0,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return neighbour;
}
