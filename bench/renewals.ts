import { parseContractId } from '../src/domain/contract-id.js';
import { parseMappingFile } from '../src/mapping/index.js';
import { createCrmSeed, toSeedDeals } from '../src/sandbox/seed/crm-seed.js';
import { createRenewalLedger, runRenewals } from '../src/sync/index.js';
import type { EngineName } from '../test/chaos/engines.js';
import { mappingWith } from '../test/support/automation-world.js';
import { startWorld } from '../test/support/world.js';
import type { World } from '../test/support/world.js';
import { ms } from './table.js';
import type { Section } from './table.js';

const EXECUTED = 10_000;
const QUICK_EXECUTED = 1_000;
/** Of what the sandbox plans for deals that are won, some two thirds are executed. */
const PLANNED_FOR_ONE = 1.55;
const DUE = 200;
const DAY_MS = 24 * 60 * 60_000;
const TERM_MS = 4 * 366 * DAY_MS;

/** Contract types of the sandbox with the key pointer that says when a contract begins; it ends four years later. */
const BEGINNINGS = {
  301: 'effective_date',
  302: 'effective_date',
  303: 'agreement_date',
  304: 'start_date',
} as const;

function rules(noticeDays: number): string {
  const each = Object.entries(BEGINNINGS).map(
    ([type, begins]) =>
      `  - type: ${type}
    endDate: '$fromMillis($toMillis(keyPointers.${begins}.value) + ${TERM_MS}, "[Y0001]-[M01]-[D01]")'
    noticeDays: ${noticeDays}
    opportunity: {Name: 'opportunity.Name & " – renewal"', StageName: '"Prospecting"', CloseDate: endDate}
`,
  );
  return `renewals:\n${each.join('')}`;
}

/** What passes for renewals over executed contracts with an end ask of both systems: the first, one without news, one with some due. */
export async function benchRenewals(engine: EngineName, quick: boolean): Promise<Section> {
  const size = quick ? QUICK_EXECUTED : EXECUTED;
  const today = new Date();
  const seed = createCrmSeed({ deals: Math.ceil(size * PLANNED_FOR_ONE), today });
  await using world = await startWorld({
    store: engine,
    worker: false,
    backfill: true,
    salesforce: { seed },
    spotdraft: {
      rateLimitPerSecond: null,
      contracts: Math.ceil(size * PLANNED_FOR_ONE),
      deals: toSeedDeals(seed).map((deal) => ({ ...deal, stageName: 'Closed Won' })),
    },
    env: { SPOTDRAFT_RATE_LIMIT: '1000', ...(await mappingWith(rules(0))) },
  });
  const { app } = world;
  const ledger = createRenewalLedger(app.store);
  const pass = async (noticeDays: number) => {
    world.salesforce.control.usage.clearCalls();
    world.spotdraft.calls.reset();
    const begunAt = performance.now();
    const mapping = parseMappingFile(`version: 1\ncontracts: []\n${rules(noticeDays)}`, 'bench');
    const report = await runRenewals(
      { ...app, mapping, ledger },
      { dryRun: false, signal: new AbortController().signal },
    );
    return { report, ...calls(world), took: ms(performance.now() - begunAt) };
  };
  const first = await pass(0);
  const { undated } = await ledger.counts();
  const idle = await pass(0);
  const notice = await noticeOf(DUE);
  const some = await pass(notice);
  const after = await pass(notice);
  const dated = first.report.contracts - undated;
  if (dated < size) throw new Error(`Only ${dated} of the contracts are executed and end.`);
  const made = some.report.due.filter(({ opportunityId }) => opportunityId !== null).length;
  return {
    title: `Renewals of ${dated.toLocaleString('en')} executed contracts (${engine})`,
    how: 'The app against both sandboxes; each contract has an end date in its key pointers, and four rules are for all of them.',
    rows: [
      {
        what: 'the first pass: the key pointers of each are read, none is due',
        measured: told(first),
      },
      {
        what: 'a pass where nothing is new and nothing is due',
        measured: told(idle),
        aim: '0 and 0',
        met: idle.salesforce === 0 && idle.spotdraft === 0,
      },
      {
        what: `a pass with ${made} due, whose deals it makes`,
        measured: told(some),
        aim: 'one to SpotDraft for each deal',
        met: made > 0 && some.spotdraft <= made,
      },
      {
        what: 'the pass after that',
        measured: told(after),
        aim: '0 and 0',
        met: after.salesforce === 0 && after.spotdraft === 0,
      },
    ],
  };

  /** So many days before their end that this many contracts are due today. */
  async function noticeOf(count: number): Promise<number> {
    const ids = world.spotdraft.control.list().map(({ id }) => parseContractId(id));
    const states = [...(await ledger.states(ids)).values()];
    const ends = states
      .flatMap((state) => (state.state === 'waits' ? [Date.parse(state.endDate)] : []))
      .toSorted((a, b) => a - b);
    const end = ends[count - 1];
    if (end === undefined)
      throw new Error('Fewer contracts wait for their end than are to be due.');
    return Math.floor((end - Date.now()) / DAY_MS) + 1;
  }
}

interface Calls {
  readonly salesforce: number;
  readonly spotdraft: number;
}

function calls(world: World): Calls {
  return {
    salesforce: world.salesforce.control.usage.report().total,
    spotdraft: world.spotdraft.calls.report().total,
  };
}

function told({ salesforce, spotdraft, took }: Calls & { readonly took: string }): string {
  return `${salesforce} to Salesforce, ${spotdraft} to SpotDraft, ${took}`;
}
