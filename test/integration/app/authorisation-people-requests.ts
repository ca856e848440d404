import type { Ask, Cell } from './authorisation-cell.js';
import type { Identified } from './authorisation-requests.js';

const shownOrNull = (value: unknown) => (value === null ? 'null' : 'shown');

/** A change of the workspace: its field, and its input. */
function workspace(field: string, input: (cell: Cell) => string): Ask {
  return async (cell) => {
    const data = await cell.graphql<
      Record<string, { readonly userErrors: readonly { readonly code: string }[] }>
    >(`mutation { ${field}(input: { ${input(cell)} }) { userErrors { code message } } }`);
    return data[field]!.userErrors[0]?.code ?? 'done';
  };
}

/** How the lines about the workspace are asked: its people, its own data, and its counterparties. */
export const PEOPLE_REQUESTS: Readonly<Record<string, Ask>> = {
  ...Object.fromEntries(
    Object.entries({
      contractTypes: '{ contractTypes { id } }',
      contractType: '{ contractType(id: "303") { id } }',
      entities: '{ entities { id } }',
      organizationTypes: '{ organizationTypes(jurisdiction: "US") { name } }',
      spotdraftRoles: '{ spotdraftRoles { id } }',
      spotdraftUsers: '{ spotdraftUsers { nodes { email } } }',
      counterparties: '{ counterparties { nodes { id } } }',
      counterparty: '{ counterparty(id: "5101") { id } }',
    }).map(([field, query]): [string, Ask] => [
      `Query.${field}`,
      async ({ graphql }) => shownOrNull((await graphql<Record<string, unknown>>(query))[field]),
    ]),
  ),
  'ContractType.access': async ({ graphql }) => {
    const { contractType } = await graphql<{ contractType: { access: unknown } | null }>(
      '{ contractType(id: "303") { access { kind } } }',
    );
    return shownOrNull(contractType?.access ?? null);
  },
  'Mutation.createCounterparty': workspace(
    'createCounterparty',
    ({ unique }) => `isIndividual: false, organizationName: "${unique}"`,
  ),
  'Mutation.updateCounterparty': workspace(
    'updateCounterparty',
    () => 'counterpartyId: "5101", brandName: "Brand"',
  ),
  'Mutation.createCounterpartyContact': workspace(
    'createCounterpartyContact',
    ({ unique }) => `counterpartyId: "5101", name: "${unique}", email: "a@b.example"`,
  ),
  'Mutation.updateCounterpartyContact': workspace(
    'updateCounterpartyContact',
    () => 'counterpartyId: "5101", contactId: "6101", isPrimary: true',
  ),
  'Mutation.updateCounterpartyContacts': workspace(
    'updateCounterpartyContacts',
    () => 'counterpartyId: "5101", contacts: [{ id: "6101", isPrimary: true }]',
  ),
  'Mutation.deleteCounterpartyContact': async (cell) => {
    const made = await cell.graphql<{ createCounterpartyContact: { contact: Identified } }>(
      `mutation { createCounterpartyContact(input: {
        counterpartyId: "5101", name: "${cell.unique}", email: "a@b.example"
      }) { contact { id } } }`,
    );
    const { id } = made.createCounterpartyContact.contact;
    return workspace(
      'deleteCounterpartyContact',
      () => `counterpartyId: "5101", contactId: "${id}"`,
    )(cell);
  },
  'Mutation.createCounterpartyAddress': workspace(
    'createCounterpartyAddress',
    ({ unique }) =>
      `counterpartyId: "5101", lineOne: "${unique}", cityName: "Berlin", countryName: "Germany"`,
  ),
  'Mutation.updateCounterpartyAddress': workspace(
    'updateCounterpartyAddress',
    () => 'counterpartyId: "5101", addressId: "6601", cityName: "Berlin"',
  ),
  'Mutation.inviteUser': workspace(
    'inviteUser',
    ({ unique }) => `firstName: "A", email: "${unique}@acme.example"`,
  ),
  'Mutation.updateUser': workspace('updateUser', () => 'userId: "703", roleIds: ["54"]'),
  'Mutation.deactivateUser': async (cell) => {
    const made = await cell.graphql<{ inviteUser: { user: Identified } }>(
      `mutation { inviteUser(input: { firstName: "A", email: "${cell.unique}@gone.example" }) { user { id } } }`,
    );
    return workspace('deactivateUser', () => `userId: "${made.inviteUser.user.id}"`)(cell);
  },
  'Mutation.addRoleMembers': workspace('addRoleMembers', () => 'roleId: "54", userIds: ["703"]'),
  'Mutation.removeRoleMembers': workspace(
    'removeRoleMembers',
    () => 'roleId: "52", userIds: ["703"]',
  ),
  'Mutation.createEntity': workspace(
    'createEntity',
    ({ unique }) => `name: "${unique}", referenceId: "${unique}", jurisdictionIsoCode: "US",
      organizationTypeId: "84", primaryAddress: {
        lineOne: "1", cityName: "B", stateName: "M", zipcode: "2", countryIsoCode: "US"
      }`,
  ),
  'Mutation.updateTemplateTags': workspace(
    'updateTemplateTags',
    () => 'templateId: "1204", tags: ["core"]',
  ),
  'Mutation.createTags': workspace('createTags', ({ unique }) => `tags: [{ name: "${unique}" }]`),
};
