import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { createRandom } from '../seed/contract-random.js';
import { editJson } from './edit-json.js';
import { parseFaultRule, toRegex } from './fault-rules.js';
import type { FaultRule } from './fault-rules.js';

export interface ActiveFaultRule {
  readonly id: number;
  readonly rule: FaultRule;
  /** `null` for a rule without an end by number. */
  readonly remaining: number | null;
  readonly struck: number;
}

interface Entry {
  readonly id: number;
  readonly rule: FaultRule;
  readonly fits: (method: string, url: string) => boolean;
  /** Whether the next matching request is one of those that `rate` strikes. */
  readonly isChosen: () => boolean;
  /** In the kit's own time; `Infinity` for a rule without an end by time. */
  readonly endsAtMs: number;
  toSkip: number;
  remaining: number;
  struck: number;
}

/** The rules in force; rules strike in the order they were added. */
export class FaultKit {
  #entries: Entry[] = [];
  #lastId = 0;

  /** @param now the sandbox's own clock, which tests may step */
  constructor(private readonly now: () => Date = () => new Date()) {}

  add(rule: FaultRule): ActiveFaultRule {
    this.#lastId += 1;
    const entry: Entry = {
      id: this.#lastId,
      rule,
      fits: matcher(rule),
      isChosen: choose(rule),
      endsAtMs: rule.forMs === undefined ? Infinity : this.now().getTime() + rule.forMs,
      toSkip: rule.skip ?? 0,
      remaining: rule.times ?? Infinity,
      struck: 0,
    };
    this.#entries.push(entry);
    return toActive(entry);
  }

  list(): ActiveFaultRule[] {
    return this.#entries.map(toActive);
  }

  clear(): void {
    this.#entries = [];
  }

  /** The rules striking this request, each used up by one: every latency, and the first of the others. */
  strike(method: string, url: string): FaultRule[] {
    const striking: FaultRule[] = [];
    const nowMs = this.now().getTime();
    let decided = false;
    for (const entry of this.#entries) {
      if (entry.remaining <= 0 || entry.endsAtMs <= nowMs || !entry.fits(method, url)) continue;
      const decides = entry.rule.kind !== 'latency';
      if (decides && decided) continue;
      if (entry.toSkip > 0) {
        entry.toSkip -= 1;
        continue;
      }
      if (!entry.isChosen()) continue;
      decided ||= decides;
      entry.remaining -= 1;
      entry.struck += 1;
      striking.push(entry.rule);
    }
    return striking;
  }
}

/**
 * Makes the rules strike every request of `app` except the control routes. Install it before hooks that may
 * refuse a request (credentials, rate limit), or after them if refused requests should not use rules up.
 */
export function installFaults(app: FastifyInstance, kit: FaultKit): void {
  const deciding = new WeakMap<FastifyRequest, FaultRule>();
  const closing = new AbortController();
  app.addHook('onClose', async () => {
    closing.abort();
  });
  const wait = async ({ latencyMs }: FaultRule, share = 1): Promise<void> => {
    // A sandbox that closes lets nothing wait any longer.
    await delay((latencyMs ?? 0) * share, undefined, { signal: closing.signal }).catch(
      () => undefined,
    );
  };

  app.addHook('onRequest', async (request, reply) => {
    if (isControlUrl(request.url)) return;
    const rules = kit.strike(request.method, request.url);
    for (const rule of rules) {
      if (rule.kind === 'latency') await wait(rule);
    }
    const rule = rules.find(({ kind }) => kind !== 'latency');
    if (!rule) return;
    if (rule.kind === 'status') {
      const { body, headers } = faultAnswer(rule);
      await reply
        .code(rule.status ?? 500)
        .headers(headers)
        .send(body);
    } else if (rule.kind === 'drop-before-commit') {
      reply.hijack();
      request.raw.socket.destroy();
    } else {
      deciding.set(request, rule);
    }
  });

  app.addHook('preParsing', (request, _reply, payload, done) => {
    if (deciding.get(request)?.kind === 'drop-mid-request') dropHalfway(request, payload);
    else done(null, payload);
  });

  // The body was read by now, so that the handler can run without the caller.
  app.addHook('preHandler', async (request) => {
    const rule = deciding.get(request);
    if (rule?.kind === 'late-commit') await wait(rule);
  });

  app.addHook('onSend', (request, reply, payload, done) => {
    const rule = deciding.get(request);
    switch (rule?.kind) {
      // `done` is not called for these two: the answer is over, and fastify must not write one.
      case 'drop-after-commit':
        request.raw.socket.destroy();
        return;
      case 'truncate':
        sendHalf(request, reply, payload);
        return;
      case 'cut-body': {
        const body = toBuffer(payload);
        reply.removeHeader('content-length');
        done(null, body.subarray(0, Math.floor(body.length / 2)));
        return;
      }
      case 'status-after-commit': {
        const { body, headers } = faultAnswer(rule);
        for (const name of Object.keys(reply.getHeaders())) {
          if (name !== 'date') reply.removeHeader(name);
        }
        void reply.code(rule.status ?? 500).headers(headers);
        done(null, body ?? null);
        return;
      }
      case 'late-answer':
        void wait(rule).then(() => {
          done(null, payload);
        });
        return;
      case 'slow-answer': {
        const body = toBuffer(payload);
        void reply.header('content-length', body.length);
        done(
          null,
          Readable.from(
            slowly(body, async (share) => wait(rule, share)),
            { objectMode: false },
          ),
        );
        return;
      }
      case 'edit':
        reply.removeHeader('content-length');
        void reply.headers(rule.headers ?? {});
        done(null, editJson(payload, rule));
        return;
      case 'latency':
      case 'late-commit':
      case 'status':
      case 'drop-before-commit':
      case 'drop-mid-request':
      case undefined:
        done(null, payload);
    }
  });
}

