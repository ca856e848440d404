import { expect, test } from 'vitest';
import { mappingWith } from '../support/automation-world.js';
import { eventually } from '../support/eventually.js';
import { ENGINES, isEngineMissing } from './engines.js';
import { startProcessWorld } from './process-world.js';
import type { ProcessWorld } from './process-world.js';

/** Of every executed order form, long since. */
const DUE = `renewals:
  - type: 303
    endDate: '"2020-01-31"'
    noticeDays: 90
    opportunity:
      Name: 'opportunity.Name & " – renewal"'
      StageName: '"Prospecting"'
      CloseDate: endDate
`;
const POST_ROWS = { method: 'POST', path: '/composite/sobjects' };
/** Longer than the test looks: the process never learns that the deals are there. */
const NEVER_MS = 120_000;

const renewedContracts = ({ salesforce }: ProcessWorld) =>
  salesforce.control.org.store
    .rows('Opportunity', { includeDeleted: true })
    .flatMap(({ Renewal_Of__c: of }) => (typeof of === 'string' ? [of] : []))
    .sort();

async function madeCount(world: ProcessWorld): Promise<number> {
  const { stdout } = await world.run('renewals', '--json');
  return (JSON.parse(stdout) as { made: number }).made;
}

/** The deals are in Salesforce, and the process that asked for them is killed before it can write down that they are. */
test.each(ENGINES)(
  'a worker that is killed between making renewals and knowing of them makes no other, on %s',
  { timeout: 240_000 },
  async (engine) => {
    if (isEngineMissing(engine)) return;
    await using world = await startProcessWorld({ engine, env: await mappingWith(DUE) });
    const { exitCode } = await world.run('backfill');
    expect(exitCode).toBe(0);
    world.salesforce.control.addFault({
      kind: 'late-answer',
      latencyMs: NEVER_MS,
      match: POST_ROWS,
    });
    const worker = await world.worker();
    await eventually(() => {
      expect(renewedContracts(world)).not.toEqual([]);
    }, 60_000);
    const made = renewedContracts(world);
    expect(new Set(made).size).toBe(made.length);
    // Nothing of it is known yet.
    expect(await madeCount(world)).toBe(0);
    world.salesforce.control.faults.clear();
    await worker.killAndRestart();
    await eventually(async () => {
      expect(await madeCount(world)).toBe(made.length);
    }, 120_000);
    expect(renewedContracts(world)).toEqual(made);
  },
);
