import { expect } from 'vitest';
import { BulkJobDocument, StartBulkCreateDocument } from '../../generated/graphql.js';
import type {
  BulkJobFieldsFragment,
  BulkRowState,
  StartBulkCreateInput,
} from '../../generated/graphql.js';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World, WorldOptions } from '../../support/world.js';

const TEMPLATE = '1204';
const CREATE = 'POST /api/v2.1/public/contracts/';

/** None of them costs a call. */
const JOB_FIELDS =
  'id state dryRun total waiting creatable created existing failed startedBy startedAt endedAt heldUpBy';

export type Job = BulkJobFieldsFragment;

export interface Row {
  readonly opportunityId: string;
  readonly state: BulkRowState;
  readonly contract: { readonly id: string } | null;
  readonly opportunity: { readonly id: string } | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

/** A world whose deals have no contracts yet, and in which nothing waits for the rate. */
export function startBulkWorld(options: WorldOptions = {}): Promise<World> {
  return startWorld({
    backfill: true,
    ...options,
    spotdraft: { contracts: 'none', rateLimitPerSecond: null, ...options.spotdraft },
    env: { SPOTDRAFT_RATE_LIMIT: '1000', ...options.env },
  });
}

export async function start(
  world: World,
  input: Partial<StartBulkCreateInput>,
  headers?: Headers,
): Promise<Job> {
  const { data, errors } = await world.graphql(
    StartBulkCreateDocument,
    { input: { templateId: TEMPLATE, ...input } },
    headers,
  );
  expect(errors).toEqual([]);
  expect(data!.startBulkCreate.userErrors).toEqual([]);
  return data!.startBulkCreate.job!;
}

export async function jobOf(world: World, id: string, headers?: Headers): Promise<Job> {
  const { data, errors } = await world.graphql<{ bulkJob: Job | null }, object>(
    `query ($id: ID!) { bulkJob(id: $id) { ${JOB_FIELDS} } }`,
    { id },
    headers,
  );
  expect(errors).toEqual([]);
  return data!.bulkJob!;
}

export async function finished(
  world: World,
  id: string,
  headers?: Headers,
  timeoutMs = 30_000,
): Promise<Job> {
  let job = await jobOf(world, id, headers);
  await eventually(async () => {
    job = await jobOf(world, id, headers);
    expect(job.state).toBe('DONE');
  }, timeoutMs);
  return job;
}

export async function rowsOf(
  world: World,
  id: string,
  state?: readonly BulkRowState[],
  headers?: Headers,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let after: string | null = null;
  do {
    const page = await pageOf(world, { id, first: 100, after, state: state ?? null }, headers);
    rows.push(...page.nodes);
    after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  return rows;
}

async function pageOf(
  world: World,
  variables: {
    readonly id: string;
    readonly first: number;
    readonly after: string | null;
    readonly state: readonly BulkRowState[] | null;
  },
  headers?: Headers,
) {
  const { state } = variables;
  const { data, errors } = await world.graphql(
    BulkJobDocument,
    { ...variables, state: state === null ? null : [...state] },
    headers,
  );
  expect(errors).toEqual([]);
  return data!.bulkJob!.rows;
}

/** Takes from deals what no contract does without; the answer gives it back. */
export function withoutAccounts(world: World, ids: readonly string[]): () => void {
  const deals = ids.map((id) => world.salesforce.control.org.store.find('Opportunity', id)!);
  const accounts = deals.map(({ AccountId }) => AccountId);
  for (const deal of deals) deal.AccountId = null;
  return () => {
    for (const [index, deal] of deals.entries()) deal.AccountId = accounts[index]!;
  };
}

/** How many contracts SpotDraft has for each deal that has any. */
export function contractsByDeal(world: World): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { external_metadata: metadata } of world.spotdraft.control.list()) {
    const deal = String(metadata.id);
    counts.set(deal, (counts.get(deal) ?? 0) + 1);
  }
  return counts;
}

/** Most of the sample's deals have what the template needs: the job made their contracts, one each, and nobody made another. */
export function expectMadeOnce(world: World, job: Job): void {
  expect(job.created).toBeGreaterThan(job.total / 2);
  expect(job.created + job.failed).toBe(job.total);
  expect([...contractsByDeal(world).values()]).toEqual(
    Array.from({ length: job.created }, () => 1),
  );
}

/** Has the workers take their turns: a job of that deal comes to its end. */
export async function workersHadATurn(world: World, opportunityId: string): Promise<void> {
  const headers = world.as('admin');
  const { id } = await start(world, { opportunityIds: [opportunityId], dryRun: true }, headers);
  await finished(world, id, headers);
}

/** How often SpotDraft was asked for a contract. */
export function creates(world: World): number {
  return world.spotdraft.calls.report().byRoute[CREATE] ?? 0;
}
