import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  CounterpartiesDocument,
  CounterpartyDocument,
  CreateCounterpartyAddressDocument,
  CreateCounterpartyContactDocument,
  CreateCounterpartyDocument,
  DeleteCounterpartyContactDocument,
  UpdateCounterpartyAddressDocument,
  UpdateCounterpartyContactDocument,
  UpdateCounterpartyContactsDocument,
  UpdateCounterpartyDocument,
} from '../../generated/graphql.js';
import type { CreateCounterpartyInput } from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld({
    worker: false,
    spotdraft: { rateLimitPerSecond: null },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
  });
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => {
  world.spotdraft.faults.clear();
});

const writes = () =>
  Object.entries(world.spotdraft.calls.report().byRoute)
    .filter(([route]) => !route.startsWith('GET '))
    .reduce((sum, [, count]) => sum + count, 0);
const total = () => world.spotdraft.calls.report().total;

const create = async (input: CreateCounterpartyInput) => {
  const { data, errors } = await world.graphql(CreateCounterpartyDocument, { input });
  return { answer: data?.createCounterparty, errors };
};

let lastName = 0;
const newOne = async () => {
  lastName += 1;
  const { answer } = await create({ isIndividual: false, organizationName: `New ${lastName}` });
  return answer!.counterparty!.id;
};

const shown = async (id: string) =>
  (await world.graphql(CounterpartyDocument, { id })).data!.counterparty!;

const loseAnswer = (method: string, path: string) => {
  world.spotdraft.faults.add({ kind: 'drop-after-commit', match: { method, path }, times: 1 });
};

