import { afterEach, describe, expect, test } from 'vitest';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { parseMappingFile } from '../../../src/mapping/index.js';
import type { ContractView } from '../../../src/sandbox/spotdraft/index.js';
import { createRenewalLedger, runRenewals } from '../../../src/sync/index.js';
import type { RenewalReport } from '../../../src/sync/index.js';
import { mappingWith } from '../../support/automation-world.js';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';
import { dealIdOf, settled } from './sync-support.js';

const PATIENCE_MS = 60_000;
const RELATE = 'POST /api/v2.1/public/contracts/:id/contract_relation/';
const DAY_MS = 24 * 60 * 60_000;

/** Always at least a day apart: 25 hours lie between the two. */
const EARLIEST = 'Pacific/Kiritimati';
const LATEST = 'Pacific/Pago_Pago';

const rule = (endDate: string, more = '') => `renewals:
  - type: 303
    endDate: '${endDate}'
    noticeDays: 30
    opportunity:
      Name: 'opportunity.Name & " – renewal"'
      StageName: '"Prospecting"'
      CloseDate: endDate
${more}`;

/** The day that the clocks of a place show, and so many after it. */
function dayIn(timeZone: string, offsetDays: number): string {
  const shown = new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date());
  return new Date(Date.parse(`${shown}T00:00:00Z`) + offsetDays * DAY_MS)
    .toISOString()
    .slice(0, 10);
}

describe('renewals', { timeout: 180_000 }, () => {
  let world: World | null = null;
  afterEach(async () => {
    await world?.[Symbol.asyncDispose]();
    world = null;
  });

  test('begin on the day of notice where the mapping is at home', async () => {
    world = await startWorld({
      worker: false,
      backfill: true,
      env: await mappingWith(rule('"2020-01-01"')),
    });
    const { app } = world;
    const dryRun = async (timeZone: string, endDate: string): Promise<RenewalReport> =>
      runRenewals(
        {
          ...app,
          mapping: parseMappingFile(
            `version: 1\ntimezone: ${timeZone}\ncontracts: []\n${rule(`"${endDate}"`)}`,
            'm.yaml',
          ),
          ledger: createRenewalLedger(app.store),
        },
        { dryRun: true, signal: new AbortController().signal },
      );
    const begins = dayIn(EARLIEST, 30);
    const due = await dryRun(EARLIEST, begins);
    expect(due.contracts).toBeGreaterThan(0);
    expect(due.due).toHaveLength(due.contracts);
    expect(due.due.every(({ noticeDate }) => noticeDate === dayIn(EARLIEST, 0))).toBe(true);
    // There it is still the day before, or one more.
    expect((await dryRun(LATEST, begins)).due).toEqual([]);
    expect((await dryRun(EARLIEST, dayIn(EARLIEST, 31))).due).toEqual([]);
    expect((await dryRun(LATEST, dayIn(LATEST, 30))).due).toHaveLength(due.contracts);
  });

  test('relate an amendment on the deal to the one contract that it amends, once in SpotDraft', async () => {
    world = await startWorld({
      webhook: true,
      backfill: true,
      spotdraft: { rateLimitPerSecond: null },
      env: {
        SPOTDRAFT_RATE_LIMIT: '500',
        // None is due: this is about what amends.
        ...(await mappingWith(rule('"2099-01-01"', '    amendments: [301]\n'))),
      },
    });
    const { spotdraft, app } = world;
    const live = spotdraft.control
      .list()
      .filter(({ id, deleted }) => id.startsWith('T-') && !deleted)
      .toReversed();
    const dealOf = ({ external_metadata: { id } }: ContractView) => String(id).slice(0, 15);
    const amended = live.find(
      (contract) =>
        contract.contract_status === 'EXECUTED' &&
        contract['contract_template_id'] === 1204 &&
        String(contract.external_metadata.id).length === 18 &&
        live.filter((other) => dealOf(other) === dealOf(contract)).length === 1,
    );
    const amendment = live.findLast((contract) => contract['contract_template_id'] === 1201);
    spotdraft.calls.reset();
    spotdraft.control.relink(amendment!.id, { id: dealIdOf(amended!) });
    const related = async () => {
      const { rows } = await app.spotdraft.listRelatedContracts(
        parseContractId(amended!.id),
        { page: 1, limit: 10 },
        { lane: 'interactive' },
      );
      return rows.map(({ relation, ref }) => [relation, `T-${ref.number}`]);
    };
    await eventually(async () => {
      expect(await related()).toEqual([['AMENDMENT', amendment!.id]]);
    }, PATIENCE_MS);
    // Whatever happens to it later.
    const ledger = createRenewalLedger(app.store);
    for (const name of ['First', 'Second']) {
      spotdraft.control.rename(amendment!.id, `${name} amendment`);
      await settled(world, PATIENCE_MS);
      await eventually(async () => {
        expect(await ledger.changedCount()).toBe(0);
      }, PATIENCE_MS);
    }
    expect(await related()).toEqual([['AMENDMENT', amendment!.id]]);
    expect(spotdraft.calls.report().byRoute[RELATE]).toBe(1);
  });
});
