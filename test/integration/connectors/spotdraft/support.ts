import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { createSpotDraftClient } from '../../../../src/connectors/spotdraft/client.js';
import type { RateBudget } from '../../../../src/connectors/spotdraft/rate-budget.js';
import type { CallOptions, SpotDraft } from '../../../../src/connectors/spotdraft/types.js';
import { systemClock } from '../../../../src/domain/clock.js';
import type { Clock } from '../../../../src/domain/clock.js';
import { parseContractId } from '../../../../src/domain/contract-id.js';
import type { Log } from '../../../../src/domain/log.js';

export const SECRET = 'loopback-client-secret-93714';
export const CLIENT_ID = 'loopback-client';
export const interactive: CallOptions = { lane: 'interactive' };
export const id = parseContractId;

export interface SeenRequest {
  readonly method: string;
  /** Path and query as sent, still percent-encoded. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export type Handler = (
  request: SeenRequest,
  response: ServerResponse,
  raw: IncomingMessage,
) => unknown;

export interface Loopback extends AsyncDisposable {
  readonly url: string;
  readonly seen: SeenRequest[];
  /** `GET /contracts/T-1/status` of each request, the common prefix left out. */
  readonly lines: () => string[];
}

/** A server on loopback that answers as `handler` says: a returned value is sent as JSON with status 200. */
export async function startLoopback(handler: Handler): Promise<Loopback> {
  const seen: SeenRequest[] = [];
  const server = createServer((raw, response) => {
    const chunks: Buffer[] = [];
    raw.on('data', (chunk: Buffer) => chunks.push(chunk));
    raw.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const request: SeenRequest = {
        method: raw.method ?? '',
        url: raw.url ?? '',
        headers: raw.headers,
        body: text === '' ? undefined : JSON.parse(text),
      };
      seen.push(request);
      const result = handler(request, response, raw);
      if (result !== undefined && result !== ANSWERED) answer(response, 200, result);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    lines: () =>
      seen.map(
        ({ method, url }) => `${method} ${decodeURIComponent(url.replace('/api/v2.1/public', ''))}`,
      ),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a handler returns that has dealt with the response itself. */
export const ANSWERED = Symbol('answered');

export function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): typeof ANSWERED {
  const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
  return ANSWERED;
}

/** Breaks the connection instead of answering. */
export function hangUp(request: IncomingMessage): typeof ANSWERED {
  request.socket.destroy();
  return ANSWERED;
}

/** Everything that was logged, as text in which a secret can be searched. */
export interface RecordedLog extends Log {
  readonly lines: string[];
}

function recordLog(): RecordedLog {
  const lines: string[] = [];
  const write = (level: string) => (fields: object, message: string) => {
    lines.push(`${level} ${message} ${inspect(fields, { depth: 8 })}`);
  };
  return {
    lines,
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
}

/** A budget without bounds that counts what was taken and given back. */
export function freeBudget(): RateBudget & { taken: number; settled: number } {
  const budget = {
    taken: 0,
    settled: 0,
    async acquire() {
      budget.taken += 1;
      return {
        settle() {
          budget.settled += 1;
        },
      };
    },
  };
  return budget;
}

export interface TestClient extends AsyncDisposable {
  readonly client: SpotDraft;
  readonly log: RecordedLog;
  readonly budget: ReturnType<typeof freeBudget>;
  readonly calls: { operation: string; status: number | null; durationMs: number }[];
}

const TIMEOUT_MS = 5_000;

/** Waits between attempts are over at once; a call's deadline stays as it is. */
export const retriesAtOnce: Clock = {
  now: () => systemClock.now(),
  sleep: (delayMs, signal) => systemClock.sleep(delayMs < TIMEOUT_MS ? 0 : delayMs, signal),
};

/** A client whose retries wait as briefly as they may. */
export function openClient(
  baseUrl: string,
  { timeoutMs = TIMEOUT_MS, clock = systemClock }: { timeoutMs?: number; clock?: Clock } = {},
): TestClient {
  const log = recordLog();
  const budget = freeBudget();
  const calls: TestClient['calls'] = [];
  const client = createSpotDraftClient({
    baseUrl,
    clientId: CLIENT_ID,
    clientSecret: SECRET,
    budget,
    clock,
    log,
    random: () => 0,
    timeoutMs,
    onCall: (call) => calls.push(call),
  });
  return { client, log, budget, calls, [Symbol.asyncDispose]: () => client.close() };
}

/** A list row as SpotDraft documents it, with `changes` laid over it. */
export function row(contractId: string | number, changes: Record<string, unknown> = {}) {
  const digits = String(contractId).replace(/^[TH]-/, '');
  return {
    id: contractId,
    created: '2026-03-14T09:26:53.589793Z',
    contract_name: `Contract ${contractId}`,
    contract_link: `https://app.spotdraft.com/contracts/v2/${digits}?tab=overview`,
    contract_status: 'REDLINING',
    created_by: 'Acme Legal',
    counter_party_name: 'Globex',
    contract_type_name: 'NDA',
    contract_type_id: 12,
    created_by_workspace: 1,
    external_metadata: {},
    reference_id: `SD-${digits}`,
    ...changes,
  };
}

/** The ids that a list request asks for. */
export function askedIds(request: SeenRequest): string[] {
  const query = new URL(request.url, 'http://loopback').searchParams;
  return (query.get('filter__contract_id[$in]') ?? '').split(',').filter(Boolean);
}

export function page(results: readonly unknown[]) {
  return { page: 1, limit: 100, total_results: results.length, results };
}
