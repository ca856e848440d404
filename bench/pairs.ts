import { readFileSync } from 'node:fs';
import { processorMs } from './processor-time.js';
import { percentile, times } from './table.js';
import type { Row } from './table.js';

/** A process that does the same job as the others. */
export interface Contestant {
  readonly name: string;
  /** All processes whose time counts, such as a server and the database behind it. */
  readonly pids: readonly number[];
  /** Keeps it busy for a moment; answers how many units it did. */
  readonly burst: () => Promise<number>;
}

/** Of one burst. */
interface Burst {
  readonly perSecond: number;
  readonly cpuMs: number;
}

export interface PairsResult {
  readonly bursts: ReadonlyMap<string, readonly Burst[]>;
  /** How many processes of the machine wanted a core, on average over the last minute, at the end. */
  readonly load: number;
}

/**
 * Bursts of all contestants in turns, each round in another order: what else the machine does meets all of them alike, and
 * the processor time of a unit hardly sees it. Reads `/proc`, so it needs Linux.
 */
export async function measureInTurns(
  contestants: readonly Contestant[],
  rounds: number,
): Promise<PairsResult> {
  const bursts = new Map<string, Burst[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % contestants.length;
    for (const one of [...contestants.slice(first), ...contestants.slice(0, first)]) {
      const cpuBefore = await cpuMsOf(one.pids);
      const startedAt = performance.now();
      const units = await one.burst();
      const tookMs = performance.now() - startedAt;
      bursts.get(one.name)?.push({
        perSecond: (units / tookMs) * 1_000,
        cpuMs: ((await cpuMsOf(one.pids)) - cpuBefore) / units,
      });
    }
  }
  return { bursts, load: loadOfMachine() };
}

/** Processor time that these processes have used up to now. */
export async function cpuMsOf(pids: readonly number[]): Promise<number> {
  const spent = await Promise.all(pids.map((pid) => processorMs(pid)));
  return spent.reduce((sum, ms) => sum + ms, 0);
}

export function loadOfMachine(): number {
  return Number(readFileSync('/proc/loadavg', 'utf8').split(' ', 1)[0]);
}

/** The first contestant beside each of the others; a ratio above 1 is in favour of the first. */
export function rowsOfPairs(
  { bursts }: PairsResult,
  unit: string,
  aims: Readonly<Record<string, number>> = {},
): readonly Row[] {
  const [[ours, own] = ['', []], ...others] = bursts;
  return others.flatMap(([name, theirs]) => {
    const aim = aims[name];
    const cpu = quartiles(own.map((burst, i) => (theirs[i]?.cpuMs ?? NaN) / burst.cpuMs));
    const speed = quartiles(own.map((burst, i) => burst.perSecond / (theirs[i]?.perSecond ?? NaN)));
    return [
      {
        what: `CPU ${unit}: ${ours} beside ${name}`,
        measured: microseconds(own),
        beside: microseconds(theirs),
        ratio: cpu.text,
        ...(aim === undefined ? {} : { aim: `at least ${times(aim)}`, met: cpu.median >= aim }),
      },
      {
        what: `a second: ${ours} beside ${name}`,
        measured: perSecond(own),
        beside: perSecond(theirs),
        ratio: speed.text,
      },
    ];
  });
}

function quartiles(values: readonly number[]): { readonly median: number; readonly text: string } {
  const at = (p: number) => percentile(values, p);
  return { median: at(0.5), text: `${times(at(0.5))} (${times(at(0.25))} to ${times(at(0.75))})` };
}

function microseconds(bursts: readonly Burst[]): string {
  const median = percentile(
    bursts.map(({ cpuMs }) => cpuMs),
    0.5,
  );
  return `${Math.round(median * 1_000)} µs`;
}

function perSecond(bursts: readonly Burst[]): string {
  return String(
    Math.round(
      percentile(
        bursts.map((burst) => burst.perSecond),
        0.5,
      ),
    ),
  );
}
