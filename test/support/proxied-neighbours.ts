import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import tls from 'node:tls';

/**
 * Of `*.neighbour.test`, a name that no name server knows; good until 2126, trusted by these tests alone. Made with
 * `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -subj /CN=neighbour.test
 * -addext subjectAltName=DNS:*.neighbour.test`.
 */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBpjCCAUygAwIBAgIUBelQXDJJEVMrmexra09nzMOYNC0wCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwObmVpZ2hib3VyLnRlc3QwIBcNMjYxMTMwMDUwNjAwWhgPMjEy
NjExMDYwNTA2MDBaMBkxFzAVBgNVBAMMDm5laWdoYm91ci50ZXN0MFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEUwOyE5hFAIMBOuI3H/EHItm5ne8ST0x7z9R8YdQw
CcCAL4du6k2HZPGj7OC4KthkwHvYfydOdkCFZkOLsSQyq6NwMG4wHQYDVR0OBBYE
FL+X8CbLLgZ7yjORzZDM85c/o7lVMB8GA1UdIwQYMBaAFL+X8CbLLgZ7yjORzZDM
85c/o7lVMA8GA1UdEwEB/wQFMAMBAf8wGwYDVR0RBBQwEoIQKi5uZWlnaGJvdXIu
dGVzdDAKBggqhkjOPQQDAgNIADBFAiBC6PWwLo2EvqGWWv858HejYRiSu6ziiNbs
yssW+LPB/wIhAPMYJpcpqj3zVMArPO2J4/e4syQ8ktk8WqhrYEy5ZA6B
-----END CERTIFICATE-----
`;
const PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgkqB9Gi+Ljdd8z39F
IVdmqJgY0w+c2q43hHDusRz+IkahRANCAARTA7ITmEUAgwE64jcf8Qci2bmd7xJP
THvP1Hxh1DAJwIAvh27qTYdk8aPs4Lgq2GTAe9h/J052QIVmQ4uxJDKr
-----END PRIVATE KEY-----
`;

export interface ProxiedNeighbours extends AsyncDisposable {
  /** With a password, which must never be seen. */
  readonly proxyUrl: string;
  /** Hosts and ports that the proxy was asked to connect to, in order. */
  readonly tunnels: readonly string[];
  /** What the neighbours were asked, as `host path`. */
  readonly asked: readonly string[];
}

export const PROXY_PASSWORD = 'proxy-password';

/**
 * Neighbours at `https://NAME.neighbour.test`, which can be reached through a proxy alone, and that proxy; all of it at
 * loopback.
 *
 * @param answer how the neighbours answer.
 * @param proxyStatus what the proxy answers instead of connecting.
 */
export async function startProxiedNeighbours(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  proxyStatus?: number,
): Promise<ProxiedNeighbours> {
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), CERTIFICATE]);
  const tunnels: string[] = [];
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  };
  const neighbours = createHttpsServer(
    { cert: CERTIFICATE, key: PRIVATE_KEY },
    (request, response) => {
      asked.push(`${request.headers.host ?? ''} ${(request.url ?? '').split('?')[0] ?? ''}`);
      answer(request, response);
    },
  );
  const proxy = createHttpServer((_request, response) => response.writeHead(500).end());
  proxy.on('connect', (request: IncomingMessage, client: Socket) => {
    tunnels.push(request.url ?? '');
    if (proxyStatus !== undefined) {
      client.end(`HTTP/1.1 ${proxyStatus} No\r\n\r\n`);
      return;
    }
    const upstream = connect(portOf(neighbours), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    keep(upstream);
  });
  for (const server of [neighbours, proxy]) {
    server.on('connection', keep);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  return {
    proxyUrl: `http://dealdraft:${PROXY_PASSWORD}@127.0.0.1:${portOf(proxy)}`,
    tunnels,
    asked,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await Promise.all(
        [neighbours, proxy].map((server) => new Promise((resolve) => server.close(resolve))),
      );
    },
  };
}

function portOf(server: { address(): AddressInfo | string | null }): number {
  return (server.address() as AddressInfo).port;
}
