import type { SpotDraftRole, SpotDraftUser } from './spotdraft-user.js';

/** What can be allowed with the contracts of a type. */
export const ACCESS_PERMISSIONS = ['READ', 'SUGGEST', 'EDIT', 'SIGN', 'CREATE'] as const;
export type AccessPermission = (typeof ACCESS_PERMISSIONS)[number];

/** Somebody who may do something with all contracts of a type. */
export interface AccessGrant {
  /** SpotDraft's own word for what they may do. */
  readonly permission: string;
  /** SpotDraft's own word for what they are, such as a user or a role. */
  readonly kind: string;
  /** Id of the user or the role. */
  readonly subjectId: string;
  readonly user: SpotDraftUser | null;
  readonly role: SpotDraftRole | null;
}