/** `POST`, `GET` and `DELETE /__sandbox/faults`. */
export function registerFaultRoutes(app: FastifyInstance, kit: FaultKit): void {
  app.post('/__sandbox/faults', async (request, reply) => {
    let rule: FaultRule;
    try {
      rule = parseFaultRule(request.body);
    } catch (error) {
      return reply.code(400).send({ error: error instanceof Error ? error.message : 'bad rule' });
    }
    return reply.code(201).send(kit.add(rule));
  });
  app.get('/__sandbox/faults', async () => ({ rules: kit.list() }));
  app.delete('/__sandbox/faults', async (_request, reply) => {
    kit.clear();
    return reply.code(204).send();
  });
}

/** Control routes need no credentials, are not counted, limited or struck by faults. */
export function isControlUrl(url: string): boolean {
  return url.startsWith('/__sandbox/');
}

function faultAnswer({ status, body, headers }: FaultRule): {
  readonly body: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
} {
  if (body === '') return { body: undefined, headers: headers ?? {} };
  const content = body === undefined ? { detail: `Fault: HTTP ${String(status)}.` } : body;
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const type =
    typeof content !== 'string'
      ? 'application/json; charset=utf-8'
      : `text/${content.trimStart().startsWith('<') ? 'html' : 'plain'}; charset=utf-8`;
  return { body: text, headers: { 'content-type': type, ...headers } };
}

function sendHalf(request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
  const body = toBuffer(payload);
  reply.raw.writeHead(reply.statusCode, {
    'content-type': String(reply.getHeader('content-type') ?? 'application/json'),
    'content-length': body.length,
  });
  reply.raw.write(body.subarray(0, Math.floor(body.length / 2)), () =>
    request.raw.socket.destroy(),
  );
}

const SLOW_PIECES = 10;

async function* slowly(
  body: Buffer,
  pause: (share: number) => Promise<void>,
): AsyncGenerator<Buffer> {
  const pieceBytes = Math.max(1, Math.ceil(body.length / SLOW_PIECES));
  for (let start = 0; start < body.length; start += pieceBytes) {
    await pause(1 / SLOW_PIECES);
    yield body.subarray(start, start + pieceBytes);
  }
}

/** Hooks that come after are not called, and no handler. */
function dropHalfway(request: FastifyRequest, payload: Readable): void {
  const halfBytes = Number(request.headers['content-length'] ?? 0) / 2;
  let takenBytes = 0;
  payload.on('data', (chunk: Buffer) => {
    takenBytes += chunk.length;
    if (takenBytes >= halfBytes) request.raw.socket.destroy();
  });
  payload.on('end', () => request.raw.socket.destroy());
}

function matcher({ match }: FaultRule): Entry['fits'] {
  const pattern = match?.pattern === undefined ? null : toRegex(match.pattern);
  return (method, url) =>
    (match?.method === undefined || match.method.toUpperCase() === method) &&
    (match?.path === undefined || url.includes(match.path)) &&
    (pattern === null || pattern.test(url));
}

/** Rolls once for each request that the rule may strike, so that a seed says which ones. */
function choose({ rate, seed }: FaultRule): () => boolean {
  if (rate === undefined) return () => true;
  const random = createRandom(seed ?? 1);
  return () => random() < rate;
}

function toActive({ id, rule, remaining, struck }: Entry): ActiveFaultRule {
  return { id, rule, remaining: Number.isFinite(remaining) ? remaining : null, struck };
}

function toBuffer(payload: unknown): Buffer {
  if (Buffer.isBuffer(payload)) return payload;
  return Buffer.from(typeof payload === 'string' ? payload : '');
}
