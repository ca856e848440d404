import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { percentile } from './table.js';

const CONNECTIONS = 64;
const SIGNATURE_HEADER = 'x-sd-webhook-content-hash';

export interface LoadResult {
  readonly acknowledged: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly failed: number;
}

/** Deliveries of one workspace, each different from all others and about one of `contracts` contracts. */
export function createDeliveries(hmacKey: string, contracts: number) {
  const key = Buffer.from(hmacKey, 'base64');
  let last = 0;
  return (): { readonly body: string; readonly signature: string } => {
    last += 1;
    const body = JSON.stringify({
      contract_id: 100_000 + (last % contracts),
      contract_title: 'Order form',
      contract_type_id: 386,
      contract_status: 'SIGN',
      contract_kind: 'TEMPLATE_CONTRACT',
      counterparties: [{ type: 'Organization', organization_name: 'Larkfield Logistics' }],
      external_metadata: { id: '0065g00AqnHTqz5AED', integration_name: 'salesforce' },
      activity: 'CONTRACT_SIGNED',
      activity_data: {
        performed_by: { name: 'Jo Bloggs', email: 'jo@example.com' },
        timestamp: new Date(Date.UTC(2026, 0, 1) + last).toISOString(),
      },
    });
    return { body, signature: createHmac('sha512', key).update(body).digest('hex') };
  };
}

export type NextDelivery = ReturnType<typeof createDeliveries>;

/**
 * Sends at a fixed rate, whatever the answers do. Latency counts from the moment at which a delivery was to leave, so
 * that a server which stalls does not hide it by slowing its sender.
 */
export async function sendAtRate(
  url: string,
  next: NextDelivery,
  options: { readonly perSecond: number; readonly forMs: number },
): Promise<LoadResult> {
  const sender = openSender(url, next);
  const total = Math.round((options.perSecond * options.forMs) / 1_000);
  const startedAt = performance.now();
  const under: Promise<void>[] = [];
  while (under.length < total) {
    const passedMs = performance.now() - startedAt;
    const due = Math.min(total, Math.floor((passedMs / 1_000) * options.perSecond) + 1);
    while (under.length < due) {
      under.push(sender.send(startedAt + (under.length / options.perSecond) * 1_000));
    }
    await sleep(1);
  }
  await Promise.all(under);
  return sender.end(performance.now() - startedAt);
}

/** Every connection sends its next delivery as soon as the last one was answered. */
export async function sendFlatOut(
  url: string,
  next: NextDelivery,
  options: { readonly forMs: number } | { readonly count: number },
): Promise<LoadResult> {
  const sender = openSender(url, next);
  const startedAt = performance.now();
  let sent = 0;
  const goesOn = () =>
    'count' in options ? sent < options.count : performance.now() - startedAt < options.forMs;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (goesOn()) {
        sent += 1;
        await sender.send(performance.now());
      }
    }),
  );
  return sender.end(performance.now() - startedAt);
}

function openSender(url: string, next: NextDelivery) {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: CONNECTIONS, pipelining: 1 });
  const latenciesMs: number[] = [];
  let failed = 0;
  return {
    async send(fromMs: number): Promise<void> {
      const { body, signature } = next();
      try {
        const answer = await pool.request({
          method: 'POST',
          path: pathname,
          headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: signature },
          body,
        });
        await answer.body.dump();
        if (answer.statusCode !== 200) failed += 1;
      } catch {
        failed += 1;
      }
      latenciesMs.push(performance.now() - fromMs);
    },
    async end(tookMs: number): Promise<LoadResult> {
      await pool.close();
      return {
        acknowledged: latenciesMs.length - failed,
        perSecond: ((latenciesMs.length - failed) / tookMs) * 1_000,
        p50Ms: percentile(latenciesMs, 0.5),
        p99Ms: percentile(latenciesMs, 0.99),
        failed,
      };
    },
  };
}
