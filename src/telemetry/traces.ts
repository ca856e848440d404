import { SpanKind, SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import type { Attributes, HrTime, SpanContext } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Activity } from '../domain/activity.js';
import { currentCause, entrySpanId } from '../domain/cause.js';
import type { Cause } from '../domain/cause.js';

export interface Traces {
  /** A row of the own log as a span, in the trace that its correlation id names. */
  readonly activity: (row: Activity) => void;
  /** A request that was answered: the span that what it caused lies in. */
  readonly request: (cause: Cause, answered: AnsweredRequest) => void;
  /** Sends what waits, for at most two seconds. Never rejects. */
  stop(): Promise<void>;
}

export interface AnsweredRequest {
  readonly method: string;
  /** As registered, without what stood in its place. */
  readonly route: string;
  readonly status: number;
  readonly durationMs: number;
}

/** A collector that is away costs so much memory and no more: what does not fit is dropped. */
const QUEUE = {
  maxQueueSize: 4_096,
  maxExportBatchSize: 512,
  scheduledDelayMillis: 1_000,
  exportTimeoutMillis: 5_000,
};
const STOP_WITHIN_MS = 2_000;
/** A request under way holds the process when it ends, so one that is never answered has little time. */
const REQUEST_WITHIN_MS = 3_000;

const SPAN_KINDS: Partial<Record<Activity['kind'], SpanKind>> = {
  CALL: SpanKind.CLIENT,
  CRM_WRITE: SpanKind.CLIENT,
  DELIVERY: SpanKind.CONSUMER,
  REJECTED_DELIVERY: SpanKind.CONSUMER,
};

/**
 * Tells an OpenTelemetry collector what the own log is told: its correlation ids are trace ids, so one trace leads from a delivery
 * to the CRM write, through whatever process. Spans have ids of contracts and deals, outcomes and statuses; no actor, no value, no
 * address, no words of a neighbour.
 *
 * @param endpoint of OTLP/HTTP, without `/v1/traces`
 */
export function startTraces(endpoint: string): Traces {
  const resource = resourceFromAttributes({ 'service.name': 'dealdraft' });
  const exporter = new OTLPTraceExporter({
    url: `${endpoint}/v1/traces`,
    timeoutMillis: REQUEST_WITHIN_MS,
  });
  const processor = new BatchSpanProcessor({ exporter, ...QUEUE });

  function tell(span: {
    readonly name: string;
    readonly kind: SpanKind;
    readonly traceId: string;
    readonly id: string;
    readonly parentId: string | null;
    readonly endMs: number;
    readonly durationMs: number;
    readonly failed: boolean;
    readonly attributes: Attributes;
  }): void {
    const contextOf = (spanId: string): SpanContext => ({
      traceId: span.traceId,
      spanId,
      traceFlags: TraceFlags.SAMPLED,
    });
    const readable: ReadableSpan = {
      name: span.name,
      kind: span.kind,
      spanContext: () => contextOf(span.id),
      ...(span.parentId === null ? {} : { parentSpanContext: contextOf(span.parentId) }),
      startTime: hrTime(span.endMs - span.durationMs),
      endTime: hrTime(span.endMs),
      duration: hrTime(span.durationMs),
      status: { code: span.failed ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
      attributes: span.attributes,
      links: [],
      events: [],
      ended: true,
      resource,
      instrumentationScope: { name: 'dealdraft' },
      droppedAttributesCount: 0,
      droppedEventsCount: 0,
      droppedLinksCount: 0,
    };
    processor.onEnd(readable);
  }

  return {
    activity(row) {
      const { correlationId, kind, operation, system } = row;
      if (correlationId === null) return;
      const cause = currentCause();
      const entry =
        (cause?.correlationId === correlationId ? cause.span?.id : undefined) ??
        entrySpanId(correlationId);
      // A delivery is where its trace begins.
      const isEntry = kind === 'DELIVERY' || kind === 'REJECTED_DELIVERY';
      tell({
        name: [kind.toLowerCase(), system, operation].filter((word) => word !== null).join(' '),
        kind: SPAN_KINDS[kind] ?? SpanKind.INTERNAL,
        traceId: correlationId,
        id: isEntry ? entry : newSpanId(),
        parentId: isEntry ? null : entry,
        endMs: row.at.getTime(),
        durationMs: row.durationMs ?? 0,
        failed: row.failed,
        attributes: attributesOf(row),
      });
    },
    request(cause, { method, route, status, durationMs }) {
      const { correlationId, span } = cause;
      tell({
        name: `${method} ${route}`,
        kind: SpanKind.SERVER,
        traceId: correlationId,
        id: span?.id ?? entrySpanId(correlationId),
        parentId: span?.parentId ?? null,
        endMs: Date.now(),
        durationMs,
        failed: status >= 500,
        attributes: {
          'http.request.method': method,
          'http.route': route,
          'http.response.status_code': status,
        },
      });
    },
    async stop() {
      const stopped = processor.shutdown().catch(() => undefined);
      await Promise.race([stopped, delay(STOP_WITHIN_MS, undefined, { ref: false })]);
    },
  };
}

function attributesOf(row: Activity): Attributes {
  const known: Record<string, string | number | null> = {
    'dealdraft.outcome': row.outcome,
    'dealdraft.contract.id': row.contractId,
    'dealdraft.opportunity.id': row.opportunityId,
    'dealdraft.attempt': row.attempt,
    'peer.service': row.system,
    'http.response.status_code': row.status,
  };
  return Object.fromEntries(
    Object.entries(known).filter((entry): entry is [string, string | number] => entry[1] !== null),
  );
}

function newSpanId(): string {
  return randomBytes(8).toString('hex');
}

function hrTime(ms: number): HrTime {
  const seconds = Math.floor(ms / 1_000);
  return [seconds, Math.round((ms - seconds * 1_000) * 1_000_000)];
}
