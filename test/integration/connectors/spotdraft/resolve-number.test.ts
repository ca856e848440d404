import { describe, expect, it } from 'vitest';
import type { ContractIdentity } from '../../../../src/domain/contract-identity.js';
import { answer, askedIds, interactive, openClient, page, row, startLoopback } from './support.js';

const DEAL = '0065g00000XyZ12AAF';

interface World {
  /** What the list shows. */
  readonly listed?: readonly ReturnType<typeof row>[];
  /** What by_external_metadata shows, whatever the id. */
  readonly joined?: readonly unknown[];
  /** What only status knows. */
  readonly unlisted?: readonly ReturnType<typeof row>[];
}

async function resolve(world: World, identity: Partial<ContractIdentity> = {}) {
  await using server = await startLoopback((request, response) => {
    if (request.url.includes('by_external')) return world.joined ?? [];
    if (request.url.includes('filter__')) {
      return page((world.listed ?? []).filter((one) => askedIds(request).includes(String(one.id))));
    }
    const one = [...(world.listed ?? []), ...(world.unlisted ?? [])].find((candidate) =>
      request.url.includes(`/${candidate.id}/`),
    );
    if (one === undefined) return answer(response, 404, { detail: 'Not found.' });
    return request.url.endsWith('/status')
      ? { contract_status: one.contract_status, contract_name: one.contract_name }
      : { external_metadata: one.external_metadata };
  });
  await using opened = openClient(server.url);
  const found = await opened.client.resolveNumber(
    { number: 500, title: 'Acme NDA', typeId: '12', externalId: null, ...identity },
    interactive,
  );
  return { found, lines: server.lines() };
}

const ours = { contract_name: 'Acme NDA' };
const linked = { external_metadata: { id: DEAL } };

describe('the composite id of a bare number', () => {
  it('is the one of two colliding contracts that has the title', async () => {
    const listed = [row('T-500', { contract_name: 'Other' }), row('H-500', ours)];
    expect((await resolve({ listed })).found).toBe('H-500');
  });

  it('is not T just because T-500 answers 200', async () => {
    expect(
      (await resolve({ unlisted: [row('T-500', { contract_name: 'Other' })] })).found,
    ).toBeNull();
    const unlisted = [row('T-500', { contract_name: 'Other' }), row('H-500', ours)];
    expect((await resolve({ unlisted })).found).toBe('H-500');
  });

  it('is null when both contracts fit', async () => {
    expect((await resolve({ listed: [row('T-500', ours), row('H-500', ours)] })).found).toBeNull();
    expect(
      (await resolve({ unlisted: [row('T-500', ours), row('H-500', ours)] })).found,
    ).toBeNull();
  });

  it('comes from the join key in one call when its row fits', async () => {
    const { found, lines } = await resolve(
      { joined: [row('H-500', { ...ours, ...linked })] },
      { externalId: DEAL },
    );
    expect(found).toBe('H-500');
    expect(lines).toEqual([`GET /contracts/by_external_metadata/${DEAL}`]);
  });

  it('survives a rename when the external id agrees, in 15 or 18 characters', async () => {
    const renamed = row('T-500', {
      contract_name: 'Acme NDA (final)',
      external_metadata: { id: DEAL.slice(0, 15) },
    });
    expect((await resolve({ listed: [renamed] }, { externalId: DEAL })).found).toBe('T-500');
  });

  it.each([
    ['type', { ...ours, contract_type_id: 99 }],
    ['link', { ...ours, contract_link: 'https://app.spotdraft.com/contracts/v2/4322' }],
    ['external id', { ...ours, external_metadata: { id: '0065g00000Other1' } }],
  ])('is refused when the %s contradicts, whatever the title says', async (_what, changes) => {
    const listed = [row('T-500', changes)];
    expect((await resolve({ listed }, { externalId: DEAL })).found).toBeNull();
  });

  it('is found by the link where the digits of the composite id are another number', async () => {
    const joined = [
      row('T-1234', {
        ...ours,
        ...linked,
        contract_link: 'https://app.spotdraft.com/contracts/v2/500',
      }),
    ];
    expect((await resolve({ joined }, { externalId: DEAL })).found).toBe('T-1234');
  });

  it('needs more than the number: without title and external id nothing is accepted', async () => {
    expect((await resolve({ listed: [row('T-500')] }, { title: null })).found).toBeNull();
  });

  it('is found by status while the list lags, with the external id checked', async () => {
    const fresh = [row('T-500', { ...ours, ...linked })];
    expect((await resolve({ unlisted: fresh }, { externalId: DEAL })).found).toBe('T-500');
    const foreign = [row('T-500', { ...ours, external_metadata: { id: 'another' } })];
    expect((await resolve({ unlisted: foreign }, { externalId: DEAL })).found).toBeNull();
  });
});
