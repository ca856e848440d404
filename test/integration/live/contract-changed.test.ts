import { createClient } from 'graphql-sse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LinkContractDocument } from '../../generated/graphql.js';
import { Browser } from '../../support/browser.js';
import { EventReader } from '../../support/event-reader.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';
import { dealIdOf, freeDeal, isLinked, settled, someContract } from '../app/sync-support.js';
import { CHANGED, nextState, ownDealsOf, watch } from './live-support.js';
import type { Changed } from './live-support.js';

const REP = 'tom.keller@meridian-cloud.example';

let world: World;
let rep: Headers;
/** Deals that the rep reads, by the org's sharing. */
let own: ReadonlySet<string>;
beforeAll(async () => {
  world = await startWorld({
    backfill: true,
    webhook: true,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000', SIGNIN_CLIENT_ID: 'sandbox-app' },
  });
  rep = await world.asUser(REP);
  own = ownDealsOf(world, REP);
});
afterAll(() => world[Symbol.asyncDispose]());

const draftOf = (isOwn: boolean) =>
  someContract(
    world,
    'DRAFT',
    (contract) => isLinked(contract) && own.has(String(contract.external_metadata.id)) === isOwn,
  );

describe('contractChanged', () => {
  it('comes after a signed delivery, with the new state and then with the end of its sync', async () => {
    const contract = draftOf(true);
    const stream = await (await watch(world, { opportunityId: dealIdOf(contract) })).listening();
    world.spotdraft.control.act(contract.id, 'send');
    const first = await nextState(stream, contract.id);
    expect(first).toMatchObject({
      status: 'REDLINING',
      opportunity: { id: dealIdOf(contract) },
    });
    let last = first;
    while (last.sync.pending) last = await nextState(stream, contract.id);
    stream.close();
  });

  it('tells a user of their deals only', async () => {
    const [hidden, seen] = [draftOf(false), draftOf(true)];
    const stream = await (await watch(world, { headers: rep })).listening();
    world.spotdraft.control.act(hidden.id, 'send');
    await settled(world);
    world.spotdraft.control.act(seen.id, 'send');
    expect(await nextState(stream, seen.id)).toMatchObject({ status: 'REDLINING' });
    stream.close();
  });

  it('answers NOT_FOUND and ends, the same for a deal that is hidden and one that is not there', async () => {
    const answers = await Promise.all(
      [dealIdOf(draftOf(false)), '006000000000000AAA'].map(async (opportunityId) => {
        const stream = await watch(world, { headers: rep, opportunityId });
        const answer = await stream.data<Changed>();
        expect(await stream.next()).toMatchObject({ event: 'complete' });
        expect(await stream.next()).toBeNull();
        return answer;
      }),
    );
    expect(answers[0]).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    expect(answers[1]).toEqual(answers[0]);
  });

  it('says "read again" where a contract left, and shows it where it came to', async () => {
    const contract = draftOf(true);
    const target = freeDeal(world);
    const left = await (await watch(world, { opportunityId: dealIdOf(contract) })).listening();
    const joined = await (await watch(world, { opportunityId: target })).listening();
    const { errors } = await world.graphql(LinkContractDocument, {
      input: { contractId: contract.id, opportunityId: target },
    });
    expect(errors).toEqual([]);
    expect(await left.data<Changed>()).toEqual({ data: { contractChanged: null } });
    expect(await nextState(joined, contract.id)).toMatchObject({ opportunity: { id: target } });
    left.close();
    joined.close();
  });

  it('goes on after the last event that came, without a gap', async () => {
    const contract = draftOf(true);
    const deal = dealIdOf(contract);
    const stream = await (await watch(world, { opportunityId: deal })).listening();
    const { lastEventId } = stream;
    expect(lastEventId).not.toBeNull();
    stream.close();
    world.spotdraft.control.act(contract.id, 'send');
    await settled(world);
    const missed = await watch(world, { opportunityId: deal, lastEventId });
    expect(await nextState(missed, contract.id)).toMatchObject({ status: 'REDLINING' });
    const afterIt = missed.lastEventId;
    missed.close();

    world.spotdraft.control.act(contract.id, 'mark');
    await settled(world);
    const address = new URL(`${world.app.url}/graphql/stream`);
    address.searchParams.set('query', CHANGED);
    address.searchParams.set('variables', JSON.stringify({ opportunityId: deal }));
    address.searchParams.set('lastEventId', String(afterIt));
    const again = await EventReader.open(address.href, { headers: world.as('service') });
    expect(await nextState(again, contract.id)).toMatchObject({ status: 'SIGN' });
    again.close();
  });

  it.each(['from another time', `s_${'A'.repeat(80)}`, 's_', 's_ü'])(
    'says "read again" to whoever was away for too long, or names %s',
    async (lastEventId) => {
      const address = new URL(`${world.app.url}/graphql/stream`);
      address.searchParams.set('query', CHANGED);
      const variables = { opportunityId: dealIdOf(draftOf(true)) };
      address.searchParams.set('variables', JSON.stringify(variables));
      address.searchParams.set('lastEventId', lastEventId);
      const stream = await EventReader.open(address.href, { headers: world.as('service') });
      expect(await stream.data<Changed>()).toEqual({ data: { contractChanged: null } });
      expect(stream.lastEventId).not.toBe(lastEventId);
      stream.close();
    },
  );

  it('has ids that tell nobody how much changes elsewhere', async () => {
    const options = { headers: rep, opportunityId: dealIdOf(draftOf(true)) };
    const ids = new Set<string | null>();
    for (let visit = 0; visit < 3; visit += 1) {
      const stream = await (await watch(world, options)).listening();
      ids.add(stream.lastEventId);
      stream.close();
    }
    // Nothing changed in between, and nobody can see that either.
    expect(ids.size).toBe(3);
    const position = await world.app.store.changes.latest();
    for (const id of ids) {
      const decoded = Buffer.from(String(id), 'base64url').toString('latin1');
      expect(`${id} ${decoded}`).not.toContain(position.slice(-4));
    }
  });

  it('ends when the person signs out, whatever happens then', { timeout: 30_000 }, async () => {
    const browser = new Browser();
    await browser.signIn(world.app.url, REP);
    const contract = draftOf(true);
    const origin = new URL(world.app.url).origin;
    const { value } = browser.cookiesOf(world.app.url).get('dealdraft_session')!;
    const headers = { cookie: `dealdraft_session=${value}`, origin };
    const stream = await watch(world, { headers, opportunityId: dealIdOf(contract) });
    await stream.listening();
    await browser.request(`${world.app.url}/signout`, { method: 'POST', headers: { origin } });
    const changing = setInterval(() => {
      world.spotdraft.control.act(contract.id, 'update-data', { data: {} });
    }, 300);
    let last = await stream.next();
    while (last?.event === 'next') last = await stream.next();
    clearInterval(changing);
    expect(last).toMatchObject({ event: 'complete' });
    expect(await stream.next()).toBeNull();
    expect(
      (await fetch(`${world.app.url}/graphql/stream`, { method: 'POST', headers })).status,
    ).toBe(401);
  });

  it('goes on across a restart of the server', async () => {
    const contract = draftOf(true);
    const before = await world.startAnother({ worker: false });
    const stream = await watch(world, { app: before, opportunityId: dealIdOf(contract) });
    const { lastEventId } = await stream.listening();
    await before.close();
    expect(await stream.next()).toBeNull();
    world.spotdraft.control.act(contract.id, 'send');
    await settled(world);
    const after = await world.startAnother({ worker: false });
    const resumed = await watch(world, {
      app: after,
      opportunityId: dealIdOf(contract),
      lastEventId,
    });
    expect(await nextState(resumed, contract.id)).toMatchObject({ status: 'REDLINING' });
    resumed.close();
  });

  it('is understood by the client of graphql-sse', async () => {
    const contract = draftOf(true);
    const client = createClient({
      url: `${world.app.url}/graphql/stream`,
      headers: world.as('service'),
    });
    const changes = client.iterate({
      query: CHANGED,
      variables: { opportunityId: dealIdOf(contract) },
    });
    const changing = setInterval(() => {
      world.spotdraft.control.act(contract.id, 'update-data', { data: {} });
    }, 100);
    const { value } = await changes.next();
    clearInterval(changing);
    expect(value).toMatchObject({ data: { contractChanged: { id: contract.id } } });
    client.dispose();
  });

  it('ends a stream whose token has expired', { timeout: 30_000 }, async () => {
    const contract = draftOf(true);
    // The clocks' tolerance lets it in for two more seconds.
    const headers = await world.asUser(REP, { exp: Math.floor(Date.now() / 1_000) - 3 });
    const stream = await (
      await watch(world, { headers, opportunityId: dealIdOf(contract) })
    ).listening();
    const changing = setInterval(() => {
      world.spotdraft.control.act(contract.id, 'update-data', { data: {} });
    }, 300);
    let last = await stream.next();
    while (last?.event === 'next') last = await stream.next();
    clearInterval(changing);
    expect(last).toMatchObject({ event: 'complete' });
    expect(await stream.next()).toBeNull();
  });
});
