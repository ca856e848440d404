import { expect, test } from 'vitest';
import type { Clock } from '../../../../src/domain/clock.js';
import { UpstreamUnavailableError } from '../../../../src/domain/errors.js';
import { silentLog } from '../../../../src/domain/log.js';
import { parseMappingFile } from '../../../../src/mapping/index.js';
import { createAutomationLedger } from '../../../../src/services/automations/automation-ledger.js';
import { createAutomationStarter } from '../../../../src/services/automations/automation-schedule.js';
import { ManualClock } from '../../../support/manual-clock.js';
import { openTempStore } from '../../../support/temp-store.js';

const RULES = `version: 1
contracts:
  - template: 1204
    data: {}
automations:
  - template: 1204
    when: StageName = "Proposal"
`;
/** From one look to the next. */
const LOOK_MS = 1_000;
/** A lock is extended after a quarter of its lease. */
const EXTEND_MS = 15_000;

const down = () => new UpstreamUnavailableError('it is down', { service: 'salesforce' });

/** One sweep whose first question to the CRM fails once `answers` says so. */
async function failedSweep(
  meanwhile: (parts: {
    readonly clock: ManualClock;
    readonly loseLock: () => void;
  }) => Promise<void>,
) {
  const clock = new ManualClock();
  await using opened = await openTempStore(clock);
  const { store } = opened;
  const asked = Promise.withResolvers<undefined>();
  const answers = Promise.withResolvers<never>();
  const ended = Promise.withResolvers<undefined>();
  const extended = Promise.withResolvers<undefined>();
  const noted: unknown[] = [];
  const lock = { isLost: false };
  const watched: Clock = {
    now: () => clock.now(),
    sleep(ms, signal) {
      if (ms === LOOK_MS) ended.resolve(undefined);
      return clock.sleep(ms, signal);
    },
  };
  const { locks } = store;
  const shared = {
    clock: watched,
    log: silentLog,
    mapping: parseMappingFile(RULES, 'mapping.yaml'),
    store: {
      marks: store.marks,
      settings: store.settings,
      now: () => store.now(),
      locks: {
        acquire: locks.acquire.bind(locks),
        release: locks.release.bind(locks),
        async extend(...given: Parameters<typeof locks.extend>) {
          const isHeld = lock.isLost ? false : await locks.extend(...given);
          extended.resolve(undefined);
          return isHeld;
        },
      },
    },
    crm: {
      dealObject: 'Opportunity',
      describe: async () => null,
      lastAnswerDate: () => clock.now(),
      async changedDeals() {
        asked.resolve(undefined);
        return answers.promise;
      },
    },
  };
  const schedule = createAutomationStarter(shared as never)({
    contracts: {} as never,
    allowance: { admit: async () => undefined },
    pauses: {
      active: async () => null,
      note: async (error) => {
        noted.push(error);
        return null;
      },
    },
    everyMs: 60_000,
    onOutcome: () => undefined,
  });
  await asked.promise;
  await meanwhile({
    clock,
    loseLock: () => {
      lock.isLost = true;
      clock.advance(EXTEND_MS);
    },
  });
  if (lock.isLost) await extended.promise;
  const error = down();
  answers.reject(error);
  await ended.promise;
  const { lastError } = await createAutomationLedger(store).progress();
  const stopped = schedule.stop(1_000);
  await stopped;
  return { lastError, isNoted: noted.includes(error) };
}

test('why a sweep failed is kept for people', async () => {
  expect(await failedSweep(async () => undefined)).toEqual({
    lastError: 'it is down',
    isNoted: true,
  });
});

test('a process that lost its lock leaves the outcome to whoever has it, and still pauses', async () => {
  expect(
    await failedSweep(async ({ loseLock }) => {
      loseLock();
    }),
  ).toEqual({
    lastError: null,
    isNoted: true,
  });
});
