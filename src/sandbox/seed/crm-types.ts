import type { Place } from './crm-vocabulary.js';

export type CrmValue = string | number | boolean | null;
export type CrmRow = Readonly<Record<string, CrmValue>>;

export interface CrmSeedUser {
  /** 18 characters. */
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly name: string;
  readonly role: 'integration' | 'vp' | 'manager' | 'rep' | 'former';
  /** `integration` reads and writes everything, `view-all` reads everything, `standard` by ownership and sharing. */
  readonly profile: 'integration' | 'view-all' | 'standard';
  readonly isActive: boolean;
}

export interface CrmSeed {
  readonly organizationId: string;
  readonly users: readonly CrmSeedUser[];
  readonly shares: readonly { recordId: string; userId: string; access: 'Read' | 'Edit' }[];
  /** Rows by object name; a parent's rows come before those that refer to it. */
  readonly records: Readonly<Record<string, readonly CrmRow[]>>;
}

export interface CrmSeedOptions {
  /** How many deals; 200 unless told. 0 leaves users, stages and organization alone. */
  readonly deals?: number;
  /** The day the data is read on; all dates lie around it. Today unless told. */
  readonly today?: Date;
}

/** A deal as another sandbox's seed needs it. */
export interface SeedDeal {
  readonly id: string;
  readonly name: string;
  readonly stageName: string;
  readonly amount: number | null;
  readonly currency: string;
  readonly createdDate: string;
  readonly account: {
    readonly name: string;
    readonly billingCity?: string;
    readonly billingCountry?: string;
  };
  readonly contact: {
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
  } | null;
  readonly owner: { readonly name: string; readonly email: string };
}

export interface SeedAccount {
  readonly id: string;
  readonly name: string;
  readonly place: Place;
  readonly contacts: readonly { id: string; name: string }[];
}
