import { startProcessWorld } from '../test/chaos/process-world.js';
import type { EngineName } from '../test/chaos/engines.js';
import { createDeliveries, sendFlatOut } from './load.js';
import { HMAC_KEY } from './acknowledge.js';
import { times } from './table.js';
import type { Section } from './table.js';

const AIM = 0.95;
const CONTRACTS = 500;
const WARM_UP = 2_000;

/** Deliveries acknowledged per second with the own log and without it, in pairs, so that both meet the same machine. */
export async function benchOwnLog(engine: EngineName, quick: boolean): Promise<Section> {
  const pairs = quick ? 3 : 7;
  const forMs = quick ? 2_000 : 5_000;
  const open = (keepDays: string) =>
    startProcessWorld({
      engine,
      spotdraft: { contracts: 'none' },
      env: { SPOTDRAFT_HMAC_KEY: HMAC_KEY, LOG_LEVEL: 'info', ACTIVITY_KEEP_DAYS: keepDays },
    });
  await using logging = await open('30');
  await using silent = await open('0');
  const urls = {
    with: `${(await logging.server({ worker: false })).url}/webhooks/spotdraft`,
    without: `${(await silent.server({ worker: false })).url}/webhooks/spotdraft`,
  };
  const next = createDeliveries(HMAC_KEY, CONTRACTS);
  for (const url of Object.values(urls)) await sendFlatOut(url, next, { count: WARM_UP });
  const found: { with: number; without: number }[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const names = pair % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const);
    const one = { with: 0, without: 0 };
    for (const name of names)
      one[name] = (await sendFlatOut(urls[name], next, { forMs })).perSecond;
    found.push(one);
  }
  const ratio = medianOf(found.map((one) => one.with / one.without));
  return {
    title: `Deliveries acknowledged (${engine}), with the own log and without`,
    how: `${pairs} pairs of runs, flat out, each pair one after the other; the ratio is the median of the pairs'.`,
    rows: [
      {
        what: 'per second, flat out',
        measured: String(Math.round(medianOf(found.map((one) => one.with)))),
        beside: String(Math.round(medianOf(found.map((one) => one.without)))),
        ratio: times(ratio),
        aim: `at least ${times(AIM)}`,
        met: ratio >= AIM,
      },
    ],
  };
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
