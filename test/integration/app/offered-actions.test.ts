import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ContractActionsDocument } from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';
import { newContract, SIGNATORY } from './lifecycle-support.js';

const REP = 'priya.raman@meridian-cloud.example';

let world: World;
let rep: Headers;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    backfill: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
  rep = await world.asUser(REP);
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => {
  world.spotdraft.calls.reset();
});

const RECIPIENTS = 'query ($id: ID!) { contract(id: $id) { recipients { status } } }';

async function judgement(id: string, headers?: Headers) {
  const { data, errors } = await world.graphql(ContractActionsDocument, { id }, headers);
  expect(errors).toEqual([]);
  const { actions, refusedActions } = data!.contract!;
  return { actions, reasonOf: new Map(refusedActions.map((one) => [one.action, one.reason])) };
}

describe('Contract.actions and Contract.refusedActions', () => {
  test('say what may be done, and why the rest may not', async () => {
    const id = await newContract(world, 'EXECUTED');
    const { actions, reasonOf } = await judgement(id);
    expect(actions).toContain('OPEN_DOCUMENT');
    expect(actions).not.toContain('VOID');
    expect(reasonOf.get('VOID')).toBe(
      `Contract ${id} has the status "Signed" and can't be voided any more.`,
    );
    expect(reasonOf.has('OPEN_DOCUMENT')).toBe(false);
  });

  test('a page of them costs no call of SpotDraft, and one of the CRM at most', async () => {
    const page = `{ contracts(first: 25, filter: { status: [REDLINING, SIGN] }) {
      nodes { id status ACTIONS }
    } }`;
    const fields = 'actions refusedActions { action reason }';
    const costOf = async (query: string) => {
      world.spotdraft.calls.reset();
      world.salesforce.control.usage.clearCalls();
      const answer = await world.graphql<{ contracts: { nodes: unknown[] } }, object>(
        query,
        {},
        rep,
      );
      expect(answer.errors).toEqual([]);
      expect(answer.data!.contracts.nodes.length).toBeGreaterThan(5);
      expect(world.spotdraft.calls.report().total).toBe(0);
      return world.salesforce.control.usage.report().total;
    };
    // The first question also signs the person in, and learns who they are.
    const own = `{ opportunities(first: 1) { nodes { contracts { ${fields} } } } viewer { name } }`;
    expect((await world.graphql(own, {}, rep)).errors).toEqual([]);
    const bare = await costOf(page.replace('ACTIONS', ''));
    expect(await costOf(page.replace('ACTIONS', fields))).toBe(bare + 1);
    // Whose deals they are is known for a while.
    expect(await costOf(page.replace('ACTIONS', fields))).toBe(bare);
  });

  test('the rest is offered while the CRM can not say whose deal it is', async () => {
    const headers = await world.asUser('helena.brandt@meridian-cloud.example');
    const page = `{ contracts(first: 5, filter: { status: [SIGN] }) { nodes { actions } } }`;
    const ask = () =>
      world.graphql<{ contracts: { nodes: { actions: string[] }[] } }, object>(page, {}, headers);
    // What of it is visible is asked first; from then on nothing is answered.
    world.salesforce.control.addFault({
      kind: 'status',
      status: 500,
      match: { path: '/query' },
      skip: 1,
    });
    const { data, errors } = await ask();
    world.salesforce.control.clearFaults();
    expect(errors).toEqual([]);
    expect(data!.contracts.nodes).toHaveLength(5);
    for (const { actions } of data!.contracts.nodes) {
      expect(actions).toContain('UNMARK_FOR_EXECUTION');
      expect(actions).not.toContain('CREATE_RECIPIENT_LINK');
    }
  });

  test('nobody is written to again once all that is known of have signed', async () => {
    const id = await newContract(world, 'SIGN');
    world.spotdraft.control.sign(id, SIGNATORY);
    await world.graphql(RECIPIENTS, { id });
    expect((await judgement(id)).actions).toContain('RESEND_TO_SIGNATORY');
    // The last signature is there, and what it leads to is not known yet.
    world.spotdraft.control.execute(id);
    await world.graphql(RECIPIENTS, { id });
    const { actions, reasonOf } = await judgement(id);
    expect(actions).not.toContain('RESEND_TO_SIGNATORY');
    expect(reasonOf.get('RESEND_TO_SIGNATORY')).toMatch(/has signed/);
  });
});
