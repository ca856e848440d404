import { startProcessWorld } from '../test/chaos/process-world.js';
import type { ProcessWorld } from '../test/chaos/process-world.js';
import type { EngineName } from '../test/chaos/engines.js';
import { createDeliveries, sendFlatOut } from './load.js';
import { HMAC_KEY } from './acknowledge.js';
import { times } from './table.js';
import type { Section } from './table.js';

const AIM = 0.95;
const CONTRACTS = 500;
const WARM_UP = 2_000;

/** Longer than rows wait to be written, and so short that both runs of a pair meet the same machine. */
const RUN = { count: 6_000 };

interface Run {
  readonly perSecond: number;
  /** Of the server for each, in milliseconds: what a machine with other work to do changes least. */
  readonly processorMs: number;
  /** Of Redis, where the store is there. */
  readonly redisMs: number;
}

/** Deliveries acknowledged per second with the own log and without it, in pairs, and what each costs the processor. */
export async function benchOwnLog(engine: EngineName, quick: boolean): Promise<Section> {
  const pairs = quick ? 4 : 14;
  const open = (keepDays: string) =>
    startProcessWorld({
      engine,
      spotdraft: { contracts: 'none' },
      env: { SPOTDRAFT_HMAC_KEY: HMAC_KEY, LOG_LEVEL: 'info', ACTIVITY_KEEP_DAYS: keepDays },
    });
  await using logging = await open('30');
  await using silent = await open('0');
  const sides = {
    with: { world: logging, url: (await logging.server({ worker: false })).url },
    without: { world: silent, url: (await silent.server({ worker: false })).url },
  };
  const next = createDeliveries(HMAC_KEY, CONTRACTS);

  async function run({ world, url }: (typeof sides)['with']): Promise<Run> {
    const before = await processorSeconds(url);
    const redisBefore = await redisSeconds(world);
    const { perSecond } = await sendFlatOut(`${url}/webhooks/spotdraft`, next, RUN);
    // Else the rows of the last moment would be written beside the other run of the pair, and counted in neither.
    await untilWritten(world, url);
    const each = (seconds: number) => (seconds * 1_000) / RUN.count;
    return {
      perSecond,
      processorMs: each((await processorSeconds(url)) - before),
      redisMs: each((await redisSeconds(world)) - redisBefore),
    };
  }

  for (const { url } of Object.values(sides))
    await sendFlatOut(`${url}/webhooks/spotdraft`, next, { count: WARM_UP });
  const found: { readonly with: Run; readonly without: Run }[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const isFirst = pair % 2 === 0;
    const first = await run(isFirst ? sides.with : sides.without);
    const second = await run(isFirst ? sides.without : sides.with);
    found.push(isFirst ? { with: first, without: second } : { with: second, without: first });
  }
  const median = (of: (pair: (typeof found)[number]) => number) => medianOf(found.map(of));
  const ratio = balanced(found.map((pair) => pair.with.perSecond / pair.without.perSecond));
  const cost = balanced(found.map((pair) => pair.without.processorMs / pair.with.processorMs));
  return {
    title: `Deliveries acknowledged (${engine}), with the own log and without`,
    how: `${pairs} pairs of runs of ${RUN.count}, flat out, each pair one after the other; the ratios are the medians of two pairs at a time, with either first. Processor time is the server's, until the rows are written.`,
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
      ...(logging.redis === null
        ? []
        : [
            {
              what: 'of Redis, ms',
              measured: median((pair) => pair.with.redisMs).toFixed(3),
              beside: median((pair) => pair.without.redisMs).toFixed(3),
              ratio: times(balanced(found.map((pair) => pair.without.redisMs / pair.with.redisMs))),
            },
          ]),
    ],
  };
}

/** Who reads the log finds in it what was done before. */
async function untilWritten({ apiKey }: ProcessWorld, url: string): Promise<void> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
    body: JSON.stringify({ query: '{ activities(first: 1) { nodes { at } } }' }),
  });
  const body = await answer.text();
  if (!body.includes('"nodes"')) throw new Error(`The own log can't be read: ${body}`);
}

async function redisSeconds({ redis }: ProcessWorld): Promise<number> {
  if (redis === null) return 0;
  const info = await redis.withClient((client) => client.info('cpu'));
  const spent = [...info.matchAll(/^used_cpu_(?:user|sys):(\S+)/gmu)].map(([, seconds]) =>
    Number(seconds),
  );
  return spent.reduce((sum, seconds) => sum + seconds, 0);
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
