import type { Crm, CrmPrincipal } from '../../connectors/crm.js';
import { ForbiddenError } from '../../domain/errors.js';
import { toRecordId18 } from '../../domain/opportunity-id.js';
import type { SpotDraft } from '../../connectors/spotdraft/types.js';
import type { Check, Verdict } from '../check.js';
import { fail, ok, together, warn } from '../check.js';
import { by } from '../doctor-parts.js';
import type { DoctorParts } from '../doctor-parts.js';
import { newestDeals, VERSION } from './salesforce.js';
import { SPOTDRAFT } from './spotdraft.js';
import { noted } from '../../domain/said.js';

const INTEGRATION: CrmPrincipal = { kind: 'integration' };
/** Salesforce limits sign-ins of each user; so many owners of deals are tried until one gets in. */
const MAX_OWNERS = 3;
const DEALS_LOOKED_AT = 20;

/** Whether people get in with their own rights, and act in SpotDraft under an address that is known there. */
export function peopleChecks({
  crm,
  spotdraft,
  identities,
  settings,
}: DoctorParts): readonly Check[] {
  return [
    {
      name: 'salesforce.users',
      after: [VERSION],
      judge: by(crm, (client) => () => judgeAccess(client, settings.salesforce.flow)),
    },
    {
      name: 'callers.orgs',
      after: ['salesforce.credentials'],
      judge: by(settings.callerOrgs, (orgs) =>
        by(crm, (client) => async () => {
          const ours = await client.organizationId();
          if (orgs.length === 0) return ok(noted`no org signs tokens of its users (AUTH_ORGS)`);
          return orgs.map(toRecordId18).includes(toRecordId18(ours))
            ? ok(noted`tokens of ${ours}, whose records are read, are taken`)
            : fail(
                noted`AUTH_ORGS names ${orgs.join(', ')}, and Salesforce signs us in to ${ours}: its people are refused`,
                noted`Add ${ours} with its certificate to AUTH_ORGS (docs/install-salesforce.md, "Make the certificate that signs tokens").`,
              );
        }),
      ),
    },
    {
      name: 'identities.spotdraft',
      after: [SPOTDRAFT],
      judge: by(identities, (known) =>
        by(
          spotdraft,
          (client) => (signal: AbortSignal) => judgeAddresses(client, [...known.values()], signal),
        ),
      ),
    },
    {
      name: 'identities.salesforce',
      after: [VERSION],
      judge: by(identities, (known) =>
        by(
          crm,
          (client) => () =>
            judgeUsernames(client, [...known.keys()], {
              none: noted`there is no identity table`,
              where: noted`the identity table`,
            }),
        ),
      ),
    },
    {
      name: 'signin.admins',
      after: [VERSION],
      judge: by(settings.signInAdmins, (admins) =>
        by(
          crm,
          (client) => () =>
            judgeUsernames(client, admins ?? [], {
              none: noted`SIGNIN_ADMINS names nobody`,
              where: 'SIGNIN_ADMINS',
            }),
        ),
      ),
    },
  ];
}

/** With the newest deals' owners: people who will call. */
async function judgeAccess(crm: Crm, flow: 'jwt' | 'client_credentials'): Promise<Verdict> {
  const { rows } = await crm.findOpportunities(INTEGRATION, newestDeals(DEALS_LOOKED_AT));
  const tried = new Set<string>();
  const refused: string[] = [];
  for (const { opportunity } of rows) {
    if (tried.size >= MAX_OWNERS) break;
    const username = await ownerOf(crm, opportunity.id);
    if (username === null || tried.has(username)) continue;
    tried.add(username);
    try {
      const person: CrmPrincipal = { kind: 'user', username };
      await crm.identify(person);
      const readable = await crm.readableOpportunities(person, [opportunity.id]);
      if (readable.has(opportunity.id)) {
        return ok(
          flow === 'jwt'
            ? noted`${username} gets a session of their own and sees their deal`
            : noted`whether ${username} may see a deal is told by UserRecordAccess`,
        );
      }
      refused.push(noted`${username} does not see their own deal`);
    } catch (error) {
      if (!(error instanceof ForbiddenError)) throw error;
      refused.push(`${username}: ${error.message}`);
    }
  }
  if (refused.length === 0) {
    return warn(
      noted`there is no deal with an active owner to try it with`,
      noted`Make one in Salesforce, owned by a person who will use dealdraft, and look again.`,
    );
  }
  return fail(
    refused.join(' '),
    flow === 'jwt'
      ? noted`In Salesforce Setup open the app's policies (External Client App Manager), choose Admin approved users are pre-authorized, and give its permission set to everybody who calls.`
      : noted`Let the integration user read UserRecordAccess and users, or take the JWT bearer flow.`,
  );
}

async function ownerOf(crm: Crm, id: Parameters<Crm['readDeal']>[1]): Promise<string | null> {
  const deal = await crm.readDeal(INTEGRATION, id, [
    ['Owner', 'Username'],
    ['Owner', 'IsActive'],
  ]);
  const owner = deal?.['Owner'];
  if (typeof owner !== 'object' || owner === null) return null;
  const { Username, IsActive } = owner as { Username?: unknown; IsActive?: unknown };
  return typeof Username === 'string' && IsActive === true ? Username : null;
}

async function judgeAddresses(
  spotdraft: SpotDraft,
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<Verdict> {
  const found: Verdict[] = [];
  for (const address of addresses) {
    const user = await spotdraft.findUser(address, { lane: 'background', signal });
    if (user?.isActive === true) continue;
    found.push(
      fail(
        user === null
          ? noted`${address} is no user of the workspace`
          : noted`${address} is deactivated`,
        noted`Correct IDENTITY_FILE, or invite or activate them in SpotDraft under Settings > Users.`,
      ),
    );
  }
  return together(
    found,
    addresses.length === 0
      ? noted`there is no identity table`
      : noted`addresses of the identity table that are active users of the workspace: ${addresses.length}`,
  );
}

async function judgeUsernames(
  crm: Crm,
  usernames: readonly string[],
  words: { readonly none: string; readonly where: string },
): Promise<Verdict> {
  if (usernames.length === 0) return ok(words.none);
  const active = await crm.activeUsernames(usernames);
  const missing = usernames.filter((username) => !active.has(username.toLowerCase()));
  return missing.length === 0
    ? ok(noted`user names of ${words.where} that belong to active users: ${usernames.length}`)
    : fail(
        noted`Salesforce has no active user ${missing.join(', ')}`,
        noted`Correct ${words.where}: it takes user names, as Setup > Users shows them, not e-mail addresses.`,
      );
}
