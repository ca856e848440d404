import { createHmac } from 'node:crypto';
import { DEFAULT_HMAC_KEY } from '../../src/sandbox/spotdraft/options.js';
import { sendFlatOut } from '../../bench/load.js';
import type { EngineName } from './engines.js';
import { startProcessWorld } from './process-world.js';

const CONTRACTS = 500;
const EARLY = 20_000;
const LATE = 100_000;
const MAX_GROWTH = 1.2;
const RESIDENT = /^dealdraft_process_resident_memory_bytes (\S+)$/m;

export interface MemoryReport {
  readonly violations: readonly string[];
  readonly earlyMib: number;
  readonly lateMib: number;
  readonly growth: number;
}

/** Whether a server that also syncs holds more memory after 100,000 deliveries than after 20,000. */
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
  const residentAfter = async (total: number) => {
    const count = total - sent;
    const { failed } = await sendFlatOut(`${server.url}/webhooks/spotdraft`, next, { count });
    if (failed > 0) throw new Error(`${failed} deliveries were not acknowledged`);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    return Number(RESIDENT.exec(metrics)?.[1]) / 2 ** 20;
  };
  const earlyMib = Math.round(await residentAfter(EARLY));
  const lateMib = Math.round(await residentAfter(LATE));
  const growth = lateMib / earlyMib;
  const isFlat = growth <= MAX_GROWTH;
  return {
    violations: isFlat ? [] : [`RSS grew from ${earlyMib} to ${lateMib} MiB`],
    earlyMib,
    lateMib,
    growth,
  };
}
