import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

/**
 * How a host behaves that the org has left: it refuses connections, sends callers on to the new host, says as an
 * edge that it has no route to the org, or still answers.
 */
const OLD_HOST_MANNERS = ['refuses', 'redirects', 'no-route', 'answers'] as const;

type OldHostManner = (typeof OLD_HOST_MANNERS)[number];

const moveBody = z
  .strictObject({ oldHost: z.enum(OLD_HOST_MANNERS).default('refuses') })
  .default({ oldHost: 'refuses' });

/**
 * The host of the API. It begins as the login host and can move to an address of its own, as an org does that is
 * migrated or renamed: token answers name the new one from then on, sessions go on.
 */
export class Instance {
  #loginUrl = '';
  #url = '';
  #answer: RequestListener = () => undefined;
  readonly #manners = new Map<string, OldHostManner>();
  readonly #servers = new Map<string, Server>();

  /** Origin without a trailing slash. */
  get url(): string {
    return this.#url;
  }

  start(loginUrl: string, answer: RequestListener): void {
    this.#loginUrl = loginUrl;
    this.#url = loginUrl;
    this.#answer = answer;
  }

  /** Moves the API to a free port. @returns its new origin */
  async move(oldHost: OldHostManner = 'refuses'): Promise<string> {
    const left = this.#url;
    const { hostname, protocol } = new URL(this.#loginUrl);
    const server = createServer({ maxHeaderSize: 1024 * 1024 }, this.#answer);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, hostname.replace(/^\[|\]$/g, ''), resolve);
    });
    this.#url = `${protocol}//${hostname}:${portOf(server)}`;
    this.#servers.set(this.#url, server);
    this.#manners.set(left, oldHost);
    if (oldHost === 'refuses') await this.#stop(left);
    return this.#url;
  }

  /** How the host at this port treats calls of the API; `null` while the API is there. */
  mannersAt(port: number | undefined): OldHostManner | null {
    for (const [url, manners] of this.#manners) {
      if (url !== this.#url && Number(new URL(url).port) === port) return manners;
    }
    return null;
  }

  /** Back to the login host. */
  reset(): void {
    this.#url = this.#loginUrl;
    this.#manners.clear();
    void this.close();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#servers.keys()].map((url) => this.#stop(url)));
  }

  /** The login host can't be stopped: signing in goes on there. */
  async #stop(url: string): Promise<void> {
    const server = this.#servers.get(url);
    if (server === undefined) return;
    this.#servers.delete(url);
    const closed = new Promise((resolve) => {
      server.close(resolve);
    });
    server.closeAllConnections();
    await closed;
  }
}

/** Makes hosts that the org has left behave as told; signing in and control routes answer at the login host as ever. */
export function installInstanceMoves(app: FastifyInstance, instance: Instance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/services/data')) return;
    switch (instance.mannersAt(request.socket.localPort)) {
      case 'refuses':
        reply.hijack();
        request.raw.socket.destroy();
        return;
      case 'redirects':
        await reply.redirect(instance.url + request.url, 302);
        return;
      case 'no-route':
        await reply
          .code(420)
          .type('text/html')
          .send('<html><body>No route to this organization.</body></html>');
        return;
      case 'answers':
      case null:
    }
  });
}

/** `POST /__sandbox/instance`. */
export function registerInstanceRoute(app: FastifyInstance, instance: Instance): void {
  app.post('/__sandbox/instance', async (request, reply) => {
    const parsed = moveBody.safeParse(request.body ?? undefined);
    if (!parsed.success) return reply.code(400).send({ error: z.prettifyError(parsed.error) });
    return { instanceUrl: await instance.move(parsed.data.oldHost) };
  });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The host does not listen.');
  return address.port;
}
