/** What somebody who is invited to a contract may do with it. */
export const INVITATION_PERMISSIONS = ['READ', 'SUGGEST', 'EDIT', 'SIGN'] as const;
export type InvitationPermission = (typeof INVITATION_PERMISSIONS)[number];

/** One member of the workspace, or all of a role. */
export type Invitee = { readonly userId: string } | { readonly roleId: string };
