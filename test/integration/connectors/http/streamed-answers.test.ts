import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { NetworkFailure } from '../../../../src/connectors/http/network-failure.js';
import { createOutbound } from '../../../../src/connectors/http/outbound.js';
import type { Outbound } from '../../../../src/connectors/http/outbound.js';
import { eventually } from '../../../support/eventually.js';

const MIB = 1024 * 1024;
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
}

function open(): Outbound {
  const outbound = createOutbound({ maxAnswerBytes: 64 * 1024 });
  closing.push(() => outbound.destroy());
  return outbound;
}

async function ask(url: string, options: { maxBytes?: number; signal?: AbortSignal } = {}) {
  const { maxBytes = 512 * MIB, signal = AbortSignal.timeout(60_000) } = options;
  const outbound = open();
  const answer = await outbound.stream(
    { method: 'GET', url, headers: {}, body: null, signal },
    { maxBytes },
  );
  return { answer, outbound };
}

async function piecesOf(url: string, options: Parameters<typeof ask>[1] = {}) {
  const { answer } = await ask(url, options);
  if (answer.kind !== 'stream') throw new Error(`expected pieces, got ${answer.kind}`);
  return answer.pieces;
}

async function sizeOf(pieces: AsyncIterable<Uint8Array>): Promise<number> {
  let sizeBytes = 0;
  for await (const piece of pieces) sizeBytes += piece.length;
  return sizeBytes;
}

/** Writes as fast as the socket takes it. */
function write(response: ServerResponse, total: number, onSent: (bytes: number) => void): void {
  const piece = Buffer.alloc(64 * 1024, 'x');
  let sent = 0;
  const source = new Readable({
    read() {
      if (sent < total) {
        sent += piece.length;
        onSent(piece.length);
        this.push(piece);
      } else {
        this.push(null);
      }
    },
  });
  response.writeHead(200, { 'content-length': total });
  pipeline(source, response, () => undefined);
}

describe('an answer in pieces', () => {
  it('holds the neighbour back to the pace at which pieces are taken', async () => {
    let sent = 0;
    const total = 64 * MIB;
    const url = await serve((_request, response) => {
      write(response, total, (bytes) => (sent += bytes));
    });
    let taken = 0;
    let furthestAhead = 0;
    for await (const piece of await piecesOf(url)) {
      taken += piece.length;
      // Time for the neighbour to run ahead, if it could.
      await setImmediate();
      furthestAhead = Math.max(furthestAhead, sent - taken);
    }
    expect(taken).toBe(total);
    expect(furthestAhead).toBeLessThan(total / 2);
  });

  it('lets go of the connection when nobody takes the rest', async () => {
    let isClosed = false;
    const url = await serve((_request, response) => {
      response.on('close', () => (isClosed = true));
      write(response, 64 * MIB, () => undefined);
    });
    for await (const piece of await piecesOf(url)) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    await eventually(() => {
      expect(isClosed).toBe(true);
    });
  });

  it("ends with the signal's reason, also in the middle", async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 10 });
      response.write('12345');
    });
    const giveUp = new AbortController();
    const pieces = await piecesOf(url, { signal: giveUp.signal });
    const reading = (async () => {
      for await (const piece of pieces) {
        expect(Buffer.from(piece).toString()).toBe('12345');
        giveUp.abort(new Error('the deadline passed'));
      }
    })();
    await expect(reading).rejects.toThrow('the deadline passed');
  });

  it('says so when the answer breaks off', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 10 });
      response.write('12345', () => response.destroy());
    });
    await expect(sizeOf(await piecesOf(url))).rejects.toThrow(NetworkFailure);
  });

  it('says so when a chunked answer breaks off', async () => {
    const url = await serve((_request, response) => {
      response.write('12345', () => response.destroy());
    });
    await expect(sizeOf(await piecesOf(url))).rejects.toThrow(NetworkFailure);
  });

  it('takes no more than was allowed', async () => {
    const url = await serve((_request, response) => {
      write(response, MIB, () => undefined);
    });
    await expect(sizeOf(await piecesOf(url, { maxBytes: MIB }))).resolves.toBe(MIB);
    await expect(sizeOf(await piecesOf(url, { maxBytes: MIB - 1 }))).rejects.toMatchObject({
      code: 'TOO_LARGE',
    });
  });

  it('unpacks what was packed, and counts it unpacked', async () => {
    const packed = gzipSync(Buffer.alloc(8 * MIB, 'x'));
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(packed);
    });
    await expect(sizeOf(await piecesOf(url))).resolves.toBe(8 * MIB);
    await expect(sizeOf(await piecesOf(url, { maxBytes: 4 * MIB }))).rejects.toMatchObject({
      code: 'TOO_LARGE',
    });
  });

  it('says so when what was packed is incomplete', async () => {
    const packed = gzipSync(Buffer.from('whole'));
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(packed.subarray(0, packed.length - 4));
    });
    await expect(sizeOf(await piecesOf(url))).rejects.toMatchObject({ code: 'UNPACK' });
  });

  it('hands every other status over as a whole, bounded', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(404).end('no such file');
    });
    const { answer } = await ask(url);
    expect(answer).toMatchObject({ kind: 'answer', status: 404 });
    expect(answer.kind === 'answer' && answer.body.toString()).toBe('no such file');

    const endless = await serve((_request, response) => {
      response.writeHead(500).end(Buffer.alloc(MIB));
    });
    expect((await ask(endless)).answer).toMatchObject({ kind: 'failure', reason: 'too-large' });
  });

  it('is waited for by a close, which takes nothing new', async () => {
    let finish = (): void => undefined;
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 10 });
      response.write('12345');
      finish = () => response.end('67890');
    });
    const { answer, outbound } = await ask(url);
    if (answer.kind !== 'stream') throw new Error('expected pieces');
    let isClosed = false;
    const closed = outbound.close().then(() => (isClosed = true));
    const reading = sizeOf(answer.pieces);
    await setImmediate();
    expect(isClosed).toBe(false);
    finish();
    await expect(reading).resolves.toBe(10);
    await closed;
    const signal = AbortSignal.timeout(60_000);
    const late = await outbound.stream(
      { method: 'GET', url, headers: {}, body: null, signal },
      { maxBytes: MIB },
    );
    expect(late).toMatchObject({ kind: 'failure', reason: 'closed' });
  });
});
