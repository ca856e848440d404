import type { FinishedCall } from '../../domain/activity.js';
import type { Clock } from '../../domain/clock.js';
import { ConfigError, DealdraftError } from '../../domain/errors.js';
import type { Log } from '../../domain/log.js';
import { createCaller, type CallerParts } from './call.js';
import { createCapabilities } from './create-capabilities.js';
import { contractTypesWire } from './contract-types.js';
import { createFileStorage } from './file-storage.js';
import { createNoteUnknown } from './note-unknown.js';
import type { RateBudget } from './rate-budget.js';
import { createTransport } from './transport.js';
import type { SpotDraft } from './types.js';
import { noted } from '../../domain/said.js';

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
  readonly onCall?: CallerParts['onCall'];
  /** Told of every exchange, with the API and with the storage of its files. */
  readonly onExchange?: (call: FinishedCall) => void;
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
  const transport = createTransport(origin, options.onExchange);
  const storage = createFileStorage(origin, options.onExchange);
  const caller = createCaller({
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
  return {
    ...createCapabilities({ caller, log, note: createNoteUnknown(log), storage }),
    async ping(how) {
      try {
        await caller.call('GET /contract_types/', {
          answer: contractTypesWire,
          maxAttempts: 1,
          options: how,
        });
        return { ok: true };
      } catch (error) {
        const isOfSpotDraft = error instanceof DealdraftError && error.service === 'spotdraft';
        if (!isOfSpotDraft && how.signal?.aborted !== true) throw error;
        return { ok: false, reason: error instanceof Error ? error.message : 'unknown failure' };
      }
    },
    lastAnswerDate: () => caller.lastAnswerDate(),
    async close() {
      await Promise.all([transport.close(), storage.close()]);
    },
  };
}

function parseOrigin(options: SpotDraftClientOptions): string {
  const problems: string[] = [];
  const url = URL.canParse(options.baseUrl) ? new URL(options.baseUrl) : null;
  if (url === null || !/^https?:$/u.test(url.protocol) || !isBare(url)) {
    problems.push(
      noted`The SpotDraft base URL has to be a bare origin such as https://api.eu.spotdraft.com, without a path: dealdraft adds /api itself.`,
    );
  }
  for (const name of ['clientId', 'clientSecret'] as const) {
    if (!/^[\x21-\x7e]+$/u.test(options[name])) {
      problems.push(
        noted`The SpotDraft ${name} is empty or has characters that no header can carry.`,
      );
    }
  }
  if (problems.length > 0 || url === null) throw new ConfigError(problems);
  return url.origin;
}

function isBare(url: URL): boolean {
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
}
