import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { createRandom } from '../seed/contract-random.js';

/**
 * What a fault does to a matching request.
 *
 * - `latency`: waits `latencyMs`, then carries on (other rules may still strike).
 * - `status`: answers `status` with `body`; the handler never runs.
 * - `drop-before-commit`: closes the socket; the handler never runs.
 * - `drop-after-commit`: runs the handler, then closes the socket without an answer.
 * - `truncate`: runs the handler, announces the whole body, sends half of it and closes the socket.
 */
export const FAULT_KINDS = [
  'latency',
  'status',
  'drop-before-commit',
  'drop-after-commit',
  'truncate',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export interface FaultRule {
  /** `method` is exact, `path` a substring of the URL with its query; without `match` every request. */
  readonly match?: { readonly method?: string; readonly path?: string };
  readonly kind: FaultKind;
  /** How many requests it strikes; without it, until the rules are cleared. */
  readonly times?: number;
  /** The share of the matching requests that it strikes, 0 to 1, each by chance; 1 without it. */
  readonly rate?: number;
  /** The same seed strikes the same ones, counted as they come; 1 without it. Needs `rate`. */
  readonly seed?: number;
  readonly latencyMs?: number;
  readonly status?: number;
  /** Sent as JSON, a string as it is. */
  readonly body?: unknown;
}

export interface ActiveFaultRule {
  readonly id: number;
  readonly rule: FaultRule;
  /** `null` for a rule without an end. */
  readonly remaining: number | null;
  readonly struck: number;
}

interface Entry {
  readonly id: number;
  readonly rule: FaultRule;
  /** Whether the next matching request is one of those that `rate` strikes. */
  readonly isChosen: () => boolean;
  remaining: number;
  struck: number;
}

/** The rules in force; rules strike in the order they were added. */
export class FaultKit {
  #entries: Entry[] = [];
  #lastId = 0;

  add(rule: FaultRule): ActiveFaultRule {
    this.#lastId += 1;
    const entry: Entry = {
      id: this.#lastId,
      rule,
      isChosen: choose(rule),
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
    let decided = false;
    for (const entry of this.#entries) {
      if (entry.remaining <= 0 || !matches(entry.rule, method, url)) continue;
      const decides = entry.rule.kind !== 'latency';
      if ((decides && decided) || !entry.isChosen()) continue;
      decided ||= decides;
      entry.remaining -= 1;
      entry.struck += 1;
      striking.push(entry.rule);
    }
    return striking;
  }
}

/**
 * Reads a rule from a control request's body.
 *
 * @throws Error saying which member is wrong.
 */
export function parseFaultRule(input: unknown): FaultRule {
  const rule = asRecord(input, 'a fault rule');
  const kind = FAULT_KINDS.find((candidate) => candidate === rule.kind);
  if (!kind) throw new Error(`kind must be one of ${FAULT_KINDS.join(', ')}`);
  const match = rule.match === undefined ? undefined : asRecord(rule.match, 'match');
  const method = match && optionalString(match.method, 'match.method');
  const path = match && optionalString(match.path, 'match.path');
  const times = optionalCount(rule.times, 'times');
  const latencyMs = optionalCount(rule.latencyMs, 'latencyMs');
  const status = optionalCount(rule.status, 'status');
  const rate = optionalShare(rule.rate, 'rate');
  const seed = optionalCount(rule.seed, 'seed');
  if (seed !== undefined && rate === undefined) {
    throw new Error('seed chooses which requests a rate strikes: give a rate as well');
  }
  if (kind === 'status' && (status === undefined || status < 200 || status > 599)) {
    throw new Error('status must be an HTTP status from 200 to 599 for kind "status"');
  }
  if (kind === 'latency' && latencyMs === undefined) {
    throw new Error('latencyMs must be given for kind "latency"');
  }
  return {
    kind,
    ...(match && { match: { ...(method && { method }), ...(path && { path }) } }),
    ...(times !== undefined && { times }),
    ...(rate !== undefined && { rate }),
    ...(seed !== undefined && { seed }),
    ...(latencyMs !== undefined && { latencyMs }),
    ...(status !== undefined && { status }),
    ...('body' in rule && { body: rule.body }),
  };
}

/**
 * Makes the rules strike every request of `app` except the control routes. Install it before hooks that may
 * refuse a request (credentials, rate limit), or after them if refused requests should not use rules up.
 */
export function installFaults(app: FastifyInstance, kit: FaultKit): void {
  const afterCommit = new WeakMap<FastifyRequest, FaultRule>();

  app.addHook('onRequest', async (request, reply) => {
    if (isControlUrl(request.url)) return;
    const rules = kit.strike(request.method, request.url);
    for (const { kind, latencyMs } of rules) {
      if (kind === 'latency') await delay(latencyMs ?? 0);
    }
    const deciding = rules.find(({ kind }) => kind !== 'latency');
    if (!deciding) return;
    if (deciding.kind === 'status') {
      await answerWithStatus(reply, deciding);
    } else if (deciding.kind === 'drop-before-commit') {
      reply.hijack();
      request.raw.socket.destroy();
    } else {
      afterCommit.set(request, deciding);
    }
  });

  app.addHook('onSend', (request, reply, payload, done) => {
    const rule = afterCommit.get(request);
    if (!rule) {
      done(null, payload);
      return;
    }
    // `done` is not called from here on: the answer of this request is over, and fastify must not write one.
    const { socket } = request.raw;
    if (rule.kind === 'drop-after-commit') {
      socket.destroy();
      return;
    }
    const body = toBuffer(payload);
    reply.raw.writeHead(reply.statusCode, {
      'content-type': String(reply.getHeader('content-type') ?? 'application/json'),
      'content-length': body.length,
    });
    reply.raw.write(body.subarray(0, Math.floor(body.length / 2)), () => socket.destroy());
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

function delay(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, delayMs);
  });
}

async function answerWithStatus(reply: FastifyReply, rule: FaultRule): Promise<void> {
  const status = rule.status ?? 500;
  const body = rule.body === undefined ? { detail: `Fault: HTTP ${status}.` } : rule.body;
  await reply.code(status).send(body);
}

function matches({ match }: FaultRule, method: string, url: string): boolean {
  if (match?.method !== undefined && match.method.toUpperCase() !== method) return false;
  return match?.path === undefined || url.includes(match.path);
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

function asRecord(input: unknown, what: string): Record<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new Error(`${what} must be an object`);
  }
  return Object.fromEntries(Object.entries(input));
}

function optionalString(value: unknown, what: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw new Error(`${what} must be a string`);
}

function optionalCount(value: unknown, what: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw new Error(`${what} must be a whole number, 0 or more`);
}

function optionalShare(value: unknown, what: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  throw new Error(`${what} must be a number from 0 to 1`);
}
