import { loadavg } from 'node:os';
import path from 'node:path';
import { Pool } from 'undici';
import type { EngineName } from '../test/chaos/engines.js';
import { startServe } from '../test/e2e/cli-process.js';
import type { Surroundings } from '../test/e2e/cli-process.js';
import { startBaseline } from './child.js';
import { DEALS, openPageWorld, PAGE } from './page-world.js';
import type { PageWorld } from './page-world.js';
import { processorMs } from './processor-time.js';
import { percentile } from './table.js';
import type { Row, Section } from './table.js';

const SPOTDRAFT_MS = 80;
const SALESFORCE_MS = 60;
const CLIENTS = 20;

/** A server that answers the page. */
export interface Contender {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
}

/** One burst of pages. */
interface Burst {
  readonly cpuMsPerPage: number;
  readonly perSecond: number;
}

/** Who asks: one caller from many windows, whose identical reads may be answered together, or as many callers as clients. */
type Callers = 'one' | 'many';

/**
 * What a page takes of the processor, beside other ways of answering it. Bursts of each follow one another in turn, so that whatever
 * else the machine has to do weighs on all of them.
 */
export async function benchPageCpu(engine: EngineName, quick: boolean): Promise<Section[]> {
  await using stack = new AsyncDisposableStack();
  const world = stack.use(await openPageWorld(engine, CLIENTS));
  const { surroundings, keys, crm, spotdraft } = world;
  const serve = stack.use(await startServe(surroundings, '--no-worker'));
  const ours: Contender = { name: 'dealdraft', url: serve.url, pid: serve.pid };
  const { file, contracts } = await world.learn(ours.url);
  const baseline = async (name: string, script: string): Promise<Contender> => ({
    name,
    ...stack.use(await startBaseline(script, file)),
  });
  const bound = await baseline('by hand', 'page-bound.ts');
  const bare = await baseline('bare', 'page-bare.ts');
  const apollo = await baseline('Apollo and DataLoader', 'page-apollo.ts');
  const yoga = await baseline('Yoga in memory', 'page-yoga.mjs');
  const another = await startAnother(stack, surroundings);

  const loadBefore = loadavg()[0] ?? NaN;
  const rounds = quick ? 5 : 9;
  const pages = quick ? 40 : 60;
  const run = (contenders: readonly Contender[], callers: Callers) =>
    interleave(contenders, { keys: callers === 'one' ? keys.slice(0, 1) : keys, rounds, pages });
  const mine = another === null ? [ours] : [ours, another];
  // Everybody compiles first.
  await interleave([...mine, bound, bare, apollo, yoga], { keys, rounds: 4, pages: 3 * pages });

  crm.latencyMs = SALESFORCE_MS;
  spotdraft.latencyMs = SPOTDRAFT_MS;
  const calls = await callsOfPages(world, ours, rounds * pages);
  const far = await run([...mine, bound, bare, apollo], 'many');
  const farOne = await run([...mine, bound], 'one');
  crm.latencyMs = 0;
  spotdraft.latencyMs = 0;
  const near = await run([...mine, yoga], 'many');
  const nearOne = await run([...mine, yoga], 'one');

  const load = `Load of the machine before and after: ${loadBefore.toFixed(1)}, ${(loadavg()[0] ?? NaN).toFixed(1)}.`;
  return [
    {
      title: `Processor time of a page of ${DEALS} deals with ${contracts} contracts (${engine})`,
      how:
        `${CLIENTS} clients; Salesforce answers after ${SALESFORCE_MS} ms, SpotDraft after ${SPOTDRAFT_MS} ms. ${rounds} bursts of ${pages} pages ` +
        'of each in turn; ratios are of bursts side by side, median and quartiles. By hand: a bare handler with graphql-js, the ' +
        `same call of Salesforce, and contracts in a map. SpotDraft takes 10 calls a second of dealdraft. ${load}`,
      rows: [
        compare('CPU, to a resolver by hand', far, ours, bound, cpu, { most: 1.4 }),
        compare('CPU, to a bare handler', far, ours, bare, cpu),
        compare('pages a second, to Apollo and DataLoader', far, ours, apollo, rate, { least: 2 }),
        compare('CPU, to Apollo and DataLoader', far, ours, apollo, cpu, { most: 0.5 }),
        compare('pages a second, to by hand', far, ours, bound, rate, { least: 0.85 }),
        compare('CPU, one caller in 20 windows, to by hand', farOne, ours, bound, cpu),
        ...calls,
        ...(another === null
          ? []
          : [
              compare('CPU, to another build', far, ours, another, cpu),
              compare('CPU, one caller, to another build', farOne, ours, another, cpu),
            ]),
      ],
    },
    {
      title: `The same page where nobody is far away (${engine})`,
      how: `Beside: GraphQL Yoga with everything in memory, which makes no call. Pages for each millisecond of processor time. ${load}`,
      rows: [
        compare('20 callers, each with its own call', near, ours, yoga, pagesPerCpu, {
          least: 0.5,
        }),
        compare('one caller, identical reads in flight', nearOne, ours, yoga, pagesPerCpu, {
          least: 1,
        }),
        compare('pages a second, 20 callers', near, ours, yoga, rate),
        compare('pages a second, one caller', nearOne, ours, yoga, rate),
        ...(another === null ? [] : [compare('CPU, to another build', near, ours, another, cpu)]),
      ],
    },
  ];
}

