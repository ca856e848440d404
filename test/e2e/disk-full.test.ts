import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startProcessWorld } from '../chaos/process-world.js';
import type { ProcessWorld, Restartable } from '../chaos/process-world.js';
import { SIGNATURE_HEADER, deliveryOf, sign } from '../integration/app/sync-support.js';
import type { ContractView } from '../../src/sandbox/spotdraft/index.js';
import { eventually } from '../support/eventually.js';
import { mountSmallDisk } from '../support/small-disk.js';
import type { SmallDisk } from '../support/small-disk.js';

const WAIT_MS = 40_000;
/** More than fits into what SQLite's log has room for already. */
const MOST_DELIVERIES = 5_000;

interface Progress {
  readonly syncProgress: {
    readonly waiting: number;
    readonly deliveries: { readonly received: number };
    readonly notices: readonly { readonly kind: string; readonly cause: string | null }[];
    readonly repairs: { readonly asked: object | null };
  };
}

let disk: SmallDisk | null;
beforeAll(async () => {
  disk = await mountSmallDisk({ megabytes: 6 });
});
afterAll(() => disk?.[Symbol.asyncDispose]());

describe('a full disk under SQLite', { timeout: 180_000 }, () => {
  test('is answered 503 and said everywhere, loses nothing that was acknowledged, and heals when there is room', async (context) => {
    if (disk === null) return context.skip('Nobody may mount a file system here.');
    await using world = await startProcessWorld({
      engine: 'sqlite',
      within: disk.within,
      env: { STORE_URL: `sqlite:${disk.folder}/dealdraft.db` },
    });
    const { spotdraft } = world;
    const filled = await world.run('backfill');
    expect(filled.exitCode).toBe(0);
    const server = await world.server();
    const drill = createDrill(world, server);
    const signing = spotdraft.control
      .list()
      .filter(({ contract_status: status, id }) => status === 'SIGN' && id.startsWith('T-'));
    expect(signing.length).toBeGreaterThan(4);

    await drill.execute(signing[0]!, 200);
    await disk.fill();
    const refused = await drill.untilRefused(signing[0]!);
    expect(refused).toMatchObject({ status: 503 });
    spotdraft.control.execute(signing[1]!.id);
    expect(await drill.deliver(spotdraft.control.get(signing[1]!.id))).toBe(503);

    // Said by readiness, the page, doctor in the graph and as a command.
    const { status, body } = await drill.ready();
    expect(status).toBe(503);
    expect(body).toMatchObject({ store: expect.stringMatching(/full/u) as string });
    await eventually(async () => {
      const { syncProgress } = await drill.progress();
      expect(syncProgress.notices).toMatchObject([
        { kind: 'STORE_NOT_WRITABLE', cause: expect.stringMatching(/full/u) as string },
      ]);
    }, WAIT_MS);
    const { doctor } = await drill.ask<{
      doctor: { check: string; state: string; todo: string }[];
    }>('{ doctor { check state todo } }');
    const cure = { todo: expect.stringMatching(/^Free space/u) as string };
    expect(doctor.find(({ check }) => check === 'store.writable')).toMatchObject({
      state: 'FAIL',
      ...cure,
    });
    const command = await world.run('doctor', '--json');
    expect(command.exitCode).toBe(1);
    const checks = JSON.parse(command.stdout) as { check: string; state: string }[];
    expect(checks.find(({ check }) => check === 'store.writable')).toMatchObject({
      state: 'fail',
      ...cure,
    });

    // Room again: it goes on without a restart, and what was refused is brought in by a backfill.
    await disk.free();
    await eventually(async () => {
      expect(await drill.ready()).toMatchObject({ status: 200, body: { store: 'ok' } });
    }, WAIT_MS);
    await drill.execute(signing[2]!, 200);
    await drill.settled();
    expect(drill.crmStatus(signing[2]!)).toEqual(['EXECUTED']);
    await drill.ask('mutation { startBackfill { userErrors { message } } }');
    await eventually(async () => {
      expect((await drill.progress()).syncProgress.repairs.asked).toBeNull();
    }, WAIT_MS);
    expect(drill.crmStatus(signing[1]!)).toEqual(['EXECUTED']);

    // Killed on a full disk: what was acknowledged is there after the restart.
    spotdraft.control.execute(signing[3]!.id);
    expect(await drill.deliver(spotdraft.control.get(signing[3]!.id))).toBe(200);
    await disk.fill();
    await drill.untilRefused(signing[3]!);
    await server.end('SIGKILL');
    await disk.free();
    await server.killAndRestart();
    await drill.settled();
    const { syncProgress } = await drill.progress();
    expect(syncProgress.deliveries.received).toBe(drill.acknowledged());
    expect(syncProgress.notices).toEqual([]);
    for (const contract of [signing[0]!, signing[3]!])
      expect(drill.crmStatus(contract)).toEqual(['EXECUTED']);
  });
});

function createDrill(world: ProcessWorld, { url }: Restartable & { readonly url: string }) {
  const { spotdraft, salesforce } = world;
  let acknowledged = 0;

  async function ask<Data>(query: string): Promise<Data> {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': world.apiKey },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = (await answer.json()) as { data: Data; errors?: unknown };
    expect(errors).toBeUndefined();
    return data;
  }

  async function deliver(contract: ContractView): Promise<number> {
    const body = JSON.stringify(deliveryOf(contract, 'CONTRACT_EXECUTED'));
    const { status } = await fetch(`${url}/webhooks/spotdraft`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [SIGNATURE_HEADER]: sign(body, spotdraft.hmacKey),
      },
      body,
    });
    if (status === 200) acknowledged += 1;
    return status;
  }

  const progress = () =>
    ask<Progress>(
      '{ syncProgress { waiting deliveries { received } notices { kind cause } repairs { asked { at } } } }',
    );

  return {
    ask,
    deliver,
    progress,
    acknowledged: () => acknowledged,
    async execute({ id }: ContractView, expected: number): Promise<void> {
      spotdraft.control.execute(id);
      expect(await deliver(spotdraft.control.get(id))).toBe(expected);
    },
    /** What the log of SQLite has room for is still taken. */
    async untilRefused(contract: ContractView): Promise<{ readonly status: number }> {
      for (let sent = 0; sent < MOST_DELIVERIES; sent += 1) {
        const status = await deliver(contract);
        if (status !== 200) return { status };
      }
      throw new Error('The disk does not fill.');
    },
    async ready(): Promise<{ readonly status: number; readonly body: unknown }> {
      const answer = await fetch(`${url}/readyz`);
      return { status: answer.status, body: await answer.json() };
    },
    async settled(): Promise<void> {
      await eventually(async () => {
        expect((await progress()).syncProgress.waiting).toBe(0);
      }, WAIT_MS);
    },
    crmStatus: ({ id }: ContractView) =>
      salesforce.control.org.store
        .rows('SpotDraft_Contract__c')
        .filter((row) => row.SpotDraft_Id__c === id)
        .map((row) => row.Status__c),
  };
}
