import type { Clock } from '../../domain/clock.js';
import { ConfigError } from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import { createApi, type ApiDependencies } from './api.js';
import { createContractReads } from './contract-reads.js';
import { createContractRows } from './contract-rows.js';
import { createContractWrites } from './contract-writes.js';
import { createNoteUnknown } from './note-unknown.js';
import type { RateBudget } from './rate-budget.js';
import { createReferenceData } from './reference-data.js';
import { createNumberResolver } from './resolve-number.js';
import { createTransport } from './transport.js';
import type { SpotDraft } from './types.js';

export interface SpotDraftClientOptions {
  /** The bare origin, without a path: `https://api.eu.spotdraft.com`. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** In front of every call; shared by all that use the workspace. */
  readonly budget: RateBudget;
  readonly clock: Clock;
  readonly log: Log;
  /** 0 up to 1, for the jitter between retries. */
  readonly random?: () => number;
  /** Deadline of a call with all its retries; 15,000 without it. */
  readonly timeoutMs?: number;
  readonly onCall?: ApiDependencies['onCall'];
}

const TIMEOUT_MS = 15_000;

/**
 * Builds the client; opens no connection yet.
 *
 * @throws ConfigError when the origin carries a path or a credential can't be sent in a header.
 * @see SpotDraft Public API v2.1
 */
export function createSpotDraftClient(options: SpotDraftClientOptions): SpotDraft {
  const { budget, clock, log, clientId, clientSecret } = options;
  const origin = parseOrigin(options);
  const transport = createTransport(origin);
  const api = createApi({
    origin,
    clientId,
    clientSecret,
    transport,
    budget,
    clock,
    log,
    random: options.random ?? Math.random,
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    onCall: options.onCall ?? (() => undefined),
  });
  const note = createNoteUnknown(log);
  const rows = createContractRows(api, log, note);
  const reads = createContractReads(api, rows, note);
  return {
    ...reads,
    ...createContractWrites(api, reads, note),
    ...createReferenceData(api, note),
    resolveNumber: createNumberResolver(reads, rows),
    close: () => transport.close(),
  };
}

function parseOrigin(options: SpotDraftClientOptions): string {
  const problems: string[] = [];
  const url = URL.canParse(options.baseUrl) ? new URL(options.baseUrl) : null;
  if (url === null || !/^https?:$/u.test(url.protocol) || !isBare(url)) {
    problems.push(
      'The SpotDraft base URL has to be a bare origin such as https://api.eu.spotdraft.com, without a path: ' +
        'dealdraft adds /api itself.',
    );
  }
  for (const name of ['clientId', 'clientSecret'] as const) {
    if (!/^[\x21-\x7e]+$/u.test(options[name])) {
      problems.push(`The SpotDraft ${name} is empty or has characters that no header can carry.`);
    }
  }
  if (problems.length > 0 || url === null) throw new ConfigError(problems);
  return url.origin;
}

function isBare(url: URL): boolean {
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
}