/** What each page asks of the neighbours: whether a limit of theirs bounds the pages a second at all. */
async function callsOfPages(
  { keys, crm, spotdraft }: PageWorld,
  ours: Contender,
  pages: number,
): Promise<readonly Row[]> {
  const neighbours = [
    ['Salesforce', crm, 1],
    ['SpotDraft', spotdraft, 0],
  ] as const;
  const before = neighbours.map(([, { calls }]) => calls);
  await interleave([ours], { keys, rounds: 1, pages });
  return neighbours.map(([name, { calls }, most], index) => {
    const aPage = (calls - (before[index] ?? NaN)) / pages;
    const aim = `at most ${most}`;
    return { what: `calls of ${name} a page`, measured: aPage.toFixed(2), aim, met: aPage <= most };
  });
}

/** Another checkout, built, to be measured against this one: its folder stands in DEALDRAFT_BENCH_BESIDE. */
async function startAnother(
  stack: AsyncDisposableStack,
  surroundings: Surroundings,
): Promise<Contender | null> {
  const folder = process.env.DEALDRAFT_BENCH_BESIDE;
  if (folder === undefined) return null;
  const serve = stack.use(
    await startServe(
      { ...surroundings, program: path.join(folder, 'bin/dealdraft.js') },
      '--no-worker',
    ),
  );
  return { name: 'another build', url: serve.url, pid: serve.pid };
}

interface Plan {
  readonly keys: readonly string[];
  readonly rounds: number;
  readonly pages: number;
}

type Results = ReadonlyMap<string, readonly Burst[]>;

export async function interleave(contenders: readonly Contender[], plan: Plan): Promise<Results> {
  const results = new Map<string, Burst[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < plan.rounds; round += 1) {
    // Whoever comes first in one round comes last in the next.
    const order = round % 2 === 0 ? contenders : contenders.toReversed();
    for (const contender of order) results.get(contender.name)?.push(await burst(contender, plan));
  }
  return results;
}

async function burst({ name, url, pid }: Contender, { keys, pages }: Plan): Promise<Burst> {
  await using pool = asDisposable(new Pool(url, { connections: CLIENTS, pipelining: 1 }));
  const body = JSON.stringify({ query: PAGE });
  let left = pages;
  const cpuBefore = await processorMs(pid);
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      while (left > 0) {
        left -= 1;
        const answer = await pool.request({
          method: 'POST',
          path: '/graphql',
          headers: {
            'content-type': 'application/json',
            'x-api-key': keys[client % keys.length] ?? '',
          },
          body,
        });
        const text = await answer.body.text();
        if (answer.statusCode !== 200 || text.includes('"errors"')) {
          throw new Error(`${name}: ${text.slice(0, 300)}`);
        }
      }
    }),
  );
  const tookMs = performance.now() - startedAt;
  const cpuMs = (await processorMs(pid)) - cpuBefore;
  return { cpuMsPerPage: cpuMs / pages, perSecond: (pages / tookMs) * 1_000 };
}

function asDisposable(pool: Pool): Pool & AsyncDisposable {
  return Object.assign(pool, { [Symbol.asyncDispose]: () => pool.close() });
}

interface Measure {
  readonly of: (burst: Burst) => number;
  readonly show: (value: number) => string;
}

const cpu: Measure = {
  of: ({ cpuMsPerPage }) => cpuMsPerPage,
  show: (value) => `${value.toFixed(2)} ms`,
};
const rate: Measure = {
  of: ({ perSecond }) => perSecond,
  show: (value) => `${Math.round(value)}/s`,
};
const pagesPerCpu: Measure = {
  of: ({ cpuMsPerPage }) => 1 / cpuMsPerPage,
  show: (value) => `${value.toFixed(2)} /ms`,
};

function compare(
  what: string,
  results: Results,
  ours: Contender,
  beside: Contender,
  { of, show }: Measure,
  aim: { readonly most?: number; readonly least?: number } = {},
): Row {
  const a = (results.get(ours.name) ?? []).map(of);
  const b = (results.get(beside.name) ?? []).map(of);
  const ratios = a.map((value, index) => value / (b[index] ?? NaN));
  const [low, median, high] = [0.25, 0.5, 0.75].map((p) => percentile(ratios, p));
  const ratio = median ?? NaN;
  const { most, least } = aim;
  return {
    what,
    measured: show(percentile(a, 0.5)),
    beside: show(percentile(b, 0.5)),
    ratio: `${ratio.toFixed(2)}x (${low?.toFixed(2) ?? ''} to ${high?.toFixed(2) ?? ''})`,
    ...(most === undefined ? {} : { aim: `at most ${most}x`, met: ratio <= most }),
    ...(least === undefined ? {} : { aim: `at least ${least}x`, met: ratio >= least }),
  };
}
