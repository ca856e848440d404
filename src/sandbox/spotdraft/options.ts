import type { FaultRule } from '../http/fault-rules.js';
import type { SeedDeal } from '../seed/contract-seed.js';
import type { DeliveryFaults, DeliverySettings } from './webhooks/deliveries.js';
import type { Entity } from './reference-data.js';
import type { SandboxSettings } from './state.js';
import type { Template } from './templates/sample-templates.js';

export interface SpotDraftSandboxOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Base64. */
  readonly hmacKey?: string;
  /** Requests in any one second; `null` for no limit. Default 10. */
  readonly rateLimitPerSecond?: number | null;
  /** Fault rules in force from the start (and again after a reset). */
  readonly faults?: readonly FaultRule[];
  readonly deliveryFaults?: Partial<DeliveryFaults>;
  readonly deliveries?: Partial<DeliverySettings>;
  /** Lags and life times, in milliseconds. */
  readonly settings?: Partial<SandboxSettings>;
  /** How long a download link opens its document. Default 15 minutes. */
  readonly downloadLinkTtlMs?: number;
  /** Shape of by_external_metadata: rows inside another array, and composite or integer ids. */
  readonly externalLookup?: {
    readonly isNested?: boolean;
    readonly ids?: 'composite' | 'integer';
  };
  /** Operations, as `operations` has them, that answer with the specification's example although they are written by hand. */
  readonly examplesFor?: (operation: string) => boolean;
  /** Whether contract_data may hold keys the template lacks; by default they are refused. */
  readonly acceptUnknownDataKeys?: boolean;
  /** The CRM's deals that seed contracts are linked to; their owners become users. */
  readonly deals?: readonly SeedDeal[];
  /** How many contracts to seed: by default 120 when there are deals, else none. */
  readonly contracts?: number | 'none';
  /** Further active members of the workspace. */
  readonly users?: readonly { readonly name: string; readonly email: string }[];
  /** What the workspace has in place of the sample templates and entities: another workspace has other ids, and may lack some. */
  readonly templates?: (samples: readonly Template[]) => readonly Template[];
  readonly entities?: (samples: readonly Entity[]) => readonly Entity[];
  /** Whether `contract_link` leads to a page of the sandbox rather than to SpotDraft's application, which has no such contract. */
  readonly contractPages?: boolean;
  /** The sandbox's clock. */
  readonly now?: () => Date;
}

export const DEFAULT_SETTINGS: SandboxSettings = {
  listLagMs: 0,
  statusLagMs: 0,
  documentLagMs: 0,
  documentLagCalls: 0,
  documentLagStatus: 404,
  downloadLinkTtlMs: 15 * 60_000,
};

export const DEFAULT_DELIVERY_SETTINGS: DeliverySettings = {
  attempts: 1,
  retryDelayMs: 200,
  timeoutMs: 10_000,
  concurrency: 1,
  disableFailing: false,
};

/** 64 bytes, as the real key has; not a secret, since the sandbox holds nothing but samples. */
export const DEFAULT_HMAC_KEY = Buffer.from(
  'dealdraft-sandbox-webhook-signing-key-0123456789-abcdefghijklmno',
).toString('base64');
