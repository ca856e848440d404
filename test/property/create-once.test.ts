import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect } from 'vitest';
import { AmbiguousOutcomeError, RateLimitedError } from '../../src/domain/errors.js';
import { silentLog } from '../../src/domain/log.js';
import { createOnce } from '../../src/services/once/create-once.js';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import { createCreationSettler } from '../../src/sync/index.js';
import { onEachEngine } from '../support/each-engine.js';
import { ManualClock } from '../support/manual-clock.js';

/** What SpotDraft does with a create. `late`: the answer is lost at once, the contract is made after `afterMs`. */
const FATES = ['made', 'made-lost', 'lost', 'late', '500', '500-made', 'refused', 'slow'] as const;
type Fate = (typeof FATES)[number];

type Step =
  | { readonly kind: 'ask'; readonly intent: number; readonly process: number; readonly fate: Fate }
  | { readonly kind: 'kill'; readonly process: number }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'jump'; readonly ms: number };

const PROCESSES = 2;
const INTENTS = 3;
const TICK_MS = 500;
const LATE_MS = 25_000;
const SLOW_MS = 4_000;
const HOUR_MS = 60 * 60_000;

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      intent: fc.nat({ max: INTENTS - 1 }),
      process: fc.nat({ max: PROCESSES - 1 }),
      fate: fc.constantFrom(...FATES),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('kill' as const),
      process: fc.nat({ max: PROCESSES - 1 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.constantFrom(TICK_MS, 2_000, 7_000, 30_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('jump' as const),
      ms: fc.constantFrom(-HOUR_MS, HOUR_MS),
    }),
  },
);

interface World {
  readonly clock: ManualClock;
  readonly store: Store;
  /** What SpotDraft has, and by which intent: found again by the request id alone. */
  readonly made: { readonly requestId: string; readonly intent: number }[];
  /** Calls of the store that were not answered yet. */
  underWay: number;
}

/** Turns of the event loop without a call of the store, after which only time moves anything. */
const QUIET_TURNS = 2;

/** Lets what is under way go as far as it can without time. */
async function drain(world: World): Promise<void> {
  for (let quiet = 0; quiet < QUIET_TURNS;) {
    await turn();
    quiet = world.underWay === 0 ? quiet + 1 : 0;
  }
}

/** One process: when it is killed, nothing that it waits for ever comes, and nothing that it wants is done. */
function startProcess(world: World) {
  const { clock, store, made } = world;
  let life: 'on' | 'over' = 'on';
  const isOver = () => life === 'over';
  const never = () => new Promise<never>(() => undefined);
  const alive = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(inner, name): unknown {
        const member: unknown = Reflect.get(inner, name);
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]): Promise<unknown> => {
          if (isOver()) return never();
          world.underWay += 1;
          const asked = Promise.resolve<unknown>(Reflect.apply(member, inner, args));
          const answer = await asked.finally(() => {
            world.underWay -= 1;
          });
          return isOver() ? never() : answer;
        };
      },
    });
  const own = { ...store, creations: alive(store.creations), settings: alive(store.settings) };
  const ownClock = {
    now: () => clock.now(),
    async sleep(ms: number, signal?: AbortSignal) {
      await clock.sleep(ms, signal);
      if (isOver()) await never();
    },
  };
  const settler = createCreationSettler({
    store: own,
    kinds: [
      {
        kind: 'thing',
        lookFor: async ({ requestId }) =>
          made.some((thing) => thing.requestId === requestId) ? requestId : null,
      },
    ],
    clock: ownClock,
    log: silentLog,
    onSettled: () => undefined,
  });

  async function send(intent: number, fate: Fate, requestId: string): Promise<string> {
    const make = () => {
      made.push({ requestId, intent });
      return requestId;
    };
    const details = { service: 'spotdraft', operation: 'create' } as const;
    switch (fate) {
      case 'made':
        return make();
      case 'slow':
        await clock.sleep(SLOW_MS);
        return isOver() ? never() : make();
      case 'made-lost':
        make();
        throw new AmbiguousOutcomeError('lost', details);
      case 'lost':
        throw new AmbiguousOutcomeError('lost', details);
      case 'late':
        void clock.sleep(LATE_MS).then(make);
        throw new AmbiguousOutcomeError('lost', details);
      case '500-made':
        make();
        throw new AmbiguousOutcomeError('500', { ...details, status: 500 });
      case '500':
        throw new AmbiguousOutcomeError('500', { ...details, status: 500 });
      case 'refused':
        throw new RateLimitedError('later', { ...details, retryAfterMs: 1_000 });
    }
  }

  return {
    settler,
    kill: () => {
      life = 'over';
    },
    ask: (intent: number, fate: Fate) =>
      createOnce<string, null, never>(
        { store: own, settler, clock: ownClock, log: silentLog },
        {
          kind: 'thing',
          intent: ['thing', String(intent)],
          input: null,
          rememberMs: null,
          subject: () => 'nowhere',
          admit: async () => undefined,
          prepare: async () => ({ kind: 'ready', ready: null }),
          async send(_ready, { requestId }, beforeSend) {
            await beforeSend();
            return send(intent, fate, requestId);
          },
          keep: async (requestId) => requestId,
        },
      ).catch(() => null),
  };
}

async function passTime(
  world: World,
  ms: number,
  processes: readonly ReturnType<typeof startProcess>[],
): Promise<void> {
  for (let passed = 0; passed < ms; passed += TICK_MS) {
    world.clock.advance(TICK_MS);
    await drain(world);
    if (passed % 1_000 === 0) for (const { settler } of processes) void settler.settleDue();
    await drain(world);
  }
}

onEachEngine(
  'whatever is lost, killed and repeated, however the clock jumps, one intent makes one thing and is settled',
  async (nextUrl) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const url = await nextUrl();
        const clock = new ManualClock();
        const store = await openStore({ url, clock, log: silentLog });
        try {
          const world: World = { clock, store, made: [], underWay: 0 };
          const processes = Array.from({ length: PROCESSES }, () => startProcess(world));
          for (const each of steps) {
            if (each.kind === 'pass') await passTime(world, each.ms, processes);
            else if (each.kind === 'jump') clock.advance(each.ms);
            else if (each.kind === 'ask') void processes[each.process]?.ask(each.intent, each.fate);
            else {
              processes[each.process]?.kill();
              processes[each.process] = startProcess(world);
            }
            await drain(world);
          }
          for (let waitedMs = 0; waitedMs < 6 * 60_000; waitedMs += 10_000) {
            if ((await store.creations.unfinished(10)).length === 0) break;
            await passTime(world, 10_000, processes);
          }
          expect(await store.creations.unfinished(10)).toEqual([]);
          for (let intent = 0; intent < INTENTS; intent += 1) {
            const [living] = processes;
            const answer = await living?.ask(intent, 'made');
            const things = world.made.filter((thing) => thing.intent === intent);
            expect(things).toHaveLength(1);
            expect(answer).toMatchObject({ kind: 'made', madeId: things[0]?.requestId });
          }
          for (const each of processes) each.kill();
        } finally {
          await store.close();
        }
      }),
      { numRuns: 20, endOnFailure: true },
    );
  },
);