describe('counterparties', () => {
  test('are paged, and found by exactly the address of a contact', async () => {
    const all = (await world.graphql(CounterpartiesDocument, { first: 100 })).data!.counterparties;
    expect(all.totalCount).toBe(all.nodes.length);
    const first = (await world.graphql(CounterpartiesDocument, { first: 2 })).data!.counterparties;
    const after = first.pageInfo.endCursor!;
    const rest = (await world.graphql(CounterpartiesDocument, { first: 100, after })).data!;
    expect([...first.nodes, ...rest.counterparties.nodes]).toEqual(all.nodes);
    const { contacts } = await shown(all.nodes[0]!.id);
    const email = contacts!.nodes[0]!.email!;
    const found = (await world.graphql(CounterpartiesDocument, { email })).data!.counterparties;
    expect(found.nodes.map(({ id }) => id)).toContain(all.nodes[0]!.id);
    const strange = await world.graphql(CounterpartiesDocument, { email, after });
    expect(strange.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('one is told with its contacts and addresses; an unknown one is null, what is no id is refused', async () => {
    const id = await newOne();
    expect(await shown(id)).toMatchObject({
      id,
      isIndividual: false,
      status: 'ACTIVE',
      contacts: { nodes: [], totalCount: 0 },
      addresses: { nodes: [], totalCount: 0 },
    });
    const unknown = await world.graphql(CounterpartyDocument, { id: '999999' });
    expect(unknown).toMatchObject({ data: { counterparty: null }, errors: [] });
    const before = total();
    const malformed = await world.graphql(CounterpartyDocument, { id: 'acme' });
    expect(malformed.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    const long = await world.graphql(CounterpartiesDocument, { email: 'x'.repeat(321) });
    expect(long.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(total()).toBe(before);
  });

  test('parts that can not be read are null with an error, the rest answers', async () => {
    const id = await newOne();
    world.spotdraft.faults.add({ kind: 'status', match: { path: '/contacts' }, status: 500 });
    const { data, errors } = await world.graphql(CounterpartyDocument, { id });
    expect(data!.counterparty).toMatchObject({ id, contacts: null, addresses: { nodes: [] } });
    expect(errors).toMatchObject([
      { path: ['counterparty', 'contacts'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } },
    ]);
  });
});

describe('createCounterparty', () => {
  const fenwick = {
    isIndividual: false,
    organizationName: 'Fenwick & Daughters',
    brandName: 'Fenwick',
    contactName: 'Ada Fenwick',
    contactEmail: 'ada@fenwick.example',
    primaryAddress: {
      lineOne: 'Street 1',
      cityName: 'Berlin',
      countryName: 'Deutschland',
      countryIsoCode: 'DE',
    },
    customFields: { vendor_id: '1234' },
  };

  test('enters one, once for one wish', async () => {
    const { answer, errors } = await create(fenwick);
    expect(errors).toEqual([]);
    expect(answer).toMatchObject({
      counterparty: {
        name: 'Fenwick & Daughters',
        brandName: 'Fenwick',
        customFields: { vendor_id: '1234' },
      },
      userErrors: [],
    });
    const { id } = answer!.counterparty!;
    expect(await shown(id)).toMatchObject({
      primaryAddress: { lineOne: 'Street 1', countryName: 'Germany' },
      contacts: { nodes: [{ name: 'Ada Fenwick', isPrimary: true }] },
    });
    const before = writes();
    expect((await create(fenwick)).answer).toEqual(answer);
    expect(writes()).toBe(before);
  });

  test('is not repeated when its answer is lost', async () => {
    const before = writes();
    loseAnswer('POST', '/counter_parties/');
    const { answer, errors } = await create({
      isIndividual: true,
      contactName: 'Lost Person',
      contactEmail: 'lost@person.example',
    });
    expect(errors).toEqual([]);
    expect(answer).toMatchObject({
      counterparty: { name: 'Lost Person', isIndividual: true },
      userErrors: [],
    });
    expect(writes()).toBe(before + 1);
  });

  test("keeps SpotDraft's words for a name that is taken", async () => {
    await create({ isIndividual: false, organizationName: 'Taken' });
    const { answer } = await create({
      isIndividual: false,
      organizationName: 'Taken',
      idempotencyKey: 'another',
    });
    expect(answer).toMatchObject({
      counterparty: null,
      userErrors: [{ field: null, code: 'SPOTDRAFT_REFUSED', message: /exists already/ }],
    });
  });

  const address = { lineOne: 'Street 1', cityName: 'Berlin', countryName: 'Germany' };
  test.each<[string, CreateCounterpartyInput, readonly string[]]>([
    ['an organization without a name', { isIndividual: false }, ['organizationName']],
    ['a person without an address', { isIndividual: true, contactName: 'A' }, ['contactEmail']],
    [
      'what is no address',
      { isIndividual: false, organizationName: 'A', contactName: 'B', contactEmail: 'b' },
      ['contactEmail'],
    ],
    [
      'a long name',
      { isIndividual: false, organizationName: 'x'.repeat(1_001) },
      ['organizationName'],
    ],
    [
      'a blank city',
      { isIndividual: false, organizationName: 'A', primaryAddress: { ...address, cityName: ' ' } },
      ['primaryAddress', 'cityName'],
    ],
    [
      'no country',
      {
        isIndividual: false,
        organizationName: 'A',
        primaryAddress: { ...address, countryIsoCode: 'Germany' },
      },
      ['primaryAddress', 'countryIsoCode'],
    ],
    [
      'too much of its own',
      {
        isIndividual: false,
        organizationName: 'A',
        customFields: { a: 'x'.repeat(60_000), b: 'x'.repeat(60_000) },
      },
      ['customFields'],
    ],
  ])('refuses %s before any call', async (_name, input, field) => {
    const before = total();
    const { answer } = await create(input);
    expect(answer).toMatchObject({ counterparty: null, userErrors: [{ field }] });
    expect(total()).toBe(before);
  });
});

describe('updateCounterparty', () => {
  test('changes what is named, and says what is refused, unknown or nothing', async () => {
    const id = await newOne();
    const update = async (input: object) =>
      world.graphql(UpdateCounterpartyDocument, { input: { counterpartyId: id, ...input } });
    const done = await update({ brandName: 'Brand', customFields: { tier: 1 } });
    expect(done.data!.updateCounterparty).toMatchObject({
      counterparty: { id, brandName: 'Brand', customFields: { tier: 1 } },
      userErrors: [],
    });
    const other = await shown(await newOne());
    const taken = await update({ name: other.name });
    expect(taken.data!.updateCounterparty.userErrors).toMatchObject([
      { code: 'SPOTDRAFT_REFUSED' },
    ]);
    const before = writes();
    expect((await update({})).data!.updateCounterparty.userErrors).toMatchObject([
      { field: null, code: 'REQUIRED' },
    ]);
    expect((await update({ name: ' ' })).data!.updateCounterparty.userErrors).toMatchObject([
      { field: ['name'], code: 'REQUIRED' },
    ]);
    expect((await update({ counterpartyId: 'x', name: 'A' })).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(writes()).toBe(before);
    expect((await update({ counterpartyId: '999999', name: 'A' })).errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
  });
});

describe('contacts of a counterparty', () => {
  const enter = async (counterpartyId: string, changes: object = {}) =>
    world.graphql(CreateCounterpartyContactDocument, {
      input: { counterpartyId, name: 'Susan Ervin', email: 'susan@mail.example', ...changes },
    });

  test('are entered once, changed, made the first and deleted', async () => {
    const id = await newOne();
    const first = await enter(id);
    expect(first.data!.createCounterpartyContact).toMatchObject({
      contact: { name: 'Susan Ervin', isPrimary: false },
      userErrors: [],
    });
    expect((await enter(id)).data).toEqual(first.data);
    const susan = first.data!.createCounterpartyContact.contact!.id;
    const second = await enter(id, { name: 'Tom', email: 'tom@mail.example', isPrimary: true });
    const tom = second.data!.createCounterpartyContact.contact!.id;
    const changed = await world.graphql(UpdateCounterpartyContactDocument, {
      input: { counterpartyId: id, contactId: susan, name: 'Susan E.', isPrimary: true },
    });
    expect(changed.data!.updateCounterpartyContact.contact).toEqual({
      id: susan,
      name: 'Susan E.',
      email: 'susan@mail.example',
      isPrimary: true,
    });
    const all = await world.graphql(UpdateCounterpartyContactsDocument, {
      input: {
        counterpartyId: id,
        contacts: [
          { id: tom, isPrimary: true },
          { id: susan, name: 'Susan' },
        ],
      },
    });
    expect(all.data!.updateCounterpartyContacts.contacts).toEqual([
      { id: tom, name: 'Tom', isPrimary: true },
      { id: susan, name: 'Susan', isPrimary: false },
    ]);
    const gone = await world.graphql(DeleteCounterpartyContactDocument, {
      input: { counterpartyId: id, contactId: tom },
    });
    expect(gone.data!.deleteCounterpartyContact).toEqual({ contactId: tom, userErrors: [] });
    expect((await shown(id)).contacts!.nodes.map((contact) => contact.id)).toEqual([susan]);
    const again = await world.graphql(DeleteCounterpartyContactDocument, {
      input: { counterpartyId: id, contactId: tom },
    });
    expect(again.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  test('are not entered twice when the answer is lost, and an equal older one is not taken for it', async () => {
    const id = await newOne();
    await enter(id);
    const before = writes();
    loseAnswer('POST', '/contacts');
    const { data, errors } = await enter(id, { idempotencyKey: 'again' });
    expect(errors).toEqual([]);
    expect(writes()).toBe(before + 1);
    const { nodes } = (await shown(id)).contacts!;
    expect(nodes).toHaveLength(2);
    expect(data!.createCounterpartyContact.contact!.id).toBe(nodes[1]!.id);
  });

  test('refuse what is blank, no address, nothing, too much and no id before any call', async () => {
    const id = await newOne();
    const before = total();
    expect(
      (await enter(id, { name: ' ' })).data!.createCounterpartyContact.userErrors,
    ).toMatchObject([{ field: ['name'], code: 'REQUIRED' }]);
    expect(
      (await enter(id, { email: 'x' })).data!.createCounterpartyContact.userErrors,
    ).toMatchObject([{ field: ['email'], code: 'INVALID_VALUE' }]);
    expect((await enter('x')).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    const one = await world.graphql(UpdateCounterpartyContactDocument, {
      input: { counterpartyId: id, contactId: '1' },
    });
    expect(one.data!.updateCounterpartyContact.userErrors).toMatchObject([{ code: 'REQUIRED' }]);
    const several = (contacts: { id: string; email?: string }[]) =>
      world.graphql(UpdateCounterpartyContactsDocument, {
        input: { counterpartyId: id, contacts },
      });
    for (const [contacts, field] of [
      [[], ['contacts']],
      [Array.from({ length: 51 }, () => ({ id: '1', email: 'a@b.example' })), ['contacts']],
      [[{ id: '1' }], ['contacts', '0']],
      [[{ id: '1', email: 'x' }], ['contacts', '0', 'email']],
    ] as const) {
      const { data } = await several([...contacts]);
      expect(data!.updateCounterpartyContacts).toMatchObject({
        contacts: null,
        userErrors: [{ field }],
      });
    }
    expect((await several([{ id: 'x' }])).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(total()).toBe(before);
  });

  test("keep SpotDraft's refusal with the path of the input", async () => {
    const id = await newOne();
    const { data } = await world.graphql(UpdateCounterpartyContactsDocument, {
      input: { counterpartyId: id, contacts: [{ id: '999999', name: 'A' }] },
    });
    expect(data!.updateCounterpartyContacts.userErrors).toMatchObject([
      { field: ['contacts', '0', 'id'], code: 'SPOTDRAFT_REFUSED' },
    ]);
  });
});

describe('addresses of a counterparty', () => {
  const enter = (counterpartyId: string, changes: object = {}) =>
    world.graphql(CreateCounterpartyAddressDocument, {
      input: {
        counterpartyId,
        lineOne: 'Street 1',
        cityName: 'Berlin',
        countryName: 'Germany',
        ...changes,
      },
    });

  test('are entered once, changed and made the main one', async () => {
    const id = await newOne();
    const first = await enter(id, { email: 'desk@mail.example', phone: '+49 30 1' });
    expect(first.data!.createCounterpartyAddress.userErrors).toEqual([]);
    expect((await enter(id, { email: 'desk@mail.example', phone: '+49 30 1' })).data).toEqual(
      first.data,
    );
    const second = await enter(id, { lineOne: 'Street 2' });
    const addressId = second.data!.createCounterpartyAddress.address!.id!;
    const changed = await world.graphql(UpdateCounterpartyAddressDocument, {
      input: { counterpartyId: id, addressId, countryIsoCode: 'GB', isPrimary: true },
    });
    expect(changed.data!.updateCounterpartyAddress.address).toEqual({
      id: addressId,
      lineOne: 'Street 2',
      countryName: 'United Kingdom',
    });
    const { primaryAddress, addresses } = await shown(id);
    expect(primaryAddress).toMatchObject({ lineOne: 'Street 2' });
    expect(addresses!.nodes.map(({ lineOne }) => lineOne)).toEqual(['Street 2', 'Street 1']);
  });

  test('are not entered twice when the answer is lost', async () => {
    const id = await newOne();
    const before = writes();
    loseAnswer('POST', '/addresses/');
    const { data, errors } = await enter(id);
    expect(errors).toEqual([]);
    expect(data!.createCounterpartyAddress.address).toMatchObject({ lineOne: 'Street 1' });
    expect(writes()).toBe(before + 1);
  });

  test('refuse what is blank, nothing, no country and no id before any call, and say what is unknown', async () => {
    const id = await newOne();
    const before = total();
    expect(
      (await enter(id, { lineOne: '' })).data!.createCounterpartyAddress.userErrors,
    ).toMatchObject([{ field: ['lineOne'], code: 'REQUIRED' }]);
    expect(
      (await enter(id, { email: 'x' })).data!.createCounterpartyAddress.userErrors,
    ).toMatchObject([{ field: ['email'], code: 'INVALID_VALUE' }]);
    const update = (changes: object) =>
      world.graphql(UpdateCounterpartyAddressDocument, {
        input: { counterpartyId: id, addressId: '999999', ...changes },
      });
    for (const [changes, field] of [
      [{}, null],
      [{ zipcode: ' ' }, ['zipcode']],
      [{ countryIsoCode: 'Germany' }, ['countryIsoCode']],
      [{ cityName: 'x'.repeat(1_001) }, ['cityName']],
    ] as const) {
      const { data } = await update(changes);
      expect(data!.updateCounterpartyAddress).toMatchObject({
        address: null,
        userErrors: [{ field }],
      });
    }
    expect((await update({ addressId: 'x', cityName: 'B' })).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(total()).toBe(before);
    expect((await update({ cityName: 'B' })).errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
  });
});
