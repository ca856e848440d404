import type { DoctorCheck } from '../domain/doctor-check.js';
import { fail, NOT_CHECKED, notChecked } from './check.js';
import type { Check, Verdict } from './check.js';
import { verdictOfError } from './verdict-of-error.js';
import { noted } from '../domain/said.js';

/** A system may be down without a word; the others are judged all the same. */
const CHECK_DEADLINE_MS = 12_000;

/**
 * Runs all checks at once, each as soon as those that it goes by have ended, and answers in the order of the list. Never throws: what
 * a check throws is what it came to.
 */
export async function runChecks(checks: readonly Check[]): Promise<readonly DoctorCheck[]> {
  const running = new Map<string, Promise<DoctorCheck>>();
  for (const check of checks) running.set(check.name, run(check, running));
  return Promise.all(running.values());
}

async function run(
  check: Check,
  earlier: ReadonlyMap<string, Promise<DoctorCheck>>,
): Promise<DoctorCheck> {
  return { check: check.name, ...(await verdictOf(check, earlier)) };
}

async function verdictOf(
  { after = [], judge }: Check,
  earlier: ReadonlyMap<string, Promise<DoctorCheck>>,
): Promise<Verdict> {
  if (typeof judge !== 'function') return notChecked(judge.toldBy);
  for (const name of after) {
    const before = await earlier.get(name);
    if (before === undefined) throw new Error(`${name} is no earlier check`);
    if (before.state === 'fail') return notChecked(name);
    if (before.seen === NOT_CHECKED) return { ...notChecked(name), todo: before.todo };
  }
  const deadline = AbortSignal.timeout(CHECK_DEADLINE_MS);
  try {
    return await Promise.race([judge(deadline), untilPassed(deadline)]);
  } catch (error) {
    return verdictOfError(error);
  }
}

async function untilPassed(deadline: AbortSignal): Promise<Verdict> {
  await new Promise<void>((resolve) => {
    deadline.addEventListener(
      'abort',
      () => {
        resolve();
      },
      { once: true },
    );
  });
  return fail(
    noted`no answer within ${CHECK_DEADLINE_MS / 1_000} s`,
    noted`Look whether the system is up and this machine reaches it (proxy, firewall), then run it again.`,
  );
}
