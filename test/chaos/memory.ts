import { createHmac } from 'node:crypto';
import { DEFAULT_HMAC_KEY } from '../../src/sandbox/spotdraft/options.js';
import { sendFlatOut } from '../../bench/load.js';
import type { EngineName } from './engines.js';
import { startProcessWorld } from './process-world.js';

const CONTRACTS = 500;
const MAX_GROWTH = 1.2;
/** The first comes when the start is over, in which the place for young objects is kept small (bin/dealdraft.js). */
const AFTER = [40_000, 80_000, 120_000, 160_000, 200_000];

export interface MemoryReport {
  readonly violations: readonly string[];
  /** In MiB, after each 40,000 deliveries; the other two say where a growth comes from. */
  readonly resident: readonly number[];
  readonly heapUsed: readonly number[];
  readonly external: readonly number[];
  readonly growth: number;
}

/** Whether a server that also syncs holds more memory after 200,000 deliveries than after 40,000. */
export async function runMemory(engine: EngineName): Promise<MemoryReport> {
  await using world = await startProcessWorld({
    engine,
    spotdraft: { contracts: CONTRACTS, rateLimitPerSecond: null },
    env: { SPOTDRAFT_HMAC_KEY: DEFAULT_HMAC_KEY, SPOTDRAFT_RATE_LIMIT: '100' },
  });
  const filled = await world.run('backfill');
  if (filled.exitCode !== 0) throw new Error(`backfill failed: ${filled.stderr}`);
  const server = await world.server();
  const contracts = world.spotdraft.control.list();
  const key = Buffer.from(DEFAULT_HMAC_KEY, 'base64');
  let sent = 0;
  const next = () => {
    const contract = contracts[sent % contracts.length];
    sent += 1;
    const body = JSON.stringify({
      contract_id: contract?.contract_id,
      contract_title: contract?.contract_name,
      contract_type_id: contract?.contract_type_id,
      contract_status: contract?.contract_status,
      contract_kind: contract?.contract_kind,
      external_metadata: contract?.external_metadata,
      activity: 'CONTRACT_DATA_UPDATED',
      activity_data: {
        performed_by: { name: 'SYSTEM' },
        timestamp: new Date(Date.UTC(2026, 0, 1) + sent).toISOString(),
      },
    });
    return { body, signature: createHmac('sha512', key).update(body).digest('hex') };
  };
  const resident: number[] = [];
  const heapUsed: number[] = [];
  const external: number[] = [];
  for (const total of AFTER) {
    const count = total - sent;
    const { failed } = await sendFlatOut(`${server.url}/webhooks/spotdraft`, next, { count });
    if (failed > 0) throw new Error(`${failed} deliveries were not acknowledged`);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    resident.push(mebibytes(metrics, 'process_resident_memory_bytes'));
    heapUsed.push(mebibytes(metrics, 'nodejs_heap_size_used_bytes'));
    external.push(mebibytes(metrics, 'nodejs_external_memory_bytes'));
  }
  const growth = (resident.at(-1) ?? NaN) / (resident[0] ?? NaN);
  const isFlat = growth <= MAX_GROWTH;
  return {
    violations: isFlat ? [] : [`RSS grew ${growth.toFixed(2)}-fold: ${resident.join(', ')} MiB`],
    resident,
    heapUsed,
    external,
    growth,
  };
}

function mebibytes(metrics: string, name: string): number {
  const line = metrics.split('\n').find((text) => text.startsWith(`dealdraft_${name} `));
  return Math.round(Number(line?.split(' ')[1]) / 2 ** 20);
}
