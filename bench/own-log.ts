import { startProcessWorld } from '../test/chaos/process-world.js';
import type { EngineName } from '../test/chaos/engines.js';
import { createDeliveries, sendFlatOut } from './load.js';
import { HMAC_KEY } from './acknowledge.js';
import { times } from './table.js';
import type { Section } from './table.js';

const AIM = 0.95;
const CONTRACTS = 500;
const WARM_UP = 2_000;

/** So short that both runs of a pair meet the same machine, so many that what one of them met does not count. */
const RUN = { count: 400 };

interface Run {
  readonly perSecond: number;
  /** Of the server, in milliseconds: what a machine with other work to do does not change. */
  readonly processorMs: number;
}

/** Deliveries acknowledged per second with the own log and without it, in pairs, and what each costs the processor. */
export async function benchOwnLog(engine: EngineName, quick: boolean): Promise<Section> {
  const pairs = quick ? 8 : 40;
  const open = (keepDays: string) =>
    startProcessWorld({
      engine,
      spotdraft: { contracts: 'none' },
      env: { SPOTDRAFT_HMAC_KEY: HMAC_KEY, LOG_LEVEL: 'info', ACTIVITY_KEEP_DAYS: keepDays },
    });
  await using logging = await open('30');
  await using silent = await open('0');
  const urls = {
    with: (await logging.server({ worker: false })).url,
    without: (await silent.server({ worker: false })).url,
  };
  const next = createDeliveries(HMAC_KEY, CONTRACTS);

  async function run(url: string): Promise<Run> {
    const before = await processorSeconds(url);
    const { perSecond } = await sendFlatOut(`${url}/webhooks/spotdraft`, next, RUN);
    const spent = (await processorSeconds(url)) - before;
    return { perSecond, processorMs: (spent * 1_000) / RUN.count };
  }

  for (const url of Object.values(urls))
    await sendFlatOut(`${url}/webhooks/spotdraft`, next, { count: WARM_UP });
  const found: { readonly with: Run; readonly without: Run }[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const isFirst = pair % 2 === 0;
    const first = await run(isFirst ? urls.with : urls.without);
    const second = await run(isFirst ? urls.without : urls.with);
    found.push(isFirst ? { with: first, without: second } : { with: second, without: first });
  }
  const median = (of: (pair: (typeof found)[number]) => number) => medianOf(found.map(of));
  const ratio = balanced(found.map((pair) => pair.with.perSecond / pair.without.perSecond));
  const cost = balanced(found.map((pair) => pair.without.processorMs / pair.with.processorMs));
  return {
    title: `Deliveries acknowledged (${engine}), with the own log and without`,
    how: `${pairs} pairs of runs of ${RUN.count}, flat out, each pair one after the other; the ratios are the medians of two pairs at a time, with either first. Processor time is the server's.`,
    rows: [
      {
        what: 'per second, flat out',
        measured: String(Math.round(median((pair) => pair.with.perSecond))),
        beside: String(Math.round(median((pair) => pair.without.perSecond))),
        ratio: times(ratio),
        aim: `at least ${times(AIM)}`,
        met: ratio >= AIM,
      },
      {
        what: 'processor time of one, ms',
        measured: median((pair) => pair.with.processorMs).toFixed(3),
        beside: median((pair) => pair.without.processorMs).toFixed(3),
        ratio: times(cost),
        aim: `at least ${times(AIM)}`,
        met: cost >= AIM,
      },
    ],
  };
}

async function processorSeconds(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const found = /^dealdraft_process_cpu_seconds_total (\S+)/mu.exec(metrics)?.[1];
  if (found === undefined) throw new Error('The server does not tell its processor time.');
  return Number(found);
}

/** The median of two pairs at a time, since it makes a difference which run of a pair comes first. */
function balanced(ratios: readonly number[]): number {
  const twos = ratios.flatMap((ratio, index) =>
    index % 2 === 0 ? [] : [Math.sqrt(ratio * (ratios[index - 1] ?? ratio))],
  );
  return medianOf(twos);
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
