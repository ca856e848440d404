import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  ContractTypeDocument,
  ContractTypesDocument,
  CreateEntityDocument,
  CreateTagsDocument,
  EntitiesDocument,
  OrganizationTypesDocument,
  UpdateTemplateTagsDocument,
} from '../../generated/graphql.js';
import type { CreateEntityInput, CreateTagsInput } from '../../generated/graphql.js';
import { startWorld } from '../../support/world.js';
import type { World } from '../../support/world.js';

const ORDER_FORM = '303';

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

const total = () => world.spotdraft.calls.report().total;
const writes = () =>
  Object.entries(world.spotdraft.calls.report().byRoute)
    .filter(([route]) => !route.startsWith('GET ') && !route.includes('access_control'))
    .reduce((sum, [, count]) => sum + count, 0);

describe('contract types', () => {
  test('are listed, searched and told one by one with what belongs to them', async () => {
    const { data } = await world.graphql(ContractTypesDocument, {});
    expect(data!.contractTypes.length).toBeGreaterThan(3);
    const found = await world.graphql(ContractTypesDocument, { search: ' order ' });
    expect(found.data!.contractTypes).toEqual([{ id: ORDER_FORM, name: 'Order Form' }]);
    const one = await world.graphql(ContractTypeDocument, { id: ORDER_FORM });
    expect(one.errors).toEqual([]);
    const type = one.data!.contractType!;
    // In full, though the list of a type does not say its reference.
    expect(type.entities).toContainEqual({
      id: '61',
      name: 'Meridian Cloud, Inc.',
      referenceId: 'MC-US',
      isPrimary: true,
    });
    expect(type.intakeForm![0]).toMatchObject({ type: 'enum', input: 'CHOICE' });
    expect(type.access).toContainEqual({
      permission: 'CREATE',
      kind: 'ROLE',
      subjectId: '53',
      role: { name: 'Sales' },
      user: null,
    });
    expect(type.templates).toContainEqual(
      expect.objectContaining({
        id: '1204',
        counterpartyKind: 'Organisation',
        contractType: { id: ORDER_FORM, name: 'Order Form' },
      }),
    );
  });

  test('an unknown one is null; what is no id and a long search are refused before any call', async () => {
    const unknown = await world.graphql(ContractTypeDocument, { id: '999' });
    expect(unknown).toMatchObject({ data: { contractType: null }, errors: [] });
    const before = total();
    const malformed = await world.graphql(ContractTypeDocument, { id: 'nda' });
    expect(malformed.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    const long = await world.graphql(ContractTypesDocument, { search: 'x'.repeat(501) });
    expect(long.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(total()).toBe(before);
  });

  test('parts that can not be read are null with an error, and who has access is not for keys of nobody', async () => {
    world.spotdraft.faults.add({ kind: 'status', match: { path: '/intake_form/' }, status: 500 });
    const { data, errors } = await world.graphql(
      ContractTypeDocument,
      { id: ORDER_FORM },
      world.as('user'),
    );
    expect(data!.contractType).toMatchObject({ id: ORDER_FORM, intakeForm: null, access: null });
    expect(data!.contractType!.entities).not.toBeNull();
    expect(errors.map(({ extensions }) => extensions.code).sort()).toEqual([
      'FORBIDDEN',
      'UPSTREAM_UNAVAILABLE',
    ]);
  });
});

test('organizationTypes are those of a jurisdiction, by its code', async () => {
  const { data } = await world.graphql(OrganizationTypesDocument, { jurisdiction: 'us' });
  const names = data!.organizationTypes.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['Corporation', 'Partnership']));
  expect(names).not.toContain('GmbH');
  const before = total();
  const { errors } = await world.graphql(OrganizationTypesDocument, { jurisdiction: 'USA!' });
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(total()).toBe(before);
});

