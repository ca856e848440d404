/** What a role lets its members do, as far as the sandbox checks it. */
export type Permission = 'create-contracts' | 'see-all-contracts' | 'developer-settings';

export interface Role {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
}

export interface User {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  designation: string;
  roleIds: readonly number[];
  isActive: boolean;
}

export interface Jurisdiction {
  readonly id: number;
  readonly name: string;
  readonly code2: string;
}

export interface Entity {
  readonly id: number;
  readonly name: string;
  readonly reference_id: string;
  readonly jurisdiction: Jurisdiction;
  readonly organization_type: { readonly id: number; readonly name: string };
  readonly primary_address: {
    readonly id: number;
    readonly line_one: string;
    readonly city_name: string;
    readonly state_name: string;
    readonly zipcode: string;
    readonly country: Jurisdiction;
  };
  readonly is_primary: boolean;
}

export const WORKSPACE_ID = 4012;

export const ROLES: readonly Role[] = [
  {
    id: 51,
    name: 'Admin',
    description: 'Sees and changes everything, developer settings included',
    permissions: ['create-contracts', 'see-all-contracts', 'developer-settings'],
  },
  {
    id: 52,
    name: 'Legal',
    description: 'Works on every contract',
    permissions: ['create-contracts', 'see-all-contracts'],
  },
  {
    id: 53,
    name: 'Sales',
    description: 'Creates contracts and sees its own',
    permissions: ['create-contracts'],
  },
  { id: 54, name: 'Viewer', description: 'Reads what it was invited to', permissions: [] },
];

/** The people every workspace has; the deals' owners join them in the Sales role. */
export const FIXED_USERS: readonly User[] = [
  {
    id: 701,
    email: 'integration@meridian-cloud.example',
    name: 'CRM Integration',
    designation: 'Service account',
    roleIds: [51],
    isActive: true,
  },
  {
    id: 702,
    email: 'ingrid.solberg@meridian-cloud.example',
    name: 'Ingrid Solberg',
    designation: 'General Counsel',
    roleIds: [52],
    isActive: true,
  },
  {
    id: 703,
    email: 'audit@meridian-cloud.example',
    name: 'Tom Visser',
    designation: 'Internal Audit',
    roleIds: [54],
    isActive: true,
  },
  {
    id: 704,
    email: 'former.rep@meridian-cloud.example',
    name: 'Carla Nunes',
    designation: 'Account Executive',
    roleIds: [53],
    isActive: false,
  },
];

export const CONTRACT_TYPES: readonly { readonly id: number; readonly name: string }[] = [
  { id: 301, name: 'Non-Disclosure Agreement' },
  { id: 302, name: 'Master Services Agreement' },
  { id: 303, name: 'Order Form' },
  { id: 304, name: 'Statement of Work' },
  { id: 305, name: 'Reseller Agreement' },
  { id: 306, name: 'Contractor Agreement' },
  { id: 390, name: 'Historic' },
];

const US = { id: 1, name: 'United States', code2: 'US' };
const GB = { id: 2, name: 'United Kingdom', code2: 'GB' };
const DE = { id: 3, name: 'Germany', code2: 'DE' };
const IN = { id: 4, name: 'India', code2: 'IN' };

export const JURISDICTIONS: readonly Jurisdiction[] = [US, GB, DE, IN];

/** Labels that `organization_type` may carry; those without a jurisdiction fit every country. */
export const ORGANIZATION_TYPES: readonly {
  readonly id: number;
  readonly name: string;
  readonly jurisdiction?: Jurisdiction;
}[] = [
  { id: 81, name: 'company' },
  { id: 82, name: 'Partnership' },
  { id: 83, name: 'Non-profit' },
  { id: 84, name: 'Corporation', jurisdiction: US },
  { id: 85, name: 'Limited Liability Company', jurisdiction: US },
  { id: 86, name: 'Private Limited Company', jurisdiction: GB },
  { id: 87, name: 'GmbH', jurisdiction: DE },
  { id: 88, name: 'Private Limited', jurisdiction: IN },
];

/** The entities every workspace starts with. */
export const ENTITIES: readonly Entity[] = [
  {
    id: 61,
    name: 'Meridian Cloud, Inc.',
    reference_id: 'MC-US',
    jurisdiction: US,
    organization_type: { id: 84, name: 'Corporation' },
    primary_address: {
      id: 611,
      line_one: '220 Harbor Street',
      city_name: 'Boston',
      state_name: 'Massachusetts',
      zipcode: '02110',
      country: US,
    },
    is_primary: true,
  },
  {
    id: 62,
    name: 'Meridian Cloud GmbH',
    reference_id: 'MC-DE',
    jurisdiction: DE,
    organization_type: { id: 87, name: 'GmbH' },
    primary_address: {
      id: 621,
      line_one: 'Torstraße 140',
      city_name: 'Berlin',
      state_name: 'Berlin',
      zipcode: '10119',
      country: DE,
    },
    is_primary: false,
  },
];

/** The one object configuration of a native integration, which `object_configuration_id` may name. */
export const OBJECT_CONFIGURATION = {
  id: '5a0f3c1e-8d2b-4f67-9c41-2be6d7a90f15',
  recordType: 'Opportunity',
} as const;

export function contractTypeName(id: number): string {
  return CONTRACT_TYPES.find((type) => type.id === id)?.name ?? 'Unknown';
}

export function hasPermission(user: User, permission: Permission): boolean {
  return ROLES.some(
    (role) => user.roleIds.includes(role.id) && role.permissions.includes(permission),
  );
}
