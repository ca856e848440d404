import { afterEach, describe, expect, it } from 'vitest';
import { InputError, UpstreamUnavailableError } from '../../../../src/domain/errors.js';
import { addCrmFile } from '../../../support/crm-files.js';
import { pdf } from '../../../support/documents.js';
import { startSandboxCrm } from './sandbox-crm.js';
import type { SandboxCrm, SandboxCrmOptions } from './sandbox-crm.js';

const MAX_BYTES = 1_000_000;
const BYTES = pdf(30_000, 'in the CRM');

let opened: SandboxCrm;
afterEach(() => opened[Symbol.asyncDispose]());

async function start(flow: SandboxCrmOptions['flow'] = 'jwt') {
  opened = await startSandboxCrm({ flow });
  const { sandbox, crm } = opened;
  const { store } = sandbox.control.org;
  const deal = store
    .rows('Opportunity')
    .find(
      ({ Id, OwnerId, IsPrivate }) =>
        sandbox.users.some((user) => user.id === OwnerId && isRep(user.id)) &&
        IsPrivate !== true &&
        !sandbox.control.org.seed.shares.some(({ recordId }) => recordId === Id),
    )!;
  function isRep(id: string) {
    return store.find('User', id)?.ManagerId !== null;
  }
  const owner = sandbox.users.find(({ id }) => id === deal.OwnerId)!;
  const stranger = sandbox.users.find(
    ({ id }) => isRep(id) && id !== owner.id && store.find('User', owner.id)?.ManagerId !== id,
  )!;
  const as = (user: { readonly username: string }) =>
    ({ kind: 'user', username: user.username }) as const;
  return {
    world: { salesforce: sandbox },
    read: (user: { readonly username: string }, id: string, maxBytes = MAX_BYTES) =>
      crm.readFile(as(user), id, maxBytes),
    dealId: String(deal.Id),
    owner,
    stranger,
    store,
  };
}

describe.each(['jwt', 'client_credentials'] as const)('with %s', (flow) => {
  it('reads a file of a deal for whoever sees the deal, newest version or the one named', async () => {
    const { world, read, dealId, owner, stranger } = await start(flow);
    const file = await addCrmFile(world, {
      bytes: BYTES,
      name: 'C:\\x\\paper.pdf',
      attachedTo: dealId,
    });
    for (const id of [file.documentId, file.versionId, file.versionId.slice(0, 15)]) {
      const found = await read(owner, id);
      expect(found).toMatchObject({ kind: 'file', fileName: 'paper.pdf' });
      expect(found?.kind === 'file' && Buffer.from(found.bytes).equals(BYTES)).toBe(true);
    }
    expect(await read(stranger, file.documentId)).toBeNull();
  });

  it('reads a file that is nobody’s but its owner’s for them alone', async () => {
    const { world, read, owner, stranger } = await start(flow);
    const file = await addCrmFile(world, { bytes: BYTES, name: 'own.pdf', owner });
    expect(await read(owner, file.documentId)).toMatchObject({ kind: 'file' });
    expect(await read(stranger, file.documentId)).toBeNull();
    expect(await read(stranger, file.versionId)).toBeNull();
  });

  it('says the size of one that is too large, and does not load it', async () => {
    const { world, read, dealId, owner } = await start(flow);
    const file = await addCrmFile(world, { bytes: BYTES, name: 'a.pdf', attachedTo: dealId });
    opened.forgetCalls();
    expect(await read(owner, file.documentId, 29_999)).toEqual({
      kind: 'too-large',
      sizeBytes: 30_000,
    });
    const { byRoute } = opened.sandbox.control.usage.report();
    expect(Object.keys(byRoute).filter((route) => route.includes(':value'))).toEqual([]);
  });
});

it('a file that is not there, and what can be no file’s id', async () => {
  const { read, owner } = await start();
  expect(await read(owner, '069000000000001AAA')).toBeNull();
  opened.forgetCalls();
  await expect(read(owner, '006000000000001AAA')).rejects.toThrow(InputError);
  expect(opened.calls()).toBe(0);
});

it.each([
  ['another length', { status: 200, body: '%PDF-' }],
  ['the same length and other bytes', { status: 200, body: 'x'.repeat(30_000) }],
  ['a page with an error', { status: 503, body: '<html>Down</html>' }],
])('what comes with %s is not the file', async (_what, fault) => {
  const { world, read, dealId, owner } = await start();
  const file = await addCrmFile(world, { bytes: BYTES, name: 'a.pdf', attachedTo: dealId });
  opened.sandbox.control.faults.add({ kind: 'status', match: { path: '/VersionData' }, ...fault });
  await expect(read(owner, file.documentId)).rejects.toThrow(UpstreamUnavailableError);
});

it('in the integration user’s session a file counts as seen where all who see a record see it', async () => {
  const { world, read, dealId, owner, store } = await start('client_credentials');
  const file = await addCrmFile(world, { bytes: BYTES, name: 'a.pdf', attachedTo: dealId });
  for (const link of store.rows('ContentDocumentLink'))
    store.update(link, { Visibility: 'InternalUsers' });
  expect(await read(owner, file.documentId)).toBeNull();
});

it('the account of a deal and its primary contact, for whoever sees the deal', async () => {
  const { owner, stranger, store } = await start();
  const role = store.rows('OpportunityContactRole').find(({ IsPrimary, OpportunityId }) => {
    const deal = store.find('Opportunity', String(OpportunityId));
    return IsPrimary === true && deal?.AccountId !== null;
  })!;
  const contact = store.find('Contact', String(role.ContactId))!;
  const deal = store.find('Opportunity', String(role.OpportunityId))!;
  const id = String(deal.Id) as never;
  const { crm } = opened;
  expect(await crm.readDealParty({ kind: 'integration' }, id)).toEqual({
    accountName: store.find('Account', String(deal.AccountId))!.Name,
    contact: {
      firstName: contact.FirstName ?? null,
      lastName: contact.LastName ?? null,
      email: contact.Email ?? null,
    },
  });
  store.update(role, { IsPrimary: false });
  expect((await crm.readDealParty({ kind: 'integration' }, id))?.contact).toBeNull();
  const blind = [owner, stranger].find((user) => user.id !== deal.OwnerId)!;
  store.update(deal, { IsPrivate: true });
  expect(await crm.readDealParty({ kind: 'user', username: blind.username }, id)).toBeNull();
});