describe('createEntity', () => {
  const uk: CreateEntityInput = {
    name: 'Meridian Cloud Ltd',
    referenceId: 'MC-UK',
    jurisdictionIsoCode: 'gb',
    organizationTypeId: '86',
    primaryAddress: {
      lineOne: '1 High Street',
      cityName: 'London',
      stateName: 'London',
      zipcode: 'EC1',
      countryIsoCode: 'GB',
    },
  };
  const create = async (input: CreateEntityInput) => {
    const { data, errors } = await world.graphql(
      CreateEntityDocument,
      { input },
      world.as('admin'),
    );
    return { answer: data?.createEntity, errors };
  };

  test('enters one, once for one wish, and the list shows it at once', async () => {
    await world.graphql(EntitiesDocument, {});
    const { answer, errors } = await create(uk);
    expect(errors).toEqual([]);
    expect(answer).toMatchObject({
      entity: { name: 'Meridian Cloud Ltd', referenceId: 'MC-UK', isPrimary: false },
      userErrors: [],
    });
    const { data } = await world.graphql(EntitiesDocument, {});
    expect(data!.entities.find(({ referenceId }) => referenceId === 'MC-UK')).toMatchObject({
      jurisdiction: { name: 'United Kingdom', isoCode: 'GB' },
      organizationType: { id: '86', name: 'Private Limited Company' },
      primaryAddress: { lineOne: '1 High Street', countryIsoCode: 'GB' },
    });
    const before = writes();
    expect((await create(uk)).answer).toEqual(answer);
    expect(writes()).toBe(before);
  });

  test('is not repeated when its answer is lost; SpotDraft says what it does not take', async () => {
    const before = writes();
    world.spotdraft.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'POST', path: '/organizations/entities/' },
      times: 1,
    });
    const { answer } = await create({ ...uk, name: 'Second', referenceId: 'MC-2' });
    expect(answer).toMatchObject({ entity: { name: 'Second', referenceId: 'MC-2' } });
    expect(writes()).toBe(before + 1);
    const refused = await create({ ...uk, organizationTypeId: '999', idempotencyKey: 'odd' });
    expect(refused.answer).toMatchObject({
      entity: null,
      userErrors: [
        { field: ['organizationTypeId'], code: 'SPOTDRAFT_REFUSED' },
        { field: ['referenceId'], code: 'SPOTDRAFT_REFUSED' },
      ],
    });
  });

  test.each<[string, Partial<CreateEntityInput>, readonly string[]]>([
    ['a blank name', { name: ' ' }, ['name']],
    ['a long reference', { referenceId: 'x'.repeat(1_001) }, ['referenceId']],
    ['no code', { jurisdictionIsoCode: 'Britain' }, ['jurisdictionIsoCode']],
    [
      'a blank city',
      { primaryAddress: { ...uk.primaryAddress, cityName: '' } },
      ['primaryAddress', 'cityName'],
    ],
    [
      'no country',
      { primaryAddress: { ...uk.primaryAddress, countryIsoCode: '' } },
      ['primaryAddress', 'countryIsoCode'],
    ],
  ])('refuses %s before any call', async (_name, changes, field) => {
    const before = total();
    const { answer } = await create({ ...uk, ...changes });
    expect(answer).toMatchObject({ entity: null, userErrors: [{ field }] });
    expect(total()).toBe(before);
    const malformed = await create({ ...uk, organizationTypeId: 'ltd' });
    expect(malformed.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('updateTemplateTags', () => {
  const update = (templateId: string, tags: string[]) =>
    world.graphql(UpdateTemplateTagsDocument, { input: { templateId, tags } }, world.as('admin'));

  test('gives a template these tags and no others, and the next read shows them', async () => {
    const { data, errors } = await update('1204', ['sales', ' sales ', 'core']);
    expect(errors).toEqual([]);
    expect(data!.updateTemplateTags).toEqual({
      template: { id: '1204', tags: ['sales', 'core'] },
      userErrors: [],
    });
    expect((await update('1204', [])).data!.updateTemplateTags.template!.tags).toEqual([]);
  });

  test('refuses what is blank, too long, too much and no id before any call; an unknown one is not found', async () => {
    const before = writes();
    for (const [tags, field] of [
      [[' '], ['tags', '0']],
      [['x'.repeat(201)], ['tags', '0']],
      [Array.from({ length: 101 }, (_, index) => `t${index}`), ['tags']],
    ] as const) {
      expect((await update('1204', [...tags])).data!.updateTemplateTags).toMatchObject({
        template: null,
        userErrors: [{ field }],
      });
    }
    expect((await update('nda', [])).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(writes()).toBe(before);
    expect((await update('999999', [])).errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
    world.spotdraft.faults.add({
      kind: 'status',
      match: { method: 'PATCH', path: '/templates/' },
      status: 400,
      times: 1,
      body: { tags: ['Unknown tag.'] },
    });
    expect((await update('1204', ['x'])).data!.updateTemplateTags).toMatchObject({
      template: null,
      userErrors: [{ field: ['tags'], code: 'SPOTDRAFT_REFUSED' }],
    });
  });
});

describe('createTags', () => {
  const create = async (input: CreateTagsInput) => {
    const { data, errors } = await world.graphql(CreateTagsDocument, { input }, world.as('admin'));
    return { answer: data?.createTags, errors };
  };

  test('makes them once for one wish, and a repeat tells the same ones', async () => {
    const input: CreateTagsInput = {
      tags: [
        { name: 'NDA', colourCode: '#FF5733' },
        { name: 'Liability', colourCode: '#000', entityType: 'CLAUSE' },
      ],
    };
    const { answer, errors } = await create(input);
    expect(errors).toEqual([]);
    expect(answer).toMatchObject({
      tags: [
        { name: 'NDA', colourCode: '#FF5733', entityType: 'CONTRACT' },
        { name: 'Liability', colourCode: '#000', entityType: 'CLAUSE' },
      ],
      userErrors: [],
    });
    const before = writes();
    expect((await create(input)).answer).toEqual(answer);
    expect(writes()).toBe(before);
    const again = await create({ ...input, idempotencyKey: 'again' });
    expect(again.answer).toMatchObject({
      tags: null,
      userErrors: [{ code: 'SPOTDRAFT_REFUSED', message: /already exist/ }],
    });
  });

  test('says that it is not known when the answer is lost, and repeats nothing', async () => {
    const before = writes();
    world.spotdraft.faults.add({
      kind: 'drop-after-commit',
      match: { method: 'POST', path: '/workspace/tags/' },
      times: 1,
    });
    const input = { tags: [{ name: 'Lost' }] };
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      expect((await create(input)).answer).toMatchObject({
        tags: null,
        userErrors: [{ code: 'CREATION_UNCERTAIN' }],
      });
    }
    expect(writes()).toBe(before + 1);
  });

  test.each<[string, CreateTagsInput['tags'], readonly string[]]>([
    ['none', [], ['tags']],
    ['a blank name', [{ name: ' ' }], ['tags', '0', 'name']],
    ['a long name', [{ name: 'x'.repeat(101) }], ['tags', '0', 'name']],
    ['a long colour', [{ name: 'a', colourCode: 'x'.repeat(11) }], ['tags', '0', 'colourCode']],
    ['a name twice', [{ name: 'a' }, { name: 'a' }], ['tags', '1', 'name']],
  ])('refuses %s before any call', async (_name, tags, field) => {
    const before = total();
    expect((await create({ tags })).answer).toMatchObject({ tags: null, userErrors: [{ field }] });
    expect(total()).toBe(before);
  });
});
