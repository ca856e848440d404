import { createServer } from 'node:http';

/**
 * A server on loopback that streams events as dealdraft does. Every request waits in `next` until the test takes it and
 * answers with `listen`, `send`, `end` or `refuse`.
 */
export async function startStreamServer() {
  const waiting = [];
  const takers = [];
  const open = new Set();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const call = toCall(request, response, body);
    open.add(response);
    const taker = takers.shift();
    if (taker === undefined) waiting.push(call);
    else taker(call);
  });
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}/graphql/stream`,
    /** Resolves to the next request, whether it has come or will. */
    next() {
      const call = waiting.shift();
      if (call !== undefined) return Promise.resolve(call);
      return new Promise((resolve) => {
        takers.push(resolve);
      });
    },
    pending: () => waiting.length,
    async close() {
      for (const response of open) response.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

function toCall(request, response, body) {
  return {
    headers: request.headers,
    body: JSON.parse(body),
    /** Resolves when the client hung up. */
    closed: new Promise((resolve) => {
      response.on('close', resolve);
    }),
    listen() {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      response.write(':\n\n');
    },
    send(id, data) {
      response.write(`id: ${id}\nevent: next\ndata: ${JSON.stringify(data)}\n\n`);
    },
    write(text) {
      response.write(text);
    },
    end() {
      response.end('event: complete\ndata:\n\n');
    },
    hangUp() {
      response.destroy();
    },
    refuse(status) {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end('{}');
    },
  };
}
